"""consistency.player_identity on clean days and on each way to lose track of a person."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest
from validator_days import AS_OF, Day, answers

from validators.consistency.player_identity import validator

KNOWN = "a scraped name leads to a registered player"
NORMALISED = "a lookup has nothing but a-z and 0-9"
FULL_NAME = "a lookup is the full name's"
REGISTERED = "every player of the analytics is registered"
ALIAS = "no player of the analytics goes by an alias"
FOR_THE_TEAM = "a player is registered for the team he played for"
WHILE_WITH_IT = "a player plays for a team while he is with it"
ONE_GAME = "a player plays in one game a day"
ONE_LOOKUP = "one NBA id has one lookup"
ONE_ID = "one lookup has one NBA id"
SAME_NAMES = "Ball Don't Lie names who NBA.com names"
REGISTERED_LOOKUP = "one registered id has one lookup"
REGISTERED_ID = "one registered lookup has one id"
FRESH = "a team's registry is at most 7 days old"
WAITING = "at most 5 names wait to be resolved"
ALL = {check.name for check in validator.checks}
SUMMARY = "nba_analytics.player_game_summary"
REGISTRY = "nba_reference.nba_players_registry"
ALIASES = "nba_reference.player_aliases"
UNRESOLVED = "nba_reference.unresolved_player_names"
NBACOM = "nba_raw.nbac_player_boxscores"
BALLDONTLIE = "nba_raw.bdl_player_boxscores"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_two_persons_who_differ_by_the_suffix_alone_are_two(whole_season: duckdb.DuckDBPyConnection) -> None:
    lookups = {row[0] for row in whole_season.execute(f"SELECT DISTINCT player_lookup FROM {NBACOM}").fetchall()}
    twins = [one for one in lookups if any(f"{one}{suffix}" in lookups for suffix in ("jr", "ii", "iii", "iv"))]
    assert twins

    assert {ONE_LOOKUP, ONE_ID} <= answers(whole_season, validator, "2023-10-24..2024-04-14").passed


@pytest.mark.parametrize(("lookup", "checks"), [("nobody", {KNOWN}), ("No Body", {KNOWN, NORMALISED})])
def test_a_scraped_name_that_is_nobodys_is_found(day: Day, lookup: str, checks: set[str]) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET player_lookup = '{lookup}' WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {check: [(GAMEBOOK, lookup)] for check in checks}


def test_an_alias_in_a_scraped_table_is_fine_while_it_is_active(day: Day) -> None:
    [(alias, player)] = day.rows(
        f"SELECT alias_lookup, nba_canonical_lookup FROM {ALIASES} WHERE nba_canonical_lookup IN "
        f"(SELECT player_lookup FROM {GAMEBOOK} WHERE game_date = '{{day}}') ORDER BY ALL LIMIT 1"
    )
    day.corrupt(f"UPDATE {GAMEBOOK} SET player_lookup = '{alias}' WHERE player_lookup = '{player}'")
    assert day.answer(validator).passed == ALL

    day.corrupt(f"UPDATE {ALIASES} SET is_active = FALSE WHERE alias_lookup = '{alias}'")
    assert day.answer(validator).failed == {KNOWN: [(GAMEBOOK, alias)]}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("John Doe Jr.", True),
        ("JOHN D''OE", False),
        ("John  Doe", False),
        ("Jöhn Dœ III", False),
    ],
)
def test_a_lookup_follows_from_a_name_of_plain_letters(day: Day, name: str, found: bool) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET player_full_name = '{name}', player_lookup = 'johndoe' WHERE {THE_PLAYER}")

    assert day.answer(validator).failed.get(FULL_NAME) == ([(day.game, "johndoe")] if found else None)


def test_a_player_who_is_not_registered_for_the_season_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {REGISTRY} SET season = '2022-23' WHERE player_lookup = '{{player}}'")

    assert day.answer(validator).failed == {REGISTERED: [(day.game, day.player)]}


def test_a_player_under_an_alias_is_found(day: Day) -> None:
    day.corrupt(
        f"INSERT INTO {ALIASES} SELECT * REPLACE ('{{player}}' AS alias_lookup, 'another' AS nba_canonical_lookup) "
        f"FROM {ALIASES} LIMIT 1"
    )

    assert day.answer(validator).failed == {ALIAS: [(day.game, day.player)]}


def test_a_player_who_is_registered_elsewhere_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {REGISTRY} SET team_abbr = 'SEA' WHERE player_lookup = '{{player}}'")

    assert day.answer(validator).failed == {FOR_THE_TEAM: [(day.game, day.player)]}


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ("first_game_date = '{day}'", False),
        ("first_game_date = '{day}'::DATE + 1", True),
        ("last_game_date = '{day}'", False),
        ("last_game_date = '{day}'::DATE - 1", True),
        ("first_game_date = NULL, last_game_date = NULL", False),
    ],
)
def test_a_player_plays_between_his_first_and_his_last_day(day: Day, dates: str, found: bool) -> None:
    day.corrupt(f"UPDATE {REGISTRY} SET {dates} WHERE player_lookup = '{{player}}'")

    failed = day.answer(validator).failed

    assert failed.get(WHILE_WITH_IT) == ([(day.game, day.player)] if found else None)


def test_a_player_of_two_games_a_day_is_found(day: Day) -> None:
    day.corrupt(f"INSERT INTO {SUMMARY} SELECT * REPLACE ('another' AS game_id) FROM {SUMMARY} WHERE {THE_PLAYER}")

    [(date,)] = day.rows("SELECT '{day}'::DATE")
    assert day.answer(validator).failed == {ONE_GAME: [(date, day.player)]}


def test_one_person_under_two_lookups_is_found(day: Day) -> None:
    day.corrupt(
        f"INSERT INTO {NBACOM} SELECT * REPLACE ('{{player}}jr' AS player_lookup) FROM {NBACOM} WHERE {THE_PLAYER}"
    )

    [(number,)] = day.rows(f"SELECT nba_player_id FROM {NBACOM} WHERE {THE_PLAYER}")
    assert day.answer(validator).failed == {ONE_LOOKUP: [(number,)], KNOWN: [(NBACOM, f"{day.player}jr")]}


def test_two_persons_under_one_lookup_are_found(day: Day) -> None:
    day.corrupt(f"INSERT INTO {NBACOM} SELECT * REPLACE (7 AS nba_player_id) FROM {NBACOM} WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {ONE_ID: [(day.player,)]}


def test_a_name_that_one_feed_writes_otherwise_is_found_if_he_played(day: Day) -> None:
    [(alias, player)] = day.rows(
        f"SELECT alias_lookup, nba_canonical_lookup FROM {ALIASES} WHERE nba_canonical_lookup IN "
        f"(SELECT player_lookup FROM {BALLDONTLIE} WHERE game_date = '{{day}}') ORDER BY ALL LIMIT 1"
    )
    day.corrupt(f"UPDATE {BALLDONTLIE} SET player_lookup = '{alias}' WHERE player_lookup = '{player}'")
    [(game,)] = day.rows(f"SELECT game_id FROM {BALLDONTLIE} WHERE player_lookup = '{alias}' AND game_date = '{{day}}'")
    assert day.answer(validator).failed == {SAME_NAMES: [(game, alias)]}

    day.corrupt(f"UPDATE {BALLDONTLIE} SET minutes = '00:30' WHERE player_lookup = '{alias}'")
    assert day.answer(validator).failed == {SAME_NAMES: [(game, alias)]}

    day.corrupt(f"UPDATE {BALLDONTLIE} SET minutes = '00' WHERE player_lookup = '{alias}'")
    assert day.answer(validator).passed == ALL


def test_a_game_that_nba_com_lacks_is_no_matter_of_names(day: Day) -> None:
    day.corrupt(f"DELETE FROM {NBACOM} WHERE game_id = '{{game}}'")

    assert day.answer(validator).passed == ALL


def test_an_id_of_two_registered_players_is_found(day: Day) -> None:
    day.corrupt(
        f"UPDATE {REGISTRY} SET universal_player_id = 'same_001' WHERE player_lookup IN "
        f"('{{player}}', (SELECT min(player_lookup) FROM {REGISTRY} WHERE player_lookup <> '{{player}}'))"
    )

    assert day.answer(validator).failed == {REGISTERED_LOOKUP: [("same_001",)]}


def test_a_registered_player_of_two_ids_is_found(day: Day) -> None:
    day.corrupt(
        f"INSERT INTO {REGISTRY} SELECT * REPLACE ('other_001' AS universal_player_id, 'SEA' AS team_abbr) "
        f"FROM {REGISTRY} WHERE player_lookup = '{{player}}'"
    )

    assert day.answer(validator).failed == {REGISTERED_ID: [(day.player,)]}


@pytest.mark.parametrize(("age", "found"), [(timedelta(days=7), False), (timedelta(days=7, seconds=1), True)])
def test_a_teams_registry_is_a_week_old_at_most(day: Day, age: timedelta, found: bool) -> None:
    day.corrupt(f"UPDATE {REGISTRY} SET processed_at = '{(AS_OF - age).isoformat()}' WHERE team_abbr = 'BOS'")

    assert day.answer(validator).failed == ({FRESH: [("BOS",)]} if found else {})


def test_the_registry_of_an_earlier_season_may_be_old(day: Day) -> None:
    day.corrupt(
        f"INSERT INTO {REGISTRY} SELECT * REPLACE ('2022-23' AS season, 'SEA' AS team_abbr, "
        f"processed_at - INTERVAL 1 YEAR AS processed_at) FROM {REGISTRY} WHERE player_lookup = '{{player}}'"
    )

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize(("waiting", "found"), [(0, False), (5, False), (6, True)])
def test_five_names_may_wait(day: Day, waiting: int, found: bool) -> None:
    some = f"SELECT rowid FROM {UNRESOLVED} ORDER BY rowid LIMIT {waiting}"
    day.corrupt(f"UPDATE {UNRESOLVED} SET status = CASE WHEN rowid IN ({some}) THEN 'pending' ELSE 'resolved' END")

    assert day.answer(validator).failed == ({WAITING: [()]} if found else {})


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        (
            REGISTRY,
            {
                KNOWN,
                NORMALISED,
                REGISTERED,
                ALIAS,
                FOR_THE_TEAM,
                WHILE_WITH_IT,
                REGISTERED_LOOKUP,
                REGISTERED_ID,
                FRESH,
            },
        ),
        (UNRESOLVED, {WAITING}),
        (SUMMARY, {FULL_NAME, REGISTERED, ALIAS, FOR_THE_TEAM, WHILE_WITH_IT, ONE_GAME}),
        (BALLDONTLIE, {KNOWN, NORMALISED, SAME_NAMES}),
    ],
)
def test_a_missing_table_leaves_its_checks_unknown(day: Day, table: str, unknown: set[str]) -> None:
    day.corrupt(f"DROP TABLE {table}")

    answer = day.answer(validator)

    assert set(answer.unknown) == unknown
    assert answer.failed == {}
