"""A control whose import fails."""

raise RuntimeError("this module does not load")
