"""The door of a cloud in another process, as its tests knock at it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

LONG_S = 60.0
"""Longer than anything here takes; only a broken test gets there."""


@dataclass
class Door:
    """The door of one process, as another knocks at it."""

    url: str
    ids: list[str] = field(default_factory=list)

    def on(self, kind: str, seconds: float = LONG_S, **parameters: Any) -> str:
        """The id of a fault that is on now."""
        id_ = uuid.uuid4().hex
        body = {"kind": kind, "id": id_, "seconds": seconds, "parameters": parameters}
        response = requests.post(f"{self.url}/faults", json=body, timeout=LONG_S)
        assert response.status_code == 201, response.text
        self.ids.append(id_)
        return id_

    def off(self, id_: str) -> None:
        assert len(requests.delete(f"{self.url}/faults/{id_}", timeout=LONG_S).json()["ended"]) == 1

    def state(self, id_: str, wait: float = 0) -> dict[str, Any]:
        answer: dict[str, Any] = requests.get(
            f"{self.url}/faults/{id_}", params={"wait": wait}, timeout=2 * LONG_S
        ).json()
        return answer

    def ends_by_itself(self, id_: str) -> None:
        assert self.state(id_, wait=LONG_S)["ended"] == "bound"

    def hits(self, id_: str, least: int) -> None:
        """Returns when the fault has happened so often."""
        for _ in range(1_000):
            if self.state(id_, wait=0.05)["hits"] >= least:
                return
        raise AssertionError(f"the fault did not happen {least} times")

    def clear(self) -> None:
        requests.delete(f"{self.url}/faults", timeout=LONG_S)
