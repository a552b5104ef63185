"""Minutes as providers write them: `34:12` (NBA.com), `34` (Ball Don't Lie), `34.2` (game logs)."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

_MINUTES_TEXT = r"^[0-9]{1,3}(:[0-5][0-9]|\.[0-9]+)?$"


def played(text: ir.StringValue) -> ir.StringValue:
    """The text, or NULL where it is blank: the player did not play."""
    return text.strip().nullif("")


def legible(text: ir.StringValue) -> ir.BooleanValue:
    """Whether the text is in one of the three formats; NULL for who did not play."""
    return played(text).re_search(_MINUTES_TEXT)


def minutes_played(text: ir.StringValue) -> ir.FloatingValue:
    """Minutes as a number; NULL where the text is NULL, blank or in none of the formats."""
    whole = text.strip().re_extract(r"^([0-9]+([.][0-9]+)?)", 1).try_cast("float64")
    seconds = text.strip().re_extract(r":([0-9]+)$", 1).try_cast("float64").fill_null(0.0)
    return ibis.ifelse(legible(text), whole + seconds / 60, ibis.null("float64"))


def minutes_between(text: ir.StringValue, least: float, most: float) -> ir.BooleanValue:
    """Whether the minutes lie within the bounds, both included; text that cannot be read does not."""
    return legible(text) & minutes_played(text).between(least, most)
