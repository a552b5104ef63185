"""Machines by kind: the same for those whose figures can be compared, and silent about whose they are."""

from __future__ import annotations

import getpass
import platform

import pytest

from load.machine import described, this_machine

GIB = 2**30


@pytest.mark.parametrize(
    ("processor", "cores", "memory_bytes", "kind"),
    [
        ("AMD EPYC 7B13", 2, int(7.76 * GIB), "amd-epyc-7b13-2c-8g-linux"),
        ("Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz", 16, 64 * GIB, "intel-xeon-platinum-8375c-16c-64g-linux"),
        ("13th Gen Intel(R) Core(TM) i7-1365U", 12, int(31.0 * GIB), "intel-core-i7-1365u-12c-32g-linux"),
        ("arm64", 1, int(0.9 * GIB), "arm64-1c-1g-linux"),
    ],
)
def test_a_kind_is_processor_cores_memory_and_system(processor: str, cores: int, memory_bytes: int, kind: str) -> None:
    machine = described(processor=processor, cores=cores, memory_bytes=memory_bytes, system="Linux", release="6.1")
    assert machine.kind == kind


def test_another_kernel_or_a_little_less_memory_is_the_same_kind() -> None:
    one = described(processor="AMD EPYC", cores=2, memory_bytes=8 * GIB, system="Linux", release="6.1.0")
    other = described(processor="AMD EPYC", cores=2, memory_bytes=int(7.5 * GIB), system="Linux", release="6.8.1")
    assert one.kind == other.kind
    assert one.system != other.system


def test_this_machine_is_described_without_a_name_or_a_path() -> None:
    machine = this_machine()
    text = machine.model_dump_json()
    assert machine.cores >= 1
    assert machine.memory_gb > 0
    assert machine == this_machine()
    assert platform.node() not in machine.kind.split("-")
    assert f'"{platform.node()}"' not in text
    assert f"/{getpass.getuser()}" not in text
    assert "/" not in machine.kind
