"""What each column holds, in one line of `columns.toml`: by its name or, where a table differs, by table and name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as validated

FILE = "columns.toml"
LONGEST = 120
"""Characters of a line: what a row of a page holds. BigQuery takes 1,024 of a column, limits included."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=r"^\S([^\n\r]*[^\s.])?$")]
"""One line of text without a full stop: limits follow it."""


class WordsError(Exception):
    """A file of column words is no TOML, or not of the form that is read."""


@validated(frozen=True, config=ConfigDict(extra="forbid"))
class _File:
    columns: dict[str, Line]
    tables: dict[str, dict[str, Line]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """Lines by column, and by table and column where a table means something else.

    A field of a nested column is named `column.field`.
    """

    columns: dict[str, str]
    tables: dict[str, dict[str, str]]

    def of(self, *, table: str, column: str) -> str | None:
        """The line for a column of `dataset.table`; None where nothing is said of that name."""
        return self.tables.get(table, {}).get(column, self.columns.get(column))


@cache
def column_words() -> ColumnWords:
    """The lines of this package.

    Raises:
        WordsError: the file cannot be read as such.
    """
    return read_words(text=files("contracts").joinpath(FILE).read_text(encoding="utf-8"), where=FILE)


def read_words(*, text: str, where: str) -> ColumnWords:
    """The lines in a file's text. `where` is the file's name, for messages.

    Raises:
        WordsError: it is no TOML, or a line is empty, too long, of more than one line or ends with a full stop.
    """
    try:
        told = _FILES.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise WordsError(
            f"{where} is not TOML: {error}; a name stands once in its part, and one with a dot in quotes"
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(map(str, first["loc"])) or "the file"
        raise WordsError(
            f"{where}: {place}: {first['msg']}; write one line of at most {LONGEST} characters without a full stop"
        ) from error
    return ColumnWords(told.columns, told.tables)


_FILES = TypeAdapter(_File)
