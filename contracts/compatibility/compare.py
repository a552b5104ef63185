"""What changed between two descriptions of a table, or of many, each change under the id of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from contracts.compatibility.rules import RULES, Change
from contracts.compatibility.types import parse, type_rule
from contracts.described import ColumnDescription, TableDescription

ALIKE = 0.6
"""From this likeness of two names on, a column that went and one of its type that came are one that was renamed."""

SAYS_MORE = 0.7
"""Likeness of `line` and `points_line`: every word of one is in the other."""


def compare(before: Iterable[TableDescription], after: Iterable[TableDescription]) -> tuple[Change, ...]:
    """Every change between two versions of all tables, by table."""
    old, new = ({one.name: one for one in tables} for tables in (before, after))
    changes: list[Change] = []
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            changes.append(_change("A001", name))
        elif name not in old:
            changes.append(_change("A002", name))
        else:
            changes += compare_tables(old[name], new[name])
    return tuple(changes)


def compare_tables(before: TableDescription, after: TableDescription) -> tuple[Change, ...]:
    """Every change between two versions of one table.

    Where one side is a live table, which knows neither values nor ranges nor rules, these are not compared.
    """
    return (
        *_columns(before.columns, after.columns, after.name, nested=False, values=_both_know(before, after)),
        *_rules(before, after),
        *_key(before, after),
        *_layout(before, after),
        *_expiration(before, after),
        *_described("D001", after.name, before.description, after.description),
    )


def _both_know(before: TableDescription, after: TableDescription) -> bool:
    return before.knows_rules and after.knows_rules


def _change(rule: str, path: str, before: object = "", after: object = "") -> Change:
    return Change(RULES[rule], path, _shown(before), _shown(after), RULES[rule].severity)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


Columns = Sequence[ColumnDescription]


def _columns(before: Columns, after: Columns, path: str, *, nested: bool, values: bool) -> Iterator[Change]:
    old, new = ({one.name: one for one in columns} for columns in (before, after))
    went = [one for name, one in old.items() if name not in new]
    came = [one for name, one in new.items() if name not in old]
    renamed = renames(went, came)
    for one in went:
        other = renamed.get(one.name)
        if other is None:
            yield _change(_removed(one, nested=nested), f"{path}.{one.name}", _type_and_mode(one))
            continue
        same = one.name.lower() == other.name.lower()
        rule = "N004" if nested else "C006" if same else "C004"
        yield _change(rule, f"{path}.{one.name}", one.name, other.name)
        yield from _column(one, other, f"{path}.{other.name}", nested=nested, values=values)
    taken = {one.name for one in renamed.values()}
    for one in came:
        if one.name not in taken:
            yield _change(_added(one, nested=nested), f"{path}.{one.name}", "", _type_and_mode(one))
    for name in old.keys() & new.keys():
        yield from _column(old[name], new[name], f"{path}.{name}", nested=nested, values=values)
    yield from _moved(before, after, path)


def _removed(column: ColumnDescription, *, nested: bool) -> str:
    if nested:
        return "N001"
    return "C010" if column.may_be_absent else "C001"


def _added(column: ColumnDescription, *, nested: bool) -> str:
    if column.mode == "REQUIRED" and not column.may_be_absent:
        return "N003" if nested else "C003"
    if nested:
        return "N002"
    return "C007" if column.mode == "REPEATED" else "C002"


def _type_and_mode(column: ColumnDescription) -> str:
    return f"{column.type} {column.mode}"


def renames(went: Columns, came: Columns) -> dict[str, ColumnDescription]:
    """Columns that went, each with the one that it probably is now: same type and mode, and the name most like it.

    Each new column is taken once, by the old one that is most like it.
    """
    scores = sorted(
        ((likeness(one.name, other.name), one.name, other) for one in went for other in came if _same_kind(one, other)),
        key=lambda score: (-score[0], score[1], score[2].name),
    )
    found: dict[str, ColumnDescription] = {}
    taken: set[str] = set()
    for score, name, other in scores:
        if score >= ALIKE and name not in found and other.name not in taken:
            found[name] = other
            taken.add(other.name)
    return found


def _same_kind(one: ColumnDescription, other: ColumnDescription) -> bool:
    return parse(one.type) == parse(other.type) and (one.mode == "REPEATED") == (other.mode == "REPEATED")


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: by their letters, by the words that they share, or as one that says more."""
    letters = SequenceMatcher(None, one.lower(), other.lower()).ratio()
    words, others = set(one.lower().split("_")), set(other.lower().split("_"))
    says_more = SAYS_MORE if words < others or others < words else 0
    return max(letters, len(words & others) / len(words | others), says_more)


def _moved(before: Columns, after: Columns, path: str) -> Iterator[Change]:
    """The columns that both have, where their order differs: the fewest that explain it."""
    old = [one.name for one in before if any(one.name == other.name for other in after)]
    new = [one.name for one in after if one.name in set(old)]
    stayed: set[str] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        stayed.update(old[block.a : block.a + block.size])
    for name in (name for name in new if name not in stayed):
        yield _change("C005", f"{path}.{name}", f"place {old.index(name) + 1}", f"place {new.index(name) + 1}")


def _column(
    before: ColumnDescription, after: ColumnDescription, path: str, *, nested: bool, values: bool
) -> Iterator[Change]:
    kind = type_rule(before.type, after.type)
    if kind is not None:
        whole_changed = kind in ("N009", "N010")
        yield _change(kind if whole_changed or not nested else "N005", path, before.type, after.type)
    yield from _mode(before, after, path, nested=nested)
    if values and before.may_be_absent != after.may_be_absent:
        yield _change("C008" if after.may_be_absent else "C009", path)
    if before.fields and after.fields:
        yield from _columns(before.fields, after.fields, path, nested=True, values=values)
    yield from _described("D002", path, before.description, after.description)
    if values and kind is None:
        yield from _values(before, after, path)
        yield from _bounds(before, after, path)
        yield from _pattern(before, after, path)


def _mode(before: ColumnDescription, after: ColumnDescription, path: str, *, nested: bool) -> Iterator[Change]:
    if before.mode == after.mode:
        return
    if "REPEATED" in (before.mode, after.mode):
        rule = "N008" if nested else "M003" if after.mode == "REPEATED" else "M004"
    elif after.mode == "NULLABLE":
        rule = "N006" if nested else "M001"
    else:
        rule = "N007" if nested else "M002"
    yield _change(rule, path, before.mode, after.mode)


def _values(before: ColumnDescription, after: ColumnDescription, path: str) -> Iterator[Change]:
    if before.values is None or after.values is None:
        if before.values != after.values:
            rule = "E003" if before.values is None else "E004"
            yield _change(rule, path, before.values or "any", after.values or "any")
        return
    gone = tuple(one for one in before.values if one not in after.values)
    new = tuple(one for one in after.values if one not in before.values)
    if gone:
        yield _change("E001", path, gone, "")
    if new:
        yield _change("E002", path, "", new)


def _bounds(before: ColumnDescription, after: ColumnDescription, path: str) -> Iterator[Change]:
    for old, new, raised, lowered, side in (
        (before.least, after.least, "R001", "R002", "least"),
        (before.greatest, after.greatest, "R004", "R003", "greatest"),
    ):
        if old == new:
            continue
        if old is None or new is None:
            rule = "R005" if old is None else "R006"
            yield _change(rule, path, "" if old is None else f"{side} {old}", "" if new is None else f"{side} {new}")
        else:
            yield _change(raised if new > old else lowered, path, old, new)


def _pattern(before: ColumnDescription, after: ColumnDescription, path: str) -> Iterator[Change]:
    if before.pattern == after.pattern:
        return
    rule = "P001" if before.pattern is None else "P002" if after.pattern is None else "P003"
    yield _change(rule, path, before.pattern or "", after.pattern or "")


def _rules(before: TableDescription, after: TableDescription) -> Iterator[Change]:
    if not _both_know(before, after):
        return
    for name in after.rules:
        if name not in before.rules:
            yield _change("U001", after.name, "", name)
    for name in before.rules:
        if name not in after.rules:
            yield _change("U002", after.name, name, "")


def _key(before: TableDescription, after: TableDescription) -> Iterator[Change]:
    old, new = before.key, after.key
    if old == new:
        return
    if not new:
        rule = "K001"
    elif not old:
        rule = "K002"
    elif set(old) == set(new):
        rule = "K006"
    elif set(old) < set(new):
        rule = "K003"
    else:
        rule = "K004" if set(new) < set(old) else "K005"
    yield _change(rule, after.name, old, new)


def _layout(before: TableDescription, after: TableDescription) -> Iterator[Change]:
    path = after.name
    if before.partition != after.partition:
        rule = "L003" if before.partition is None else "L002" if after.partition is None else "L001"
        yield _change(rule, path, before.partition or "", after.partition or "")
    elif before.partition_type != after.partition_type:
        yield _change("L004", path, before.partition_type or "", after.partition_type or "")
    if before.require_partition_filter != after.require_partition_filter:
        yield _change("L005" if after.require_partition_filter else "L006", path)
    if before.clustering != after.clustering:
        rule = "L008" if not before.clustering else "L007" if not after.clustering else "L009"
        yield _change(rule, path, before.clustering, after.clustering)


def _expiration(before: TableDescription, after: TableDescription) -> Iterator[Change]:
    old, new = before.expiration_days, after.expiration_days
    if old == new:
        return
    if old is None:
        rule = "X001"
    elif new is None:
        rule = "X004"
    else:
        rule = "X002" if new < old else "X003"
    yield _change(rule, after.name, _days(old), _days(new))


def _days(number: int | None) -> str:
    return "" if number is None else f"{number} days"


def _described(rule: str, path: str, before: str | None, after: str | None) -> Iterator[Change]:
    # Where one side says nothing, nothing is compared.
    if before is not None and after is not None and before != after:
        yield _change(rule, path, before, after)
