"""Every compatibility rule is triggered by one change and not by one that is nearly it; modes, overrides, renames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from contracts.catalog import models
from contracts.compatibility import RULES, Mode, Override, breaking, check_versions, compare, overridden
from contracts.compatibility.overrides import run_out
from contracts.compatibility.types import parse
from contracts.described import ColumnDescription, TableDescription, describe, from_json, to_json
from harness.results import Severity

Column = ColumnDescription
Edit = Callable[[TableDescription], TableDescription]

TABLE = TableDescription(
    name="nba_raw.lines",
    description="One line of a book.",
    columns=(
        Column("game_id", "STRING", "REQUIRED", "The platform's id.", pattern=r"^\d{8}$"),
        Column("game_date", "DATE", "REQUIRED"),
        Column("book", "STRING", "NULLABLE", values=("draftkings", "fanduel")),
        Column("line", "NUMERIC(5,2)", "NULLABLE", least=3.5, greatest=55.5),
        Column("price", "INT64", "NULLABLE"),
        Column("seen_at", "TIMESTAMP", "NULLABLE"),
        Column("payload", "JSON", "NULLABLE"),
        Column("note", "STRING(20)", "NULLABLE"),
        Column("flags", "STRING", "REPEATED"),
        Column(
            "window",
            "STRUCT",
            "NULLABLE",
            fields=(
                Column("found", "INT64"),
                Column("expected", "INT64", "REQUIRED"),
                Column("days", "DATE", "REPEATED"),
            ),
        ),
    ),
    key=("game_id", "book"),
    partition="game_date",
    partition_type="DAY",
    require_partition_filter=False,
    clustering=("book", "game_id"),
    expiration_days=90,
    rules=("prices are American",),
)


def table(**changes: object) -> Edit:
    return lambda one: replace(one, **changes)  # type: ignore[arg-type]


def column(name: str, /, **changes: object) -> Edit:
    def edit(one: TableDescription) -> TableDescription:
        return replace(one, columns=tuple(replace(c, **changes) if c.name == name else c for c in one.columns))  # type: ignore[arg-type]

    return edit


def without(name: str) -> Edit:
    return lambda one: replace(one, columns=tuple(c for c in one.columns if c.name != name))


def with_column(*new: Column) -> Edit:
    return lambda one: replace(one, columns=(*one.columns, *new))


def inner(name: str, /, **changes: object) -> Edit:
    def edit(one: TableDescription) -> TableDescription:
        fields = one.column("window").fields
        return column("window", fields=tuple(replace(f, **changes) if f.name == name else f for f in fields))(one)  # type: ignore[arg-type]

    return edit


def inner_fields(change: Callable[[tuple[Column, ...]], tuple[Column, ...]]) -> Edit:
    return lambda one: column("window", fields=change(one.column("window").fields))(one)


def both(*edits: Edit) -> Edit:
    def edit(one: TableDescription) -> TableDescription:
        for each in edits:
            one = each(one)
        return one

    return edit


def ordered(*names: str) -> Edit:
    return lambda one: replace(one, columns=tuple(sorted(one.columns, key=lambda c: names.index(c.name))))


A_FLAG = Column("flag", "BOOL")
NAMES = [one.name for one in TABLE.columns]
SAME: Edit = table()

# rule → (what is there before, the change that triggers it, one that is nearly it, what that is instead)
CASES: dict[str, tuple[Edit, Edit, Edit, set[str]]] = {
    "C001": (SAME, without("price"), both(without("price"), with_column(Column("price_us", "INT64"))), {"C004"}),
    "C002": (SAME, with_column(Column("new", "INT64")), with_column(Column("new", "INT64", "REQUIRED")), {"C003"}),
    "C003": (SAME, with_column(Column("new", "INT64", "REQUIRED")), with_column(Column("new", "INT64")), {"C002"}),
    "C004": (
        SAME,
        column("seen_at", name="seen_last_at"),
        both(without("seen_at"), with_column(Column("seen_last_at", "DATE"))),
        {"C001", "C002"},
    ),
    "C005": (SAME, ordered("game_date", "game_id", *NAMES[2:]), without("game_id"), {"C001"}),
    "C006": (SAME, column("book", name="Book"), column("book", name="book_key"), {"C004"}),
    "C007": (SAME, with_column(Column("tags", "STRING", "REPEATED")), with_column(Column("tags", "STRING")), {"C002"}),
    "C008": (
        SAME,
        column("price", may_be_absent=True),
        with_column(Column("tax", "INT64", may_be_absent=True)),
        {"C002"},
    ),
    "C009": (
        column("price", may_be_absent=True),
        column("price", may_be_absent=False),
        both(without("price"), with_column(Column("tags", "STRING"))),
        {"C010", "C002"},
    ),
    "C010": (column("price", may_be_absent=True), without("price"), without("note"), {"C001"}),
    "T001": (SAME, column("price", type="FLOAT64"), column("price", type="INTEGER"), set()),
    "T002": (SAME, column("line", type="INT64"), column("line", type="BIGNUMERIC"), {"T001"}),
    "T003": (SAME, column("game_date", type="BOOL"), column("game_date", type="TIMESTAMP"), {"T009"}),
    "T004": (SAME, column("line", type="NUMERIC(7,3)"), column("line", type="DECIMAL(5, 2)"), set()),
    "T005": (SAME, column("line", type="NUMERIC(4,2)"), column("line", type="NUMERIC(6,2)"), {"T004"}),
    "T006": (SAME, column("line", type="NUMERIC(5,3)"), column("line", type="NUMERIC(6,3)"), {"T004"}),
    "T007": (SAME, column("note", type="STRING(10)"), column("note", type="STRING(21)"), {"T008"}),
    "T008": (SAME, column("note", type="STRING"), column("note", type="STRING(19)"), {"T007"}),
    "T009": (SAME, column("game_date", type="DATETIME"), column("game_date", type="STRING"), {"T003"}),
    "T010": (SAME, column("seen_at", type="DATE"), column("seen_at", type="DATETIME"), {"T003"}),
    "T011": (SAME, column("book", type="JSON"), column("book", type="STRING"), set()),
    "T012": (SAME, column("payload", type="STRING"), column("payload", type="BYTES"), {"T003"}),
    "T013": (SAME, column("price", type="STRING"), column("price", type="NUMERIC"), {"T001"}),
    "T014": (SAME, column("book", type="INT64"), column("book", type="BYTES"), {"T003"}),
    "M001": (SAME, column("game_id", mode="NULLABLE"), column("game_id", mode="REPEATED"), {"M003"}),
    "M002": (SAME, column("price", mode="REQUIRED"), with_column(Column("cost", "INT64", "REQUIRED")), {"C003"}),
    "M003": (SAME, column("price", mode="REPEATED"), column("price", mode="REQUIRED"), {"M002"}),
    "M004": (SAME, column("flags", mode="NULLABLE"), column("flags", type="INT64"), {"T014"}),
    "N001": (SAME, inner_fields(lambda f: f[:2]), inner("days", name="day_list"), {"N004"}),
    "N002": (
        SAME,
        inner_fields(lambda f: (*f, Column("why", "STRING"))),
        inner_fields(lambda f: (*f, Column("why", "STRING", "REQUIRED"))),
        {"N003"},
    ),
    "N003": (
        SAME,
        inner_fields(lambda f: (*f, Column("why", "STRING", "REQUIRED"))),
        with_column(Column("why", "STRING", "REQUIRED")),
        {"C003"},
    ),
    "N004": (SAME, inner("found", name="games_found"), inner("found", name="xyz"), {"N001", "N002"}),
    "N005": (SAME, inner("found", type="STRING"), inner("found", type="INTEGER"), set()),
    "N006": (SAME, inner("expected", mode="NULLABLE"), column("game_date", mode="NULLABLE"), {"M001"}),
    "N007": (SAME, inner("found", mode="REQUIRED"), column("price", mode="REQUIRED"), {"M002"}),
    "N008": (SAME, inner("days", mode="NULLABLE"), column("flags", mode="NULLABLE"), {"M004"}),
    "N009": (SAME, column("window", type="STRING", fields=()), column("window", type="RECORD"), set()),
    "N010": (SAME, column("price", type="STRUCT", fields=(A_FLAG,)), column("price", type="JSON"), {"T003"}),
    "E001": (SAME, column("book", values=("fanduel",)), column("book", values=("fanduel", "draftkings")), set()),
    "E002": (SAME, column("book", values=("draftkings", "fanduel", "betmgm")), column("book", values=None), {"E004"}),
    "E003": (column("book", values=None), column("book", values=("fanduel",)), SAME, set()),
    "E004": (SAME, column("book", values=None), column("book", values=("draftkings",)), {"E001"}),
    "R001": (SAME, column("line", least=4), column("line", least=3), {"R002"}),
    "R002": (SAME, column("line", least=3), column("line", least=None), {"R006"}),
    "R003": (SAME, column("line", greatest=50), column("line", greatest=60), {"R004"}),
    "R004": (SAME, column("line", greatest=60), column("line", greatest=55.50), set()),
    "R005": (SAME, column("price", least=0), column("line", least=0), {"R002"}),
    "R006": (SAME, column("line", greatest=None), column("line", greatest=60), {"R004"}),
    "P001": (SAME, column("book", pattern="^[a-z]+$"), column("game_id", pattern="^[a-z]+$"), {"P003"}),
    "P002": (SAME, column("game_id", pattern=None), column("game_id", pattern="^.*$"), {"P003"}),
    "P003": (SAME, column("game_id", pattern=r"^\d{9}$"), column("game_id", pattern=r"^\d{8}$"), set()),
    "U001": (SAME, table(rules=(*TABLE.rules, "half points")), table(rules=("half points",)), {"U001", "U002"}),
    "U002": (SAME, table(rules=()), table(rules=("prices are American",)), set()),
    "K001": (SAME, table(key=()), table(key=("game_id",)), {"K004"}),
    "K002": (table(key=()), table(key=("game_id",)), SAME, set()),
    "K003": (SAME, table(key=("game_id", "book", "line")), table(key=("game_id", "line")), {"K005"}),
    "K004": (SAME, table(key=("book",)), table(key=("book", "game_id")), {"K006"}),
    "K005": (SAME, table(key=("price",)), table(key=("game_id",)), {"K004"}),
    "K006": (SAME, table(key=("book", "game_id")), table(key=("game_id", "book")), set()),
    "L001": (SAME, table(partition="seen_at"), table(partition=None), {"L002"}),
    "L002": (SAME, table(partition=None), table(partition_type="MONTH"), {"L004"}),
    "L003": (table(partition=None), table(partition="game_date"), SAME, set()),
    "L004": (SAME, table(partition_type="HOUR"), table(partition="seen_at", partition_type="HOUR"), {"L001"}),
    "L005": (SAME, table(require_partition_filter=True), table(partition_type="MONTH"), {"L004"}),
    "L006": (table(require_partition_filter=True), table(require_partition_filter=False), SAME, set()),
    "L007": (SAME, table(clustering=()), table(clustering=("book",)), {"L009"}),
    "L008": (table(clustering=()), table(clustering=("book",)), SAME, set()),
    "L009": (SAME, table(clustering=("game_id", "book")), table(clustering=("book", "game_id")), set()),
    "X001": (table(expiration_days=None), table(expiration_days=30), SAME, set()),
    "X002": (SAME, table(expiration_days=89), table(expiration_days=91), {"X003"}),
    "X003": (SAME, table(expiration_days=91), table(expiration_days=None), {"X004"}),
    "X004": (SAME, table(expiration_days=None), table(expiration_days=900), {"X003"}),
    "D001": (SAME, table(description="Another."), table(description=None), set()),
    "D002": (SAME, column("game_id", description="Another."), column("price", description="Said first."), set()),
}  # fmt: skip


def found(before: TableDescription, after: TableDescription) -> list[str]:
    return [change.rule.id for change in compare([before], [after])]


@pytest.mark.parametrize("rule", CASES)
def test_a_change_is_found_under_its_rule_and_under_no_other(rule: str) -> None:
    start, change, _, _ = CASES[rule]
    before = start(TABLE)
    assert found(before, change(before)) == [rule]


@pytest.mark.parametrize("rule", CASES)
def test_what_is_nearly_it_is_something_else(rule: str) -> None:
    start, _, nearly, instead = CASES[rule]
    before = start(TABLE)
    after = before if nearly is SAME else nearly(before)
    assert set(found(before, after)) == instead
    assert rule not in instead or rule == "U001"


def test_every_rule_has_its_case() -> None:
    assert {*CASES, "A001", "A002"} == set(RULES)
    assert len(RULES) >= 40


def test_tables_come_and_go() -> None:
    other = replace(TABLE, name="nba_raw.other")
    assert [(one.rule.id, one.path) for one in compare([TABLE], [other])] == [
        ("A001", "nba_raw.lines"),
        ("A002", "nba_raw.other"),
    ]


def test_every_rule_says_why_and_who_is_hurt() -> None:
    for rule in RULES.values():
        assert rule.title, rule.id
        assert rule.why.endswith("."), rule.id
        assert "\n" not in rule.why, rule.id
        # What is an error hurts somebody; what is only information nobody.
        assert bool(rule.breaks) or rule.severity is not Severity.ERROR, rule.id
        assert not (rule.breaks and rule.severity is Severity.INFO), rule.id


def test_a_renamed_column_is_told_with_both_names_and_its_other_changes() -> None:
    before = TABLE
    after = column("line", name="points_line", greatest=60)(TABLE)
    changes = compare([before], [after])
    assert [(one.rule.id, one.path, one.before, one.after) for one in changes] == [
        ("C004", "nba_raw.lines.line", "line", "points_line"),
        ("R004", "nba_raw.lines.points_line", "55.5", "60"),
    ]


def test_the_most_alike_of_several_is_the_renamed_one() -> None:
    before = both(without("price"), with_column(Column("price_over", "INT64"), Column("price_under", "INT64")))(TABLE)
    after = both(without("price_over"), without("price_under"), with_column(Column("under_price", "INT64")))(before)
    changes = {(one.rule.id, one.before, one.after) for one in compare([before], [after])}
    assert changes == {("C001", "INT64 NULLABLE", ""), ("C004", "price_under", "under_price")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("INTEGER", "INT64"),
        ("FLOAT", "FLOAT64"),
        ("BOOLEAN", "BOOL"),
        ("RECORD", "STRUCT"),
        ("DECIMAL(5, 2)", "NUMERIC(5,2)"),
        ("NUMERIC", "NUMERIC(38,9)"),
        ("NUMERIC(5)", "NUMERIC(5,0)"),
        ("BIGDECIMAL", "BIGNUMERIC"),
        ("string", "STRING"),
    ],
)
def test_other_names_of_a_type_are_no_change(one: str, other: str) -> None:
    before, after = column("price", type=one)(TABLE), column("price", type=other)(TABLE)
    assert found(before, after) == found(after, before) == []


def test_what_is_no_type_is_refused() -> None:
    with pytest.raises(ValueError, match="is no type name"):
        parse("(5,2)")


def test_a_live_table_is_not_held_to_know_values_and_rules() -> None:
    live = replace(
        TABLE,
        columns=tuple(replace(one, values=None, least=None, greatest=None, pattern=None) for one in TABLE.columns),
        rules=(),
        knows_rules=False,
    )
    assert found(TABLE, live) == found(live, TABLE) == []


# Modes.
ADDED = with_column(Column("new", "INT64", "REQUIRED"))
REMOVED = without("price")


@pytest.mark.parametrize(
    ("change", "mode", "broken"),
    [
        (ADDED, Mode.BACKWARD, {"C003"}),
        (ADDED, Mode.FORWARD, set()),
        (ADDED, Mode.FULL, {"C003"}),
        (REMOVED, Mode.FORWARD, {"C001"}),
        (column("game_id", mode="NULLABLE"), Mode.FORWARD, set()),
        (column("line", least=4), Mode.BACKWARD, {"R001"}),
        (column("line", least=4), Mode.FORWARD, set()),
        (table(expiration_days=30), Mode.FORWARD, {"X002"}),
        (table(expiration_days=30), Mode.BACKWARD, set()),
        (with_column(Column("new", "INT64")), Mode.FULL, set()),
    ],
)
def test_a_mode_guards_its_side(change: Edit, mode: Mode, broken: set[str]) -> None:
    changes = compare([TABLE], [change(TABLE)])
    assert {one.rule.id for one in breaking(changes, mode)} == broken


def test_warnings_count_where_they_are_asked_for() -> None:
    changes = compare([TABLE], [column("game_id", mode="NULLABLE")(TABLE)])
    assert breaking(changes, Mode.FORWARD) == ()
    assert [one.rule.id for one in breaking(changes, Mode.FORWARD, Severity.WARNING)] == ["M001"]


@pytest.mark.parametrize(
    ("mode", "broken"),
    [
        (Mode.BACKWARD, set()),
        (Mode.BACKWARD_TRANSITIVE, {"C003", "C001"}),
        (Mode.FORWARD, set()),
        (Mode.FORWARD_TRANSITIVE, {"C001"}),
        (Mode.FULL, set()),
        (Mode.FULL_TRANSITIVE, {"C003", "C001"}),
    ],
)
def test_the_transitive_form_asks_all_earlier_versions(mode: Mode, broken: set[str]) -> None:
    # The second version lost one column and got another; the third says the same.
    changed = both(REMOVED, with_column(Column("zzz", "BOOL", "REQUIRED")))(TABLE)
    assert {one.rule.id for one in check_versions([[TABLE], [changed], [changed]], mode)} == broken


# Overrides.
ALLOWED = Override("C001", "nba_raw.*", Severity.INFO, "nobody reads it since May", date(2026, 12, 31))


def test_an_override_counts_until_its_day() -> None:
    changes = compare([TABLE], [REMOVED(TABLE)])
    [allowed] = overridden(changes, [ALLOWED], date(2026, 12, 31))
    [run_over] = overridden(changes, [ALLOWED], date(2027, 1, 1))
    assert (allowed.severity, run_over.severity) == (Severity.INFO, Severity.ERROR)
    assert run_out([ALLOWED], date(2026, 12, 31)) == ()
    assert run_out([ALLOWED], date(2027, 1, 1)) == (ALLOWED,)


@pytest.mark.parametrize(("rule", "path"), [("C002", "nba_raw.*"), ("C001", "nba_raw.other.*")])
def test_an_override_is_about_its_rule_and_paths(rule: str, path: str) -> None:
    other = replace(ALLOWED, rule=rule, path=path)
    [change] = overridden(compare([TABLE], [REMOVED(TABLE)]), [other], date(2026, 1, 1))
    assert change.severity is Severity.ERROR


@pytest.mark.parametrize(("changes", "said"), [({"rule": "C999"}, "C999"), ({"reason": " "}, "needs a reason")])
def test_an_override_without_rule_or_reason_is_refused(changes: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(ALLOWED, **changes)  # type: ignore[arg-type]


# Descriptions.
def test_every_contract_survives_a_file_and_does_not_differ_from_itself() -> None:
    described = tuple(describe(model) for model in models())
    assert len(described) == 80
    again = from_json(to_json(described), "contracts.json")
    assert again == tuple(sorted(described, key=lambda one: one.name))
    assert compare(described, again) == ()
