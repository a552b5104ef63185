"""Load goes to this machine, and elsewhere only where harness.toml lists the host by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from load.running import run
from load.targets import TargetError, allowed_host


@pytest.mark.parametrize(
    "host", ["http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:9", "https://127.1.2.3"]
)
def test_this_machine_needs_no_leave(host: str) -> None:
    assert allowed_host(host) == host.rstrip("/")


@pytest.mark.parametrize(
    "host",
    ["http://127.0.0.1.example.com", "http://localhost.example.com", "http://10.0.0.1:8080", "http://0.0.0.0:80",
     "http://2130706433", "http://[::ffff:10.0.0.1]"],
)  # fmt: skip
def test_what_only_looks_like_this_machine_is_refused_with_what_to_write(host: str) -> None:
    with pytest.raises(TargetError, match=r"not listed as a target(.|\n)*load_targets = \[") as refused:
        allowed_host(host, targets=("coordinator.example.com",))
    assert "harness.toml" in str(refused.value)


@pytest.mark.parametrize(
    ("target", "host", "is_covered"),
    [
        ("staging.example.com", "https://staging.example.com", True),
        ("Staging.example.com", "http://STAGING.example.com:8080/", True),
        ("staging.example.com", "https://other.staging.example.com", False),
        ("example.com", "https://staging.example.com", False),
        ("https://staging.example.com", "https://staging.example.com:443", True),
        ("https://staging.example.com/", "https://staging.example.com", True),
        ("https://staging.example.com", "http://staging.example.com", False),
        ("https://staging.example.com:8443", "https://staging.example.com", False),
    ],
)
def test_a_name_stands_for_its_host_and_an_address_for_itself(target: str, host: str, is_covered: bool) -> None:
    if is_covered:
        assert allowed_host(host, targets=(target,)) == host.rstrip("/")
    else:
        with pytest.raises(TargetError):
            allowed_host(host, targets=(target,))


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1:8080", "write it as http://127.0.0.1:8080"),
        ("ftp://127.0.0.1", "write it as"),
        ("http://127.0.0.1:99999", "is no address"),
        ("http://127.0.0.1/start", "give scheme, name and port only"),
        ("http://127.0.0.1?key=1", "give scheme, name and port only"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(host: str, said: str) -> None:
    with pytest.raises(TargetError, match=said):
        allowed_host(host)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(TargetError, match="take them out") as refused:
        allowed_host("http://user:thesecretpart@127.0.0.1:8080")
    assert "thesecretpart" not in str(refused.value)


def test_a_run_is_refused_before_anything_starts(tmp_path: Path) -> None:
    started = tmp_path / "started"
    locustfile = tmp_path / "own.py"
    locustfile.write_text(f"open({str(started)!r}, 'w').close()\n", encoding="utf-8")
    with pytest.raises(TargetError, match="not listed"):
        run("own", host="https://staging.example.com", locustfile=locustfile)
    assert not started.exists()
