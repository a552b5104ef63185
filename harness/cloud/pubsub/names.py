"""Resource names: projects/P/topics/T, projects/P/subscriptions/S, projects/P/snapshots/N."""

from __future__ import annotations

import re

from harness.cloud.errors import Status, StatusError, invalid

DELETED_TOPIC = "_deleted-topic_"
"""What a subscription names as its topic once that has been deleted."""

# Resource names page of Pub/Sub: 3 to 255 characters, a letter first, not "goog".
_ID = re.compile(r"(?!goog)[A-Za-z][A-Za-z0-9\-_.~+%]{2,254}")
_PROJECT = re.compile(r"projects/[^/]+")


def checked(name: str, kind: str) -> str:
    """The name, which is one of `kind`: topics, subscriptions or snapshots.

    Raises:
        StatusError: INVALID_ARGUMENT, it is not.
    """
    project, _, rest = name.rpartition(f"/{kind}/")
    if not _PROJECT.fullmatch(project) or not _ID.fullmatch(rest):
        raise invalid(f"Invalid [{kind}] name: (name={name})")
    return name


def checked_project(name: str) -> str:
    """The name of a project, `projects/P`.

    Raises:
        StatusError: INVALID_ARGUMENT, it is not.
    """
    if not _PROJECT.fullmatch(name):
        raise invalid(f"Invalid project name: (name={name})")
    return name


def project_of(name: str) -> str:
    """`projects/P` of any name under it."""
    return "/".join(name.split("/", 2)[:2])


def id_of(name: str) -> str:
    """The last segment of a name."""
    return name.rpartition("/")[2]


def not_found(name: str) -> StatusError:
    """Nothing has this name."""
    return StatusError(Status.NOT_FOUND, f"Resource not found (resource={id_of(name)}).")


def exists_already(name: str) -> StatusError:
    """Something has this name already."""
    return StatusError(Status.ALREADY_EXISTS, f"Resource already exists in the project (resource={id_of(name)}).")
