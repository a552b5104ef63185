"""Run reports built by hand: a clean night, a bad one, one that could answer nothing, a whole season."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from harness.results import (
    Case,
    CheckResult,
    DayState,
    FileReceipt,
    Finding,
    Outcome,
    QueryReceipt,
    RunHistory,
    RunReport,
    Severity,
    Standing,
    TableDay,
    TableNight,
    TableTrend,
    Violation,
    Window,
)

NIGHT = date(2024, 1, 15)
NASTY = "<script>alert('x')</script> \"O'Neal\" [bold]&amp; \x1b[31m\x00 \ud800 ]]> %0A::error::"
TABLES = (
    "nba_raw.nbac_schedule",
    "nba_raw.nbac_schedule_source_history",
    "nba_raw.bdl_player_boxscores",
    "nba_raw.nbac_gamebook_player_stats",
    "nba_raw.nbac_player_boxscores",
    "nba_raw.nbac_team_boxscore",
    "nba_raw.nbac_scoreboard_v2",
    "nba_raw.nbac_play_by_play",
    "nba_raw.bigdataball_play_by_play",
    "nba_raw.nbac_injury_report",
    "nba_raw.nbac_player_list_current",
    "nba_raw.nbac_player_movement",
    "nba_raw.nbac_referee_game_assignments",
    "nba_raw.bdl_injuries",
    "nba_raw.bdl_active_players_current",
    "nba_raw.bdl_standings",
    "nba_raw.espn_scoreboard",
    "nba_raw.espn_boxscores",
    "nba_raw.espn_team_rosters",
    "nba_raw.br_rosters_current",
    "nba_raw.br_roster_changes",
    "nba_raw.odds_api_player_points_props",
    "nba_raw.odds_api_game_lines",
    "nba_raw.bettingpros_player_points_props",
)
WITHOUT_DAYS = ("nba_raw.nbac_player_list_current", "nba_raw.bdl_active_players_current", "nba_raw.br_rosters_current")
POINTS_SQL = """SELECT game_id, player_lookup, game_date, points
FROM nba_raw.bdl_player_boxscores
WHERE game_date BETWEEN DATE '2024-01-15' AND DATE '2024-01-15'
  AND NOT (points = 2 * field_goals_made + three_pointers_made + free_throws_made)"""


def build(results: tuple[CheckResult, ...], window: Window, title: str = "nightly", **more: Any) -> RunReport:
    values: dict[str, Any] = {
        "warehouse": "duckdb",
        "as_of": datetime(2024, 1, 16, 12, tzinfo=UTC),
        "started_at": datetime(2024, 1, 16, 12, 0, 1, 250_000, tzinfo=UTC),
        "duration_s": 3.1,
    }
    return RunReport(title=title, window=window, results=results, **(values | more))


def passed(subject: str, check: str, table: str | None = None, reason: str | None = None) -> CheckResult:
    return CheckResult(subject, check, Severity.ERROR, Outcome.PASSED, table=table, reason=reason)


def unknown(subject: str, check: str, reason: str, table: str | None = None) -> CheckResult:
    return CheckResult(subject, check, Severity.WARNING, Outcome.UNKNOWN, table=table, reason=reason)


def failed(
    subject: str,
    check: str,
    severity: Severity,
    finding: Finding,
    table: str | None = None,
    by_day: tuple[tuple[date, int], ...] = (),
) -> CheckResult:
    return CheckResult(subject, check, severity, Outcome.FAILED, table=table, finding=finding, failures_by_day=by_day)


def clean_night() -> RunReport:
    results = tuple(
        passed(f"contract.{table.split('.')[1]}", check, table)
        for table in TABLES
        for check in ("key is unique", "required columns are filled")
    )
    days = tuple(TableDay(t, NIGHT, 11 + 40 * i, DayState.ROWS) for i, t in enumerate(TABLES) if t not in WITHOUT_DAYS)
    queries = tuple(
        QueryReceipt("rows", (table,), 2, f'SELECT count(*) FROM "{table}"', duration_ms=12.5) for table in TABLES
    )
    return build(results, Window(NIGHT, NIGHT), days=days, queries=queries)


def points_finding() -> Finding:
    return Finding(
        Severity.ERROR,
        "points differ from what the made shots give",
        1,
        (
            Violation(
                (("game_id", "20240115_HOU_PHI"), ("player_lookup", "joelembiid")),
                NIGHT,
                (("points", 42), ("from makes", 41)),
            ),
        ),
        POINTS_SQL,
        ("python -m scrapers.bdl_box_scores --date 2024-01-15",),
    )


def bad_night() -> RunReport:
    """One error, one warning over groups, unknown checks, one drifted recording."""
    box, injuries = "nba_raw.bdl_player_boxscores", "nba_raw.nbac_injury_report"
    crowd = Finding(
        Severity.WARNING,
        "a game has 20 to 40 players",
        5,
        tuple(Violation((("game_id", f"20240115_AW{n}_HOM"),), NIGHT, (("players", 41 + n),)) for n in range(5)),
        "SELECT game_id, count(*) FROM t GROUP BY game_id HAVING NOT count(*) BETWEEN 20 AND 40",
        unit="group",
    )
    drift = Finding(
        Severity.INFO,
        "field added: data[].player.jersey",
        1,
        place="balldontlie/box_scores.json: $.data[0]",
        unit="place",
    )
    empty = f"{injuries} is empty in the window"
    results = (
        failed("raw.box_scores", "20 to 40 players a game", Severity.WARNING, crowd, box, ((NIGHT, 5),)),
        failed("raw.box_scores", "points add up", Severity.ERROR, points_finding(), box, ((NIGHT, 1),)),
        failed("recording.balldontlie/box_scores.json", "shape of the response", Severity.INFO, drift),
        unknown("raw.injury_reports", "report at most 6 h old", empty, injuries),
        *(unknown("contract.nbac_injury_report", f"column {n} in range", empty, injuries) for n in range(12)),
        *(passed("raw.schedule", f"rule {n}", "nba_raw.nbac_schedule") for n in range(9)),
        passed("raw.player_props", "a coming game has props", None, "no game was due"),
        *(r for r in clean_night().results if r.table not in (box, injuries)),
    )
    states = {injuries: DayState.EMPTY, "nba_raw.bdl_standings": DayState.NONE_DUE}
    days = tuple(TableDay(d.table, d.day, 0, states[d.table]) if d.table in states else d for d in clean_night().days)
    queries = (
        QueryReceipt("rows", (box,), 14, "SELECT count(*) FROM t", 52_428_800, 62_914_560, 812.4, ("raw.box_scores",)),
        QueryReceipt("join", (box, "nba_raw.nbac_schedule"), 1, "SELECT 1", 10_485_760, None, None),
    )
    files = (
        FileReceipt("balldontlie/box_scores.json", "balldontlie", "/v1/box_scores", box, 286),
        FileReceipt("nbacom/injuries.json", "nbacom", "/injuries", None, 0, "the region answered 403"),
    )
    notes = ("loaded 2 recordings",)
    return build(results, Window(NIGHT, NIGHT), days=days, queries=queries, files=files, notes=notes)


def nasty() -> RunReport:
    """Every text of the report is hostile."""
    violation = Violation(((NASTY, NASTY), ("nan", float("nan"))), NIGHT, ((NASTY, NASTY), ("infinite", float("-inf"))))
    finding = Finding(Severity.CRITICAL, NASTY, 1, (violation,), NASTY, (NASTY,), NASTY)
    results = (
        failed(NASTY, NASTY, Severity.CRITICAL, finding, NASTY, ((NIGHT, 1),)),
        unknown(NASTY, NASTY, NASTY, NASTY),
        passed(NASTY, NASTY, NASTY, NASTY),
    )
    return build(
        results,
        Window(NIGHT, NIGHT + timedelta(days=1)),
        NASTY,
        warehouse=NASTY,
        days=(TableDay(NASTY, NIGHT, 1, DayState.ROWS),),
        queries=(QueryReceipt(NASTY, (NASTY,), 1, NASTY, subjects=(NASTY,)),),
        files=(FileReceipt(NASTY, NASTY, NASTY, NASTY, 1, NASTY),),
        notes=(NASTY,),
        history=RunHistory(
            NASTY,
            1,
            (
                Case(NASTY, NASTY, NASTY, NIGHT, Severity.CRITICAL, Standing.NEW, NIGHT, 1, 1),
                Case(NASTY, NASTY, NASTY, None, Severity.CRITICAL, Standing.OPEN, NIGHT, 2, 1, NASTY),
                Case(NASTY, NASTY, NASTY, NIGHT, Severity.CRITICAL, Standing.FIXED, NIGHT, 2, 1),
            ),
            (TableTrend(NASTY, (TableNight(NIGHT, Window(NIGHT, NIGHT), 3, 1, 1),) * 2),),
        ),
    )


def unknown_only() -> RunReport:
    """No permission on any table: a reason a table, three checks each."""
    results = tuple(
        unknown(f"contract.{table.split('.')[1]}", f"rule {n}", f"no permission to read {table}", table)
        for table in TABLES
        for n in range(3)
    )
    return build(results, Window(NIGHT, NIGHT + timedelta(days=6)))


def season() -> RunReport:
    """24 tables over the 165 days of a regular season, with an outage, a slow rot and single slips."""
    start = date(2023, 10, 24)
    span = [start + timedelta(days=n) for n in range(165)]
    off = {date(2023, 11, 7), date(2023, 11, 23), date(2023, 12, 24), *(date(2024, 2, d) for d in range(16, 22))}
    days: list[TableDay] = []
    results: list[CheckResult] = []
    for number, table in enumerate(TABLES):
        name = table.split(".")[1]
        if table not in WITHOUT_DAYS:
            for day in span:
                outage = number in (8, 9, 21) and date(2024, 1, 8) <= day <= date(2024, 1, 12)
                late = number == 17 and day.toordinal() % 29 == 0
                state = DayState.NONE_DUE if day in off else DayState.EMPTY if outage or late else DayState.ROWS
                days.append(TableDay(table, day, 0 if state is not DayState.ROWS else 40 + number * 7, state))
        results += [passed(f"contract.{name}", f"rule {n}", table) for n in range(12)]
        for severity in Severity:
            hit = [d for d in span if (d.toordinal() * 7 + number * 13) % (23 * severity) == 0 and d not in off]
            if number % 3 == 2 and number % 4 < severity and hit and table not in WITHOUT_DAYS:
                results.append(_season_failure(name, table, severity, hit))
    results += [unknown("raw.injury_reports", f"rule {n}", "nba_raw.nbac_injury_report is empty") for n in range(5)]
    queries = tuple(
        QueryReceipt(kind, (table,), 12, POINTS_SQL, 1_200_000_000 * n, 1_210_000_000 * n, 900.0 + n, (table,))
        for n, table in enumerate(TABLES)
        for kind in ("rows", "groups")
    )
    window = Window(span[0], span[-1])
    more = {"days": tuple(days), "queries": queries, "duration_s": 184.0, "warehouse": "bigquery://nba-props-platform"}
    return build(tuple(results), window, "season audit", **more)


def _season_failure(name: str, table: str, severity: Severity, hit: list[date]) -> CheckResult:
    by_day = tuple((day, 1 + day.day % 4 * int(severity)) for day in hit)
    rows = tuple(
        Violation(
            (("game_id", f"{day:%Y%m%d}_BOS_NYK"), ("player_lookup", f"player{index}")),
            day,
            (("points", 12 + index), ("from makes", 11 + index)),
        )
        for day, count in by_day
        for index in range(count)
    )
    finding = Finding(
        severity,
        f"{severity.label} rule of {name} is broken",
        len(rows),
        rows[:20],
        POINTS_SQL,
        (f"python -m scrapers.{name} --from {hit[0]} --to {hit[-1]}",),
    )
    return failed(f"raw.{name}", f"{severity.label} rule holds", severity, finding, table, by_day)


def crowded() -> RunReport:
    """More findings than the page shows, and more rows of each."""
    finding = Finding(
        Severity.WARNING,
        "a row is wrong",
        1_500,
        tuple(Violation((("row", n),), NIGHT) for n in range(60)),
    )
    results = tuple(failed(f"raw.subject_{n:03}", "rows hold", Severity.WARNING, finding) for n in range(520))
    return build(results, Window(NIGHT, NIGHT))


def followed() -> RunReport:
    """The bad night as the twelfth of its series: two findings new, one old, two fixed, one that nobody looked at."""
    box, since = "nba_raw.bdl_player_boxscores", date(2024, 1, 10)
    players, points = ("raw.box_scores", "20 to 40 players a game", box), ("raw.box_scores", "points add up", box)
    drift = ("recording.balldontlie/box_scores.json", "shape of the response", None)
    schedule = ("raw.schedule", "one row a game", "nba_raw.nbac_schedule")
    cases = (
        Case(*points, NIGHT, Severity.ERROR, Standing.NEW, date(2024, 1, 16), 1, 1),
        Case(*drift, None, Severity.INFO, Standing.NEW, date(2024, 1, 16), 1, 1),
        Case(*players, NIGHT, Severity.WARNING, Standing.OPEN, since, 6, 5),
        Case(*points, since, Severity.ERROR, Standing.OPEN, since, 6, 3, "2024-01-10 was not looked at"),
        Case(*schedule, NIGHT, Severity.CRITICAL, Standing.FIXED, since, 5, 2),
        Case(*schedule, None, Severity.CRITICAL, Standing.FIXED, since, 5, 2),
    )
    nights = [TableNight(date(2024, 1, 5 + n), Window(NIGHT, NIGHT), 200 + 5 * n, n % 3, 0) for n in range(12)]
    nights[4] = replace(nights[4], rows=None, unknown=9)
    trends = (TableTrend(box, tuple(nights)), TableTrend("nba_raw.nbac_schedule", tuple(nights[-1:])))
    return replace(bad_night(), history=RunHistory("reports/history.duckdb", 11, cases, trends))
