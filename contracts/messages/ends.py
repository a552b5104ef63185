"""Whether a reader gets what it needs from what a sender sends: rules with ids, over two models.

Ids never change and are never used again. Models inside models, lists and maps are followed.
"""

from __future__ import annotations

import json
import types
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AliasChoices, AliasPath, BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from harness.results import Severity

ALIKE = 0.75
"""From this likeness of two names on, one that is missing and one that nobody reads are taken for the same."""

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "completed_predictions": ("total_predictions",),
        "analysis_date": ("game_date", "target_date"),
        "target_date": ("game_date", "analysis_date"),
        "game_date": ("target_date", "analysis_date"),
    }
)
"""Names that mean the same to the platform, though they are not much alike."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way for two ends to disagree. `why` is one line for whoever meets it."""

    id: str
    title: str
    why: str
    severity: Severity


_ALL = (
    Rule("M-001", "name missing", "The reader fails on every message.", Severity.ERROR),
    Rule(
        "M-002", "name differs", "What is meant arrives under a name that the reader does not ask for.", Severity.ERROR
    ),
    Rule("M-003", "default hides absence", "The reader takes its default for what was sent.", Severity.WARNING),
    Rule("M-004", "values unknown", "The reader fails on messages that are right for the sender.", Severity.ERROR),
    Rule("M-005", "type differs", "The reader cannot take the value, or takes it for another.", Severity.ERROR),
    Rule("M-006", "optional there, required here", "The reader fails on messages without a value.", Severity.ERROR),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _ALL})

TOPIC = "(topic)"
"""The path of a disagreement about where, not what."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing about which the ends disagree. `path` is as the reader names it: `metadata.batch_id`, `games[].id`."""

    rule: Rule
    path: str
    words: str
    severity: Severity

    @property
    def id(self) -> str:
        return self.rule.id

    def __str__(self) -> str:
        return f"{self.id} {self.severity.label} {self.path}: {self.rule.title} ({self.words})"


@dataclass(frozen=True, slots=True)
class Known:
    """A disagreement that is there today, and why it is.

    Raises:
        ValueError: there is no such rule, or no reason.
    """

    needed: type[BaseModel]
    id: str
    path: str
    reason: str

    def __post_init__(self) -> None:
        if self.id not in RULES:
            raise ValueError(f"there is no rule {self.id!r}; there are {', '.join(RULES)}")
        if not self.reason.strip():
            raise ValueError(f"{self.id} at {self.path} of {self.needed.__name__} needs a reason")

    def covers(self, needed: type[BaseModel], found: Disagreement) -> bool:
        return (self.needed, self.id, self.path) == (needed, found.id, found.path)


def disagreements(sent: type[BaseModel], needed: type[BaseModel]) -> tuple[Disagreement, ...]:
    """Everything about which a sender's model and a reader's disagree, in the order of the reader's fields."""
    found = [*_topics(sent, needed), *_records(sent, needed, "", frozenset())]
    return tuple(dict.fromkeys(found))


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever their case and underscores."""
    plain, others = (name.replace("_", "").replace("-", "").lower() for name in (one, other))
    return SequenceMatcher(None, plain, others, autojunk=False).ratio()


def _said(rule: str, path: str, words: str) -> Disagreement:
    return Disagreement(RULES[rule], path, words, RULES[rule].severity)


def _topics(sent: type[BaseModel], needed: type[BaseModel]) -> Iterator[Disagreement]:
    read = getattr(needed, "topic", None)
    published = [getattr(sent, name, None) for name in ("topic", "topic_if_unset")]
    for topic, when in zip(published, ("", ", where nothing is configured"), strict=True):
        if read and topic and topic != read:
            yield _said("M-002", TOPIC, f"read from {read}, published to {topic}{when}")


# What a value may be. A union is several of these.


@dataclass(frozen=True, slots=True)
class _Anything:
    def __str__(self) -> str:
        return "anything"


@dataclass(frozen=True, slots=True)
class _Values:
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return f"one of {_listed(self.values)}"


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A plain JSON type. `form` is the format or pattern of a text."""

    type: str
    form: str | None
    adapter: TypeAdapter[Any] = field(compare=False, hash=False, repr=False)

    def __str__(self) -> str:
        return f"{self.type} of the form {self.form}" if self.form else self.type


@dataclass(frozen=True, slots=True)
class _Items:
    of: Shape

    def __str__(self) -> str:
        return "a list"


@dataclass(frozen=True, slots=True)
class _Mapped:
    to: Shape

    def __str__(self) -> str:
        return "an object of any names"


@dataclass(frozen=True, slots=True)
class _Record:
    model: type[BaseModel]

    def __str__(self) -> str:
        return "an object"


_Form = _Anything | _Values | _Leaf | _Items | _Mapped | _Record


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value may be: any of the forms, and None where it is nullable."""

    forms: tuple[_Form, ...]
    nullable: bool

    @property
    def sends_none(self) -> bool:
        # That anything may come is told once, as a type.
        return self.nullable and _Anything() not in self.forms

    def __str__(self) -> str:
        return " or ".join([*map(str, self.forms), *(["None"] if self.nullable else [])])


_ANYTHING = Shape((_Anything(),), nullable=True)
_LISTS = (list, tuple, set, frozenset, Sequence, Iterable, Collection)
_MAPS = (dict, Mapping)


def _shape(annotation: Any, metadata: Sequence[Any] = ()) -> Shape:
    if hasattr(annotation, "__value__"):  # a type alias of its own, which typing knows from 3.12 on
        return _shape(annotation.__value__, metadata)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, types.UnionType):
        return _united([_shape(one, metadata) for one in arguments])
    if annotation is Any or annotation is object:
        return _ANYTHING
    if annotation is None or annotation is type(None):
        return Shape((), nullable=True)
    if origin is Literal:
        values = tuple(one.value if isinstance(one, Enum) else one for one in arguments if one is not None)
        return Shape((_Values(values),), nullable=None in arguments)
    return Shape(_forms(annotation, origin or annotation, arguments, metadata), nullable=False)


def _forms(annotation: Any, origin: Any, arguments: tuple[Any, ...], metadata: Sequence[Any]) -> tuple[_Form, ...]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return (_Values(tuple(member.value for member in annotation)),)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (_Record(annotation),)
    if origin in _LISTS:
        inner = [one for one in arguments if one is not Ellipsis]
        return (_Items(_united([_shape(one) for one in inner]) if inner else _ANYTHING),)
    if origin in _MAPS:
        return (_Mapped(_shape(arguments[1]) if arguments else _ANYTHING),)
    return _leaves(annotation, metadata)


def _united(shapes: Sequence[Shape]) -> Shape:
    """One shape that takes what any of them takes; their values are one list."""
    every = [form for shape in shapes for form in shape.forms]
    values = tuple(value for form in every if isinstance(form, _Values) for value in form.values)
    others = tuple(form for form in every if not isinstance(form, _Values))
    return Shape((*((_Values(values),) if values else ()), *others), any(shape.nullable for shape in shapes))


def _leaves(annotation: Any, metadata: Sequence[Any]) -> tuple[_Form, ...]:
    annotated: Any = Annotated
    adapter: TypeAdapter[Any] = TypeAdapter(annotated[(annotation, *metadata)] if metadata else annotation)
    schema = adapter.json_schema()
    return tuple(
        _Leaf(one["type"], one.get("format") or one.get("pattern"), adapter) if "type" in one else _Anything()
        for one in schema.get("anyOf", [schema])
    )


def _records(
    sent: type[BaseModel], needed: type[BaseModel], path: str, above: frozenset[tuple[type, type]]
) -> Iterator[Disagreement]:
    if (sent, needed) in above:
        return
    above |= {(sent, needed)}
    offered = {info.serialization_alias or info.alias or name: info for name, info in sent.model_fields.items()}
    asked = [(_names(needed, name, info), info) for name, info in needed.model_fields.items()]
    unread = [name for name in offered if not any(name in names for names, _ in asked)]
    drops_nulls = bool(getattr(sent, "drops_nulls", False))
    for names, info in asked:
        where = f"{path}.{names[0]}" if path else names[0]
        found = next((offered[name] for name in names if name in offered), None)
        if found is None:
            yield _missing(names, info, unread, where)
        else:
            yield from _field(found, info, where, above, drops_nulls=drops_nulls)


def _names(model: type[BaseModel], name: str, info: FieldInfo) -> tuple[str, ...]:
    """The names under which a reader looks for a field, the first it prefers."""
    alias = info.validation_alias or info.alias
    if alias is None:
        return (name,)
    choices = alias.choices if isinstance(alias, AliasChoices) else [alias]
    names = [str(one.path[0]) if isinstance(one, AliasPath) else one for one in choices]
    by_name = model.model_config.get("populate_by_name") or model.model_config.get("validate_by_name")
    return tuple(dict.fromkeys([*names, name] if by_name else names))


def _missing(names: Sequence[str], info: FieldInfo, unread: Sequence[str], path: str) -> Disagreement:
    meant = [one for name in names for one in ALIASES.get(name, ()) if one in unread]
    scores = sorted(((likeness(name, one), one) for name in names for one in unread), reverse=True)
    meant += [one for score, one in scores if score >= ALIKE]
    hidden = (
        ""
        if info.is_required()
        else f"; the default {info.get_default(call_default_factory=True, validated_data={})!r} is taken"
    )
    if meant:
        return _said("M-002", path, f"sent as {meant[0]}{hidden}")
    if info.is_required():
        return _said("M-001", path, "needed, and never sent")
    return _said("M-003", path, f"never sent{hidden}")


def _field(
    sent: FieldInfo, needed: FieldInfo, path: str, above: frozenset[tuple[type, type]], *, drops_nulls: bool
) -> Iterator[Disagreement]:
    here, there = _shape(needed.annotation, needed.metadata), _shape(sent.annotation, sent.metadata)
    # A default other than None is written out, so the name is always there.
    left_out = not sent.is_required() and sent.default_factory is None and sent.default is None
    null = there.sends_none and not drops_nulls
    if left_out and needed.is_required():
        yield _said("M-006", path, "may be left out, and is required")
    elif null and not here.nullable:
        yield _said("M-006", path, "may be None, and must not be")
    yield from _shapes(there, here, path, above)


def _shapes(sent: Shape, needed: Shape, path: str, above: frozenset[tuple[type, type]]) -> Iterator[Disagreement]:
    """What of the values that are sent, None aside, the reader does not take."""
    for form in sent.forms:
        if isinstance(form, _Values):
            yield from _values(form, needed, path)
            continue
        tries = [tuple(_form(form, one, path, above)) for one in needed.forms]
        if not tries:
            yield _type_differs(form, needed, path)
            continue
        best = min(tries, key=lambda found: (any(one.id == "M-005" and one.path == path for one in found), len(found)))
        yield from (
            _type_differs(form, needed, path) if one.id == "M-005" and one.path == path else one for one in best
        )


def _values(sent: _Values, needed: Shape, path: str) -> Iterator[Disagreement]:
    unknown = [value for value in sent.values if not any(_takes(form, value) for form in needed.forms)]
    kin = [value for value in unknown if any(_of_type(form, _json_type(value)) for form in needed.forms)]
    others = [value for value in unknown if value not in kin]
    if kin:
        yield _said("M-004", path, f"{_listed(kin)} may be sent; known is {needed}")
    if others:
        yield _type_differs(_Values(tuple(others)), needed, path)


def _takes(form: _Form, value: Any) -> bool:
    if isinstance(form, _Anything):
        return True
    if isinstance(form, _Values):
        return any(one == value and type(one) is type(value) for one in form.values)
    if not isinstance(form, _Leaf) or not _of_type(form, _json_type(value)):
        return False
    try:
        form.adapter.validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


def _of_type(form: _Form, name: str) -> bool:
    if isinstance(form, _Values):
        return any(_json_type(value) == name for value in form.values)
    return isinstance(form, _Leaf) and (form.type == name or (form.type, name) == ("number", "integer"))


def _json_type(value: Any) -> str:
    known = {str: "string", bool: "boolean", int: "integer", float: "number"}
    return known.get(type(value), type(value).__name__)


def _form(sent: _Form, needed: _Form, path: str, above: frozenset[tuple[type, type]]) -> Iterator[Disagreement]:
    match sent, needed:
        case _, _Anything():
            pass
        case _Leaf(), _Leaf() if _of_type(needed, sent.type) and needed.form in (None, sent.form):
            pass
        case _Leaf(), _Values() if _of_type(needed, sent.type):
            yield _said("M-004", path, f"any {sent.type} may be sent; known is {needed}")
        case _Items(), _Items():
            yield from _inner(sent.of, needed.of, f"{path}[]", above)
        case _Mapped(), _Mapped():
            yield from _inner(sent.to, needed.to, f"{path}{{}}", above)
        case _Record(), _Record():
            yield from _records(sent.model, needed.model, path, above)
        case _Record(), _Mapped():
            for name, info in sent.model.model_fields.items():
                inside = f"{path}.{info.serialization_alias or info.alias or name}"
                yield from _inner(_shape(info.annotation, info.metadata), needed.to, inside, above)
        case _Mapped(), _Record():
            yield from _names_of_a_map(sent, needed, path, above)
        case _:
            yield _type_differs(sent, needed, path)


def _inner(sent: Shape, needed: Shape, path: str, above: frozenset[tuple[type, type]]) -> Iterator[Disagreement]:
    if sent.sends_none and not needed.nullable:
        yield _said("M-006", path, "may be None, and must not be")
    yield from _shapes(sent, needed, path, above)


def _names_of_a_map(
    sent: _Mapped, needed: _Record, path: str, above: frozenset[tuple[type, type]]
) -> Iterator[Disagreement]:
    for name, info in needed.model.model_fields.items():
        inside = f"{path}.{_names(needed.model, name, info)[0]}"
        if info.is_required():
            yield _said("M-006", inside, "an object of any names is sent, and this one is required")
        if _Anything() not in sent.to.forms:
            yield from _shapes(sent.to, _shape(info.annotation, info.metadata), inside, above)


def _type_differs(sent: _Form, needed: _Form | Shape, path: str) -> Disagreement:
    return _said("M-005", path, f"{sent} is sent, {needed} is needed")


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(map(str, values))
