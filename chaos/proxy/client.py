"""A proxy's control API, asked from another process."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

import requests
from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from chaos.proxy.statistics import Statistics
from harness.control.board import State
from harness.control.listening import somebody_listens

_Model = TypeVar("_Model", bound=BaseModel)

TIMEOUT_S = 10.0
_NOTHING_THERE = 404


class ControlError(RuntimeError):
    """The proxy refused, or answered what is no answer; the text has what it said."""


class GoneError(ControlError):
    """Nothing listens there: the proxy has ended, and its faults with it."""


class Control:
    """One proxy. Every call raises GoneError where nothing listens, ControlError where it cannot be done."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # a proxy of the environment is not for loopback

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Its connections."""
        self._session.close()

    def begin(self, kind: str, *, identity: str, seconds: float, parameters: Mapping[str, JsonValue]) -> State:
        """Switch a fault on; once more with the same changes nothing."""
        asked = {"kind": kind, "id": identity, "seconds": seconds, "parameters": dict(parameters)}
        return _read(State, self._said("POST", "/faults", asked))

    def end(self, identity: str) -> None:
        """Switch it off; one that has not come yet will not be switched on any more."""
        self._said("DELETE", f"/faults/{identity}")

    def end_all(self) -> None:
        self._said("DELETE", "/faults")

    def state(self, identity: str, *, wait_s: float = 0.0) -> State | None:
        """One fault; answered when it has ended, or after so long. None where there was none."""
        said = self._said("GET", f"/faults/{identity}?wait={wait_s}", patience_s=wait_s, missing=True)
        return None if said is None else _read(State, said)

    def states(self) -> tuple[State, ...]:
        """The faults that are on."""
        said = self._said("GET", "/faults")
        return TypeAdapter(tuple[State, ...]).validate_python(said["faults"])

    def statistics(self) -> Statistics:
        return _read(Statistics, self._said("GET", "/statistics"))

    def _said(
        self, method: str, path: str, body: object = None, *, patience_s: float = 0.0, missing: bool = False
    ) -> Any:
        try:
            answer = self._session.request(method, self.url + path, json=body, timeout=TIMEOUT_S + patience_s)
        except requests.RequestException as error:
            if isinstance(error, requests.ConnectionError) and not somebody_listens(self.url):
                raise GoneError(f"no proxy listens at {self.url}; start it, or read the target anew") from error
            raise ControlError(f"the proxy at {self.url} did not answer {method} {path}: {error}") from error
        if missing and answer.status_code == _NOTHING_THERE:
            return None
        try:
            said = answer.json()
        except requests.JSONDecodeError as error:
            raise ControlError(f"{self.url} is no proxy: {method} {path} was not answered in JSON") from error
        if not answer.ok:
            raise ControlError(f"the proxy at {self.url} refused: {said.get('error', answer.reason)}")
        return said


def _read(model: type[_Model], said: object) -> _Model:
    try:
        return model.model_validate(said)
    except ValidationError as error:
        raise ControlError(f"a proxy's answer is no {model.__name__}: {error}") from error
