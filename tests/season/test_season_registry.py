"""The registry knows everybody, aliases are nobody's own name, and a few names still wait."""

from __future__ import annotations

REGISTRY = "nba_reference.nba_players_registry"
ALIASES = "nba_reference.player_aliases"
UNRESOLVED = "nba_reference.unresolved_player_names"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
LABEL = "season_year || '-' || lpad(((season_year + 1) % 100)::VARCHAR, 2, '0')"


def test_the_registry_has_each_listed_player_with_the_days_of_each_team(warehouse):
    listed = f"""SELECT player_lookup, team_abbr, {LABEL}, min(game_date), max(game_date),
        count(*) FILTER (player_status = 'active'), count(*) FILTER (player_status = 'dnp'), count(*)
        FROM {GAMEBOOK} GROUP BY ALL"""
    known = f"""SELECT player_lookup, team_abbr, season, first_game_date, last_game_date, games_played, dnp_appearances,
        total_appearances FROM {REGISTRY}"""
    assert warehouse.rows(f"({listed}) EXCEPT ({known})") == []
    assert warehouse.rows(f"({known}) EXCEPT ({listed})") == []


def test_a_traded_player_is_registered_with_two_teams_under_one_id(warehouse):
    counts = "count(*) AS teams, count(DISTINCT universal_player_id) AS ids"
    several = f"SELECT player_lookup, {counts} FROM {REGISTRY} GROUP BY 1"
    assert warehouse.rows(f"SELECT count(*), max(ids) FROM ({several}) WHERE teams = 2") == [(8, 1)]
    assert warehouse.value(f"SELECT max(teams) FROM ({several})") == 2


def test_an_alias_means_a_player_and_is_no_players_own_name(warehouse):
    names = f"SELECT player_lookup FROM {REGISTRY}"
    assert warehouse.rows(f"SELECT alias_lookup FROM {ALIASES} WHERE nba_canonical_lookup NOT IN ({names})") == []
    assert warehouse.rows(f"SELECT alias_lookup FROM {ALIASES} WHERE alias_lookup IN ({names})") == []
    assert warehouse.rows(f"SELECT alias_lookup FROM {ALIASES} GROUP BY 1 HAVING count(*) > 1") == []
    kinds = "SELECT DISTINCT alias_type FROM nba_reference.player_aliases ORDER BY 1"
    assert warehouse.rows(kinds) == [("nickname",), ("source_variation",), ("suffix_difference",)]


def test_every_suffix_may_be_dropped_but_the_twins(warehouse):
    suffixed = f"SELECT DISTINCT player_lookup FROM {REGISTRY} WHERE regexp_matches(player_name, ' (Jr\\.|II|III|IV)$')"
    dropped = f"SELECT nba_canonical_lookup FROM {ALIASES} WHERE alias_type = 'suffix_difference'"
    left = warehouse.rows(f"({suffixed}) EXCEPT ({dropped})")
    assert len(left) == 1
    plain = warehouse.value(
        f"SELECT DISTINCT player_lookup FROM {REGISTRY} WHERE '{left[0][0]}' LIKE player_lookup || '%' "
        f"AND player_lookup <> '{left[0][0]}'"
    )
    assert plain


def test_names_that_wait_are_nobodys(warehouse):
    waiting = f"SELECT normalized_lookup FROM {UNRESOLVED} WHERE status = 'pending'"
    assert warehouse.value(f"SELECT count(*) FROM ({waiting})") == 2
    assert warehouse.rows(f"({waiting}) INTERSECT (SELECT player_lookup FROM {REGISTRY})") == []
    resolved = f"SELECT normalized_lookup FROM {UNRESOLVED} WHERE status = 'resolved'"
    assert warehouse.rows(f"({resolved}) EXCEPT (SELECT alias_lookup FROM {ALIASES})") == []


def test_registry_failures_are_the_players_who_joined_during_the_season(warehouse):
    joined = f"""
        SELECT player_lookup, min(game_date) AS day, arg_min(game_id, game_date), arg_min(team_abbr, game_date)
        FROM {GAMEBOOK} GROUP BY 1 HAVING day >= (SELECT min(game_date) + 14 FROM nba_raw.nbac_schedule)
    """
    failed = "SELECT player_lookup, game_date, game_id, team_abbr FROM nba_processing.registry_failures"
    assert warehouse.rows(f"({joined}) EXCEPT ({failed})") == warehouse.rows(f"({failed}) EXCEPT ({joined})") == []
    assert warehouse.value(f"SELECT count(*) FROM ({failed})") > 0
    unknown = f"""
        SELECT f.player_lookup FROM nba_processing.registry_failures f LEFT JOIN {REGISTRY} r
          ON r.player_lookup = f.player_lookup AND r.team_abbr = f.team_abbr AND r.created_at <= f.resolved_at
        WHERE r.player_lookup IS NULL OR f.reprocessed_at IS NULL
    """
    assert warehouse.rows(unknown) == []
