"""What a mutant is: one validator's source with one operator, threshold, constant or column name changed.

The general operators are mutmut's; its own runner mutates functions only, and a validator is declared at module level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

# Text that is a column, a value or a code; sentences (names of checks, repairs) are no logic.
_WORD = re.compile(r"""^["'][A-Za-z0-9_]+["']$""")
# Names that are no columns: methods of Ibis and of the declarations.
_NOT_COLUMNS = frozenset(
    {"count", "nunique", "sum", "min", "max", "mean", "any", "all", "abs", "cast", "fill_null", "isnull", "notnull"}
    | {"between", "isin", "upper", "lower", "round", "ceil", "floor", "name", "filter", "mutate", "select", "join"}
)


@dataclass(frozen=True)
class Mutant:
    """One change: the line it is on, the text of that place before and after, and the whole source after."""

    module: str
    line: int
    before: str
    after: str
    source: str

    @property
    def id(self) -> str:
        return f"{self.module}:{self.line} {self.before} → {self.after}"


Operator = Callable[[cst.CSTNode], Iterable[cst.CSTNode]]


def _smaller_number(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
    if isinstance(node, (cst.Integer, cst.Float)):
        smaller = node.evaluated_value - 1
        text = repr(abs(smaller))
        number = node.with_changes(value=text)
        yield number if smaller >= 0 else cst.UnaryOperation(cst.Minus(), number)


def _of_kind(kinds: type | tuple[type, ...], operator: Callable[..., Iterable[cst.CSTNode]]) -> Operator:
    def mutations(node: cst.CSTNode) -> Iterable[cst.CSTNode]:
        return operator(node) if isinstance(node, kinds) else ()

    return mutations


_GENERAL: tuple[Operator, ...] = (
    _of_kind(cst.BaseNumber, mutators.operator_number),
    _smaller_number,
    _of_kind(cst.Name, mutators.operator_name),
    _of_kind(cst.UnaryOperation, mutators.operator_remove_unary_ops),
    _of_kind(cst.CSTNode, mutators.operator_swap_op),
    _of_kind(cst.IfExp, mutators.operator_if_exp),
)


class _Visitor(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, columns: tuple[str, ...]) -> None:
        super().__init__()
        self.columns = columns
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.ImportFrom, cst.Import)) or _is_docstring(node):
            return False
        if (
            isinstance(node, cst.Arg)
            and node.keyword is not None
            and node.keyword.value in ("repair", "severity", "show", "label")
        ):
            # What is printed beside a finding; its tests are the reports'.
            return False
        position = self.get_metadata(PositionProvider, node, None)
        line = position.start.line if position else 0
        for operator in (*_GENERAL, self._other_column, self._other_word):
            self.found += [(line, node, mutated) for mutated in operator(node)]
        return True

    def _other_column(self, node: cst.CSTNode) -> Iterable[cst.CSTNode]:
        """`t.points` becomes another column that the same file reads."""
        if isinstance(node, cst.Attribute) and node.attr.value in self.columns:
            yield node.with_changes(attr=cst.Name(_next(self.columns, node.attr.value)))

    def _other_word(self, node: cst.CSTNode) -> Iterable[cst.CSTNode]:
        if isinstance(node, cst.SimpleString) and _WORD.match(node.value):
            word = node.value[1:-1]
            other = _next(self.columns, word) if word in self.columns else f"{word}X"
            yield node.with_changes(value=f'"{other}"')


def _next(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _is_docstring(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))


def _columns(module: cst.Module, known: frozenset[str]) -> tuple[str, ...]:
    """The declared columns that a file reads, by attribute or in quotes."""
    read: set[str] = set()

    class Reader(cst.CSTVisitor):
        def visit_Attribute(self, node: cst.Attribute) -> None:  # noqa: N802 - libcst calls it
            read.add(node.attr.value)

        def visit_SimpleString(self, node: cst.SimpleString) -> None:  # noqa: N802
            if _WORD.match(node.value):
                read.add(node.value[1:-1])

    module.visit(Reader())
    return tuple(sorted((read & known) - _NOT_COLUMNS))


def mutants(module_name: str, source: str, known_columns: frozenset[str]) -> Iterator[Mutant]:
    """Every mutant of one file, in the order of its lines."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(_columns(wrapper.module, known_columns))
    wrapper.visit(visitor)
    seen: set[str] = set()
    for line, original, mutated in visitor.found:
        changed = wrapper.module.deep_replace(original, mutated).code  # type: ignore[arg-type]
        if changed == source or changed in seen:
            continue
        seen.add(changed)
        text = cst.Module([])
        yield Mutant(
            module_name, line, _line(text.code_for_node(original)), _line(text.code_for_node(mutated)), changed
        )


def _line(code: str) -> str:
    return " ".join(code.split())
