"""For Locust: the user classes of the scenario that LOAD_SCENARIO names; the morning's batch where it names none."""

from __future__ import annotations

import importlib
import os

import load.locust.session  # noqa: F401 - records the run
from load.locust.users import ArrivalUser
from load.scenarios.catalog import scenario

# In the environment, where the session reads it too: the record has its name, and its SLOs are watched.
_SCENARIO = scenario(os.environ.setdefault("LOAD_SCENARIO", "morning_batch"))
_MODULE = importlib.import_module(f"load.scenarios.{_SCENARIO.name}")

# Locust takes the user classes that it finds in this module.
globals().update(
    {
        name: found
        for name, found in vars(_MODULE).items()
        if isinstance(found, type) and issubclass(found, ArrivalUser) and found.__module__ == _MODULE.__name__
    }
)
