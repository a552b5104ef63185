"""The smoke tests of a deployment: `pytest -m smoke tests/smoke --service-url KIND=URL`; see harness/smoke/suite.py."""

from __future__ import annotations

from harness.smoke.suite import test_one_prediction_end_to_end, test_service

__all__ = ["test_one_prediction_end_to_end", "test_service"]
