"""The games of a day and their results, as three providers tell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from harness.ingest.identities import platform_game_id, team_code
from harness.reference.scraping.asking import Ask
from harness.reference.scraping.reading import Fields, Reader
from harness.reference.scraping.record import Harvest, Record

NBACOM_FINAL = 3
_LEAGUE = "00"

_Row = tuple[str | None, Mapping[str, object], bool]
"""The game's id, None where it is of no game of the league; its fields; whether it is over."""


def game_id(day: date, away: str | None, home: str | None) -> str | None:
    """The platform's id of a game between two teams as a provider calls them; None where one is outside the league."""
    codes = [team_code(text) if text else None for text in (away, home)]
    known = [code for code in codes if code is not None]
    return platform_game_id(day, *known) if len(known) == len(codes) else None


def _harvest(rows: Iterable[_Row]) -> Harvest:
    return Harvest(tuple(Record(name, name, fields, final) for name, fields, final in rows if name is not None))


def nbacom_games(ask: Ask, reader: Reader, day: date) -> Sequence[Fields]:
    """NBA.com's scoreboard of a day; none where its answer is without content."""
    body = _nbacom_scoreboard(ask, day)
    return [] if body is None else reader.items(body, "scoreboard", "games")


def _nbacom_scoreboard(ask: Ask, day: date) -> object:
    return ask("/stats/scoreboardv3", {"GameDate": day.isoformat(), "LeagueID": _LEAGUE})


def nbacom_game_id(reader: Reader, game: Fields, day: date) -> str | None:
    """The platform's id of a game of that scoreboard."""
    away, home = (reader.text(game, side, "teamTricode") for side in ("awayTeam", "homeTeam"))
    return game_id(day, away, home)


def schedule_of_nbacom(ask: Ask, reader: Reader, day: date) -> Harvest:
    """The games of a day. An answer without content is refused: it does not say that there are none."""

    def row(game: Fields) -> _Row:
        fields = {"nba_game_id": reader.text(game, "gameId"), "tip_off": reader.text(game, "gameTimeUTC")}
        return nbacom_game_id(reader, game, day), fields, reader.whole(game, "gameStatus") == NBACOM_FINAL

    return _harvest(map(row, reader.items(_nbacom_scoreboard(ask, day), "scoreboard", "games")))


def results_of_nbacom(ask: Ask, reader: Reader, day: date) -> Harvest:
    """Final scores by NBA.com."""

    def row(game: Fields) -> _Row:
        scores = _scores(reader.whole(game, "awayTeam", "score"), reader.whole(game, "homeTeam", "score"))
        return nbacom_game_id(reader, game, day), scores, reader.whole(game, "gameStatus") == NBACOM_FINAL

    return _harvest(map(row, nbacom_games(ask, reader, day)))


def results_of_balldontlie(ask: Ask, reader: Reader, day: date) -> Harvest:
    """Final scores by Ball Don't Lie, which writes the start of a game that has not begun as its status."""

    def row(game: Fields) -> _Row:
        away, home = (reader.text(game, side, "abbreviation") for side in ("visitor_team", "home_team"))
        scores = _scores(reader.whole(game, "visitor_team_score"), reader.whole(game, "home_team_score"))
        return game_id(day, away, home), scores, reader.text(game, "status") == "Final"

    body = ask("/v1/games", {"dates[]": day.isoformat(), "per_page": "100"})
    return _harvest(map(row, [] if body is None else reader.items(body, "data")))


def results_of_espn(ask: Ask, reader: Reader, day: date) -> Harvest:
    """Final scores by ESPN."""

    def row(competition: Fields) -> _Row:
        sides = {reader.text(side, "homeAway"): side for side in reader.items(competition, "competitors")}
        away, home = reader.part(sides, "away"), reader.part(sides, "home")
        name = game_id(day, reader.text(away, "team", "abbreviation"), reader.text(home, "team", "abbreviation"))
        scores = _scores(reader.whole(away, "score"), reader.whole(home, "score"))
        return name, scores, reader.text(competition, "status", "type", "name") == "STATUS_FINAL"

    body = ask("/apis/site/v2/sports/basketball/nba/scoreboard", {"dates": f"{day:%Y%m%d}"})
    events = [] if body is None else reader.items(body, "events")
    return _harvest(row(game) for event in events for game in reader.items(event, "competitions"))


def _scores(away: int | None, home: int | None) -> dict[str, object]:
    return {"away_team_score": away, "home_team_score": home}
