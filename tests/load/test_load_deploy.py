"""Compose file and manifests: whole, and every worker is told the same as the master."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from harness.cli import app
from load.scenarios.catalog import SCENARIOS

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "load" / "deploy"
SHAPES = {"LOAD_SCENARIO", "LOAD_RATE", "LOAD_DURATION_S", "LOAD_SEED"}
"""What a worker draws the arrivals from."""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def manifests() -> dict[str, dict[str, Any]]:
    told = yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
    return {one["kind"]: one for one in told}


def default_of(text: str) -> str:
    """What compose puts in for `${NAME:-default}`."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(text))


def test_the_master_of_the_compose_file_is_a_command_that_there_is(compose: dict[str, Any]) -> None:
    master = compose["services"]["master"]
    assert master["entrypoint"] == ["harness", "load", "run"]
    known = CliRunner().invoke(app, ["load", "run", "--help"], env={"COLUMNS": "200"}).output
    scenario, *options = map(default_of, master["command"])
    assert scenario in SCENARIOS
    for option in options:
        assert option.split("=")[0] in known, option
    assert "--host=${HOST:?" in next(option for option in options if option.startswith("--host"))


def test_workers_of_the_compose_file_are_told_what_shapes_the_arrivals(compose: dict[str, Any]) -> None:
    master, worker = compose["services"]["master"], compose["services"]["worker"]
    told = worker["environment"]
    assert set(told) >= SHAPES
    options = dict(option.removeprefix("--").split("=", 1) for option in master["command"][1:] if "=" in option)
    assert told["LOAD_SCENARIO"] == master["command"][0]
    assert told["LOAD_RATE"] == options["rate"]
    assert f"{told['LOAD_DURATION_S']}s" == options["duration"]
    assert told["LOAD_SEED"] == options["seed"]
    assert worker["command"][:3] == ["-f", "load/locustfile.py", "--worker"]
    assert worker["command"][-1] == "master", "the name of the master's service"
    expected = next(option for option in master["command"] if "expect-workers=" in option)
    assert expected.endswith(f"={worker['deploy']['replicas']}")


def test_no_key_is_written_into_the_files(compose: dict[str, Any], manifests: dict[str, dict[str, Any]]) -> None:
    for service in compose["services"].values():
        assert service["environment"]["COORDINATOR_API_KEY"] is None, "taken over from the shell"
    assert "Secret" not in manifests


def test_the_image_starts_as_compose_file_and_operator_expect(compose: dict[str, Any]) -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert 'ENTRYPOINT ["locust"]' in text
    build = compose["services"]["worker"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).samefile(DEPLOY / "Dockerfile")
    assert (ROOT / "load" / "locustfile.py").is_file()
    assert "--require-hashes" in text


def test_the_manifests_have_what_the_operator_asks_for(manifests: dict[str, dict[str, Any]]) -> None:
    test = manifests["LocustTest"]
    assert test["apiVersion"] == "locust.io/v2"
    spec = test["spec"]
    assert spec["image"]
    assert "--locustfile load/locustfile.py" in spec["master"]["command"]
    assert "--locustfile load/locustfile.py" in spec["worker"]["command"]
    assert spec["worker"]["replicas"] >= 1
    config = manifests["ConfigMap"]
    assert [one["name"] for one in spec["env"]["configMapRefs"]] == [config["metadata"]["name"]]
    assert set(config["data"]) >= SHAPES | {"LOAD_RECORD"}
    assert config["data"]["LOAD_SCENARIO"] in SCENARIOS
    assert all(isinstance(value, str) for value in config["data"].values()), "Kubernetes takes texts only"
    assert f"--run-time {config['data']['LOAD_DURATION_S']}s" in spec["master"]["command"]
    assert f"--host {config['data']['LOAD_HOST']}" in spec["master"]["command"]
    [mount] = spec["volumeMounts"]
    assert config["data"]["LOAD_RECORD"].startswith(mount["mountPath"])
    assert [one["name"] for one in spec["volumes"]] == [mount["name"]]
    claim = spec["volumes"][0]["persistentVolumeClaim"]["claimName"]
    assert claim == manifests["PersistentVolumeClaim"]["metadata"]["name"]
