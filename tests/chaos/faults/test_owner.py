"""An owner starts its processes again for whoever asks on its socket, and knows what their variables were."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

import pytest
from tiny_platform import LONG_S, Stage

from chaos.faults.fault import FaultError
from chaos.faults.owner import OwnerGoneError, changed_of, offered, processes_of, restart, restore


def test_processes_are_told_as_they_are_now(stage: Stage) -> None:
    assert processes_of(stage.owner) == {name: stage.platform.identity(name) for name in ("one", "bystander")}
    stage.platform.children["one"].kill()
    assert set(processes_of(stage.owner)) == {"bystander"}


def test_variables_are_those_of_the_first_start_again_however_often_they_were_changed(stage: Stage) -> None:
    for mode in ("second", "third"):
        assert restart(stage.owner, "one", environment={"TINY_MODE": mode, "TINY_NEW": mode}) == ""
        assert stage.platform.identity("one").variable("TINY_MODE") == mode
        assert changed_of(stage.owner) == ("one",)
    restore(stage.owner, "one")
    assert stage.platform.identity("one").variable("TINY_MODE") == "right"
    assert not stage.platform.identity("one").variable("TINY_NEW")
    assert changed_of(stage.owner) == ()


def test_a_start_that_is_refused_says_why(stage: Stage) -> None:
    assert "cannot be used" in restart(stage.owner, "one", environment={"TINY_MODE": "wrong"})
    restore(stage.owner, "one")
    with pytest.raises(FaultError, match="none did not start again: 'none'"):
        restore(stage.owner, "none")


def test_an_owner_that_has_ended_is_not_taken_for_one_that_does_not_answer() -> None:
    with offered(Lonely()) as owner:
        assert set(processes_of(owner)) == {"self"}
    with pytest.raises(OwnerGoneError, match="has ended, and its processes with it"):
        processes_of(owner)


class Lonely:
    """An owner of nothing but this process."""

    @property
    def processes(self) -> Mapping[str, int]:
        return {"self": os.getpid()}

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        raise KeyError(name)


def test_an_owner_that_does_not_answer_is_no_owner_that_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chaos.faults.owner.ANSWER_S", 0.1)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"\0chaos-owner-silent-{os.getpid()}")
        silent.listen(1)
        with pytest.raises(FaultError, match=r"did not answer within 0\.1 s") as found:
            processes_of(f"chaos-owner-silent-{os.getpid()}")
    assert not isinstance(found.value, OwnerGoneError)


def test_whoever_asks_without_a_line_or_goes_away_hurts_nobody(stage: Stage) -> None:
    for said in (b"", b'{"do": "processes"}\n'):
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(LONG_S)
            asking.connect(f"\0{stage.owner}")
            asking.sendall(said)
    assert processes_of(stage.owner)
