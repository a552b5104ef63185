"""The foreign project's tests run in an environment of its own, not here."""

collect_ignore = ["foreign"]
