"""`harness doctor`: what each suite needs, what was left behind, and that no secret is told."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chaos.faults.fault import Injection
from chaos.ledger import Ledger, State
from harness import doctor
from harness.cli import app
from harness.commands.doctor import suites
from harness.doctor import Item, examine
from harness.settings import Settings, load

HOOK = "https://hooks.slack.com/services/T000/B000/notToBeTold"


def settings(folder: Path, **variables: str) -> Settings:
    told = {f"HARNESS_{name.upper()}": value for name, value in variables.items()}
    return load({"reports": folder / "reports"}, environment=told, folder=folder)


def lines(folder: Path, **variables: str) -> dict[str, Item]:
    asked = settings(folder, **variables)
    return {item.name: item for item in (*examine(asked), *suites(asked))}


def leave(folder: Path, *, verified: bool = False) -> Ledger:
    """A ledger with one fault, which is known to be gone or is not."""
    ledger = Ledger.of("tiny", reports=folder / "reports")
    now = datetime.now(UTC)
    fault = Injection(
        identity="a", kind="process.pause", target="tiny", touches=("process one",), parameters={}, saved={},
        injected_at=now, ends_at=now,
    )  # fmt: skip
    ledger.write(State.INTENDED, fault, by="runner")
    if verified:
        ledger.write(State.VERIFIED, fault, by="runner")
    return ledger


def test_every_suite_has_a_line_and_nothing_is_made(tmp_path: Path) -> None:
    found = lines(tmp_path)
    assert {name: found[name].mark for name in ("load", "chaos", "races", "history", "notify")} == {
        "load": "✓", "chaos": "✓", "races": "✓", "history": "✓", "notify": "–",
    }  # fmt: skip
    assert f"locust {version('locust')}" in found["load"].text
    assert " core" in found["load"].text
    assert f"chaostoolkit {version('chaostoolkit')}" in found["chaos"].text
    assert "no fault is left" in found["chaos"].text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("suite", "package", "extra"),
    [("load", "locust", "load"), ("load", "hdrhistogram", "load"), ("chaos", "chaostoolkit", "chaos"),
     ("races", "time-machine", "emulators")],
)  # fmt: skip
def test_a_package_that_is_missing_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suite: str, package: str, extra: str
) -> None:
    def without(name: str) -> str:
        if name == package:
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(doctor, "version", without)
    item = lines(tmp_path)[suite]
    assert (item.mark, item.text) == ("–", f"{package} not installed: pip install 'nba-harness[{extra}]'")


def test_a_fault_that_was_left_is_wrong_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(tmp_path)
    item = lines(tmp_path)["chaos"]
    assert item.wrong
    assert "1 fault left: process.pause of process one in tiny" in item.text
    assert "harness chaos recover" in item.text
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 1
    assert "✗ chaos " in done.output


def test_the_faults_of_an_experiment_that_runs_are_not_left(tmp_path: Path) -> None:
    with leave(tmp_path).held():
        item = lines(tmp_path)["chaos"]
    assert (item.mark, "1 experiment running" in item.text) == ("✓", True)


def test_a_fault_that_is_gone_is_not_left(tmp_path: Path) -> None:
    leave(tmp_path, verified=True)
    assert lines(tmp_path)["chaos"].mark == "✓"


def test_a_history_that_cannot_be_used_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "broken.duckdb").write_bytes(b"no history" * 1000)
    broken = lines(tmp_path, history=str(tmp_path / "broken.duckdb"))["history"]
    assert (broken.mark, "cannot be opened" in broken.text) == ("✗", True)
    refused = lines(tmp_path, history="bigquery://somebody-elses")["history"]
    assert (refused.mark, "until it is allowed by name" in refused.text) == ("✗", True)
    assert lines(tmp_path, history="none")["history"].mark == "–"


def test_who_is_told_is_told_without_its_secret(tmp_path: Path) -> None:
    mail = {"mail_to": "a@example.com,b@example.com", "mail_from": "c@example.com", "smtp_host": "smtp.example.com"}
    found = lines(tmp_path, slack_webhook=HOOK, **mail)
    assert (found["notify"].mark, found["notify"].text) == ("✓", "Slack and mail to 2 addresses; not tried now")
    assert not any("notToBeTold" in item.text for item in found.values())
