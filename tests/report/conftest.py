"""The reports of built_reports.py as fixtures."""

from __future__ import annotations

import pytest
from built_reports import bad_night, clean_night, crowded, followed, nasty, season, unknown_only

clean_report = pytest.fixture(scope="session", name="clean_report")(clean_night)
failing_report = pytest.fixture(scope="session", name="failing_report")(bad_night)
nasty_report = pytest.fixture(scope="session", name="nasty_report")(nasty)
unknown_report = pytest.fixture(scope="session", name="unknown_report")(unknown_only)
season_report = pytest.fixture(scope="session", name="season_report")(season)
crowded_report = pytest.fixture(scope="session", name="crowded_report")(crowded)
followed_report = pytest.fixture(scope="session", name="followed_report")(followed)
