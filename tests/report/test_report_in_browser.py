"""The report in a real browser: its script runs, its filter filters, it is drawn."""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import subprocess
import zlib
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from harness.report.html import to_html
from harness.results import RunReport

CHROMIUM = shutil.which("chromium")
WIDTH, HEIGHT = 1400, 1000
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=2000",
    f"--window-size={WIDTH},{HEIGHT}",
)
LIGHT, DARK = "--blink-settings=preferredColorScheme=1", "--blink-settings=preferredColorScheme=0"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@dataclass(frozen=True)
class Shown:
    """A page as the browser had it in the end: its elements, and its picture."""

    dom: str
    picture: bytes

    @property
    def root(self) -> dict[str, str]:
        """Attributes of the html element, where the page's script notes what it did."""
        (opening,) = re.findall(r"<html[^>]*>", self.dom)
        return {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', opening)}

    @property
    def visible_findings(self) -> list[str]:
        """Severities of the findings that are not hidden."""
        openings = re.findall(r'<article class="finding[^>]*>', self.dom)
        return [re.findall(r'data-severity="(\w+)"', opening)[0] for opening in openings if " hidden" not in opening]


def show(report: RunReport, folder: Path, fragment: str = "", scheme: str = LIGHT, action: str = "") -> Shown:
    """The page of `report` after `action`, a visitor's hand as script, which the page's own policy would not run."""
    html = to_html(report)
    if action:
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        html += f"<script>document.addEventListener('DOMContentLoaded', () => {{ {action} }});</script>"
    page, picture = folder / "report.html", folder / "report.png"
    page.write_text(html, encoding="utf-8")
    command = [CHROMIUM or "", *FLAGS, scheme, f"--user-data-dir={folder / 'profile'}", f"--screenshot={picture}"]
    browser = subprocess.Popen(
        [*command, "--dump-dom", f"{page.as_uri()}{fragment}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        dom, _ = browser.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()
    return Shown(dom.decode("utf-8"), picture.read_bytes())


def picture_size(picture: bytes) -> tuple[int, int]:
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def pixel_bytes(picture: bytes) -> bytes:
    """The filtered rows of a PNG; a blank picture has hardly two different bytes in them."""
    data, position = b"", 8
    while position < len(picture):
        (length,) = struct.unpack(">I", picture[position : position + 4])
        if picture[position + 4 : position + 8] == b"IDAT":
            data += picture[position + 8 : position + 8 + length]
        position += length + 12
    return zlib.decompress(data)


def test_a_night_is_drawn_and_its_script_runs_without_error(failing_report: RunReport, tmp_path: Path) -> None:
    shown = show(failing_report, tmp_path)
    assert shown.root["data-ready"] == "true"
    assert shown.root["data-errors"] == "0"
    assert shown.root["data-visible-findings"] == "3"
    assert picture_size(shown.picture) == (WIDTH, HEIGHT)
    assert len(set(pixel_bytes(shown.picture))) > 100


def test_the_filter_of_the_address_hides_the_other_findings(season_report: RunReport, tmp_path: Path) -> None:
    shown = show(season_report, tmp_path, "#severity=warning,info&q=br_roster")
    assert shown.visible_findings == ["warning", "info"]
    assert shown.root["data-visible-findings"] == "2"
    assert shown.root["data-errors"] == "0"
    assert ">2 of 18</output>" in shown.dom


def test_a_table_and_a_day_in_the_address_choose_their_findings(season_report: RunReport, tmp_path: Path) -> None:
    shown = show(season_report, tmp_path, "#table=nba_raw.bdl_player_boxscores&day=2024-01-29")
    assert shown.visible_findings == ["critical"]
    assert ">nba_raw.bdl_player_boxscores, 2024-01-29</span>" in shown.dom


def test_a_click_on_a_cell_chooses_its_findings_and_show_all_brings_them_back(
    season_report: RunReport, tmp_path: Path
) -> None:
    click = (
        'document.querySelector(\'tr[data-table="nba_raw.bdl_player_boxscores"] a[data-day="2024-01-29"]\').click();'
    )
    shown = show(season_report, tmp_path, action=click)
    assert shown.visible_findings == ["critical"]
    (tmp_path / "again").mkdir()
    back = show(season_report, tmp_path / "again", action=f"{click} document.querySelector('[type=reset]').click();")
    assert back.root["data-visible-findings"] == "18"


def test_typing_and_ticking_narrow_the_findings(season_report: RunReport, tmp_path: Path) -> None:
    action = """
        const form = document.querySelector('.filter');
        form.q.value = 'NBAC team';
        form.q.dispatchEvent(new Event('input', { bubbles: true }));
        form.querySelector('[value=error]').click();
    """
    shown = show(season_report, tmp_path, action=action)
    assert shown.visible_findings == ["error"]
    assert shown.root["data-errors"] == "0"


def test_the_copy_button_takes_the_whole_sql(failing_report: RunReport, tmp_path: Path) -> None:
    action = """
        document.querySelector('.sql').open = true;
        document.querySelector('.sql .copy').click();
        document.documentElement.dataset.chosen = getSelection().toString();
    """
    shown = show(failing_report, tmp_path, action=action)
    assert shown.root["data-chosen"].startswith("SELECT game_id, player_lookup")
    assert shown.root["data-chosen"].endswith("free_throws_made)")


def test_hostile_data_run_nothing_and_break_nothing(nasty_report: RunReport, tmp_path: Path) -> None:
    shown = show(nasty_report, tmp_path, "#q=%3Cscript%3E")
    assert shown.root["data-ready"] == "true"
    assert shown.root["data-errors"] == "0"
    assert shown.visible_findings == ["critical"]


def test_a_dark_desk_gets_a_dark_page(clean_report: RunReport, tmp_path: Path) -> None:
    pictures = []
    for name, scheme in (("light", LIGHT), ("dark", DARK)):
        (tmp_path / name).mkdir()
        pictures.append(show(clean_report, tmp_path / name, scheme=scheme).picture)
    assert pictures[0] != pictures[1]
    assert [picture_size(picture) for picture in pictures] == [(WIDTH, HEIGHT)] * 2
