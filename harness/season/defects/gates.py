"""Defects that keep phases 3 and 4 from starting: upstream tables that are empty, old or thin, missing completions."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE, sharing

LINES = "nba_raw.odds_api_game_lines"
BOX = "nba_raw.bdl_player_boxscores"
EVENTS = "nba_raw.bigdataball_play_by_play"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
ROSTERS = "nba_raw.br_rosters_current"
COMPLETIONS = "nba_orchestration.phase_completions"
TEAM_CONTEXT = "nba_analytics.upcoming_team_game_context"
PLAYER_CONTEXT = "nba_analytics.upcoming_player_game_context"

PHASE2 = "gates.phase2_to_phase3/"
FILLED = PHASE2 + "R-007: every required table has rows"
OTHERS_FILLED = PHASE2 + "the other tables have rows"
FRESH = PHASE2 + "R-007: required tables are written after the games"
OTHERS_FRESH = PHASE2 + "the other tables are fresh"
HALF = PHASE2 + "required tables have half of the games"
MOST = PHASE2 + "80 % of the games are in every table"
ACTIVE = PHASE2 + "R-009: a gamebook has active players"

PHASE3 = "gates.phase3_to_phase4/"
CONTEXT_DONE = PHASE3 + "same day: the players' context is complete"
CRITICAL_DONE = PHASE3 + "overnight: both critical processors are complete"
ENOUGH_DONE = PHASE3 + "overnight: 3 of 5 processors are complete"
ALL_DONE = PHASE3 + "overnight: all 5 processors are complete"
ANALYTICS_FILLED = PHASE3 + "R-008: every table has rows"
ANALYTICS_MOST = PHASE3 + "R-008: 80 % of the games are in every table"

RAW_COVERED = "consistency.schedule_coverage/every final game is in every table of raw data"
REPAIRED_FILLED = "recovery.backfill_completeness/no table is empty on a repaired day"
REPAIRED_GAMES = "recovery.backfill_completeness/no game is missing from a repaired day"
TOO_EARLY = "consistency.time_agreement/no table has a game before it began"
LOST_COMPLETION = "consistency.state_agreement/a completion in its document is in BigQuery"
OTHER_STATUS = "consistency.state_agreement/both stores give a completion the same status and records"
RAW_VOLUME = "trends.row_volume/as many rows of raw data a game as on this weekday before"
ANALYTICS_VOLUME = "trends.row_volume/as many rows of analytics a game as on this weekday before"
ANALYTICS_COVERED = "consistency.schedule_coverage/every final game is in every table of analytics"


def _day_tables(rows: Rows) -> frozenset[Key]:
    """The keys of gates that judge each table of each day."""
    return frozenset((row["game_date"], rows.table) for row in rows.values)


def _whole_days(season: Corruptible, table: str, size: int) -> Rows:
    """All rows of so many days."""
    return sharing(season, season.pick(table, size=size, one_per=("game_date",)), "game_date")


@defect(
    kills={FILLED},
    companions={RAW_COVERED, RAW_VOLUME, REPAIRED_FILLED, "raw.game_lines/every game has lines"},
    incident=2,
    sizes=(1, 3),
)
def game_lines_of_a_day_not_loaded(season: Corruptible, size: int) -> Corrupted:
    """The files with a day's game lines are there; nobody loaded them."""
    rows = _whole_days(season, LINES, size)
    season.delete(rows)
    return Corrupted(rows, {FILLED: _day_tables(rows)})


@defect(kills={OTHERS_FILLED}, companions={RAW_COVERED, RAW_VOLUME, REPAIRED_FILLED}, incident=29, sizes=(1, 3))
def play_by_play_of_a_day_not_supplied(season: Corruptible, size: int) -> Corrupted:
    """The supplier's files of a day are absent, so there is no play-by-play."""
    rows = _whole_days(season, EVENTS, size)
    season.delete(rows)
    return Corrupted(rows, {OTHERS_FILLED: _day_tables(rows)})


@defect(kills={FRESH}, companions={TOO_EARLY}, incident=30, sizes=(1, 3))
def box_scores_loaded_before_the_games(season: Corruptible, size: int) -> Corrupted:
    """A day's box scores were last written before its last game began."""
    rows = _whole_days(season, BOX, size)
    last = f"(SELECT max(game_date_est) FROM {SCHEDULE} AS games WHERE games.game_date = {BOX}.game_date)"
    season.update(rows, processed_at=f"{last} - INTERVAL 1 SECOND", created_at=f"{last} - INTERVAL 1 SECOND")
    return Corrupted(rows, {FRESH: _day_tables(rows)})


@defect(kills={OTHERS_FRESH}, incident=35, sizes=(1,))
def rosters_nine_days_old(season: Corruptible, size: int) -> Corrupted:
    """Rosters were last read nine days before the last game."""
    rows = season.rows(ROSTERS)
    season.update(rows, processed_at="processed_at - INTERVAL 9 DAY", last_scraped_date="last_scraped_date - 9")
    newest = f"SELECT max(processed_at) FROM {ROSTERS}"
    stale = season.connection.execute(
        f"SELECT game_date FROM {SCHEDULE} WHERE game_date BETWEEN '{season.window.start}' AND '{season.window.end}' "
        f"GROUP BY game_date HAVING max(game_date_est) - INTERVAL 168 HOUR > ({newest})"
    ).fetchall()
    return Corrupted(rows, {OTHERS_FRESH: frozenset((day, ROSTERS) for (day,) in stale)})


def _games_of_days(season: Corruptible, table: str, size: int, *, kept: str) -> Rows:
    """Rows of the games of so many days but the first `kept`: SQL about `games`, how many the day has, 4 or more."""
    days = season.pick(SCHEDULE, _FOUR_GAMES, size, one_per=("game_date",))
    chosen = ", ".join(f"'{day}'" for day in sorted({str(row["game_date"]) for row in days.values}))
    ranked = (
        "SELECT game_id, dense_rank() OVER (PARTITION BY game_date ORDER BY game_id) AS place, "
        f"games FROM (SELECT DISTINCT game_date, game_id FROM {table} WHERE game_date IN ({chosen})) "
        f"JOIN (SELECT game_date, count(*) AS games FROM {SCHEDULE} GROUP BY game_date) USING (game_date)"
    )
    return season.rows(table, f"game_id IN (SELECT game_id FROM ({ranked}) WHERE place > {kept})")


_FOUR_GAMES = f"game_date IN (SELECT game_date FROM {SCHEDULE} GROUP BY game_date HAVING count(*) >= 4)"


@defect(
    kills={HALF, MOST},
    companions={
        RAW_COVERED,
        RAW_VOLUME,
        REPAIRED_GAMES,
        "raw.box_scores/every final game has box scores",
        "consistency.phase_retention/98 % of final games have box scores",
        "consistency.phase_retention/no analytics without a box score",
    },
    incident=3,
    sizes=(1, 3),
)
def box_scores_of_most_games_lost(season: Corruptible, size: int) -> Corrupted:
    """Less than half of a day's games have box scores, since a page failed and nobody counted."""
    rows = _games_of_days(season, BOX, size, kept="ceil(games / 2) - 1")
    season.delete(rows)
    return Corrupted(rows, {HALF: _day_tables(rows), MOST: _day_tables(rows)})


@defect(kills={MOST}, companions={RAW_COVERED, RAW_VOLUME, REPAIRED_GAMES}, incident=5, sizes=(1, 3))
def one_gamebook_of_a_day(season: Corruptible, size: int) -> Corrupted:
    """Only the first of a day's gamebooks was read."""
    rows = _games_of_days(season, GAMEBOOK, size, kept="1")
    season.delete(rows)
    return Corrupted(rows, {MOST: _day_tables(rows)})


@defect(kills={MOST}, companions={RAW_COVERED, RAW_VOLUME, REPAIRED_GAMES}, sizes=(1, 3))
def play_by_play_of_a_quarter_lost(season: Corruptible, size: int) -> Corrupted:
    """A day has the play-by-play of less than 80 % of its games."""
    rows = _games_of_days(season, EVENTS, size, kept="ceil(games * 0.8) - 1")
    season.delete(rows)
    return Corrupted(rows, {MOST: _day_tables(rows)})


@defect(
    kills={ACTIVE, "raw.gamebooks/R-009: a game has active players"},
    blinds={"raw.gamebooks/10 starters a game"},
    sizes=(1, 3),
)
def gamebook_read_before_tip_off(season: Corruptible, size: int) -> Rows:
    """The gamebook was read before the game, when nobody was active yet."""
    rows = sharing(season, season.pick(GAMEBOOK, size=size, one_per=("game_id",)), "game_id")
    season.update(rows, player_status="'inactive'", dnp_reason="'Not yet known'")
    return rows


def _without_completions(season: Corruptible, size: int, *processors: str) -> Rows:
    """Completions of some of phase 3's processors on so many days, removed."""
    wanted = ", ".join(f"'{name}'" for name in processors)
    # The table has no partition, so the days are limited here.
    days = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    first = season.pick(
        COMPLETIONS, f"phase = 'phase3' AND processor_name = '{processors[0]}' AND {days}", size, one_per=("game_date",)
    )
    rows = sharing(season, first, "phase", "game_date", where=f"processor_name IN ({wanted})")
    season.delete(rows)
    return rows


@defect(kills={CONTEXT_DONE, CRITICAL_DONE, ALL_DONE}, companions={LOST_COMPLETION}, incident=6, sizes=(1, 3))
def player_context_never_completed(season: Corruptible, size: int) -> Rows:
    """The one processor that the same-day run needs did not complete."""
    return _without_completions(season, size, "upcoming_player_game_context")


@defect(kills={CRITICAL_DONE, ALL_DONE}, companions={LOST_COMPLETION}, sizes=(1, 3))
def player_summaries_never_completed(season: Corruptible, size: int) -> Rows:
    """Four of phase 3's five processors completed; the one that grading needs did not."""
    return _without_completions(season, size, "player_game_summary")


@defect(kills={ENOUGH_DONE, ALL_DONE}, companions={LOST_COMPLETION}, incident=26, sizes=(1, 3))
def two_of_five_processors_completed(season: Corruptible, size: int) -> Rows:
    """Both critical processors completed, the other three did not."""
    return _without_completions(
        season, size, "team_offense_game_summary", "team_defense_game_summary", "upcoming_team_game_context"
    )


@defect(kills={ALL_DONE}, companions={OTHER_STATUS}, sizes=(1, 3))
def one_of_five_processors_failed(season: Corruptible, size: int) -> Rows:
    """A processor of phase 3 that is not critical ended in failure; the completion says so."""
    days = f"game_date BETWEEN '{season.window.start}' AND '{season.window.end}'"
    rows = season.pick(COMPLETIONS, f"processor_name = 'team_defense_game_summary' AND {days}", size)
    season.update(rows, status="'failed'")
    return rows


@defect(
    kills={ANALYTICS_FILLED},
    companions={ANALYTICS_COVERED, ANALYTICS_VOLUME, REPAIRED_FILLED},
    incident=22,
    sizes=(1, 3),
)
def team_context_of_a_day_empty(season: Corruptible, size: int) -> Corrupted:
    """The processor of the teams' context said it was done and wrote nothing."""
    rows = _whole_days(season, TEAM_CONTEXT, size)
    season.delete(rows)
    return Corrupted(rows, {ANALYTICS_FILLED: _day_tables(rows)})


@defect(
    kills={ANALYTICS_MOST}, companions={ANALYTICS_COVERED, ANALYTICS_VOLUME, REPAIRED_GAMES}, incident=27, sizes=(1, 3)
)
def one_player_context_of_a_day(season: Corruptible, size: int) -> Corrupted:
    """A day has the context of one player: lines were not out when it was made."""
    rows = season.pick(PLAYER_CONTEXT, _FOUR_GAMES, size, one_per=("game_date",))
    lost = sharing(season, rows, "game_date", where=f"rowid NOT IN ({', '.join(map(str, rows.rowids))})")
    season.delete(lost)
    return Corrupted(rows, {ANALYTICS_MOST: _day_tables(rows)})
