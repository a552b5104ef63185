"""Whether two versions of a table's contract get on: rules with ids, modes, overrides with a reason and an end."""

from contracts.compatibility.compare import compare, compare_tables
from contracts.compatibility.modes import Mode, breaking, check_versions
from contracts.compatibility.overrides import Override, overridden
from contracts.compatibility.rules import RULES, Breaks, Change, Rule

__all__ = [
    "RULES",
    "Breaks",
    "Change",
    "Mode",
    "Override",
    "Rule",
    "breaking",
    "check_versions",
    "compare",
    "compare_tables",
    "overridden",
]
