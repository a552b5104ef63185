"""What the models of messages are made of: texts of a known form, and the bases of both ends.

Messages are JSON, so days and instants stay texts here; a text of another form is refused.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, field_validator

DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
PLAYER_LOOKUP: Final = r"^[a-z0-9]+$"
TEAM_CODE: Final = r"^[A-Z]{3}$"
PLAYER_OR_TEAM: Final = r"^([a-z0-9]+|[A-Z]{3})$"
GAME_ID: Final = r"^(\d{8}_[A-Z]{3}_[A-Z]{3}|00[1-6]\d{7})$"
BATCH_ID: Final = r"^batch_\d{4}-\d{2}-\d{2}_\d{10}$"

_INSTANT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$")


def is_day(text: str) -> bool:
    """Whether the calendar has that day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def real_day(text: str) -> str:
    """The text itself, where the calendar has that day.

    Raises:
        ValueError: it has not.
    """
    if not is_day(text):
        raise ValueError("is no day of the calendar")
    return text


def utc_instant(text: str) -> str:
    """The text itself, where it is an instant in UTC. One without a zone is meant as UTC: some senders leave it out.

    Raises:
        ValueError: it is no instant, or one of another zone.
    """
    if not _INSTANT.fullmatch(text):
        raise ValueError("is no ISO instant; write 2026-02-03T16:40:11Z")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is no instant of the calendar") from None
    if instant.utcoffset() not in (None, timedelta(0)):
        raise ValueError("is not in UTC; write it with Z")
    return text


Name = Annotated[str, StringConstraints(min_length=1)]
Day = Annotated[str, StringConstraints(pattern=DAY), AfterValidator(real_day)]
Instant = Annotated[str, AfterValidator(utc_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
PlayerLookup = Annotated[str, StringConstraints(pattern=PLAYER_LOOKUP)]
TeamCode = Annotated[str, StringConstraints(pattern=TEAM_CODE)]
PlayerOrTeam = Annotated[str, StringConstraints(pattern=PLAYER_OR_TEAM)]
GameId = Annotated[str, StringConstraints(pattern=GAME_ID)]
BatchId = Annotated[str, StringConstraints(pattern=BATCH_ID)]
Count = Annotated[int, Field(ge=0)]
Percent = Annotated[float, Field(ge=0, le=100)]
Seconds = Annotated[float, Field(ge=0)]
Mode = Literal["overnight", "same_day", "tomorrow"]


class SentPart(BaseModel):
    """An object inside a message, as it is sent: nothing but the names declared, and no value of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Sent(SentPart):
    """A message as its sender writes it."""

    topic: ClassVar[str]
    sender: ClassVar[str]
    topic_if_unset: ClassVar[str | None] = None
    """Where the sender publishes when its environment names no topic; None where that is `topic`."""
    drops_nulls: ClassVar[bool] = False
    """Whether a name without a value is left out and never null."""

    @field_validator("*", mode="before")
    @classmethod
    def _no_nulls_where_they_are_dropped(cls, value: Any) -> Any:
        if cls.drops_nulls and value is None:
            raise ValueError("is null; this sender leaves it out instead")
        return value


class NeededPart(BaseModel):
    """An object inside a message, as a reader needs it; other names do not trouble it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Needed(NeededPart):
    """What one reader takes from a message."""

    topic: ClassVar[str]
    reader: ClassVar[str]
