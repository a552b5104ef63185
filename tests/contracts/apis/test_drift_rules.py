"""Each rule has an answer that breaks it and one that nearly does."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from contracts.apis.documents import Operation, Schema
from contracts.apis.drift import against_contract, of_answer
from contracts.apis.inferred import between
from contracts.apis.rules import RULES, every_path, json_path
from harness.results import Severity


def operation(schema: Schema) -> Operation:
    return Operation("test", "get", "test/kind", "GET", "/test", frozenset(), schema, 30)


PLAYER: Schema = {
    "type": "object",
    "required": ["id", "name", "minutes"],
    "x-sometimes": ["nickname"],
    "properties": {
        "id": {"type": "integer", "minimum": 1, "maximum": 999},
        "name": {"type": "string", "minLength": 1},
        "minutes": {"type": ["string", "null"], "pattern": "^[0-9]{2}:[0-9]{2}$"},
        "birthDate": {"type": "string", "format": "date"},
        "nickname": {"type": "string"},
        "side": {"type": ["string", "null"], "enum": ["home", "away", None]},
        "book": {"type": "string", "x-known-values": ["fanduel", "caesars"]},
        "price": {"type": "number", "maximum": 500, "anyOf": [{"exclusiveMinimum": 1}, {"maximum": -100}]},
    },
}
ROSTER = operation(
    {
        "type": "object",
        "required": ["players"],
        "properties": {
            "players": {"type": "array", "minItems": 1, "maxItems": 3, "items": PLAYER, "x-ordered-by": "id"},
        },
    }
)
ROW: Schema = {
    "type": "object",
    "required": ["GAME_ID", "PTS"],
    "x-sometimes": ["OVERTIME"],
    "properties": {
        "GAME_ID": {"type": "string", "pattern": "^00[0-9]{8}$"},
        "TEAM": {"type": "string"},
        "PTS": {"type": ["integer", "null"], "minimum": 0},
        "OVERTIME": {"type": "integer"},
    },
}
LINK: Schema = {"type": "object", "properties": {"URL": {"type": "string"}}}
SETS = operation(
    {
        "type": "object",
        "required": ["resultSets"],
        "properties": {
            "resultSets": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "headers", "rowSet"],
                    "properties": {
                        "name": {"type": "string"},
                        "headers": {"type": "array", "items": {"type": "string"}},
                        "rowSet": {"type": "array", "items": {"type": "array"}},
                    },
                },
                "x-columns": {
                    "type": "object",
                    "required": ["Score"],
                    "x-sometimes": ["Odds"],
                    "properties": {
                        "Score": {"type": "array", "items": ROW},
                        "Links": {
                            "type": "array",
                            "items": {"type": "object", "properties": {"URL": {"type": "string"}}},
                        },
                        "Odds": {"type": "array"},
                    },
                },
            }
        },
    }
)


def player(**changes: object) -> dict[str, Any]:
    plain = {
        "id": 7, "name": "Anthony Edwards", "minutes": "34:12", "birthDate": "2001-08-05", "side": "home",
        "book": "fanduel", "price": 1.91,
    }  # fmt: skip
    return {name: value for name, value in {**plain, **changes}.items() if value is not ...}


def sets() -> dict[str, Any]:
    return {
        "resultSets": [
            {
                "name": "Score",
                "headers": ["GAME_ID", "TEAM", "PTS"],
                "rowSet": [["0022300555", "PHI", 124], ["0022300555", "HOU", 115]],
            },
            {"name": "Links", "headers": ["URL"], "rowSet": []},
        ]
    }


def of_players(*players: object) -> list[tuple[str, str, str, int]]:
    return told(ROSTER, {"players": list(players)})


def told(one: Operation, content: object) -> list[tuple[str, str, str, int]]:
    return [(d.rule.id, d.path, d.place, d.count) for d in against_contract(content, one)]


def test_a_right_answer_has_no_difference() -> None:
    assert of_players(player(), player(id=8, nickname="Ant", minutes=None, side=None)) == []
    assert told(SETS, sets()) == []


@pytest.mark.parametrize(
    ("rule", "path", "changes"),
    [
        ("S001", "$.players[*].height", {"height": 76}),
        ("S002", "$.players[*].birthDate", {"birthDate": ...}),
        ("S003", "$.players[*].name", {"name": ...}),
        ("S004", "$.players[*].minutes", {"minutes": ..., "minutes_played": "34:12"}),
        ("S004", "$.players[*].name", {"name": ..., "names": "Anthony Edwards"}),
        ("S005", "$.players[*].birthDate", {"birthDate": ..., "birth_date": "2001-08-05"}),
        ("S006", "$.players[*].id", {"id": "7"}),
        ("S006", "$.players[*].id", {"id": 7.5}),
        ("S006", "$.players[*].side", {"side": 1}),
        ("S007", "$.players[*].id", {"id": None}),
        ("S008", "$.players[*].side", {"side": "Home"}),
        ("S009", "$.players[*].book", {"book": "betmgm"}),
        ("S010", "$.players[*].id", {"id": 0}),
        ("S010", "$.players[*].id", {"id": 1000}),
        ("S010", "$.players[*].price", {"price": 0}),
        ("S010", "$.players[*].price", {"price": -99}),
        ("S010", "$.players[*].price", {"price": 501}),
        ("S011", "$.players[*].minutes", {"minutes": "PT34M12.00S"}),
        ("S011", "$.players[*].birthDate", {"birthDate": "08/05/2001"}),
        ("S011", "$.players[*].name", {"name": ""}),
    ],
)
def test_a_field_that_breaks_a_rule(rule: str, path: str, changes: dict[str, object]) -> None:
    [(given, where, place, count)] = of_players(player(**changes))
    assert (given, where, count) == (rule, path, 1)
    assert place.startswith("$.players[0]")


@pytest.mark.parametrize(
    "changes",
    [
        {"nickname": "Ant"},
        {"minutes": None},
        {"side": None},
        {"id": 1},
        {"id": 999},
        {"id": 7.0},
        {"price": -100},
        {"price": 1.01},
        {"price": 500},
        {"name": "É"},
    ],
)
def test_a_field_that_nearly_does(changes: dict[str, object]) -> None:
    assert of_players(player(**changes)) == []


def test_a_field_renamed_beyond_likeness_is_one_missing_and_one_added() -> None:
    changed = of_players(player(name=..., athlete="Anthony Edwards"))
    assert [(rule, path) for rule, path, _, _ in changed] == [
        ("S003", "$.players[*].name"),
        ("S001", "$.players[*].athlete"),
    ]


def test_a_field_of_another_type_is_no_rename() -> None:
    changed = of_players(player(minutes=..., minutes_played=34))
    assert {rule for rule, *_ in changed} == {"S001", "S003"}


def test_a_field_that_appears_in_another_object_is_no_rename() -> None:
    changed = told(ROSTER, {"players": [player(name=...)], "names": "Anthony Edwards"})
    assert [(rule, path) for rule, path, *_ in changed] == [("S003", "$.players[*].name"), ("S001", "$.names")]


def test_what_many_records_have_is_one_difference_with_its_count_and_first_place() -> None:
    assert of_players(player(), player(id=8, name=None), player(id=9, name=None)) == [
        ("S007", "$.players[*].name", "$.players[1].name", 2)
    ]


def test_a_value_that_breaks_a_rule_twice_is_one_difference() -> None:
    code = operation({"type": "array", "items": {"type": "string", "minLength": 3, "pattern": "^[A-Z]+$"}})
    assert told(code, ["PHI", "x", "HOU", "y"]) == [("S011", "$[*]", "$[1]", 2)]


def test_a_list_too_short_or_too_long() -> None:
    assert [rule for rule, *_ in of_players()] == ["S012"]
    assert of_players(player(), player(), player()) == []
    assert [(rule, path) for rule, path, *_ in of_players(player(), player(), player(), player())] == [
        ("S012", "$.players")
    ]


def test_items_out_of_order() -> None:
    assert of_players(player(id=7), player(id=7), player(id=8)) == []
    assert of_players(player(id=7), player(id=9), player(id=8)) == [("S016", "$.players[*]", "$.players[2]", 1)]


# Result sets.


def changed_sets(change: Any) -> list[tuple[str, str, str, int]]:
    content = sets()
    change(content["resultSets"])
    return told(SETS, content)


def each_row(one: dict[str, Any], change: Any) -> None:
    for row in (one["headers"], *one["rowSet"]):
        change(row)


def test_a_value_of_a_column_is_told_by_its_name_and_its_exact_place() -> None:
    def change(found: Any) -> None:
        found[0]["rowSet"][1][2] = "115"

    assert changed_sets(change) == [("S006", "$.resultSets[Score].rowSet[*].PTS", "$.resultSets[0].rowSet[1][2]", 1)]


def test_a_column_that_moved_with_its_values() -> None:
    def change(found: Any) -> None:
        each_row(found[0], lambda row: row.append(row.pop(1)))

    # Which of two neighbours moved cannot be told; one of them did.
    [(rule, path, *_)] = changed_sets(change)
    assert rule == "S013"
    assert path in ("$.resultSets[Score].rowSet[*].TEAM", "$.resultSets[Score].rowSet[*].PTS")


def test_headers_that_moved_without_their_values() -> None:
    def change(found: Any) -> None:
        found[0]["headers"] = ["GAME_ID", "PTS", "TEAM"]

    assert {rule for rule, *_ in changed_sets(change)} == {"S006", "S013"}


def test_a_set_that_moved() -> None:
    assert [rule for rule, *_ in changed_sets(lambda found: found.reverse())] == ["S013"]


def test_a_column_at_the_end_is_only_added_one_in_between_moves_others() -> None:
    def at_the_end(found: Any) -> None:
        each_row(found[0], lambda row: row.append("new"))

    def in_between(found: Any) -> None:
        each_row(found[0], lambda row: row.insert(1, "new"))

    assert changed_sets(at_the_end) == [("S001", "$.resultSets[Score].rowSet[*].new", "$.resultSets[0].headers[3]", 1)]
    assert [(rule, place) for rule, _, place, _ in changed_sets(in_between)] == [("S014", "$.resultSets[0].headers[1]")]


def test_columns_are_asked_of_the_headers_of_a_set_without_rows() -> None:
    def change(found: Any) -> None:
        found[0].update(headers=["GAME_ID", "PTS"], rowSet=[])
        found[1].update(headers=["url"])

    assert [(rule, path) for rule, path, *_ in changed_sets(change)] == [
        ("S002", "$.resultSets[Score].rowSet[*].TEAM"),
        ("S005", "$.resultSets[Links].rowSet[*].URL"),
    ]


@pytest.mark.parametrize("row", [["0022300555", "HOU"], ["0022300555", "HOU", 115, 1]])
def test_a_row_that_does_not_fit_its_headers(row: list[object]) -> None:
    def change(found: Any) -> None:
        found[0]["rowSet"][1] = row

    assert changed_sets(change) == [("S015", "$.resultSets[Score].rowSet[*]", "$.resultSets[0].rowSet[1]", 1)]


def test_a_column_that_stands_twice() -> None:
    def change(found: Any) -> None:
        each_row(found[0], lambda row: row.append(row[2]))

    assert [(rule, path) for rule, path, *_ in changed_sets(change)] == [("S015", "$.resultSets[Score]")]


def test_a_set_that_is_gone_one_that_may_be_and_one_that_was_renamed() -> None:
    assert [(rule, path) for rule, path, *_ in changed_sets(lambda found: found.pop(0))] == [
        ("S003", "$.resultSets[Score]")
    ]
    assert [(rule, path) for rule, path, *_ in changed_sets(lambda found: found.pop(1))] == [
        ("S002", "$.resultSets[Links]")
    ]
    assert [rule for rule, *_ in changed_sets(lambda found: found[0].update(name="Scores"))] == ["S004"]


def test_a_set_that_is_none_is_told_once() -> None:
    def no_rows(found: Any) -> None:
        found[0]["rowSet"] = None

    assert changed_sets(no_rows) == [("S007", "$.resultSets[*].rowSet", "$.resultSets[0].rowSet", 1)]
    assert [rule for rule, *_ in told(SETS, {"resultSets": {}})] == ["S006"]
    assert [rule for rule, *_ in told(SETS, {"resultSets": None})] == ["S007"]


def test_result_sets_under_another_name_are_renamed() -> None:
    assert [(rule, path) for rule, path, *_ in told(SETS, {"result_sets": sets()["resultSets"]})] == [
        ("S004", "$.resultSets")
    ]


# The whole answer.


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("S021", b""),
        ("S021", b" \n"),
        ("S021", b"null"),
        ("S021", b"{}"),
        ("S022", b"<!DOCTYPE html><html></html>"),
        ("S022", b"\n <?xml version='1.0'?><Error/>"),
        ("S024", b'{"players": oops, "more": []}'),
        ("S024", b'{"players": [NaN]}'),
        ("S024", b'{"players": [1e999]}'),
        ("S024", b"\xff\xfe{"),
        ("S024", b"[" * 100_000),
        ("S024", b'{"players": ' + b"[" * 300 + b"]" * 300 + b"}"),
        ("S024", b'{"players": ["\\ud800"]}'),
        ("S006", b"[]"),
        ("S006", b'"<html>"'),
    ],
)
def test_an_answer_that_is_none(rule: str, data: bytes) -> None:
    [difference] = of_answer(data, ROSTER)
    assert difference.rule.id == rule
    assert difference.place == "$"


def test_an_answer_cut_off_anywhere_is_told_as_cut_off() -> None:
    whole = json.dumps({"players": [player(name='Dončić \\ "x"', side=None)], "more": True}).encode()
    for end in range(1, len(whole)):
        [difference] = of_answer(whole[:end], ROSTER)
        assert difference.rule.id == "S023", whole[:end]


def test_the_gravest_difference_stands_first() -> None:
    severities = [
        difference.rule.severity
        for difference in against_contract({"players": [player(id=0, book="betmgm", height=76)]}, ROSTER)
    ]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.INFO]


def test_ids_and_paths() -> None:
    assert all(rule.id == id_ and rule.why.endswith(".") for id_, rule in RULES.items())
    assert json_path(("data", 0, "home team", "it's")) == r"$.data[0]['home team']['it\'s']"
    assert every_path(("data", 0, "id")) == "$.data[*].id"


def test_no_id_of_drift_is_one_of_the_rules_for_tables() -> None:
    from contracts.compatibility import RULES as TABLE_RULES

    assert not set(RULES) & set(TABLE_RULES)


# Two recordings.

GAMES = {"games": [{"id": number, "home": "PHI", "score": 100 + number, "note": None} for number in range(6)]}


def pair(change: Any, one: Operation | None = None) -> list[tuple[str, str]]:
    newer = copy.deepcopy(GAMES)
    change(newer["games"])
    return [(d.rule.id, d.path) for d in between(GAMES, newer, one)]


def set_all(**values: object) -> Any:
    def change(games: list[dict[str, object]]) -> None:
        for game in games:
            game.update(values)

    return change


def drop_all(name: str, new: str | None = None) -> Any:
    def change(games: list[dict[str, object]]) -> None:
        for game in games:
            value = game.pop(name)
            if new:
                game[new] = value

    return change


@pytest.mark.parametrize(
    ("rule", "path", "change"),
    [
        ("S001", "$.games[*].arena", set_all(arena="Target Center")),
        ("S002", "$.games[*].home", drop_all("home")),
        ("S005", "$.games[*].home", drop_all("home", "home_team")),
        ("S006", "$.games[*].score", set_all(score="101")),
        ("S017", "$.games[*].score", set_all(score=None)),
        ("S018", "$.games[*].home", lambda games: games[0].update(home=None)),
    ],
)
def test_a_newer_recording_that_differs(rule: str, path: str, change: Any) -> None:
    assert pair(change) == [(rule, path)]


@pytest.mark.parametrize(
    "change",
    [
        lambda games: games.pop(),
        lambda games: games.clear(),
        set_all(note="overtime"),
        set_all(score=101.5),
        lambda games: games[0].pop("home"),
    ],
)
def test_a_newer_recording_that_only_says_other_things(change: Any) -> None:
    assert pair(change) == []


def test_a_few_nulls_are_no_end_of_a_field() -> None:
    def change(games: list[dict[str, object]]) -> None:
        del games[4:]
        set_all(score=None)(games)

    assert pair(change) == [("S018", "$.games[*].score")]


def test_a_field_that_some_games_had_and_now_none_has_is_no_difference() -> None:
    older = {"games": [{"id": 1, "periods": 5}, {"id": 2}]}
    assert between(older, {"games": [{"id": 3}, {"id": 4}]}) == ()
    assert [d.rule.id for d in between(older, {"games": [{"periods": 4}]})] == ["S002"]


def test_what_the_contract_allows_is_no_difference_between_two() -> None:
    game: Schema = {
        "type": "object",
        "required": ["score"],
        "x-sometimes": ["home", "arena"],
        "properties": {
            "home": {"type": "string"},
            "arena": {"type": "string"},
            "score": {"type": ["integer", "string", "null"]},
        },
    }
    one = operation({"type": "object", "properties": {"games": {"type": "array", "items": game}}})
    assert pair(drop_all("home"), one) == []
    assert pair(set_all(arena="Target Center"), one) == []
    assert pair(set_all(score="101"), one) == []
    assert pair(lambda games: games[0].update(score=None), one) == []
    assert pair(drop_all("score"), one) == [("S003", "$.games[*].score")]


def test_columns_of_two_recordings() -> None:
    newer = sets()
    each_row(newer["resultSets"][0], lambda row: row.append(row.pop(1)))
    assert [d.rule.id for d in between(sets(), newer)] == ["S013"]
    empty = sets()
    empty["resultSets"][0].update(rowSet=[], headers=["GAME_ID", "PTS"])
    assert [(d.rule.id, d.path) for d in between(sets(), empty)] == [("S002", "$.resultSets[Score].rowSet[*].TEAM")]
    assert [(d.rule.id, d.path) for d in between(empty, sets())] == [("S014", "$.resultSets[Score].rowSet[*].TEAM")]
