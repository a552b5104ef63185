"""The bytes of a recorded file → JSON values or CSV records, or one clear reason why not."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from harness.ingest.fields import Record, Unloadable
from harness.ingest.problems import RECORD_AGAIN, UnreadableFileError, shown

LARGEST_FILE_BYTES = 512 * 1024 * 1024
"""Before and after unpacking. The longest answer known, a season's schedule, is 12 MB."""
_GZIP_MAGIC = b"\x1f\x8b"
# Longer than any 64-bit integer; Python refuses to convert more than 4,300 digits at all.
_MOST_DIGITS = 25


@dataclass(frozen=True, slots=True)
class CsvTable:
    """The columns of the header, and the rows: text by column name, the place is the line.

    A row that has not as many fields as the header comes with no fields at all.
    """

    columns: tuple[str, ...]
    lines: tuple[Record, ...]


def read_file(path: Path) -> bytes:
    """The bytes on disk.

    Raises:
        UnreadableFileError: missing, not permitted, or too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFileError(
            "the manifest lists it, but the file is not there", repair="put the file back, or take its entry out"
        ) from None
    except (OSError, ValueError) as error:
        raise UnreadableFileError(f"cannot be opened: {shown(str(error), 120)}", repair="make it readable") from None
    if len(data) > LARGEST_FILE_BYTES:
        raise UnreadableFileError(f"larger than {LARGEST_FILE_BYTES} bytes")
    return data


def unpacked(data: bytes) -> bytes:
    """The contents of a gzip file; other bytes as they are.

    Raises:
        UnreadableFileError: empty, cut off or damaged.
    """
    if not data:
        raise UnreadableFileError("the file is empty", "byte 0")
    if not data.startswith(_GZIP_MAGIC):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            contents = file.read(LARGEST_FILE_BYTES + 1)
    except EOFError:
        raise UnreadableFileError("the gzip data are cut off", f"byte {len(data)}") from None
    except (OSError, zlib.error) as error:
        raise UnreadableFileError(f"the gzip data are damaged: {error}", f"within bytes 0..{len(data)}") from None
    if len(contents) > LARGEST_FILE_BYTES:
        raise UnreadableFileError(f"unpacks to more than {LARGEST_FILE_BYTES} bytes")
    if not contents:
        raise UnreadableFileError("the gzip data unpack to nothing", f"byte {len(data)}")
    return contents


@dataclass(frozen=True, slots=True)
class JsonContent:
    """A JSON value; numbers that no column can hold stand in it as `Unloadable`.

    `not_json` is the path of the first NaN or Infinity: Python writes them, but they are no JSON.
    """

    value: object
    not_json: str | None


def json_content(data: bytes) -> JsonContent:
    """The value that the bytes spell.

    Raises:
        UnreadableFileError: they are no JSON.
    """
    text = _text(data)
    if text.lstrip()[:1] == "<":
        raise UnreadableFileError("it holds a web page (HTML or XML), not JSON", "line 1 column 1 (byte 0)")
    constants: list[Unloadable] = []

    def constant(name: str) -> Unloadable:
        constants.append(Unloadable(name))
        return constants[-1]

    try:
        value = json.loads(text, parse_constant=constant, parse_float=_float, parse_int=_integer)
    except json.JSONDecodeError as error:
        _no_json(text, error)
    except RecursionError:
        raise UnreadableFileError("it is nested too deeply to be an answer", _deepest(text)) from None
    return JsonContent(value, _place_of(constants[0], value) if constants else None)


def _place_of(wanted: object, value: object) -> str | None:
    """The path of one object within a value, found by identity; without recursion, the value may be deep."""
    open_ends: list[tuple[str, object]] = [("", value)]
    while open_ends:
        place, item = open_ends.pop()
        if item is wanted:
            return place
        if isinstance(item, dict):
            names = {key: shown(key, 40)[1:-1] for key in item}
            open_ends.extend((f"{place}.{name}" if place else name, item[key]) for key, name in names.items())
        elif isinstance(item, list):
            open_ends.extend((f"{place}[{index}]", child) for index, child in enumerate(item))
    return None


def csv_table(data: bytes) -> CsvTable:
    """A CSV with a header.

    Raises:
        UnreadableFileError: not UTF-8, or no CSV.
    """
    lines = csv.reader(io.StringIO(_text(data), newline=""))
    records: list[Record] = []
    try:
        columns = tuple(name.strip() for name in next(lines, []))
        start = lines.line_num + 1
        for row in lines:
            if row:
                fields: dict[str, object] = dict(zip(columns, row, strict=True)) if len(row) == len(columns) else {}
                records.append(Record(fields, f"line {start}", ", column "))
            start = lines.line_num + 1
    except csv.Error as error:
        raise UnreadableFileError(f"it is no CSV: {error}", f"line {lines.line_num + 1}") from None
    return CsvTable(columns, tuple(records))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"it is no UTF-8 text: {error.reason}", f"byte {error.start}") from None


def _float(text: str) -> float | Unloadable:
    number = float(text)
    return Unloadable(text) if number in (float("inf"), float("-inf")) else number


def _integer(text: str) -> int | Unloadable:
    return int(text) if len(text) <= _MOST_DIGITS else Unloadable(text)


def _no_json(text: str, error: json.JSONDecodeError) -> NoReturn:
    offset = len(text[: error.pos].encode("utf-8", "surrogatepass"))
    place = f"line {error.lineno} column {error.colno} (byte {offset})"
    if not text.strip():
        raise UnreadableFileError("it holds nothing but blanks", place, RECORD_AGAIN) from None
    cut_off = error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip())
    message = f"the JSON is cut off: {error.msg}" if cut_off else f"it is no JSON: {error.msg}"
    raise UnreadableFileError(message, place, RECORD_AGAIN) from None


def _deepest(text: str, limit: int = 500) -> str:
    """Where brackets are first open `limit` deep, strings aside."""
    depth, in_string, escaped = 0, False, False
    for position, character in enumerate(text):
        if in_string:
            in_string = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            if depth > limit:
                return f"character {position}"
        elif character in "]}":
            depth -= 1
    return "byte 0"
