"""NBA.com: the statistics host, the static files and the officials' site, under one base URL. No key.

It sends errors as text or pages, and 403 for a file that is not there.
"""

from harness.reference.twin.exchange import RefusedError, Reply
from harness.reference.twin.nbacom import play_by_play, players, referees, schedule, scoreboards
from harness.reference.twin.parameters import Parameter, anything, iso_day, one_of, optional, shaped, whole, written_day
from harness.reference.twin.providers import Operation, Provider

_LEAGUE = Parameter("LeagueID", one_of(schedule.LEAGUE), required=True)
_SEASON = Parameter("Season", shaped(r"[0-9]{4}-[0-9]{2}", "2023-24"), required=True)
_RANGES = ("StartPeriod", "EndPeriod", "StartRange", "EndRange", "RangeType")
_BOX_SCORE = (
    Parameter("GameID", shaped(r"00[1-6][0-9]{7}", "0022300001"), required=True),
    *(Parameter(name, whole(0, 28_800), required=True) for name in _RANGES),
)
_SLASHED_DAY = written_day("%m/%d/%Y", pattern=r"[01][0-9]/[0-3][0-9]/[0-9]{4}", example="01/15/2024")
_DASHED_DAY = optional(written_day("%Y-%m-%d", pattern=r"[0-9]{4}-[0-9]{2}-[0-9]{2}", example="2024-01-15"))
_SORTERS = ("DATE", "PTS", "REB", "AST", "FGM", "FGA", "FG_PCT", "FG3M", "FG3A", "FG3_PCT", "FTM", "FTA", "FT_PCT")
_SCHEDULED_GAMES = ("leagueSchedule", "gameDates", "*", "games")


def _told(refused: RefusedError) -> Reply:
    if refused.status == 400:
        return Reply(400, refused.message.encode(), "text/plain; charset=utf-8")
    page = f"<html><head><title>{refused.status}</title></head><body>{refused.message}</body></html>"
    return Reply(refused.status, page.encode(), "text/html; charset=utf-8")


PROVIDER = Provider(
    name="nbacom",
    told=_told,
    bad_parameter=400,
    wrong="gameId",
    operations=(
        Operation(
            "schedule",
            "/stats/scheduleleaguev2int",
            schedule.schedule,
            ("leagueSchedule", "gameDates"),
            (*_SCHEDULED_GAMES, "*", "gameDateTimeUTC"),
            (_LEAGUE, _SEASON, Parameter("GameSubType", anything)),
        ),
        Operation(
            "static_schedule",
            "/static/json/staticData/scheduleLeagueV2.json",
            schedule.static_schedule,
            ("leagueSchedule", "gameDates"),
            (*_SCHEDULED_GAMES, "*", "gameDateTimeUTC"),
        ),
        Operation(
            "scoreboard_2",
            "/stats/scoreboardV2",
            scoreboards.scoreboard_2,
            ("resultSets", "*", "rowSet"),
            ("resultSets", "*", "headers"),
            (Parameter("GameDate", _SLASHED_DAY, required=True), _LEAGUE, Parameter("DayOffset", whole(-7, 7), True)),
        ),
        Operation(
            "scoreboard_3",
            "/stats/scoreboardv3",
            scoreboards.scoreboard_3,
            ("scoreboard", "games"),
            ("scoreboard", "games", "*", "gameStatus"),
            (Parameter("GameDate", iso_day, required=True), _LEAGUE),
        ),
        Operation(
            "game_log",
            "/stats/leaguegamelog",
            players.game_log,
            ("resultSets", "*", "rowSet"),
            ("resultSets", "*", "headers"),
            (
                Parameter("PlayerOrTeam", one_of("P", "T"), required=True),
                _SEASON,
                Parameter(
                    "SeasonType",
                    one_of("Regular Season", "Pre Season", "Playoffs", "All Star", "PlayIn"),
                    required=True,
                ),
                Parameter("DateFrom", _DASHED_DAY),
                Parameter("DateTo", _DASHED_DAY),
                _LEAGUE,
                Parameter("Counter", whole(0, 100_000), required=True),
                Parameter("Direction", one_of("ASC", "DESC"), required=True),
                Parameter("Sorter", one_of(*_SORTERS), required=True),
            ),
        ),
        Operation(
            "box_score_2",
            "/stats/boxscoretraditionalv2",
            players.retired_box_score,
            ("resultSets", "*", "rowSet"),
            ("resultSets", "*", "headers"),
            _BOX_SCORE,
        ),
        Operation(
            "box_score_3",
            "/stats/boxscoretraditionalv3",
            players.box_score,
            ("boxScoreTraditional", "homeTeam", "players"),
            ("boxScoreTraditional", "homeTeam", "players", "*", "personId"),
            _BOX_SCORE,
        ),
        Operation(
            "player_index",
            "/stats/playerindex",
            players.player_index,
            ("resultSets", "*", "rowSet"),
            ("resultSets", "*", "headers"),
            (
                _SEASON,
                _LEAGUE,
                Parameter("Historical", whole(0, 1), default=0),
                Parameter("TeamID", whole(0), default=0),
            ),
        ),
        Operation(
            "play_by_play",
            "/static/json/liveData/playbyplay/playbyplay_<gameId>.json",
            play_by_play.play_by_play,
            ("game", "actions"),
            ("game", "actions", "*", "scoreHome"),
        ),
        Operation(
            "referees",
            "/wp-json/api/v1/get-game-officials",
            referees.referees,
            ("nba", "Table", "rows"),
            ("nba", "Table", "rows", "*", "game_code"),
            (Parameter("date", iso_day, required=True),),
        ),
    ),
)
