"""The picture of a failing run in a real browser: every step is drawn, and values show where the pointer rests."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from harness.races.catalog import scenarios_of
from harness.races.running import keep, run_scenario
from harness.races.subjects import reference

CHROMIUM = shutil.which("chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1400,1000")
POINT = """
<script>
  document.querySelectorAll(".step")[1].dispatchEvent(new MouseEvent("mouseenter"));
  document.documentElement.dataset.shown = document.getElementById("values").textContent;
  const inside = [...document.querySelectorAll("svg text.label")].every(text => {
    const box = text.getBBox();
    return box.width > 0 && box.x >= 0;
  });
  document.documentElement.dataset.drawn = String(inside);
</script>
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("races")
    [(suite, scenario)] = scenarios_of("lock.contend")
    verdict = run_scenario(suite, scenario, reference("transactional_acquire"), schedules=500, seed=1)
    return keep(verdict, folder)[1]


def browsed(page: Path, profile: Path, *flags: str) -> str:
    """The page's elements after its scripts have run. The browser ends with this call."""
    assert CHROMIUM is not None
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--virtual-time-budget=1000", *flags, page.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def test_steps_are_drawn_and_values_are_shown(picture: Path, tmp_path: Path) -> None:
    page = tmp_path / "pointed.html"
    page.write_text(picture.read_text(encoding="utf-8").replace("</html>", f"{POINT}</html>"), encoding="utf-8")
    dom = browsed(page, tmp_path / "profile", "--dump-dom")
    assert 'data-drawn="true"' in dom
    shown = re.search(r'data-shown="([^"]*)"', dom)
    assert shown is not None
    assert shown.group(1).startswith(("get ", "set ", "enters", "begin", "sleeps"))


def test_it_is_a_picture_with_colours(picture: Path, tmp_path: Path) -> None:
    shot = tmp_path / "picture.png"
    browsed(picture, tmp_path / "profile", f"--screenshot={shot}")
    assert shot.stat().st_size > 10_000
