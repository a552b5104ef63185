"""Players have names, ids and one team at a time."""

from __future__ import annotations

import re
from collections import Counter

from harness.ingest.identities import player_lookup
from harness.season.calendar import CALENDARS

LIST = "nba_raw.nbac_player_list_current"


def names_of(warehouse):
    return [name for (name,) in warehouse.rows(f"SELECT player_full_name FROM {LIST}")]


def test_the_league_has_eighteen_players_a_team_with_different_lookups_and_ids(warehouse):
    assert warehouse.rows(
        "SELECT count(*), count(DISTINCT player_lookup), count(DISTINCT player_id), count(DISTINCT team_abbr) "
        f"FROM {LIST}"
    ) == [(540, 540, 540, 30)]
    assert set(warehouse.rows(f"SELECT count(*) FROM {LIST} GROUP BY team_abbr")) == {(18,)}
    assert warehouse.rows(f"SELECT team_abbr FROM {LIST} GROUP BY ALL HAVING count(DISTINCT jersey_number) <> 18") == []


def test_lookups_are_made_of_the_names(warehouse):
    pairs = warehouse.rows(f"SELECT player_full_name, player_lookup FROM {LIST}")
    assert all(player_lookup(name) == lookup for name, lookup in pairs)


def test_names_have_all_that_makes_names_hard(warehouse):
    names = names_of(warehouse)
    for hard in (r"[^\x00-\x7f]", "'", "-", r"\.", r" Jr\.$", r" III$"):
        assert any(re.search(hard, name) for name in names), hard


def test_one_pair_of_players_differs_by_the_suffix_alone(warehouse):
    bare = Counter(player_lookup(re.sub(r" (Jr\.|II|III|IV)$", "", name)) for name in names_of(warehouse))
    assert [count for count in bare.values() if count > 1] == [2]


def test_all_lists_of_current_players_agree(warehouse):
    nba = f"SELECT player_lookup, team_abbr FROM {LIST}"
    bdl = "SELECT player_lookup, team_abbr FROM nba_raw.bdl_active_players_current"
    espn = (
        "SELECT player_lookup, team_abbr FROM nba_raw.espn_team_rosters "
        "WHERE roster_date = (SELECT max(roster_date) FROM nba_raw.espn_team_rosters)"
    )
    reference = (
        "SELECT player_lookup, CASE team_abbrev WHEN 'BRK' THEN 'BKN' WHEN 'CHO' THEN 'CHA' WHEN 'PHO' THEN 'PHX' "
        "ELSE team_abbrev END FROM nba_raw.br_rosters_current"
    )
    for other in (bdl, espn, reference):
        assert warehouse.rows(f"({nba}) EXCEPT ({other})") == []
        assert warehouse.rows(f"({other}) EXCEPT ({nba})") == []


def test_a_provider_gives_a_player_one_id_everywhere(warehouse):
    wrong = warehouse.rows(
        "SELECT b.player_lookup FROM nba_raw.bdl_player_boxscores b "
        "JOIN nba_raw.bdl_active_players_current a USING (player_lookup) WHERE a.bdl_player_id <> b.bdl_player_id "
        "UNION ALL SELECT e.player_lookup FROM nba_raw.espn_boxscores e "
        "JOIN nba_raw.espn_team_rosters r USING (player_lookup) WHERE r.espn_player_id <> e.espn_player_id::BIGINT "
        f"UNION ALL SELECT n.player_lookup FROM nba_raw.nbac_player_boxscores n JOIN {LIST} l USING (player_lookup) "
        "WHERE l.player_id <> n.nba_player_id"
    )
    assert wrong == []


def test_traded_players_appear_for_the_new_team_from_the_deadline_on(warehouse):
    deadline = CALENDARS[warehouse.season.start_year].trade_deadline
    trades = warehouse.rows(
        "SELECT player_lookup, team_abbr, transaction_date, group_sort FROM nba_raw.nbac_player_movement "
        "WHERE transaction_type = 'Trade'"
    )
    assert len(trades) == 8
    assert {day for _, _, day, _ in trades} == {deadline}
    assert sorted(Counter(group for *_, group in trades).values()) == [2, 2, 4]
    for lookup, team, _, _ in trades:
        seen = warehouse.rows(
            f"SELECT DISTINCT game_date >= '{deadline}', team_abbr FROM nba_raw.nbac_gamebook_player_stats "
            f"WHERE player_lookup = '{lookup}' ORDER BY ALL"
        )
        assert len(seen) == 2
        assert seen[1] == (True, team)
        assert seen[0][1] != team


def test_roster_changes_tell_the_trades(warehouse):
    told = warehouse.rows(
        "SELECT count(*) FROM nba_raw.br_roster_changes c JOIN nba_raw.nbac_player_movement m "
        "ON m.player_full_name = c.player_full_name WHERE m.transaction_type = 'Trade'"
    )
    assert told == [(16,)]
    assert warehouse.rows("SELECT DISTINCT change_type FROM nba_raw.br_roster_changes ORDER BY ALL") == [
        ("added",),
        ("removed",),
    ]


def test_nobody_appears_before_he_signed(warehouse):
    wrong = warehouse.rows(
        "SELECT g.player_lookup FROM nba_raw.nbac_gamebook_player_stats g JOIN nba_raw.nbac_player_movement m "
        "USING (player_lookup) WHERE m.transaction_type = 'Signing' AND g.game_date < m.transaction_date"
    )
    assert wrong == []


def test_bodies_are_players_bodies(warehouse):
    wrong = warehouse.rows(
        f"SELECT player_lookup FROM {LIST} WHERE weight::INT NOT BETWEEN 150 AND 400 OR age NOT BETWEEN 18 AND 45 "
        "OR split_part(height, '-', 1)::INT * 12 + split_part(height, '-', 2)::INT NOT BETWEEN 60 AND 96 "
        "OR jersey_number::INT NOT BETWEEN 0 AND 99 OR years_pro NOT BETWEEN 0 AND 25"
    )
    assert wrong == []
