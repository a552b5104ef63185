"""The twin's answers, loaded as recordings, give back the season's own raw rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from twin_client import BOX_SCORES, ESPN, HISTORICAL_ODDS, ONE_LOG, PLAY_BY_PLAY, SCHEDULE, WHOLE_GAME, Client
from twin_shelf import Row, Shelf, assert_same, kept_rows

from harness.ingest.identities import season_label
from harness.ingest.oddsapi import american_price
from harness.season import Season

PERCENTAGES = ("field_goal_percentage", "three_point_percentage", "free_throw_percentage")
# What NBA.com does not send with its lines: the platform works it out, or another answer says it.
NOT_WITH_LINES = (
    *("game_status", "period", "home_team_score", "away_team_score", "flagrant_fouls", "technical_fouls"),
    *("true_shooting_pct", "effective_fg_pct", "usage_rate", "offensive_rating", "defensive_rating", "pace", "pie"),
    *("points_q1", "points_q2", "points_q3", "points_q4", "points_ot"),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture(scope="module")
def days(season: Season) -> tuple[date, ...]:
    """The first day, the last, and two in between."""
    found = sorted({game["game_date"] for game in season.tables["nba_raw.nbac_schedule"].to_pylist()})
    return found[0], found[12], found[len(found) // 2], found[-1]


def at_noon(day: date) -> datetime:
    """In New York it is the same day, seven or eight in the morning."""
    return datetime.combine(day, time(12), UTC)


def put_schedule(shelf: Shelf, client: Client, season: Season) -> None:
    content = client.bytes("nbacom", SCHEDULE, LeagueID="00", Season=season_label(season.start_year))
    shelf.put("nbacom/schedule/season.json", content, endpoint=SCHEDULE)


def test_box_scores_of_ball_dont_lie(shelf: Shelf, client: Client, season: Season, days: tuple[date, ...]) -> None:
    for day in days:
        content = client.bytes("balldontlie", BOX_SCORES, date=day)
        shelf.put(f"balldontlie/box_scores/{day}.json", content, endpoint=BOX_SCORES, date=str(day))
    kept = kept_rows(season, "bdl_player_boxscores", days)
    for row in kept:
        # Without attempts, a share is sent as 0.
        row |= {name: row[name] or 0.0 for name in ("field_goal_pct", "three_point_pct", "free_throw_pct")}
    assert_same("bdl_player_boxscores", shelf.rows("bdl_player_boxscores"), kept)


def test_active_players_of_ball_dont_lie(shelf: Shelf, client: Client, season: Season) -> None:
    for number, page in enumerate(client.pages("/v1/players/active")):
        file = f"balldontlie/active_players/{number}.json"
        shelf.put(file, page, endpoint="/v1/players/active", recorded_at=season.as_of)
    kept = kept_rows(season, "bdl_active_players_current")
    for row in kept:
        # Whether NBA.com agrees is found out later.
        row["validation_status"] = "not_validated"
    untold = ("nba_com_team_abbr", "validation_last_check")
    assert_same("bdl_active_players_current", shelf.rows("bdl_active_players_current"), kept, untold=untold)


def test_injuries_of_ball_dont_lie(shelf: Shelf, client: Client, season: Season) -> None:
    for number, page in enumerate(client.pages("/v1/player_injuries")):
        file = f"balldontlie/injuries/{number}.json"
        shelf.put(file, page, endpoint="/v1/player_injuries", recorded_at=at_noon(season.last_day))
    kept = kept_rows(season, "bdl_injuries", [season.last_day], column="scrape_date")
    assert_same("bdl_injuries", shelf.rows("bdl_injuries"), kept)


def test_standings_of_ball_dont_lie(shelf: Shelf, client: Client, season: Season) -> None:
    content = client.bytes("balldontlie", "/v1/standings", season=season.start_year)
    morning = season.last_day + timedelta(days=1)
    shelf.put("balldontlie/standings/end.json", content, endpoint="/v1/standings", recorded_at=at_noon(morning))
    kept = kept_rows(season, "bdl_standings", [morning], column="date_recorded")
    assert_same("bdl_standings", shelf.rows("bdl_standings"), kept)


def test_scoreboards_of_espn(shelf: Shelf, client: Client, season: Season, days: tuple[date, ...]) -> None:
    for day in days:
        content = client.bytes("espn", f"{ESPN}/scoreboard", dates=f"{day:%Y%m%d}")
        shelf.put(f"espn/scoreboard/{day}.json", content, endpoint=f"{ESPN}/scoreboard")
    kept = kept_rows(season, "espn_scoreboard", days)
    for row in kept:
        # A doubt of the platform's own, which no answer can show.
        row |= {"processing_confidence": 1.0, "data_quality_flags": ""}
    told = [row | {"data_quality_flags": row["data_quality_flags"] or ""} for row in shelf.rows("espn_scoreboard")]
    assert_same("espn_scoreboard", told, kept)


def test_rosters_of_espn(shelf: Shelf, client: Client, season: Season) -> None:
    looked = max(season.tables["nba_raw.espn_team_rosters"]["roster_date"].to_pylist())
    # The season counts the hour of the look in UTC where the platform does in Eastern time.
    taken = at_noon(looked) + timedelta(hours=4)
    for team in range(1, 31):
        content = client.bytes("espn", f"{ESPN}/teams/{team}", enable="roster")
        shelf.put(f"espn/roster/{team}.json", content, endpoint=f"{ESPN}/teams/{team}", recorded_at=taken)
    kept = kept_rows(season, "espn_team_rosters", [looked], column="roster_date")
    untold = ("universal_player_id", "roster_status")
    assert_same("espn_team_rosters", shelf.rows("espn_team_rosters"), kept, untold=untold)


@pytest.mark.parametrize("path", [SCHEDULE, "/static/json/staticData/scheduleLeagueV2.json"])
def test_the_schedule_of_nba_com(shelf: Shelf, client: Client, season: Season, path: str) -> None:
    asked = {"LeagueID": "00", "Season": season_label(season.start_year)} if path == SCHEDULE else {}
    shelf.put("nbacom/schedule/season.json", client.bytes("nbacom", path, **asked), endpoint=path)
    kept = kept_rows(season, "nbac_schedule")
    for row in kept:
        row["source_updated_at"] = season.as_of
        row["data_source"] = "api_stats" if path == SCHEDULE else "cdn_static"
    untold = ("is_primetime", "time_slot", "arena_timezone")
    assert_same("nbac_schedule", shelf.rows("nbac_schedule"), kept, untold=untold)


@pytest.mark.parametrize(
    ("path", "layout", "more", "untold"),
    [
        # Over, the second version does not say when it began.
        ("/stats/scoreboardV2", "%m/%d/%Y", {"DayOffset": 0}, ("start_time",)),
        ("/stats/scoreboardv3", "%Y-%m-%d", {}, ()),
    ],
)
def test_scoreboards_of_nba_com(
    shelf: Shelf,
    client: Client,
    season: Season,
    days: tuple[date, ...],
    path: str,
    layout: str,
    more: dict[str, Any],
    untold: tuple[str, ...],
) -> None:
    for day in days:
        content = client.bytes("nbacom", path, LeagueID="00", GameDate=day.strftime(layout), **more)
        shelf.put(f"nbacom/scoreboardv2/{day}.json", content, endpoint=path)
    kept = kept_rows(season, "nbac_scoreboard_v2", days)
    assert_same("nbac_scoreboard_v2", shelf.rows("nbac_scoreboard_v2"), kept, untold=untold)


def test_the_game_log_of_nba_com(shelf: Shelf, client: Client, season: Season, days: tuple[date, ...]) -> None:
    for day in days:
        asked = ONE_LOG | {"Season": season_label(season.start_year), "DateFrom": day, "DateTo": day}
        content = client.bytes("nbacom", "/stats/leaguegamelog", **asked)
        shelf.put(f"nbacom/leaguegamelog/{day}.json", content, endpoint="/stats/leaguegamelog")
    kept = kept_rows(season, "nbac_player_boxscores", days)
    for row in kept:
        minutes, seconds = (int(part) for part in row["minutes"].split(":"))
        row["minutes"] = str((minutes * 60 + seconds + 30) // 60)
    untold = (*NOT_WITH_LINES, "jersey_number", "position", "starter")
    assert_same("nbac_player_boxscores", shelf.rows("nbac_player_boxscores"), kept, untold=untold)


@pytest.fixture
def box_scores(shelf: Shelf, client: Client, season: Season, days: tuple[date, ...]) -> Shelf:
    """The box scores of three days, beside the schedule that knows their days."""
    put_schedule(shelf, client, season)
    path = "/stats/boxscoretraditionalv3"
    for game in kept_rows(season, "nbac_schedule", days[:3]):
        content = client.bytes("nbacom", path, GameID=game["game_id"], **WHOLE_GAME)
        shelf.put(f"nbacom/boxscoretraditionalv3/{game['game_id']}.json", content, endpoint=path)
    return shelf


def test_player_lines_of_the_box_scores_of_nba_com(box_scores: Shelf, season: Season, days: tuple[date, ...]) -> None:
    kept = kept_rows(season, "nbac_player_boxscores", days[:3])
    for row in kept:
        row |= {name: row[name] or 0.0 for name in PERCENTAGES}
        # Only starters are sent with their position.
        row["position"] = row["position"] if row["starter"] else None
    told = box_scores.rows("nbac_player_boxscores")
    assert_same("nbac_player_boxscores", told, kept, untold=NOT_WITH_LINES)


def test_team_lines_of_the_box_scores_of_nba_com(box_scores: Shelf, season: Season, days: tuple[date, ...]) -> None:
    kept = kept_rows(season, "nbac_team_boxscore", days[:3])
    assert_same("nbac_team_boxscore", box_scores.rows("nbac_team_boxscore"), kept)


def test_the_player_index_of_nba_com(shelf: Shelf, client: Client, season: Season) -> None:
    content = client.bytes("nbacom", "/stats/playerindex", LeagueID="00", Season=season_label(season.start_year))
    shelf.put("nbacom/playerindex/end.json", content, endpoint="/stats/playerindex", recorded_at=season.as_of)
    kept = kept_rows(season, "nbac_player_list_current")
    untold = ("birth_date", "age", "years_pro", "first_seen_date", "last_seen_date")
    assert_same("nbac_player_list_current", shelf.rows("nbac_player_list_current"), kept, untold=untold)


def test_the_referees_of_nba_com(shelf: Shelf, client: Client, season: Season, days: tuple[date, ...]) -> None:
    path = "/wp-json/api/v1/get-game-officials"
    for day in days:
        shelf.put(f"nbacom/referee_assignments/{day}.json", client.bytes("nbacom", path, date=day), endpoint=path)
    kept = kept_rows(season, "nbac_referee_game_assignments", days)
    assert_same("nbac_referee_game_assignments", shelf.rows("nbac_referee_game_assignments"), kept)


def test_the_play_by_play_of_nba_com(shelf: Shelf, client: Client, season: Season) -> None:
    lines = season.tables["nba_raw.bdl_player_boxscores"].select(["game_id", "period"]).to_pylist()
    long = next(line["game_id"] for line in lines if line["period"] > 4)
    schedule = kept_rows(season, "nbac_schedule")
    (game_id,) = [game["game_id"] for game in schedule if _platform_id(game) == long]
    shelf.put(
        "nbacom/play_by_play/game.json", client.bytes("nbacom", PLAY_BY_PLAY.format(game_id)), endpoint="playbyplay"
    )
    kept = kept_rows(season, "nbac_play_by_play", [game_id], column="nba_game_id")
    for row in kept:
        if row["event_type"] == "substitution":
            # Each half of a change is an action of its own.
            row |= {"player_2_id": None, "player_2_team_abbr": None}
        elif row["event_type"] == "jumpball":
            # The winner is the second player, the loser the third.
            row |= {"player_2_id": row["player_1_id"], "player_2_team_abbr": None, "player_3_id": row["player_2_id"]}
    untold = ("player_1_lookup", "player_2_lookup", "video_available")
    assert_same("nbac_play_by_play", shelf.rows("nbac_play_by_play"), kept, untold=untold)


def _platform_id(game: Row) -> str:
    return f"{game['game_date']:%Y%m%d}_{game['away_team_tricode']}_{game['home_team_tricode']}"


@pytest.fixture(scope="module")
def event_ids(season: Season) -> dict[str, str]:
    props = season.tables["nba_raw.odds_api_player_points_props"].select(["game_id", "odds_api_event_id"])
    return {row["game_id"]: row["odds_api_event_id"] for row in props.to_pylist()}


def put_odds(
    shelf: Shelf, client: Client, looks: Iterator[tuple[str, datetime]], *, markets: str, odds_format: str
) -> None:
    for event, taken in looks:
        path = f"{HISTORICAL_ODDS}/{event}/odds"
        asked = {"regions": "us", "markets": markets, "oddsFormat": odds_format, "date": f"{taken:%Y-%m-%dT%H:%M:%SZ}"}
        content = client.bytes("oddsapi", path, **asked)
        shelf.put(f"oddsapi/historical_event_odds/{event}-{taken:%Y%m%d%H%M}.json", content, endpoint=path)


def with_last_update_of(rows: list[Row], column: str, *group: str) -> None:
    """An answer has one update for several rows: the last."""
    last: dict[tuple[Any, ...], datetime] = {}
    for row in rows:
        key = tuple(row[name] for name in group)
        last[key] = max(last.get(key, row[column]), row[column])
    for row in rows:
        row[column] = last[tuple(row[name] for name in group)]


@pytest.mark.parametrize("odds_format", ["decimal", "american"])
def test_player_points_of_the_odds_api(
    shelf: Shelf, client: Client, season: Season, days: tuple[date, ...], event_ids: dict[str, str], odds_format: str
) -> None:
    kept = kept_rows(season, "odds_api_player_points_props", days[1:2])
    looks = {(row["odds_api_event_id"], row["snapshot_timestamp"]) for row in kept}
    put_odds(shelf, client, iter(looks), markets="player_points", odds_format=odds_format)
    with_last_update_of(kept, "bookmaker_last_update", "game_id", "snapshot_timestamp", "bookmaker")
    for row in kept:
        row["data_source"] = "historical"
        for side in ("over", "under"):
            # Two decimals do not hold every American price, nor American prices every decimal of the platform.
            if odds_format == "decimal":
                row[f"{side}_price_american"] = american_price(row[f"{side}_price"])
            else:
                american = row[f"{side}_price_american"]
                row[f"{side}_price"] = round(1 + american / 100 if american > 0 else 1 - 100 / american, 4)
    told = shelf.rows("odds_api_player_points_props")
    assert_same("odds_api_player_points_props", told, kept, untold=("snapshot_tag", "capture_timestamp"))


def test_game_lines_of_the_odds_api(
    shelf: Shelf, client: Client, season: Season, days: tuple[date, ...], event_ids: dict[str, str]
) -> None:
    kept = kept_rows(season, "odds_api_game_lines", days)
    looks = {(event_ids[row["game_id"]], row["snapshot_timestamp"]) for row in kept}
    put_odds(shelf, client, iter(looks), markets="spreads,totals", odds_format="decimal")
    of_book = ("game_id", "snapshot_timestamp", "bookmaker_key")
    with_last_update_of(kept, "market_last_update", *of_book, "market_key")
    with_last_update_of(kept, "bookmaker_last_update", *of_book)
    for row in kept:
        row["data_source"] = "historical"
    assert_same("odds_api_game_lines", shelf.rows("odds_api_game_lines"), kept)


def test_points_offers_of_bettingpros(shelf: Shelf, client: Client, season: Season, days: tuple[date, ...]) -> None:
    for day in days[:2]:
        listed = client.bytes("bettingpros", "/v3/events", sport="NBA", date=day)
        shelf.put(f"bettingpros/events/{day}.json", listed, endpoint="/v3/events", date=str(day))
        ids = ":".join(str(event["id"]) for event in json.loads(listed)["events"])
        pages = client.json("bettingpros", "/v3/offers", sport="NBA", market_id=156, event_id=ids)["_pagination"][
            "total_pages"
        ]
        for page in range(1, pages + 1):
            asked = {"sport": "NBA", "market_id": 156, "event_id": ids, "page": page}
            content = client.bytes("bettingpros", "/v3/offers", **asked)
            shelf.put(f"bettingpros/offers/{day}-{page}.json", content, endpoint="/v3/offers")
    kept = kept_rows(season, "bettingpros_player_points_props", days[:2])
    for row in kept:
        row["bookmaker"] = row["bookmaker"].replace("partycasino", "PartyCasino")
    assert_same("bettingpros_player_points_props", shelf.rows("bettingpros_player_points_props"), kept)
