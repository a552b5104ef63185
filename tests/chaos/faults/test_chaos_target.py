"""A target is what may be touched: on this machine, or allowed by name; read from a file and refused otherwise."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import pytest

from chaos.faults.catalog import ALIASES, FAULTS, fault, kinds
from chaos.faults.fault import FaultError
from chaos.faults.identity import identity_of
from chaos.faults.target import Target


@pytest.mark.parametrize("room", ["urls", "controls", "proxies"])
@pytest.mark.parametrize("address", ["http://10.0.0.1:80", "http://127.0.0.1.example.com", "tcp://example.com:9050"])
def test_an_address_that_is_not_this_machine_is_refused_with_what_to_write(room: str, address: str) -> None:
    with pytest.raises(FaultError, match=r'not listed as a target of faults.*chaos_targets = \["'):
        Target.of({"name": "far", room: {"worker": address}}, allowed=("other.example.com",))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8080", "tcp://127.0.0.1:9050", "http://[::1]:1", "http://localhost:1"]
)
def test_this_machine_needs_no_leave(address: str) -> None:
    assert Target.of({"name": "near", "urls": {"worker": address}}).urls == {"worker": address}


def test_a_host_is_allowed_by_name_and_the_file_cannot_allow_it(tmp_path: Path) -> None:
    data = {"name": "far", "urls": {"worker": "https://worker.example.com"}}
    allowed = ("worker.example.com",)
    path = Target.of(data, allowed=allowed).write(tmp_path / "target.json")
    assert Target.read(path, allowed=allowed).urls == data["urls"]
    with pytest.raises(FaultError, match="not listed"):
        Target.read(path)
    with pytest.raises(FaultError, match="allowed"):
        Target.of(data | {"allowed": allowed})


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:80", "http://", "http://127.0.0.1:99999", "https://user:thesecretpart@127.0.0.1",
     "https://user:thesecretpart@far.example.com", "http://u:thesecretpart@h"],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_a_password_not_repeated(address: str) -> None:
    with pytest.raises(FaultError) as refused:
        Target.of({"name": "near", "urls": {"worker": address}})
    assert "thesecretpart" not in "".join(traceback.format_exception(refused.value))


def test_a_target_is_read_as_it_was_written(tmp_path: Path) -> None:
    target = Target(
        name="near",
        processes={"one": identity_of(os.getpid())},
        urls={"worker": "http://127.0.0.1:1"},
        proxies={"firestore": "http://127.0.0.1:2"},
        folders={"exports": tmp_path},
        owner="chaos-owner-1",
    )
    assert Target.read(target.write(tmp_path / "new" / "target.json")) == target
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["target.json"]


@pytest.mark.parametrize(("text", "said"), [(None, "start the platform first"), ("{", "no target"), ("{}", "name")])
def test_a_file_that_is_no_target_is_refused(tmp_path: Path, text: str | None, said: str) -> None:
    path = tmp_path / "target.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match=said):
        Target.read(path)


@pytest.mark.parametrize("name", ["../up", "a/b", ""])
def test_a_name_that_could_be_a_path_is_refused(name: str) -> None:
    with pytest.raises(FaultError, match="name"):
        Target.of({"name": name})


@pytest.mark.parametrize("ask", ["process", "control", "proxy", "folder"])
def test_what_a_target_does_not_have_is_refused(ask: str) -> None:
    with pytest.raises(FaultError, match=rf"has no {ask} 'one', and nothing else may be touched; it has none"):
        getattr(Target(name="near"), ask)("one")


def test_a_process_that_has_ended_is_not_in_the_target_any_more() -> None:
    ended = identity_of(os.getpid()).model_copy(update={"started": 0.0})
    with pytest.raises(FaultError, match="does not run"):
        Target(name="near", processes={"one": ended}).process("one")


@pytest.mark.parametrize("kind", kinds())
def test_every_fault_of_the_catalog_is_there_under_its_kind(kind: str) -> None:
    found = fault(kind)
    assert found.kind == kind
    assert found.effect


def test_every_alias_stands_for_a_fault() -> None:
    assert set(ALIASES.values()) <= set(FAULTS)
    assert fault("KILL -9").kind == "process.kill"


def test_an_unknown_fault_is_refused_with_the_closest() -> None:
    with pytest.raises(FaultError, match=r"no fault 'process\.kil'; did you mean: process\.kill"):
        fault("process.kil")
