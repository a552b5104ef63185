"""docs/nightly.md and its workflow: every command there exists, with its options; every setting too."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.core import TyperGroup

from harness.cli import app
from harness.settings import CONFIG_VARIABLE, SECRETS, Settings, load

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "nightly.md").read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load((DOCS / "nightly-workflow.yml").read_text(encoding="utf-8"))
# YAML 1.1 reads the key `on` as true.
ON = WORKFLOW[True]
(JOB,) = WORKFLOW["jobs"].values()
HARNESS = re.compile(r"(?:^|[\s;&|/])harness ([^\n|>&#]*)")


def scripts() -> Iterator[str]:
    """Everything that the workflow runs or that the page tells to run."""
    yield from (step["run"] for step in JOB["steps"] if "run" in step)
    yield from re.findall(r"```(?:sh|crontab)\n(.*?)```", PAGE, re.DOTALL)


COMMANDS = [shlex.split(line) for script in scripts() for line in HARNESS.findall(script)]


def test_the_nightly_job_is_what_both_run() -> None:
    assert sum(words[0] == "nightly" for words in COMMANDS) == 4
    assert ["doctor"] in COMMANDS


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_and_its_options_exist(words: list[str]) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    command = group.commands[words[0]]
    command.make_context(words[0], words[1:]).close()


def test_the_settings_of_the_workflow_and_of_the_page_exist(tmp_path: Path) -> None:
    for name in JOB["env"]:
        assert name.removeprefix("HARNESS_").lower() in Settings.model_fields
    toml, elsewhere = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "harness.toml").write_text(elsewhere)
    assert load(environment={}, folder=tmp_path).writable == ("bigquery://project/validation",)
    (tmp_path / "harness.toml").write_text(toml)
    settings = load(environment={}, folder=tmp_path)
    assert settings.remind_nights == 7
    assert f'history = "{settings.reports}/history.duckdb"' in toml
    assert CONFIG_VARIABLE not in JOB["env"]


def test_a_variable_that_the_workflow_leaves_empty_counts_as_not_set(tmp_path: Path) -> None:
    empty = dict.fromkeys(JOB["env"], "")
    assert load(environment=empty, folder=tmp_path) == load(environment={}, folder=tmp_path)


def test_secrets_come_from_secrets_and_from_nowhere_else() -> None:
    for name, value in JOB["env"].items():
        secret = name.removeprefix("HARNESS_").lower() in SECRETS
        assert ("secrets." in value) == secret, name


def test_all_that_the_workflow_needs_is_in_the_table() -> None:
    text = (DOCS / "nightly-workflow.yml").read_text(encoding="utf-8")
    needed = set(re.findall(r"(?:vars|secrets)\.([A-Z_]+)", text))
    assert needed == set(re.findall(r"`([A-Z_]+)`", PAGE.partition("## By cron")[0]))


def test_the_history_and_the_journal_outlive_a_run_that_was_killed() -> None:
    cached = [step for step in JOB["steps"] if step.get("uses", "").startswith("actions/cache/")]
    assert [step["with"]["path"].split() for step in cached] == [["reports/history.duckdb", "reports/journal"]] * 2
    assert cached[1]["if"] == "always()"


def test_it_starts_after_the_last_game_in_summer_and_in_winter() -> None:
    (schedule,) = ON["schedule"]
    minute, hour, *days = schedule["cron"].split()
    assert days == ["*", "*", "*"]
    # A game that begins at half past ten in the evening is over three hours later: 06:30 UTC, 07:30 in winter.
    assert 8 <= int(hour) + int(minute) / 60 <= 16
    assert "CRON_TZ=America/New_York\n30 6 * * *" in PAGE


@pytest.mark.parametrize("status", ["0", "1", "2", "3"])
def test_every_exit_status_is_explained(status: str) -> None:
    assert re.search(rf"^\| {status} \| .+ \| .+ \|$", PAGE, re.MULTILINE)
