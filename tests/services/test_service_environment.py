"""What a service is told, and how it refuses what it cannot use."""

from __future__ import annotations

import pytest

from harness.reference.batch_state import CompletionMode
from harness.reference.safeguards import Safeguard
from harness.reference.services.__main__ import main
from harness.reference.services.environment import EnvironmentRefusedError, read_environment

LEAST = {"GCP_PROJECT_ID": "p"}
SECRET = "sesame-of-the-tests"  # noqa: S105


def test_only_the_project_is_needed() -> None:
    told = read_environment(LEAST)
    assert (told.batch_mode, told.service_revision, told.port) == (CompletionMode.DUAL, "local", 0)
    assert told.safeguards.off == frozenset()
    assert told.coordinator_api_key is None


def test_what_is_set_is_taken() -> None:
    told = read_environment(
        LEAST
        | {"BATCH_MODE": "array", "SAFEGUARDS_OFF": "fencing, claim", "WORKER_IMPORTS": "json,math", "PORT": "8080"}
    )
    assert told.batch_mode is CompletionMode.ARRAY
    assert told.safeguards.off == {Safeguard.FENCING, Safeguard.CLAIM}
    assert (told.worker_imports, told.port) == (("json", "math"), 8080)


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert read_environment(LEAST | {"COORDINATOR_API_KEY": "", "BATCH_MODE": ""}).coordinator_api_key is None


def test_the_key_is_shown_nowhere() -> None:
    told = read_environment(LEAST | {"COORDINATOR_API_KEY": SECRET})
    assert SECRET not in repr(told) + str(told) + told.model_dump_json()
    with pytest.raises(EnvironmentRefusedError) as refused:
        read_environment(LEAST | {"COORDINATOR_API_KEY": SECRET, "BATCH_MODE": "quick"})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "GCP_PROJECT_ID is not set"),
        (LEAST | {"BATCH_MODE": "duel"}, "did you mean dual?"),
        (LEAST | {"SAFEGUARDS_OFF": "fenncing"}, "did you mean fencing?"),
        (LEAST | {"BIGQUERY_EMULATOR_HOST": "127.0.0.1:9050"}, "begins with http://"),
        (LEAST | {"PORT": "70000"}, "PORT = '70000' cannot be used"),
    ],
)
def test_a_refusal_names_the_variable_and_the_way_out(variables: dict[str, str], words: str) -> None:
    with pytest.raises(EnvironmentRefusedError, match=words.replace("?", r"\?")):
        read_environment(variables)


def test_every_variable_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(EnvironmentRefusedError) as refused:
        read_environment({"PORT": "x", "BATCH_MODE": "y"})
    assert [line.split(" ")[0] for line in str(refused.value).splitlines()] == ["GCP_PROJECT_ID", "BATCH_MODE", "PORT"]


def test_a_wrong_service_name_ends_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cordinator"]) == 2
    assert "did you mean coordinator?" in capsys.readouterr().err


def test_a_wrong_environment_ends_before_anything_listens(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GCP_PROJECT_ID", "p")
    monkeypatch.setenv("BATCH_MODE", "quick")
    assert main(["coordinator"]) == 2
    assert capsys.readouterr() == (
        "",
        "BATCH_MODE = 'quick' cannot be used: choose one of array, dual, subcollection\n",
    )
