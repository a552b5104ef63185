"""`harness load`: scenarios run in the open model, SLOs, the knee, comparison, the page of a run.

Nothing in here imports Locust or gevent, which patch the process: a run is a child process.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from harness.commands.reporting import Format, FormatOption, OutOption, tell
from harness.commands.usage import errors, refuse, settings_of
from harness.results import Outcome

if TYPE_CHECKING:
    from harness.commands.load_asked import Asked
    from load.record import RunRecord

load_app = typer.Typer(help="Load: list, run, knee, compare, report.", no_args_is_help=True, rich_markup_mode=None)

FAILED, UNKNOWN = 1, 3
STATUS = {Outcome.PASSED: 0, Outcome.FAILED: FAILED, Outcome.UNKNOWN: UNKNOWN}
Answer = TypeVar("Answer")


class Baseline(StrEnum):
    """What is done with the baseline of this kind of machine."""

    KEEP = "keep"
    COMPARE = "compare"
    NONE = "none"


class Shape(StrEnum):
    """How a knee or a comparison is told."""

    TABLE = "table"
    JSON = "json"


ScenarioArgument = Annotated[str, typer.Argument(metavar="SCENARIO", help="its name; harness load list shows all")]
HostOption = Annotated[
    str | None,
    typer.Option("--host", metavar="URL", help="the coordinator; without it the reference platform is started here"),
]
WorkerUrlOption = Annotated[
    list[str] | None, typer.Option("--worker-url", metavar="URL", help="a worker beside --host; may be repeated")
]
UsersOption = Annotated[int | None, typer.Option("--users", metavar="N", min=1, help="most arrivals under way at once")]
ProcessesOption = Annotated[int, typer.Option("--processes", metavar="N", min=1, help="processes that make the load")]
SeedOption = Annotated[int, typer.Option("--seed", metavar="N", help="of the arrivals")]
GameDateOption = Annotated[
    str | None, typer.Option("--game-date", metavar="DAY", help="the day that is predicted, as 2024-04-12")
]
PlayersOption = Annotated[
    int | None, typer.Option("--players", metavar="N", min=1, help="players of the platform that is started here")
]
WorkersOption = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="prediction workers of the platform that is started here")
]
ShapeOption = Annotated[Shape, typer.Option("--format", help="how to print the answer")]
RecordArgument = Annotated[Path, typer.Argument(metavar="RECORD", help="a record that `harness load run` has kept")]


@load_app.command("list")
def load_list() -> None:
    """The scenarios: what each does, how its arrivals come, what it is held to."""
    from load.scenarios.catalog import SCENARIOS
    from load.slo import for_scenario

    for scenario in SCENARIOS.values():
        typer.echo(f"{scenario.name}: {scenario.sentence}")
        arrivals = "; ".join(one.words for one in scenario.arrivals)
        typer.echo(f"  arrivals  {arrivals}; for {scenario.duration_s:,.0f} s, at most {scenario.users} under way")
        limits = _or_refuse(lambda name=scenario.name: for_scenario(name)).limits  # type: ignore[misc]
        asked = ", ".join(f"{one.name} {'≥' if one.is_least else '≤'} {one.limit:g}" for one in limits)
        typer.echo(f"  SLOs      {asked}")
    typer.echo("next: harness load run retry_storm")


@load_app.command("run")
def load_run(
    scenario: ScenarioArgument,
    host: HostOption = None,
    worker_url: WorkerUrlOption = None,
    locustfile: Annotated[
        Path | None, typer.Option("--locustfile", metavar="FILE", help="a locustfile of yours; SCENARIO is its name")
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option("--rate", metavar="N", min=0.001, help="arrivals a second; the scenario's own for none"),
    ] = None,
    users: UsersOption = None,
    duration: Annotated[
        str | None, typer.Option("--duration", metavar="TIME", help="90s, 10m, 1h30m; the scenario's own for none")
    ] = None,
    processes: ProcessesOption = 1,
    seed: SeedOption = 0,
    game_date: GameDateOption = None,
    players: PlayersOption = None,
    workers: WorkersOption = 1,
    duplicates: Annotated[
        float, typer.Option("--duplicates", metavar="SHARE", min=0, max=1, help="of messages, delivered twice")
    ] = 0.0,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="where the record is kept; .json or .json.gz")
    ] = None,
    baseline: Annotated[Baseline, typer.Option("--baseline", help="of this kind of machine")] = Baseline.NONE,
    without_data: Annotated[
        bool, typer.Option("--without-data", help="do not ask whether predictions are lost or there twice")
    ] = False,
    web: Annotated[
        int | None, typer.Option("--web", metavar="PORT", min=1, help="Locust's page on this port until Ctrl-C")
    ] = None,
    csv: Annotated[str | None, typer.Option("--csv", metavar="PREFIX", help="Locust's own CSV files")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Locust's own page")] = None,
    locust: Annotated[
        list[str] | None, typer.Option("--locust", metavar="OPTION", help="handed on to Locust; may be repeated")
    ] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
) -> None:
    """Send load and judge what came of it. Exit status 1 if an SLO failed, 3 if one could not be judged."""
    from harness.commands.load_asked import Load, seconds
    from load.running import Extras

    asked = _asked(scenario, host, worker_url, locustfile, game_date, players, workers, duplicates)
    load = Load(rate, users, _or_refuse(lambda: seconds(duration)), processes, seed)
    if rate is not None:
        _has_a_rate(asked)
    extras = Extras(csv=csv, locust_report=html, web_port=web, locust_options=tuple(locust or ()))
    with_data = asked.asks_predictions and not without_data
    _or_refuse(lambda: asked.slos(with_data=with_data))
    if web is not None:
        errors().print(f"harness: Locust's page is at http://127.0.0.1:{web}; Ctrl-C ends it")

    def made() -> RunRecord:
        with asked.served() as served:
            done = asked.run_watched(served, load, extras)
            return asked.checked(done, served) if with_data else done

    told = asked.judged(_or_unknown(made), with_data=with_data)
    kept = record or settings_of().reports / "load" / f"{told.run_id}.json.gz"
    told = told.model_copy(update={"command": asked.command(load), "locust_report": _way(html, kept)})
    _or_refuse(lambda: told.write(kept))
    _tell_run(told, format, out, kept)
    beside = _baseline(told, baseline)
    _end(told, beside)


@load_app.command("knee")
def load_knee(
    scenario: ScenarioArgument,
    host: HostOption = None,
    worker_url: WorkerUrlOption = None,
    low: Annotated[float, typer.Option("--low", metavar="N", help="arrivals a second that should hold")] = 5.0,
    high: Annotated[float, typer.Option("--high", metavar="N", help="arrivals a second that should not")] = 200.0,
    duration: Annotated[str, typer.Option("--duration", metavar="TIME", help="of each run")] = "20s",
    repetitions: Annotated[
        int, typer.Option("--repetitions", metavar="N", min=1, help="runs a rate, odd; the majority counts")
    ] = 3,
    precision: Annotated[
        float, typer.Option("--precision", metavar="SHARE", help="width of the interval, 0.05 for 5 %")
    ] = 0.05,
    users: UsersOption = None,
    processes: ProcessesOption = 1,
    seed: SeedOption = 0,
    game_date: GameDateOption = None,
    players: PlayersOption = None,
    workers: WorkersOption = 1,
    format: ShapeOption = Shape.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
) -> None:
    """Search the rate at which an SLO breaks first. Exit status 3 where the answer is inconclusive."""
    from harness.commands.load_asked import Load, seconds
    from harness.commands.load_told import knee_lines
    from load.knee import Knee, find_knee

    asked = _asked(scenario, host, worker_url, None, game_date, players, workers, 0.0)
    _has_a_rate(asked)
    each_s = _or_refuse(lambda: seconds(duration))

    def search() -> Knee:
        with asked.served() as served:

            def run(rate: float, repetition: int) -> RunRecord:
                errors().print(f"harness: {rate:,.4g} a second, run {repetition + 1}")
                return asked.run(served, Load(rate, users, each_s, processes, seed + repetition))

            slos = asked.slos(with_data=False)
            return find_knee(run, low=low, high=high, slos=slos, repetitions=repetitions, precision=precision)

    knee = _or_unknown(search)
    _write(knee.model_dump_json(indent=1) if format is Shape.JSON else "\n".join(knee_lines(knee)), out)
    if knee.outcome == "below the lowest rate":
        raise typer.Exit(FAILED)
    if knee.outcome != "found":
        raise typer.Exit(UNKNOWN)


@load_app.command("compare")
def load_compare(
    a: RecordArgument,
    b: RecordArgument,
    confidence: Annotated[
        float, typer.Option("--confidence", metavar="SHARE", help="of all intervals together")
    ] = 0.95,
    service: Annotated[bool, typer.Option("--service", help="service times, not response times")] = False,
    although_different: Annotated[
        bool, typer.Option("--although-different", help="also where scenario or arrivals differ")
    ] = False,
    format: ShapeOption = Shape.TABLE,  # noqa: A002 - the option's name
    out: OutOption = None,
) -> None:
    """Whether B is faster or slower than A, as intervals. Exit status 1 if it is slower, 3 if it cannot be said."""
    from harness.commands.load_told import comparison_lines
    from load.comparison import compare
    from load.record import RunRecord

    first, second = _or_refuse(lambda: (RunRecord.read(a), RunRecord.read(b)))
    times: Any = "service" if service else "response"
    told = _or_refuse(
        lambda: compare(first, second, confidence=confidence, times=times, although_different=although_different)
    )
    _write(told.model_dump_json(indent=1) if format is Shape.JSON else "\n".join(comparison_lines(told)), out)
    if told.outcome == "slower":
        raise typer.Exit(FAILED)
    if told.outcome == "inconclusive":
        raise typer.Exit(UNKNOWN)


@load_app.command("report")
def load_report(
    record: RecordArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="the page; beside the record for none")
    ] = None,
) -> None:
    """Write the page of a run: verdicts, arrivals, latencies, errors, workers.

    A record that Locust wrote without this command has no verdicts yet; it is held to its scenario's SLOs here.
    """
    from load.record import RunRecord
    from load.scenarios.catalog import SCENARIOS
    from load.slo import for_scenario, judge

    told = _or_refuse(lambda: RunRecord.read(record))
    if not told.slos and told.scenario in SCENARIOS:
        told = told.model_copy(update={"slos": judge(told, _or_refuse(lambda: for_scenario(told.scenario)))})
    page = out or record.with_name(f"{record.name.removesuffix('.gz').removesuffix('.json')}.html")
    _write_page(told, page, record)
    typer.echo(f"harness: {page}")


def _has_a_rate(asked: Asked) -> None:
    if asked.scenario is not None and None in [arrivals.mean_rate for arrivals in asked.scenario.arrivals]:
        refuse(f"{asked.name} follows a timetable and has no rate; run it without one, or give another --duration")


def _asked(
    scenario: str,
    host: str | None,
    worker_urls: list[str] | None,
    locustfile: Path | None,
    game_date: str | None,
    players: int | None,
    workers: int,
    duplicates: float,
) -> Asked:
    """What is asked for, or the end of the command where that cannot or may not be."""
    _needs_the_extra()
    settings = settings_of()
    from harness.commands.load_asked import asked, day
    from harness.commands.load_platform import Wanted

    wanted = Wanted(
        game_date=_or_refuse(lambda: day(game_date)),
        players=players,
        workers=workers,
        duplicates=duplicates,
        season_seed=settings.seed,
        season_start=settings.start_year,
    )
    return _or_refuse(
        lambda: asked(
            scenario,
            host=host,
            targets=settings.load_targets,
            wanted=wanted,
            locustfile=locustfile,
            worker_urls=worker_urls or (),
        )
    )


def _tell_run(record: RunRecord, form: Format, out: Path | None, kept: Path) -> None:
    from harness.commands.load_told import report, run_lines

    if form is Format.TABLE:
        _write("\n".join([*run_lines(record), f"record: {kept}   page: harness load report {kept}"]), out)
    elif form is Format.HTML and out is not None:
        _write_page(record, out, kept)
    elif form is Format.HTML:
        from load.report import to_html

        typer.echo(to_html(record))
    else:
        tell(report(record), form, out)


def _write_page(record: RunRecord, page: Path, kept: Path) -> None:
    from load.report import to_html

    own = record.locust_report
    if own is not None:
        own = _way(kept.parent / own, page)
    _or_refuse(lambda: page.write_text(to_html(record, locust_report=own), encoding="utf-8"))


def _baseline(record: RunRecord, wish: Baseline) -> Outcome:
    """Keeps the run, or holds it against the one that was kept; what that comes to."""
    from harness.commands.load_told import comparison_lines
    from load.baselines import BaselineError, NoBaseline, baseline_of, keep
    from load.comparison import compare

    if wish is Baseline.NONE:
        return Outcome.PASSED
    if wish is Baseline.KEEP:
        try:
            file = _or_refuse(lambda: keep(record))
        except BaselineError as error:
            typer.echo(f"harness: {error}", err=True)
            return Outcome.UNKNOWN
        typer.echo(f"harness: the baseline of {record.scenario} on {record.machine.kind} is {file}", err=True)
        return Outcome.PASSED
    base = _or_refuse(lambda: baseline_of(record.scenario, record.machine))
    if isinstance(base, NoBaseline):
        typer.echo(f"harness: unknown: {base.reason}", err=True)
        return Outcome.UNKNOWN
    told = _or_refuse(lambda: compare(base, record))
    for line in comparison_lines(told):
        typer.echo(line, err=True)
    outcomes = {"slower": Outcome.FAILED, "inconclusive": Outcome.UNKNOWN}
    return outcomes.get(told.outcome, Outcome.PASSED)


def _end(record: RunRecord, beside: Outcome) -> None:
    """The exit status, with the reason in one line where the output went elsewhere."""
    from load.outcome import concluded

    conclusion = concluded(record)
    if conclusion.outcome is not Outcome.PASSED:
        typer.echo(f"harness: {conclusion.outcome}: {conclusion.reason}", err=True)
    statuses = {STATUS[conclusion.outcome], STATUS[beside]}
    raise typer.Exit(FAILED if FAILED in statuses else max(statuses))


def _way(file: Path | None, start: Path) -> str | None:
    """From the folder of `start` to a file, so that both can be moved together."""
    import os

    return None if file is None else os.path.relpath(file.resolve(), start.resolve().parent)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text)
    else:
        _or_refuse(lambda: out.write_text(f"{text}\n", encoding="utf-8"))


def _or_refuse(work: Callable[[], Answer]) -> Answer:
    """What `work` gives, or the end of the command where it was asked for what cannot or may not be."""
    from load.comparison import ComparisonError
    from load.record import RecordError
    from load.running import NotStartedError
    from load.scenarios.catalog import UnknownScenarioError
    from load.slo import SloError
    from load.targets import TargetError

    try:
        return work()
    except (ComparisonError, RecordError, NotStartedError, SloError, TargetError, ValueError) as error:
        refuse(str(error))
    except UnknownScenarioError as error:
        refuse(str(error.args[0]))
    except OSError as error:
        refuse(f"{error.filename} cannot be written: {error.strerror}; name a file in a folder that is there")


def _or_unknown(work: Callable[[], Answer]) -> Answer:
    """The same, where what fails is the run: nothing is known then."""
    from harness.commands.load_asked import UnreachableError
    from harness.reference.platform import StartError
    from load.running import RunError

    try:
        return _or_refuse(work)
    except (UnreachableError, StartError, RunError) as error:
        typer.echo(f"harness: unknown: {error}", err=True)
        raise typer.Exit(UNKNOWN) from None


def _needs_the_extra() -> None:
    for name in ("hdrh", "locust", "matplotlib", "psutil"):
        if importlib.util.find_spec(name) is None:
            refuse(f"load needs the extra load ({name} is missing): pip install 'nba-harness[load]'")
