"""The Odds API's and BettingPros' answers become rows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from ingest_made_answers import (
    MONEYLINE,
    POINTS,
    SPREADS,
    bettingpros_events,
    bettingpros_offers,
    historical,
    market,
    odds,
)
from ingest_shelf import Shelf

from harness.ingest.oddsapi import american_price, decimal_price

ODDS = "oddsapi/historical_event_odds/anything.json"
EVENTS = "bettingpros/events/2021-10-21.json"
OFFERS = "bettingpros/offers/page-1.json"


def test_the_market_decides_the_table_not_the_file_name(shelf: Shelf) -> None:
    file = "oddsapi/historical_event_odds/player_props.json"
    outcomes = shelf.put(file, historical(odds(SPREADS, MONEYLINE, POINTS))).load()
    assert outcomes.reason(file) == (
        "3 rows into nba_raw.odds_api_game_lines, 2 rows into nba_raw.odds_api_player_points_props"
    )


def test_a_game_line_is_dated_by_the_snapshot_and_filed_under_the_eastern_day(shelf: Shelf) -> None:
    outcomes = shelf.put(ODDS, historical(odds(SPREADS))).load()
    row = outcomes.row("odds_api_game_lines", where="outcome_point < 0")
    assert (row["game_id"], row["game_date"]) == ("20240124_LAC_GSW", date(2024, 1, 24))
    assert row["snapshot_timestamp"] == datetime(2024, 1, 25, 1, 55, 40, tzinfo=UTC)
    assert row["next_snapshot_timestamp"] == datetime(2024, 1, 25, 2, 0, 38, tzinfo=UTC)
    assert (row["outcome_name"], row["outcome_price"], row["data_source"]) == (
        "Golden State Warriors",
        1.83,
        "historical",
    )


def test_a_moneyline_has_no_point(shelf: Shelf) -> None:
    outcomes = shelf.put(ODDS, historical(odds(MONEYLINE))).load()
    assert outcomes.row("odds_api_game_lines", "outcome_point, market_key") == {
        "outcome_point": None,
        "market_key": "h2h",
    }


def test_both_sides_of_a_player_line_share_a_row_in_both_formats(shelf: Shelf) -> None:
    outcomes = shelf.put(ODDS, historical(odds(POINTS))).load()
    curry = outcomes.row("odds_api_player_points_props", where="player_lookup = 'stephencurry'")
    assert (curry["points_line"], curry["over_price"], curry["over_price_american"]) == (27.5, 1.91, -110)
    assert (curry["under_price"], curry["under_price_american"]) == (2.5, 150)
    # Tip-off at 03:10, snapshot at 01:55:40.
    assert (curry["minutes_before_tipoff"], curry["bookmaker"]) == (74, "draftkings")


def test_a_side_that_a_book_omits_is_null_and_american_prices_are_kept(shelf: Shelf) -> None:
    outcomes = shelf.put(ODDS, historical(odds(POINTS))).load()
    klay = outcomes.row("odds_api_player_points_props", where="player_lookup = 'klaythompson'")
    assert (klay["over_price_american"], klay["over_price"]) == (-115, pytest.approx(1.8696))
    assert (klay["under_price"], klay["under_price_american"]) == (None, None)


def test_a_side_quoted_twice_is_not_hidden(shelf: Shelf) -> None:
    twice = market("player_points", *[POINTS["outcomes"][0], POINTS["outcomes"][0]])
    assert shelf.put(ODDS, historical(odds(twice))).load().count("odds_api_player_points_props") == 2


@pytest.mark.parametrize("shape", ["one event", "list of events"])
def test_current_odds_come_unwrapped_and_are_dated_by_their_newest_update(shelf: Shelf, shape: str) -> None:
    answer = odds(SPREADS)
    outcomes = shelf.put("oddsapi/event_odds/now.json", answer if shape == "one event" else [answer]).load()
    row = outcomes.row("odds_api_game_lines", where="outcome_point < 0")
    assert row["snapshot_timestamp"] == datetime(2024, 1, 25, 1, 56, tzinfo=UTC)
    assert (row["data_source"], row["previous_snapshot_timestamp"]) == ("current", None)


def test_current_odds_without_any_moment_are_refused(shelf: Shelf) -> None:
    answer = odds()
    answer["bookmakers"][0]["last_update"] = None
    assert "their moment is unknown" in shelf.put(ODDS, answer).load().finding(ODDS).message


def test_other_markets_are_left_out_and_counted(shelf: Shelf) -> None:
    outcomes = shelf.put(ODDS, historical(odds(market("player_assists", POINTS["outcomes"][0])))).load()
    assert "1 markets 'player_assists' left out" in outcomes.reason(ODDS)


def test_an_error_answer_is_quoted(shelf: Shelf) -> None:
    finding = shelf.put(ODDS, {"message": "Unknown event", "error_code": "INVALID_EVENT_ID"}).load().finding(ODDS)
    assert "the provider answered with an error: 'Unknown event'" in finding.message


def test_an_event_list_is_checked_though_no_table_holds_it(shelf: Shelf) -> None:
    file = "oddsapi/historical_events/2024-01-25.json"
    assert "2 events" in shelf.put(file, historical([odds(), odds()])).load().reason(file)
    finding = shelf.put(file, historical([odds(), odds(home_team="Seattle SuperSonics")])).load().finding(file)
    assert finding.place == f"{file}: data[1].home_team"


@pytest.mark.parametrize(
    ("price", "american"),
    [
        (1.91, -110),
        (2.0, 100),
        (2.5, 150),
        (1.5, -200),
        (1.01, -10000),
        (-115, -115),
        (130, 130),
        (1.0, None),
        (-50, None),
    ],
)
def test_prices_are_read_in_both_formats(price: float, american: int | None) -> None:
    assert american_price(price) == american


def test_american_prices_have_a_decimal_form() -> None:
    assert [decimal_price(price) for price in (150, -200, 1.91, 0.5)] == [2.5, 1.5, 1.91, None]


@pytest.mark.parametrize("price", [0, 1.0, -50, None, "1.91", True])
def test_a_price_in_neither_format_is_a_bad_record(shelf: Shelf, price: Any) -> None:
    bad = market("player_points", {"name": "Over", "description": "Stephen Curry", "price": price, "point": 27.5})
    finding = shelf.put(ODDS, historical(odds(bad))).load().finding(ODDS)
    assert finding.place == f"{ODDS}: data.bookmakers[0].markets[0].outcomes[0].price"


def test_offers_take_their_day_from_the_event_list(shelf: Shelf) -> None:
    outcomes = shelf.put(OFFERS, bettingpros_offers()).put(EVENTS, bettingpros_events()).load()
    rows = outcomes.rows("bettingpros_player_points_props")
    # 02:00 UTC on the 22nd is the evening of the 21st in New York.
    assert {row["game_date"] for row in rows} == {date(2021, 10, 21)}
    assert [(row["bet_side"], row["bookmaker"], row["odds_american"]) for row in rows] == [
        ("over", "DraftKings", -115),
        ("over", "BettingPros Consensus", -112),
        ("under", "DraftKings", -115),
    ]
    assert (rows[0]["opening_line"], rows[2]["opening_line"]) == (26.5, None)
    assert rows[0]["bookmaker_last_update"] == datetime(2021, 10, 21, 22, 10, tzinfo=UTC)
    assert (rows[0]["has_team_issues"], rows[0]["validated_team"]) == (False, "GSW")


def test_a_player_listed_with_a_team_that_does_not_play_is_marked(shelf: Shelf) -> None:
    outcomes = shelf.put(EVENTS, bettingpros_events()).put(OFFERS, bettingpros_offers(team="PHO")).load()
    row = outcomes.rows("bettingpros_player_points_props", "player_team, has_team_issues, validated_team")[0]
    assert row == {"player_team": "PHX", "has_team_issues": True, "validated_team": None}


def test_offers_of_an_unknown_event_say_what_is_missing(shelf: Shelf) -> None:
    finding = shelf.put(OFFERS, bettingpros_offers()).load().finding(OFFERS)
    assert "the day of event 20881 is unknown; record /v3/events" in finding.message


def test_offers_may_be_dated_by_their_folder(shelf: Shelf) -> None:
    outcomes = shelf.put("bettingpros/offers/2021-10-21/1.json", bettingpros_offers()).load()
    row = outcomes.rows("bettingpros_player_points_props", "game_date, validation_method")[0]
    assert row == {"game_date": date(2021, 10, 21), "validation_method": "none"}


def test_offers_of_other_markets_are_left_out(shelf: Shelf) -> None:
    outcomes = shelf.put(EVENTS, bettingpros_events()).put(OFFERS, bettingpros_offers(market_id=157)).load()
    assert "1 offers of market rebounds left out" in outcomes.reason(OFFERS)
