"""What is missing for Google's emulators is said, and how they are started; the real ones run in tests/conformance."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cloud.official import FIRESTORE, PUBSUB, Emulator, NotInstalledError, OfficialEmulator, emulator_command

EMULATORS = pytest.mark.parametrize("emulator", [FIRESTORE, PUBSUB], ids=lambda one: one.command)


def executable(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def installed(folder: Path, emulator: Emulator, gcloud: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    programs = folder / "sdk" / "bin"
    monkeypatch.setenv("PATH", str(programs))
    executable(programs / "gcloud", f"#!/bin/sh\n{gcloud}\n")
    executable(programs / "java")
    (folder / "sdk" / "platform" / emulator.component).mkdir(parents=True)
    return programs


@pytest.mark.parametrize(
    ("emulator", "component", "name"),
    [(FIRESTORE, "cloud-firestore-emulator", "Firestore"), (PUBSUB, "pubsub-emulator", "Pub/Sub")],
    ids=["firestore", "pubsub"],
)
def test_what_is_missing_is_said_one_after_the_other(
    emulator: Emulator, component: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "sdk" / "bin"
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(NotInstalledError, match="gcloud is not installed"):
        emulator_command(emulator)
    executable(programs / "gcloud")
    with pytest.raises(NotInstalledError, match=rf"no {name} emulator \(package google-cloud-cli-{emulator.command}-"):
        emulator_command(emulator)
    (tmp_path / "sdk" / "platform" / component).mkdir(parents=True)
    with pytest.raises(NotInstalledError, match=f"the {name} emulator needs java"):
        emulator_command(emulator)
    executable(programs / "java")
    assert emulator_command(emulator) == programs / "gcloud"


@EMULATORS
def test_it_runs_from_its_ready_line_until_the_context_ends(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = f'echo "$@" > "$0.arguments"; echo "[{emulator.command}] {emulator.ready} 1"; exec /bin/sleep 600'
    programs = installed(tmp_path, emulator, script, monkeypatch)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with OfficialEmulator(emulator) as running:
        words = (programs / "gcloud.arguments").read_text().split()
        folders = list(tmp_path.glob("*-emulator-*"))

    assert words[:5] == ["beta", "emulators", emulator.command, "start", f"--host-port={running.host}"]
    assert words[5:] == [f"--data-dir={folder}" for folder in folders]
    assert len(folders) == (emulator is PUBSUB)
    assert not list(tmp_path.glob("*-emulator-*"))


@EMULATORS
def test_one_that_ends_before_it_is_ready_shows_its_output(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, emulator, "echo no port; exit 1", monkeypatch)

    with (
        pytest.raises(TimeoutError, match=f"the {emulator.name} emulator did not start:\nno port"),
        OfficialEmulator(emulator),
    ):
        pytest.fail("it did not start")
