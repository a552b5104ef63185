"""The door to the faults of another process, as a caller sees it."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import requests
from pydantic import BaseModel, JsonValue, ValidationError

from harness.control.board import Asked, State
from harness.control.door import PATH, Listed, Taken, Wrong
from harness.control.listening import somebody_listens

PATIENCE_S = 10.0
_NOTHING_THERE = 404
_Model = TypeVar("_Model", bound=BaseModel)


class DoorError(Exception):
    """The door refused, or what is there is none; the text has what it said."""


class GoneError(DoorError):
    """Nobody listens there: the process has ended, and its faults with it."""


class Caller:
    """Knocks at one door. Every call raises GoneError where nobody listens, DoorError where it cannot be done."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        # What the environment says of proxies is not for the loopback interface.
        self._session.trust_env = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Its connections."""
        self._session.close()

    def begin(self, kind: str, *, identity: str, seconds: float, parameters: Mapping[str, JsonValue]) -> State:
        """Switch a fault on; once more with the same changes nothing."""
        asked = Asked(kind=kind, id=identity, seconds=seconds, parameters=dict(parameters))
        return self._answer(State, "POST", PATH, json=asked.model_dump(mode="json"))

    def end(self, identity: str) -> Taken:
        """Switch it off; one that has not come yet will not be switched on any more."""
        return self._answer(Taken, "DELETE", f"{PATH}/{identity}")

    def end_all(self) -> Taken:
        """Switch off those that are on."""
        return self._answer(Taken, "DELETE", PATH)

    def state(self, identity: str, *, wait_s: float = 0.0) -> State | None:
        """One fault; answered when it has ended, or after so long. None where there was none."""
        response = self._response("GET", f"{PATH}/{identity}?wait={wait_s}", patience_s=wait_s)
        return None if response.status_code == _NOTHING_THERE else self._read(State, response)

    def listed(self) -> Listed:
        """Its kinds, and the faults that are on."""
        return self._answer(Listed, "GET", PATH)

    def _answer(self, model: type[_Model], verb: str, path: str, **options: Any) -> _Model:
        return self._read(model, self._response(verb, path, **options))

    def _response(self, verb: str, path: str, *, patience_s: float = 0.0, **options: Any) -> requests.Response:
        try:
            return self._session.request(verb, self.url + path, timeout=PATIENCE_S + patience_s, **options)
        except requests.RequestException as error:
            if isinstance(error, requests.ConnectionError) and not somebody_listens(self.url):
                raise GoneError(f"nobody listens at {self.url}") from error
            raise DoorError(f"the door at {self.url} does not answer {verb} {path}: {type(error).__name__}") from error

    def _read(self, model: type[_Model], response: requests.Response) -> _Model:
        try:
            if response.ok:
                return model.model_validate_json(response.content)
            refused = Wrong.model_validate_json(response.content)
        except ValidationError as error:
            raise DoorError(f"what is at {self.url} answers {response.status_code} and is no door to faults") from error
        raise DoorError(f"the door at {self.url} says {refused.error}")
