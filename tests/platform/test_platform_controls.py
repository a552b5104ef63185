"""The doors to the faults of a platform's clouds."""

from __future__ import annotations

import requests
from platform_processes import LONG_S

from harness.reference.platform import Platform


def test_each_cloud_has_a_door_of_its_own(platform: Platform) -> None:
    answers = {
        name: requests.get(f"{url}/faults", timeout=LONG_S).json()["kinds"] for name, url in platform.controls.items()
    }
    assert list(answers) == ["firestore", "pubsub", "bigquery"]
    assert "lost_reply" in answers["firestore"]
    assert "dead_letter" in answers["pubsub"]
    assert "streaming_buffer" in answers["bigquery"]
