"""What the transports need to know of each method of a service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Method:
    """`request` and `response` are protobuf classes; `wrapped_response` is what the client expects to get."""

    service: str
    name: str
    request: Any
    response: Any
    wrapped_response: Any
    request_streaming: bool = False
    response_streaming: bool = False

    @property
    def path(self) -> str:
        return f"/{self.service}/{self.name}"

    def wrap(self, message: Any) -> Any:
        """A protobuf message as the class that the client works with."""
        return message if self.wrapped_response is None else self.wrapped_response.wrap(message)
