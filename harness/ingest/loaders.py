"""Which loader reads which kind of recording, and into which tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.ingest import balldontlie, bettingpros, bigdataball, espn, oddsapi
from harness.ingest.answers import Answer
from harness.ingest.nbacom import box_scores, people, play_by_play, schedule, scoreboard
from harness.ingest.recordings import Recording
from harness.ingest.rows import Gathering


@dataclass(frozen=True, slots=True)
class Loader:
    """How one kind of answer is read.

    Attributes:
        read: fills a gathering from an answer; raises WrongShapeError or BadRecordError where the envelope is wrong.
        tables: what it fills; none where no raw table holds such answers.
        suffixes: the file names it reads.
        tells_games: other loaders need what it says about games, so it goes first. Its tables are nobody else's.
    """

    read: Callable[[Answer, Gathering], None]
    tables: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = (".json", ".json.gz")
    tells_games: bool = False


_LOADERS: dict[str, Loader] = {
    "balldontlie/box_scores": Loader(balldontlie.box_scores, (balldontlie.BOX_SCORES,)),
    "balldontlie/active_players": Loader(balldontlie.active_players, (balldontlie.ACTIVE_PLAYERS,)),
    "balldontlie/injuries": Loader(balldontlie.injuries, (balldontlie.INJURIES,)),
    "balldontlie/standings": Loader(balldontlie.standings, (balldontlie.STANDINGS,)),
    "balldontlie/games": Loader(balldontlie.games),
    "balldontlie/teams": Loader(balldontlie.teams),
    "espn/scoreboard": Loader(espn.scoreboard, (espn.SCOREBOARD,)),
    "espn/roster": Loader(espn.roster, (espn.ROSTERS,)),
    "nbacom/schedule": Loader(schedule.schedule, (schedule.SCHEDULE,), tells_games=True),
    "nbacom/scoreboardv2": Loader(scoreboard.scoreboard, (scoreboard.SCOREBOARD,)),
    "nbacom/leaguegamelog": Loader(box_scores.game_log, (box_scores.PLAYERS,)),
    "nbacom/boxscoretraditional": Loader(box_scores.traditional, (box_scores.PLAYERS, box_scores.TEAMS)),
    "nbacom/playerindex": Loader(people.player_index, (people.PLAYER_LIST,)),
    "nbacom/play_by_play": Loader(play_by_play.play_by_play, (play_by_play.PLAYS,)),
    "nbacom/referee_assignments": Loader(people.referee_assignments, (people.REFEREES,)),
    "oddsapi/historical_events": Loader(oddsapi.events),
    "oddsapi/historical_event_odds": Loader(oddsapi.event_odds, (oddsapi.GAME_LINES, oddsapi.PLAYER_POINTS)),
    "bettingpros/events": Loader(bettingpros.events, tells_games=True),
    "bettingpros/offers": Loader(bettingpros.offers, (bettingpros.POINTS_OFFERS,)),
    "bigdataball/play_by_play": Loader(bigdataball.play_by_play, (bigdataball.PLAYS,), (".csv", ".csv.gz")),
}


def loader_for(recording: Recording) -> Loader | None:
    """The loader of a recording; None for kinds and file types that nobody reads yet (PDFs, HTML pages)."""
    loader = _LOADERS.get(recording.kind)
    return loader if loader and recording.name.casefold().endswith(loader.suffixes) else None
