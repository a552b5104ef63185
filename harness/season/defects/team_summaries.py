"""Defects of the team summaries: rows lost or doubled, points that no makes give, defences that mirror nobody."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect

OFFENSE = "nba_analytics.team_offense_game_summary"
DEFENSE = "nba_analytics.team_defense_game_summary"
POINTS = "analytics.team_offense/points add up"
PLAYERS_POINTS = "analytics.team_offense/points are the sum of the players'"
RATING_RANGE = "analytics.team_offense/offensive_rating from 80 to 160"
RATING = "analytics.team_offense/rating is points per 100 possessions"
POSSESSIONS = "analytics.team_offense/possessions follow from shots, rebounds and turnovers"
TEAM = "analytics.team_offense/team is one of the 30"
ALLOWED = "analytics.team_defense/points allowed are the opponent's"
ALLOWED_RANGE = "analytics.team_defense/points_allowed from 60 to 190"
OPPONENT = "analytics.team_defense/a team's opponent is another team"
DEFENDER = "analytics.team_defense/team is one of the 30"
SUMS = "consistency.team_totals/players' rows sum to the team's"
PLUS_MINUS = "consistency.team_totals/plus-minus sums to five margins"
MIRROR = "consistency.team_totals/a defence mirrors the opponent's offence"
WINNER = "consistency.team_totals/one team won, by the margin"
NBACOM = "consistency.team_totals/a team's totals are NBA.com's"


def _opponents(rows: Rows) -> frozenset[Key]:
    """The defences that face the picked offences."""
    return rows.keys("game_id", "opponent_team_abbr")


@defect(kills={"analytics.team_offense/one row for each game_id, team_abbr"}, sizes=(1, 10))
def offense_row_written_twice(season: Corruptible, size: int) -> Rows:
    """A losing team's offence is in the table twice."""
    rows = season.pick(OFFENSE, "NOT win_flag", size)
    season.insert_copies(rows)
    return rows


@defect(kills={"analytics.team_offense/two teams a game"}, incident=31, sizes=(1, 10))
def offense_of_one_team_missing(season: Corruptible, size: int) -> Rows:
    """A game has the offence of one team; the other's box score was never read."""
    rows = season.pick(OFFENSE, size=size, one_per=("game_id",))
    season.delete(rows)
    return rows


@defect(kills={TEAM}, sizes=(1, 10))
def offense_of_an_unknown_team(season: Corruptible, size: int) -> Corrupted:
    """A team has a code of another provider."""
    rows = season.pick(OFFENSE, size=size, one_per=("game_id",))
    season.update(rows, team_abbr="'SEA'")
    return Corrupted(rows, {TEAM: frozenset((row["game_id"], "SEA") for row in rows.values)})


@defect(
    kills={POINTS, PLAYERS_POINTS, SUMS, ALLOWED, MIRROR, WINNER, NBACOM},
    companions={RATING},
    sizes=(1, 10),
)
def offense_points_one_too_many(season: Corruptible, size: int) -> Corrupted:
    """A team has one point more than its makes give, its players scored, and its opponents allowed."""
    rows = season.pick(OFFENSE, size=size, one_per=("game_id",))
    season.update(rows, points_scored="points_scored + 1")
    return Corrupted(rows, {ALLOWED: _opponents(rows), MIRROR: _opponents(rows)})


@defect(kills={RATING_RANGE, RATING}, sizes=(1, 10))
def offense_rating_of_all_minutes(season: Corruptible, size: int) -> Rows:
    """A team's rating is counted on half its possessions."""
    rows = season.pick(OFFENSE, "offensive_rating > 100", size)
    season.update(rows, offensive_rating="offensive_rating * 2")
    return rows


@defect(kills={RATING}, sizes=(1, 10))
def offense_rating_of_another_game(season: Corruptible, size: int) -> Rows:
    """A team's rating is that of its last game, four points off."""
    rows = season.pick(OFFENSE, "offensive_rating BETWEEN 90 AND 130", size)
    season.update(rows, offensive_rating="offensive_rating + 4")
    return rows


@defect(kills={POSSESSIONS}, sizes=(1, 10))
def offense_possessions_with_offensive_rebounds(season: Corruptible, size: int) -> Rows:
    """A team's possessions count each offensive rebound as a new one, and its rating follows them."""
    rows = season.pick(OFFENSE, "offensive_rating > 100", size)
    season.update(rows, possessions="possessions + 10", offensive_rating="100.0 * points_scored / (possessions + 10)")
    return rows


@defect(kills={MIRROR, NBACOM}, sizes=(1, 10))
def offense_rebounds_with_the_team(season: Corruptible, size: int) -> Corrupted:
    """A team's rebounds count four that belong to no player; nobody else's do."""
    rows = season.pick(OFFENSE, size=size)
    season.update(rows, rebounds="rebounds + 4")
    return Corrupted(rows, {MIRROR: _opponents(rows)})


@defect(kills={WINNER}, sizes=(1, 10))
def offense_both_teams_won(season: Corruptible, size: int) -> Rows:
    """The losing team's row says that it won."""
    rows = season.pick(OFFENSE, "NOT win_flag", size)
    season.update(rows, win_flag="TRUE")
    return rows


@defect(kills={WINNER, PLUS_MINUS}, sizes=(1, 10))
def offense_margin_of_the_opponent(season: Corruptible, size: int) -> Rows:
    """A team's margin has the sign of its opponent's."""
    rows = season.pick(OFFENSE, size=size, one_per=("game_id",))
    season.update(rows, margin_of_victory="-margin_of_victory")
    return rows


@defect(kills={"analytics.team_defense/one row for each game_id, defending_team_abbr"}, sizes=(1, 10))
def defense_row_written_twice(season: Corruptible, size: int) -> Rows:
    """A team's defence is in the table twice."""
    rows = season.pick(DEFENSE, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={"analytics.team_defense/two teams a game"}, incident=31, sizes=(1, 10))
def defense_of_one_team_missing(season: Corruptible, size: int) -> Rows:
    """A game has the defence of one team."""
    rows = season.pick(DEFENSE, size=size, one_per=("game_id",))
    season.delete(rows)
    return rows


@defect(kills={DEFENDER}, sizes=(1, 10))
def defense_of_an_unknown_team(season: Corruptible, size: int) -> Corrupted:
    """A defending team has a code of another provider."""
    rows = season.pick(DEFENSE, size=size, one_per=("game_id",))
    season.update(rows, defending_team_abbr="'SEA'")
    new = frozenset((row["game_id"], "SEA") for row in rows.values)
    return Corrupted(rows, {DEFENDER: new})


@defect(kills={OPPONENT, ALLOWED, MIRROR}, sizes=(1, 10))
def defense_against_itself(season: Corruptible, size: int) -> Rows:
    """A defence names its own team as the opponent."""
    rows = season.pick(DEFENSE, size=size)
    season.update(rows, opponent_team_abbr="defending_team_abbr")
    return rows


@defect(kills={"analytics.team_defense/defensive_rating from 80 to 150"}, sizes=(1, 10))
def defense_rating_of_nothing(season: Corruptible, size: int) -> Rows:
    """A team's defensive rating is 0, where there was none."""
    rows = season.pick(DEFENSE, size=size)
    season.update(rows, defensive_rating="0")
    return rows


@defect(kills={ALLOWED_RANGE, ALLOWED, MIRROR}, sizes=(1, 10))
def defense_points_of_a_half(season: Corruptible, size: int) -> Rows:
    """A team allowed the points of one half, read while the game was on."""
    rows = season.pick(DEFENSE, "points_allowed < 118", size)
    season.update(rows, points_allowed="points_allowed // 2")
    return rows


@defect(kills={ALLOWED, MIRROR}, sizes=(1, 10))
def defense_points_swapped_with_the_offense(season: Corruptible, size: int) -> Rows:
    """A team allowed what it scored itself."""
    rows = season.pick(DEFENSE, size=size)
    season.update(rows, points_allowed="points_allowed + margin_of_victory")
    return rows


@defect(kills={MIRROR}, sizes=(1, 10))
def defense_assists_of_another_count(season: Corruptible, size: int) -> Rows:
    """A team allowed an assist fewer than its opponents have."""
    rows = season.pick(DEFENSE, size=size)
    season.update(rows, opp_assists="opp_assists - 1")
    return rows
