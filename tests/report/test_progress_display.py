"""How far a run is."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from harness.report.progress import progress


def test_a_pipe_sees_nothing() -> None:
    stream = io.StringIO()
    with progress(Console(file=stream, force_terminal=False), 2) as step:
        step("nba_raw.bdl_player_boxscores")
        step("nba_raw.nbac_schedule")
    assert stream.getvalue() == ""


@pytest.mark.parametrize("total", [2, None])
def test_a_terminal_sees_the_step_and_how_many_are_done(total: int | None) -> None:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=120, _environ={"TERM": "xterm"})
    with progress(console, total) as step:
        step("nba_raw.nbac_schedule")
        step("[bold]second[/bold] \x07")
    last_frame = stream.getvalue()
    assert "[bold]second[/bold] \\x07" in last_frame
    assert f"1/{total or '?'}" in last_frame


def test_an_error_in_a_step_passes_through() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, _environ={"TERM": "xterm"})

    def run() -> None:
        with progress(console, 1) as step:
            step("nba_raw.nbac_schedule")
            raise KeyError("gone")

    with pytest.raises(KeyError):
        run()
