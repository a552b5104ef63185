"""Resource names: projects/P/databases/D/documents/collection/id/collection/id…"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from harness.cloud.errors import invalid

ROOT_SEGMENTS = 5  # projects, P, databases, D, documents

PathKey: TypeAlias = "tuple[str, ...]"


_START = ("projects", None, "databases", None, "documents")


@lru_cache(maxsize=4096)
def document_name(name: str) -> str:
    """The name, which is that of a document.

    Raises:
        StatusError: INVALID_ARGUMENT, it is not.
    """
    segments = name.split("/")
    for index, fixed in enumerate(_START):
        found = segments[index] if index < len(segments) else ""
        if not found or (fixed is not None and found != fixed):
            raise invalid(f'Resource name "{name}" lacks "{fixed or "an id"}" at index {_index_of(segments, index)}.')
    if len(segments) == ROOT_SEGMENTS or len(segments) % 2 == 0:
        raise invalid(f'Document name "{name}" lacks "/" at index {len(name)}.')
    return name


def _index_of(segments: list[str], position: int) -> int:
    return len("".join(f"{segment}/" for segment in segments[:position]))


def database_of(name: str) -> str:
    """`projects/P/databases/D` of any name under it."""
    return "/".join(name.split("/", ROOT_SEGMENTS)[: ROOT_SEGMENTS - 1])


def root_of(name: str) -> str:
    """`projects/P/databases/D/documents` of any name under it."""
    return "/".join(name.split("/", ROOT_SEGMENTS)[:ROOT_SEGMENTS])


def collection_of(name: str) -> str:
    """The collection that a document is in."""
    return name.rpartition("/")[0]


def id_of(name: str) -> str:
    """The last segment of a name."""
    return name.rpartition("/")[2]


def path_segments(name: str) -> list[str]:
    """The segments below the root."""
    return name.split("/")[ROOT_SEGMENTS:]


def path_key(name: str) -> PathKey:
    """Names sort by their segments, not by their text: `a/b` comes before `a-c`."""
    return tuple(name.split("/"))
