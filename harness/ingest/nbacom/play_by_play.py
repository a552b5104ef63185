"""The live play-by-play feed: one row an action."""

from __future__ import annotations

from harness.clock import eastern_date
from harness.ingest.answers import Answer
from harness.ingest.fields import Record
from harness.ingest.identities import clock_seconds, known_team, nba_game_id, season_year_of, utc_instant
from harness.ingest.known_games import Game
from harness.ingest.problems import BadRecordError, WrongShapeError
from harness.ingest.rows import Cell, Gathering

PLAYS = "nba_raw.nbac_play_by_play"

_PERIOD_SECONDS, _OVERTIME_SECONDS, _REGULAR_PERIODS = 12 * 60, 5 * 60, 4
_SHOTS = {"2pt": "2PT", "3pt": "3PT", "freethrow": "FT"}
# The second player of an action: field, and whether he is on the first one's team.
_SECOND_PLAYERS = (
    ("assistPersonId", True),
    ("blockPersonId", False),
    ("stealPersonId", False),
    ("foulDrawnPersonId", False),
    ("jumpBallWonPersonId", None),
)


def play_by_play(answer: Answer, gathering: Gathering) -> None:
    """One row an action. Only ids of players are sent whole (names are surnames), so lookups stay NULL."""
    feed = answer.top("game").part("game")
    identifier = feed.parsed("gameId", nba_game_id)
    actions = list(gathering.records(feed, "actions", having=("actionNumber", "actionType", "period")))
    if not actions:
        return
    game = answer.known_games.by_nba_id(identifier) or _game_from(actions)
    if game is None:
        raise WrongShapeError(
            f"game {identifier}: its actions do not tell its day and home side; "
            "load the season's schedule (scheduleleaguev2) with it",
            feed.at("gameId"),
        )
    shared: dict[str, Cell] = {
        "game_id": game.game_id,
        "nba_game_id": identifier,
        "game_date": game.day,
        "season_year": season_year_of(game.day),
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
    }
    for action in actions:
        with gathering.one_record():
            gathering.add(PLAYS, action.place, shared | _action(action, game))


def _game_from(actions: list[Record]) -> Game | None:
    """Day and sides by the actions alone: when the first happened, and whose shots moved which score."""
    try:
        started = next(action.parsed("timeActual", utc_instant) for action in actions if action.has("timeActual"))
        codes = {action.parsed("teamTricode", known_team) for action in actions if action.has("teamTricode")}
        scores = (0, 0)
        for action in actions:
            now = action.counted("scoreHome") or 0, action.counted("scoreAway") or 0
            if action.fields.get("shotResult") == "Made" and action.has("teamTricode") and len(codes) == 2:
                scorer = action.parsed("teamTricode", known_team)
                (other,) = codes - {scorer}
                if now[0] > scores[0] and now[1] == scores[1]:
                    return Game(eastern_date(started), other, scorer)
                if now[1] > scores[1] and now[0] == scores[0]:
                    return Game(eastern_date(started), scorer, other)
            scores = now
    except (StopIteration, BadRecordError, OverflowError):
        return None
    return None


def _action(action: Record, game: Game) -> dict[str, Cell]:
    kind, result = action.text("actionType"), action.text_or_none("shotResult")
    is_field_goal = kind in ("2pt", "3pt")
    period = action.integer("period")
    left = action.parsed_or_none("clock", clock_seconds)
    sequence = action.integer_or_none("orderNumber")
    number = action.integer("actionNumber")
    return {
        "event_id": str(number),
        "event_sequence": number if sequence is None else sequence,
        "period": period,
        "game_clock": action.text_or_none("clock"),
        "game_clock_seconds": left,
        "time_elapsed_seconds": None if left is None else _elapsed(period, left),
        "event_type": "fieldgoal" if is_field_goal else kind,
        "event_action_type": result.lower() if is_field_goal and result else action.text_or_none("subType"),
        "event_description": action.text_or_none("description"),
        "score_home": action.counted("scoreHome"),
        "score_away": action.counted("scoreAway"),
        **_players(action, game),
        "shot_made": result == "Made" if result and kind in _SHOTS else None,
        "shot_type": _SHOTS.get(kind),
        "shot_x": action.number_or_none("x"),
        "shot_y": action.number_or_none("y"),
        "shot_distance": action.number_or_none("shotDistance"),
    }


def _elapsed(period: int, left: int) -> int:
    if period <= _REGULAR_PERIODS:
        return period * _PERIOD_SECONDS - left
    return _REGULAR_PERIODS * _PERIOD_SECONDS + (period - _REGULAR_PERIODS) * _OVERTIME_SECONDS - left


def _players(action: Record, game: Game) -> dict[str, Cell]:
    team = action.parsed_or_none("teamTricode", known_team)
    opponent = {game.home: game.away, game.away: game.home}.get(team or "")
    # 0 stands for nobody (period starts, team rebounds).
    cells: dict[str, Cell] = {"player_1_id": action.integer_or_none("personId") or None, "player_1_team_abbr": team}
    for name, same_team in _SECOND_PLAYERS:
        if action.has(name):
            cells["player_2_id"] = action.integer(name)
            cells["player_2_team_abbr"] = None if same_team is None else team if same_team else opponent
            break
    if action.has("jumpBallLostPersonId"):
        cells["player_3_id"] = action.integer("jumpBallLostPersonId")
    return cells
