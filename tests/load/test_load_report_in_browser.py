"""The page of a run in a real browser: drawn under its own policy, nothing cut off or on top of each other."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from report_records import ENDPOINTS, KINDS, made, slo, worker

from load.report import to_html

CHROMIUM = shutil.which("chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
MEASURE = """
<script>
  const cut = [], over = [], faint = [];
  const luminance = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(part => (Number(part) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
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
          || box.bottom <= other.top + 1 || other.bottom <= box.top + 1;
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

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def text() -> str:
    return to_html(
        made(
            seconds=40,
            endpoints=ENDPOINTS,
            rate=60,
            stall=(20, 25),
            error_share=0.1,
            kinds=KINDS,
            missed=1,
            slos=(slo("GET /status p99_ms", "failed", 4100), slo("error_share", "passed")),
            workers=(worker("one", 0, 40, intended=1220), worker("two", 1, 17.25, intended=600, state="lost")),
            generator_saturated="worker one used 97 % of a core",
        )
    )


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
def test_nothing_is_cut_off_on_top_of_each_other_or_faint(text: str, tmp_path: Path, width: int, scheme: str) -> None:
    # The policy lets no script run, so it is taken out for the one that measures.
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    flags = ["--dump-dom", f"--window-size={width},1000"]
    flags += ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    dom = browsed(without_policy.replace("</body>", f"{MEASURE}</body>"), tmp_path, *flags).stdout
    found = re.search(r'data-measured="([^"]*)"', dom)
    assert found is not None
    measured = json.loads(unescape(found[1]))
    assert measured == {
        "drawings": 5, "cut": [], "over": [], "faint": [], "wide": False, "dark": scheme == "dark",
    }  # fmt: skip


def test_the_page_s_own_policy_refuses_nothing_of_it(text: str, tmp_path: Path) -> None:
    shot = tmp_path / "page.png"
    done = browsed(text, tmp_path, f"--screenshot={shot}", "--window-size=1400,3000", "--enable-logging=stderr")
    assert "Content Security Policy" not in done.stderr
    assert shot.stat().st_size > 100_000
