"""The scan plan stays within a small factor of reading the columns once, and misses nothing."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    script = Path(__file__).with_name("contract_scan.py")
    spec = importlib.util.spec_from_file_location("contract_scan", script)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.measure(200_000, tmp_path_factory.mktemp("contract_scan"))


@pytest.mark.nightly
def test_every_violation_of_every_check_is_reported_and_no_other(measured):
    assert measured.clean
    assert measured.exact
    assert measured.violations > 2_000


@pytest.mark.nightly
def test_sixty_checks_cost_a_small_factor_of_reading_the_columns(measured):
    floor = measured.seconds["floor"]
    # Generous: on few rows the fixed cost of planning weighs more than on the million of the published table.
    assert measured.seconds["clean"] / floor < 15
    assert measured.seconds["defects"] / floor < 40
