"""One way to break each row rule of the raw tables, so that no other check notices.

`change` is what UPDATE sets on one row, `where` which rows are fit for it. Columns that a neighbouring rule would
compare are set to NULL, which holds, or to what that rule wants.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Corruption:
    """`check` is the sentence of the one check that must fail."""

    table: str
    check: str
    change: str
    where: str = "TRUE"

    def __str__(self) -> str:
        return f"{self.table}: {self.check}"


TEAMS_OF_ID = "substr(game_id, 9)"
ANOTHER_GAME = f"game_id = '20240101' || {TEAMS_OF_ID}"
ANOTHER_CODE = "game_code = '20240101' || substr(game_code, 9)"
NAMES_GAME = "game id names the day and the teams"
NAMES_CODE = "game code names the day and the teams"
SEASON_OF_DAY = "season year is the season of the day"
EASTERN_DAY = "game date is the eastern day of the tip off"
NO_ATLANTA = "'ATL' NOT IN (home_team_abbr, away_team_abbr)"


def _player_lines(
    table: str, *, rebounds: str, share: str, elsewhere: str = ""
) -> dict[tuple[str, str], tuple[str, str]]:
    """The rules that every table of player lines has; `elsewhere` silences what else counts the points."""
    fits = "three_pointers_made >= 1 AND free_throws_made >= 1 AND field_goals_attempted BETWEEN 4 AND 20"
    changes = {
        "points come from makes": f"points = points + 1{elsewhere}",
        "rebounds add up": f"{rebounds} = {rebounds} + 1",
        "field goals made do not exceed attempts": "field_goals_attempted = field_goals_made - 1, "
        f"field_goal_{share} = NULL, three_pointers_attempted = NULL",
        "three pointers made do not exceed attempts": "three_pointers_attempted = three_pointers_made - 1, "
        f"three_point_{share} = NULL",
        "free throws made do not exceed attempts": "free_throws_attempted = free_throws_made - 1, "
        f"free_throw_{share} = NULL",
        "three pointers are field goals": "three_pointers_attempted = field_goals_attempted + 1, "
        f"three_point_{share} = NULL",
        "field goal share is made by attempted": f"field_goal_{share} = field_goal_{share} - 0.01",
        "three point share is made by attempted": f"three_point_{share} = three_point_{share} - 0.01",
        "free throw share is made by attempted": f"free_throw_{share} = free_throw_{share} - 0.01",
    }
    rules = {(table, check): (change, fits) for check, change in changes.items()}
    return rules | {
        (table, NAMES_GAME): (ANOTHER_GAME, fits),
        (table, "player is on one of the two teams"): ("team_abbr = 'ATL'", f"{NO_ATLANTA} AND {fits}"),
    }


SCHEDULE = {
    NAMES_CODE: ANOTHER_CODE,
    EASTERN_DAY: "game_date_est = game_date_est + INTERVAL 1 DAY",
    SEASON_OF_DAY: "season_year = 2024, season = '2024', season_nba_format = '2024-25', "
    "game_id = '00224' || substr(game_id, 6)",
    "season is the start year": "season = '2022', game_id = '00222' || substr(game_id, 6)",
    "season label is of the start year": "season_nba_format = '2022-23'",
    "game id holds the start year": "game_id = '00222' || substr(game_id, 6)",
    "regular season is game type 2": "is_regular_season = FALSE",
    "playoffs are game type 4": "is_playoffs = TRUE",
    "all star is game type 3": "is_all_star = TRUE",
    "christmas is december 25": "is_christmas = TRUE",
    "weekend is saturday and sunday": "is_weekend = NOT is_weekend",
    "a team does not play itself": "away_team_tricode = home_team_tricode, winning_team_tricode = home_team_tricode, "
    "game_code = substr(game_code, 1, 9) || home_team_tricode || home_team_tricode",
    "a final game has two scores": "home_team_score = NULL",
    "a final game has no tie": "home_team_score = away_team_score",
    "winner scored more": "winning_team_tricode = "
    "if(winning_team_tricode = home_team_tricode, away_team_tricode, home_team_tricode)",
}
HISTORY = {
    "season label starts with the season": "season = '2022'",
    "a run ends after it starts": "completed_at = started_at - INTERVAL 1 MINUTE",
    "each game is inserted updated or skipped": "games_skipped = games_skipped + 1",
    "a fallback follows a failure": "is_fallback = TRUE, primary_source_failed = FALSE",
    "an error message comes with an error": "error_message = 'out of memory', had_errors = FALSE",
}
TEAM_TOTALS = {
    SEASON_OF_DAY: "season_year = 2024, nba_game_id = '00224' || substr(nba_game_id, 6)",
    "nba game id holds the start year": "nba_game_id = '00222' || substr(nba_game_id, 6)",
    "points come from makes": "points = points + 1",
    "rebounds add up": "total_rebounds = total_rebounds + 1",
    "field goals made do not exceed attempts": "fg_attempted = fg_made - 1, fg_percentage = NULL, "
    "three_pt_attempted = NULL",
    "three pointers made do not exceed attempts": "three_pt_attempted = three_pt_made - 1, three_pt_percentage = NULL",
    "free throws made do not exceed attempts": "ft_attempted = ft_made - 1, ft_percentage = NULL",
    "three pointers are field goals": "three_pt_attempted = fg_attempted + 1, three_pt_percentage = NULL",
    "field goal share is made by attempted": "fg_percentage = fg_percentage - 0.01",
    "three point share is made by attempted": "three_pt_percentage = three_pt_percentage - 0.01",
    "free throw share is made by attempted": "ft_percentage = ft_percentage - 0.01",
    "assists do not exceed field goals": "assists = fg_made + 1",
    "no game ends in a tie": "plus_minus = 0",
    "game id holds the day and the team": ANOTHER_GAME,
}
OTHER_SIDE = "if(winning_team_side = 'home', 'away', 'home')"
OTHER_WINNER = "winning_team_abbr = if(winning_team_abbr = home_team_abbr, away_team_abbr, home_team_abbr)"
SCOREBOARD = {
    NAMES_GAME: ANOTHER_GAME,
    SEASON_OF_DAY: "season_year = 2024",
    EASTERN_DAY: "start_time = start_time + INTERVAL 1 DAY",
    "state says what the status id says": "game_state = 'in_progress'",
    "a final game has two scores and a winner": "home_score = NULL",
    "winner scored more": f"winning_team_side = {OTHER_SIDE}, {OTHER_WINNER}",
    "winning team is on the winning side": OTHER_WINNER,
}
PLAYS = {
    NAMES_GAME: ANOTHER_GAME,
    SEASON_OF_DAY: "season_year = 2024",
    "players are of the two teams": "player_1_team_abbr = 'ATL'",
}
NBA_PLAYS = PLAYS | {
    "an overtime lasts five minutes": "period = 5, game_clock = 'PT06M40.00S', game_clock_seconds = 400, "
    "time_elapsed_seconds = 2780",
    "only a shot is made or missed": "shot_made = NULL",
    "clock text says the seconds": "game_clock = 'PT11M59.00S'",
    "elapsed and clock make the period": "time_elapsed_seconds = time_elapsed_seconds + 1",
}
PAID_PLAYS = PLAYS | {
    "an overtime lasts five minutes": "period = 5, game_clock_seconds = 400, elapsed_seconds = NULL",
    "only a shot is made or missed": "shot_made = NULL, points_scored = NULL",
    "clock and elapsed make the period": "elapsed_seconds = elapsed_seconds + 1",
    "a shot scores what its type is worth": "points_scored = 1",
    "a player has a name and a lookup": "player_1_lookup = NULL",
}
INJURY_REPORT = {
    "matchup is away at home": "matchup = 'ATL@ATL'",
    NAMES_GAME: ANOTHER_GAME,
    "report comes before the game is over": "game_date = report_date - 1, "
    f"game_id = strftime(report_date - 1, '%Y%m%d') || {TEAMS_OF_ID}",
    "season is the season of the game": "season = '2022-23'",
}
PEOPLE = {
    ("nbac_player_list_current", "an active player is so in both columns"): "is_active = FALSE",
    ("nbac_player_list_current", "first seen is not after last seen"): "first_seen_date = last_seen_date + 1",
    ("nbac_player_movement", "a transaction of a player names the player"): "player_id = 0",
    ("nbac_player_movement", "group sort begins with the type"): "group_sort = 'A ' || group_sort",
    ("nbac_referee_game_assignments", NAMES_GAME): ANOTHER_GAME,
    ("nbac_referee_game_assignments", NAMES_CODE): ANOTHER_CODE,
    ("nbac_referee_game_assignments", "season is the season of the day"): "season = '2022'",
    ("bdl_injuries", "a parsed return date is there"): "return_date_parsed = NOT return_date_parsed",
    ("bdl_injuries", "normalized status is the status"): "injury_status_normalized = 'probable'",
    ("bdl_injuries", SEASON_OF_DAY): "season_year = 2024",
    ("bdl_active_players_current", "full name is first and last"): "player_full_name = last_name",
    ("bdl_active_players_current", "team full name is city and name"): "team_full_name = team_name",
    ("bdl_active_players_current", "a validated player has no issue"): "has_validation_issues = TRUE",
    ("bdl_active_players_current", "a validated player is on the same team at nba com"): "nba_com_team_abbr = "
    "if(team_abbr = 'ATL', 'BOS', 'ATL')",
    ("espn_team_rosters", "universal id begins with the lookup"): "universal_player_id = 'somebodyelse_001'",
    ("br_rosters_current", "season label is of the start year"): "season_display = '2022-23'",
    ("br_rosters_current", "first seen is not after last scraped"): "first_seen_date = last_scraped_date + 1",
    ("br_rosters_current", "last name ends the full name"): "player_last_name = 'Nobody'",
    ("br_roster_changes", SEASON_OF_DAY): "season_year = 2024",
}
STANDINGS = {
    "wins and losses make the games played": "losses = losses + 1",
    "win percentage is wins by games": "win_percentage = 1 - win_percentage",
    "conference record is its wins and losses": "conference_record = '82-0'",
    "division record is its wins and losses": "division_record = '82-0'",
    "home record is its wins and losses": "home_record = '82-0'",
    "road record is its wins and losses": "road_record = '82-0'",
    "home and road wins do not exceed the wins": "home_wins = wins + 1, home_record = NULL",
    "division wins are conference wins": "division_wins = conference_wins + 1, division_record = NULL",
    "conference wins are wins": "conference_wins = wins + 1, conference_record = NULL",
    "season label is of the start year": "season_display = '2022-23'",
}
ESPN_SCOREBOARD = {
    NAMES_GAME: ANOTHER_GAME,
    SEASON_OF_DAY: "season_year = 2024",
    EASTERN_DAY: "scheduled_start_time = scheduled_start_time + INTERVAL 1 DAY",
    "a final game has a winner": "home_team_winner = FALSE, away_team_winner = FALSE",
    "winner scored more": "home_team_winner = away_team_winner, away_team_winner = home_team_winner",
    "a final game is completed": "is_completed = FALSE",
}
PROPS = {
    NAMES_GAME: ANOTHER_GAME,
    EASTERN_DAY: "game_start_time = game_start_time + INTERVAL 1 DAY, minutes_before_tipoff = NULL",
    "line is in half steps": "points_line = 10.25",
    "over price is an american price": "over_price_american = -50, over_price = NULL",
    "under price is an american price": "under_price_american = 50, under_price = NULL",
    "over prices agree": "over_price = over_price - 0.02",
    "under prices agree": "under_price = under_price - 0.02",
    "the book keeps a margin": "over_price = 2.5, under_price = 2.5, over_price_american = NULL, "
    "under_price_american = NULL",
    "the book changed the line before the snapshot": "bookmaker_last_update = snapshot_timestamp + INTERVAL 1 MINUTE",
    "minutes before tip off are since the snapshot": "minutes_before_tipoff = minutes_before_tipoff + 5",
}
SPREADS, TOTALS = "market_key = 'spreads'", "market_key = 'totals'"
GAME_LINES = {
    NAMES_GAME: (ANOTHER_GAME, SPREADS),
    EASTERN_DAY: ("commence_time = commence_time + INTERVAL 1 DAY", SPREADS),
    "only a moneyline has no point": ("outcome_point = NULL", SPREADS),
    "a total is over or under": ("outcome_name = home_team", TOTALS),
    "other outcomes are the two teams": ("outcome_name = 'Chicago Zephyrs'", SPREADS),
    "point is in half steps": ("outcome_point = outcome_point + 0.25", SPREADS),
    "spread is at most 40": ("outcome_point = -40.5", SPREADS),
    "total is between 150 and 300": ("outcome_point = 149.5", TOTALS),
    "the book changed the line before the snapshot": (
        "market_last_update = snapshot_timestamp + INTERVAL 1 MINUTE",
        TOTALS,
    ),
    "snapshots are in order": ("next_snapshot_timestamp = snapshot_timestamp", TOTALS),
}
OFFERS = {
    "line is in half steps": "points_line = 10.25",
    "odds are an american price": "odds_american = -50",
    "opening odds are an american price": "opening_odds = 50",
    "a player without team issues is on the validated team": "validated_team = NULL",
    "a line opens before it is updated": "opening_timestamp = bookmaker_last_update + INTERVAL 1 HOUR",
}
ACTIVE = "player_status = 'active' AND points IS NOT NULL"
_WITH_WHERE = {
    **_player_lines("bdl_player_boxscores", rebounds="rebounds", share="pct"),
    **_player_lines("nbac_gamebook_player_stats", rebounds="total_rebounds", share="percentage"),
    **_player_lines(
        "nbac_player_boxscores", rebounds="total_rebounds", share="percentage", elsewhere=", points_q1 = NULL"
    ),
    **_player_lines("espn_boxscores", rebounds="rebounds", share="percentage"),
    **{("odds_api_game_lines", check): change for check, change in GAME_LINES.items()},
    ("nbac_schedule", "day of week is of the game date"): (
        "day_of_week = 'Mon'",
        "day_of_week IN ('Tue', 'Wed', 'Thu')",
    ),
    ("nbac_injury_report", "player is on one of the two teams"): (
        "team = 'ATL'",
        "'ATL' NOT IN (away_team, home_team)",
    ),
    ("nbac_gamebook_player_stats", "who is active has minutes and points"): (
        "minutes = NULL, minutes_decimal = NULL",
        ACTIVE,
    ),
    ("nbac_gamebook_player_stats", "who did not play has no numbers"): ("points = 0", "player_status <> 'active'"),
    ("nbac_gamebook_player_stats", "who played has no reason not to"): ("dnp_reason = 'Rest'", ACTIVE),
    ("nbac_gamebook_player_stats", "decimal minutes are the minutes"): (
        "minutes_decimal = minutes_decimal + 1",
        ACTIVE,
    ),
    ("nbac_gamebook_player_stats", NAMES_CODE): (ANOTHER_CODE, ACTIVE),
}
_PLAIN = {
    **PEOPLE,
    **{(table, SEASON_OF_DAY): "season_year = 2024" for table in ("bdl_player_boxscores", "espn_boxscores")},
    ("nbac_gamebook_player_stats", SEASON_OF_DAY): "season_year = 2024",
    ("nbac_player_boxscores", NAMES_CODE): ANOTHER_CODE,
    ("nbac_player_boxscores", SEASON_OF_DAY): TEAM_TOTALS[SEASON_OF_DAY],
    ("nbac_player_boxscores", "nba game id holds the start year"): TEAM_TOTALS["nba game id holds the start year"],
    ("nbac_player_boxscores", "playoffs are game type 4"): "is_playoff_game = TRUE",
    ("nbac_player_boxscores", "quarters sum to the points"): "points_q1 = points_q1 + 1",
    ("nbac_player_boxscores", "who has no minutes has no points"): "minutes = NULL",
    **{
        (table, check): change
        for table, changes in {
            "nbac_schedule": SCHEDULE,
            "nbac_schedule_source_history": HISTORY,
            "nbac_team_boxscore": TEAM_TOTALS,
            "nbac_scoreboard_v2": SCOREBOARD,
            "nbac_play_by_play": NBA_PLAYS,
            "bigdataball_play_by_play": PAID_PLAYS,
            "nbac_injury_report": INJURY_REPORT,
            "bdl_standings": STANDINGS,
            "espn_scoreboard": ESPN_SCOREBOARD,
            "odds_api_player_points_props": PROPS,
            "bettingpros_player_points_props": OFFERS,
        }.items()
        for check, change in changes.items()
    },
}
ROW_RULES = (
    *(Corruption(table, check, change, where) for (table, check), (change, where) in _WITH_WHERE.items()),
    *(Corruption(table, check, change) for (table, check), change in _PLAIN.items()),
)
COLUMN_RULES = (
    Corruption("nbac_schedule", "game_status is one of 1, 2, 3", "game_status = 4"),
    Corruption("nbac_schedule", r"game_id matches ^00[1-6]\d{7}$", "game_id = '002230001'"),
    Corruption(
        "nbac_schedule_source_history", "games_updated is at least 0", "games_updated = -1, games_skipped = NULL"
    ),
    Corruption("bdl_player_boxscores", "assists is at most 30", "assists = 31"),
    Corruption("bdl_player_boxscores", r"minutes matches ^\d{1,2}(:[0-5]\d|\.\d+)?$", "minutes = 'DNP'"),
    Corruption(
        "nbac_gamebook_player_stats",
        "player_status is one of active, dnp, inactive",
        "player_status = 'injured'",
        "player_status <> 'active'",
    ),
    Corruption("nbac_player_boxscores", "usage_rate is at most 100", "usage_rate = 100.5"),
    Corruption("nbac_team_boxscore", r"minutes matches ^(2[4-9]\d|3[0-4]\d):[0-5]\d$", "minutes = '239:00'"),
    Corruption("nbac_scoreboard_v2", "game_status_id is one of 1, 2, 3", "game_status_id = '4'"),
    Corruption("nbac_play_by_play", "shot_type is one of 2PT, 3PT, FT", "shot_type = '4PT'"),
    Corruption(
        "bigdataball_play_by_play",
        "points_scored is at most 3",
        "points_scored = 4, shot_made = NULL, shot_type = NULL",
    ),
    Corruption("nbac_injury_report", "report_hour is at most 23", "report_hour = 24"),
    Corruption("nbac_player_list_current", "draft_pick is at most 60", "draft_pick = 61"),
    Corruption(
        "nbac_player_movement", "team_abbr is one of ATL, BOS, BKN, CHA, CHI, CLE, … (30 values)", "team_abbr = 'SEA'"
    ),
    Corruption("nbac_referee_game_assignments", "official_position is at most 4", "official_position = 5"),
    Corruption("bdl_injuries", "parsing_confidence is at most 1", "parsing_confidence = 1.1"),
    Corruption("bdl_active_players_current", r"height matches ^[4-8]-\d{1,2}$", "height = '6 ft 7'"),
    Corruption("bdl_standings", "conference_rank is at most 15", "conference_rank = 16"),
    Corruption("espn_scoreboard", "espn_state is one of pre, in, post", "espn_state = 'over'"),
    Corruption("espn_boxscores", "fouls is at most 6", "fouls = 7"),
    Corruption("espn_team_rosters", r"weight matches ^\d{3} lbs$", "weight = '99 kg'"),
    Corruption("br_rosters_current", "experience_years is at most 25", "experience_years = 26"),
    Corruption("br_roster_changes", "change_type matches ^[a-z0-9]+(_[a-z0-9]+)*$", "change_type = 'Added!'"),
    Corruption("odds_api_player_points_props", "points_line is at least 3.5", "points_line = 3"),
    Corruption("odds_api_game_lines", "outcome_price is above 1", "outcome_price = 1"),
    Corruption("bettingpros_player_points_props", "bet_side is one of over, under", "bet_side = 'both'"),
)
