"""The pages in a real browser: drawn under their own policy, nothing cut off or on top of each other."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from experiment_records import game_day, whole

from chaos.report import experiment_page, game_day_page

CHROMIUM = shutil.which("chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
MEASURE = """
<script>
  const cut = [], over = [], faint = [];
  const luminance = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(part => (Number(part) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  document.querySelectorAll("details").forEach(one => one.open = true);
  for (const drawing of document.querySelectorAll("figure svg")) {
    const frame = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")].filter(text => text.textContent.trim());
    const boxes = texts.map(text => text.getBoundingClientRect());
    boxes.forEach((box, number) => {
      const name = texts[number].textContent;
      if (!box.width || box.left < frame.left - 1 || box.right > frame.right + 1
          || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) cut.push(name);
      boxes.slice(number + 1).forEach((other, further) => {
        const apart = box.right <= other.left || other.right <= box.left
          || box.bottom <= other.top + 3 || other.bottom <= box.top + 3;
        if (!apart) over.push(name + " / " + texts[number + 1 + further].textContent);
      });
      const ink = luminance(getComputedStyle(texts[number]).fill);
      const paper = luminance(getComputedStyle(drawing.closest("figure")).backgroundColor);
      if ((Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5) faint.push(name);
    });
  }
  document.documentElement.dataset.measured = JSON.stringify({
    drawings: document.querySelectorAll("figure svg").length, cut, over, faint,
    wide: document.documentElement.scrollWidth > window.innerWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  });
</script>
"""
PAGES = {"experiment": lambda: experiment_page(whole()), "game day": lambda: game_day_page(game_day())}
DRAWINGS = {"experiment": 2, "game day": 5}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def browsed(text: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """The browser's output. It ends with this call."""
    assert CHROMIUM is not None
    page = folder / "page.html"
    page.write_text(text, encoding="utf-8")
    return subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder}/profile", "--virtual-time-budget=1000", *flags, page.as_uri()],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (420, "light")])
@pytest.mark.parametrize("which", list(PAGES))
def test_nothing_is_cut_off_on_top_of_each_other_or_faint(which: str, tmp_path: Path, width: int, scheme: str) -> None:
    # The policy lets no script run, so it is taken out for the one that measures.
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", PAGES[which]())
    flags = ["--dump-dom", f"--window-size={width},1000"]
    flags += ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    dom = browsed(without_policy.replace("</body>", f"{MEASURE}</body>"), tmp_path, *flags).stdout
    found = re.search(r'data-measured="([^"]*)"', dom)
    assert found is not None
    assert json.loads(unescape(found[1])) == {
        "drawings": DRAWINGS[which], "cut": [], "over": [], "faint": [], "wide": False, "dark": scheme == "dark",
    }  # fmt: skip


@pytest.mark.parametrize("which", list(PAGES))
def test_the_page_s_own_policy_refuses_nothing_of_it(which: str, tmp_path: Path) -> None:
    shot = tmp_path / "page.png"
    done = browsed(
        PAGES[which](), tmp_path, f"--screenshot={shot}", "--window-size=1400,2600", "--enable-logging=stderr"
    )
    assert "Content Security Policy" not in done.stderr
    assert shot.stat().st_size > 100_000
