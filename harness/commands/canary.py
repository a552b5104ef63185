"""`harness canary`: a new revision gets its traffic step by step, as far as gates.canary_promotion lets it."""

from __future__ import annotations

import importlib.util
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from harness.commands.usage import refuse, settings_of
from harness.nouns import counted

if TYPE_CHECKING:
    import requests

    from harness.canary.rollout import Ended, Pace, Plan
    from harness.canary.splitter import Splits, Splitter, Splitting
    from harness.canary.steps import Step, StepsFile
    from harness.smoke.checks import SmokeCheck
    from harness.smoke.prediction import BatchAsked
    from harness.smoke.services import Service

FAILED, UNKNOWN = 1, 3
PROBED = ("/health", "/ready", "/")
"""Three, so that with 5 % and 50 %, every 20th and every 2nd request, the canary is asked each of them in turn."""
_PROBE_S = 30.0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says, once it is known to be possible and allowed."""

    plan: Plan
    canary: Service
    batch: BatchAsked
    probes: int
    file: StepsFile


def canary(
    stable: Annotated[
        str | None, typer.Option("--stable", metavar="URL", help="the revision that has the traffic")
    ] = None,
    new: Annotated[str | None, typer.Option("--canary", metavar="URL", help="the revision that is to have it")] = None,
    elsewhere: Annotated[
        str | None,
        typer.Option(
            "--splitter", metavar="URL", help="control API of a splitter that runs, instead of one of its own"
        ),
    ] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", help="of its own splitter; 0 takes a free one")] = 0,
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="NAME", help="of the canary; what it calls itself for none")
    ] = None,
    observe: Annotated[
        float, typer.Option("--observe", metavar="S", min=0.1, help="watch each step so long; below 300: a rehearsal")
    ] = 300.0,
    probes: Annotated[
        int,
        typer.Option("--probes", metavar="N", min=0, help="requests of its own each second; 0: a load runs already"),
    ] = 2,
    game_date: Annotated[
        str, typer.Option("--game-date", metavar="DAY", help="of the batch in a coordinator's smoke tests")
    ] = "TODAY",
    prefix: Annotated[
        str, typer.Option("--prefix", metavar="PREFIX", help="goes before the dataset that this batch writes to")
    ] = "smoke_",
    batch_s: Annotated[
        float, typer.Option("--batch-seconds", metavar="S", min=1, help="how long this batch may take")
    ] = 300.0,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="FILE", help="DuckDB file that metadata.canary_steps is kept in")
    ] = None,
) -> None:
    """Roll a revision out: smoke tests at 0 %, then 5, 50 and 100 % of the traffic, back to 0 % at too many errors."""
    from harness.canary.steps import StepsFile
    from harness.smoke.prediction import BatchAsked

    _needs_the_extra()
    settings = settings_of()
    file = record or settings.reports / "canary.duckdb"
    before = signal.signal(signal.SIGTERM, _interrupted)
    try:
        with _splitter(stable, new, elsewhere, port, settings.smoke_targets) as splitter:
            splits = splitter.splits()
            asked = _asked(
                splits, settings.smoke_targets, revision, timedelta(seconds=observe),
                BatchAsked(game_date, prefix, batch_s), probes, StepsFile(file),
            )  # fmt: skip
            _tell(asked, splits)
            ended = roll_out(asked, splitter)
            _told(asked, ended, file)
    except KeyboardInterrupt:
        typer.echo("harness: interrupted; the canary has no traffic any more", err=True)
        raise typer.Exit(FAILED) from None
    finally:
        signal.signal(signal.SIGTERM, before)


def roll_out(asked: _Asked, splitter: Splitting, *, pace: Pace | None = None) -> Ended:
    """The rollout with the real gate, smoke tests and probes, each step told when it is decided."""
    import requests

    from harness.canary.rollout import Rollout
    from harness.commands.canary_gate import what_blocks

    def keep(steps: Sequence[Step]) -> None:
        asked.file.write(steps)
        if steps[-1].decision is not None:
            typer.echo(_line(steps[-1]))

    with requests.Session() as session:
        return Rollout(
            asked.plan,
            splitter,
            smoke=lambda: _smoke(asked),
            gate=what_blocks,
            keep=keep,
            probe=_prober(session, splitter.splits().url, asked.probes),
            pace=pace,
        ).run()


@contextmanager
def _splitter(
    stable: str | None, new: str | None, elsewhere: str | None, port: int, targets: Sequence[str]
) -> Iterator[Splitting]:
    """The splitter of the rollout: one that runs, or one that ends with this. What cannot be used is refused."""
    from harness.canary.splitter import Splitter, SplitterElsewhere, SplitterError
    from harness.canary.steps import StepsFileError
    from harness.smoke.services import UnreachableError
    from harness.targets import SMOKE, TargetError, allowed

    try:
        if elsewhere is not None:
            if stable or new or port:
                refuse("--splitter has its own --stable, --canary and --port; leave them out")
            yield SplitterElsewhere(allowed(elsewhere, SMOKE))
            return
        if stable is None or new is None:
            refuse("give --stable URL and --canary URL, or the control API of a splitter that runs: --splitter URL")
        urls = [allowed(url, SMOKE, targets=targets) for url in (stable, new)]
        with _listening(lambda: Splitter(stable=urls[0], canary=urls[1], port=port), port) as own:
            yield own
    except (TargetError, StepsFileError) as error:
        refuse(str(error))
    except (SplitterError, UnreachableError) as error:
        typer.echo(f"harness: unknown: {error}", err=True)
        raise typer.Exit(UNKNOWN) from None


def _listening(make: Callable[[], Splitter], port: int) -> Splitter:
    try:
        return make()
    except OSError as error:
        refuse(f"port {port} cannot be had: {error.strerror}; give another, or 0 for a free one")


def _asked(
    splits: Splits,
    targets: Sequence[str],
    revision: str | None,
    observe: timedelta,
    batch: BatchAsked,
    probes: int,
    file: StepsFile,
) -> _Asked:
    """Who is behind the splitter, and whether the canary may be rolled out at all.

    Raises:
        UnreachableError, StepsFileError: as they say.
    """
    from harness.canary.rollout import Plan
    from harness.commands.canary_gate import WATCHED_FOR
    from harness.smoke.services import Kind, Secrets, Service, who_answers
    from harness.targets import SMOKE, allowed

    if splits.stable == splits.canary:
        refuse(f"{splits.stable} is named as both revisions; give each its own URL")
    secrets = Secrets.of()
    name, _ = who_answers(Service(Kind.COORDINATOR, allowed(splits.stable, SMOKE, targets=targets), secrets))
    if name not in set(Kind):
        refuse(f"{splits.stable} calls itself {name!r}; there are smoke tests for {', '.join(Kind)}")
    there = Service(Kind(name), allowed(splits.canary, SMOKE, targets=targets), secrets)
    _, called = who_answers(there)
    chosen = revision or called
    if chosen is None:
        refuse(f"{there.url} does not say which revision it is; give --revision NAME")
    plan = Plan(there.kind.value, chosen, observe, rehearsal=observe < WATCHED_FOR)
    file.check_new(plan.service, plan.revision)
    return _Asked(plan, there, batch, probes, file)


def _smoke(asked: _Asked) -> list[str]:
    """What the smoke tests have against the canary. What they cannot know is against it too."""
    from harness.smoke.checks import READING
    from harness.smoke.prediction import prediction_check

    # The prediction writes, and says nothing new of a service that is not ready.
    return _wrong(asked.canary, READING) or _wrong(asked.canary, [prediction_check(asked.batch)])


def _wrong(service: Service, checks: Sequence[SmokeCheck]) -> list[str]:
    from harness.results import Outcome

    verdicts = {check.name: check.verdict(service) for check in checks if service.kind in check.kinds}
    return [
        f"{name} {verdict.outcome}: {verdict.reason}"
        for name, verdict in verdicts.items()
        if verdict.outcome is not Outcome.PASSED
    ]


def _prober(session: requests.Session, url: str, probes: int) -> Callable[[], None]:
    """Sends so many requests through the splitter each time it is called; the splitter counts what comes of them."""
    import itertools

    import requests

    from harness.canary.splitter import SplitterError

    paths = itertools.cycle(PROBED)

    def probe() -> None:
        for _ in range(probes):
            try:
                session.get(f"{url}{next(paths)}", timeout=_PROBE_S)
            except requests.RequestException as error:
                raise SplitterError(f"the splitter at {url} does not answer ({type(error).__name__})") from None

    return probe


def _tell(asked: _Asked, splits: Splits) -> None:
    plan = asked.plan
    typer.echo(f"{plan.service} {plan.revision}: {splits.canary} beside {splits.stable}, both behind {splits.url}")
    if plan.rehearsal:
        typer.echo(f"a rehearsal: each step is watched for {plan.observe.total_seconds():g} s only")


def _line(step: Step) -> str:
    errors = "not watched" if step.errors_in_5_min is None else counted(step.errors_in_5_min, "error")
    watched = (step.ended_at - step.started_at).total_seconds() if step.ended_at else 0.0
    return f"  {step.traffic_percent:>3} %  {watched:>6.1f} s  {errors:<12} {step.decision}"


def _told(asked: _Asked, ended: Ended, file: Path) -> None:
    """The outcome, and the exit status."""
    typer.echo(f"kept in {file}: harness validate gates.canary_promotion --warehouse duckdb:///{file}")
    if not ended.promoted:
        typer.echo(f"harness: rolled back: {'; '.join(ended.reasons)}", err=True)
        raise typer.Exit(FAILED)
    if asked.plan.rehearsal:
        typer.echo("harness: unknown: it held, but a step was not watched for 5 min, as the gate wants", err=True)
        raise typer.Exit(UNKNOWN)
    typer.echo(f"{asked.plan.revision} has all of the traffic")


def _interrupted(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends it as Ctrl-C does."""
    raise KeyboardInterrupt


def _needs_the_extra() -> None:
    for name in ("flask", "waitress"):
        if importlib.util.find_spec(name) is None:
            refuse(f"canary needs the extra reference ({name} is missing): pip install 'nba-harness[reference]'")
