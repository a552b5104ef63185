"""What is missing for Google's emulator is said; the emulator itself runs in tests/conformance/pubsub."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cloud.firestore.official import NotInstalledError
from harness.cloud.pubsub.official import emulator_command


def executable(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)


def test_what_is_missing_is_said_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = tmp_path / "sdk" / "bin"
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(NotInstalledError, match="gcloud is not installed"):
        emulator_command()
    executable(programs / "gcloud")
    with pytest.raises(NotInstalledError, match="google-cloud-cli-pubsub-emulator"):
        emulator_command()
    (tmp_path / "sdk" / "platform" / "pubsub-emulator").mkdir(parents=True)
    with pytest.raises(NotInstalledError, match="needs java"):
        emulator_command()
    executable(programs / "java")
    assert emulator_command() == programs / "gcloud"
