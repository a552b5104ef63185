"""A figure of matplotlib as SVG inside a page: the page's colours and fonts, no style attributes, ids of its own."""

from __future__ import annotations

import io
import re
import warnings
from html import escape
from typing import TYPE_CHECKING

from harness.report.wording import printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, SOFT, LINE = "#000001", "#000002", "#000003"
SERIES = tuple(f"#00000{digit}" for digit in "456789a")
"""Stand for the variables of style.css, which are other colours on a dark page than on a light one."""
_VARIABLES = {INK: "var(--ink)", SOFT: "var(--soft)", LINE: "var(--line)"} | {
    colour: f"var(--series-{number})" for number, colour in enumerate(SERIES, start=1)
}
_STYLE = re.compile(r'style="([^"]*)"')
_NAMES = re.compile(r'(\bid="|"url\(#|href="#|url\(#)')


def inlined(figure: Figure, *, prefix: str, text: str) -> str:
    """The figure as an element with a text alternative.

    Args:
        prefix: in front of every id, so that several figures can share a page.
        text: what a reader who does not see the figure is told.
    """
    written = io.BytesIO()
    with warnings.catch_warnings():
        # matplotlib measures with a font of its own; it is the browser that writes the text.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    drawn = written.getvalue().decode("utf-8")
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"<svg [^>]*>", lambda found: _opened(found[0], text), drawn, count=1)
    drawn = _NAMES.sub(lambda found: f"{found[1]}{prefix}-", drawn)
    drawn = _STYLE.sub(lambda found: _attributes(found[1]), drawn)
    for colour, variable in _VARIABLES.items():
        drawn = drawn.replace(colour, variable)
    return drawn.strip()


def _opened(tag: str, text: str) -> str:
    found = re.search(r'viewBox="([^"]*)"', tag)
    if found is None:
        raise ValueError(f"matplotlib wrote a figure without a viewBox: {tag}")
    return f'<svg viewBox="{found[1]}" role="img" aria-label="{escape(printable(text))}">'


def _attributes(style: str) -> str:
    """A style as attributes: the page's policy allows no styles but its own sheet's. Fonts are the page's."""
    parts = [part.partition(":") for part in style.split(";") if part.strip()]
    kept = [(name.strip(), value.strip()) for name, _, value in parts]
    told = []
    for name, value in kept:
        if name == "font":
            size = re.search(r"([\d.]+)px", value)
            told.append(f'font-size="{size[1]}"' if size else "")
        elif name != "font-family":
            told.append(f'{name}="{value}"')
    return " ".join(filter(None, told))
