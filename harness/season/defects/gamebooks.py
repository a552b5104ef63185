"""Defects of the gamebooks: read too early, without minutes, without reasons, with names that nobody could resolve."""

from __future__ import annotations

from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
BOX = "nba_raw.nbac_player_boxscores"
ACTIVE, ABSENT = "player_status = 'active'", "player_status = 'dnp'"
STARTED = f"{ACTIVE} AND (game_id, player_lookup) IN (SELECT (game_id, player_lookup) FROM {BOX} WHERE starter)"


@defect(
    kills={"raw.gamebooks/R-009: a game has active players"},
    companions={"gates.phase2_to_phase3/R-009: a gamebook has active players"},
    sizes=(1, 5),
)
def gamebook_read_before_the_game(season: Corruptible, size: int) -> Rows:
    """The PDF of a game was read before tip-off: everybody is inactive and has neither minutes nor points."""
    rows = sharing(season, season.pick(GAMEBOOK, size=size, one_per=("game_id",)), "game_id")
    season.update(rows, player_status="'inactive'", minutes="NULL", minutes_decimal="NULL", points="NULL")
    return rows


@defect(kills={"raw.gamebooks/10 starters a game"}, sizes=(1, 10))
def gamebook_starter_missing(season: Corruptible, size: int) -> Rows:
    """A starter has no line in the gamebook: the last line of a page was cut off."""
    rows = season.pick(GAMEBOOK, STARTED, size, one_per=("game_id",))
    season.delete(rows)
    return rows


@defect(kills={"raw.gamebooks/10 starters a game"}, sizes=(1, 10))
def gamebook_starter_listed_as_inactive(season: Corruptible, size: int) -> Rows:
    """A starter is listed as inactive, though he has minutes."""
    rows = season.pick(GAMEBOOK, STARTED, size, one_per=("game_id",))
    season.update(rows, player_status="'inactive'")
    return rows


@defect(kills={"raw.gamebooks/10 starters a game"}, sizes=(1, 10))
def starter_flag_set_for_a_substitute(season: Corruptible, size: int) -> Rows:
    """NBA.com's box score calls an eleventh player of a game a starter."""
    rows = season.pick(BOX, "NOT starter AND minutes IS NOT NULL", size, one_per=("game_id",))
    season.update(rows, starter="TRUE")
    return rows


@defect(kills={"raw.gamebooks/who was active has minutes and points"}, incident=12, sizes=(1, 100))
def gamebook_minutes_lost_in_conversion(season: Corruptible, size: int) -> Rows:
    """The minutes of an active player are NULL: `34:12` was taken for a number, and is none."""
    rows = season.pick(GAMEBOOK, ACTIVE, size)
    season.update(rows, minutes="NULL", minutes_decimal="NULL")
    return rows


@defect(kills={"raw.gamebooks/who was active has minutes and points"}, sizes=(1, 20))
def gamebook_minutes_blank(season: Corruptible, size: int) -> Rows:
    """The minutes of an active player are a blank."""
    rows = season.pick(GAMEBOOK, ACTIVE, size)
    season.update(rows, minutes="' '", minutes_decimal="NULL")
    return rows


@defect(kills={"raw.gamebooks/who was active has minutes and points"}, sizes=(1, 20))
def gamebook_points_missing(season: Corruptible, size: int) -> Rows:
    """An active player has no points, not even 0."""
    rows = season.pick(GAMEBOOK, ACTIVE, size)
    season.update(rows, points="NULL")
    return rows


@defect(kills={"raw.gamebooks/who did not play has a reason"}, sizes=(1, 20))
def gamebook_absence_without_reason(season: Corruptible, size: int) -> Rows:
    """A player who was dressed and did not play has no reason beside his name."""
    rows = season.pick(GAMEBOOK, ABSENT, size)
    season.update(rows, dnp_reason="NULL")
    return rows


@defect(kills={"raw.gamebooks/who did not play has a reason"}, sizes=(1, 20))
def gamebook_reason_blank(season: Corruptible, size: int) -> Rows:
    """The reason why a player did not play is a blank."""
    rows = season.pick(GAMEBOOK, ABSENT, size)
    season.update(rows, dnp_reason="'  '")
    return rows


@defect(kills={"raw.gamebooks/every name is resolved"}, sizes=(1, 20))
def gamebook_name_unresolved(season: Corruptible, size: int) -> Rows:
    """A name of the gamebook, given by its last part only, belongs to no known player."""
    rows = season.pick(GAMEBOOK, size=size)
    season.update(
        rows,
        name_resolution_status="'not_found'",
        name_resolution_method="'none'",
        name_resolution_confidence="0",
        player_name="split_part(player_name, ' ', 2)",
    )
    return rows
