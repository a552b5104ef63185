"""What is started for an experiment: clouds behind a proxy, folders, doors to their faults; all of it ends."""

from __future__ import annotations

from pathlib import Path

from chaos.experiment import PlatformWanted, ProxyWanted
from chaos.extension.documents import documents
from chaos.extension.serving import started
from chaos.faults.catalog import fault


def test_clouds_are_reached_through_their_proxy_and_end_with_it(tmp_path: Path) -> None:
    wanted = PlatformWanted(clouds=("firestore",), proxies=(ProxyWanted(before="firestore"),), folders=("exports",))
    with started(wanted, safeguards_off=("fencing",), folder=tmp_path / "target") as served:
        target, environment = served.target, served.environment
        assert environment["FIRESTORE_EMULATOR_HOST"] != target.urls["firestore"].removeprefix("http://")
        assert environment["SAFEGUARDS_OFF"] == "fencing"
        assert Path(environment["CHAOS_FOLDER_EXPORTS"]) == target.folders["exports"]
        assert target.folders["exports"].is_dir()
        with documents(environment["FIRESTORE_EMULATOR_HOST"], environment["GCP_PROJECT_ID"]) as reading:
            assert reading.of("effects") == {}
        assert list(target.proxies) == ["firestore"]
        aborted = fault("firestore.aborted")
        injection = aborted.inject(aborted.prepare(target, seconds=30, parameters={}))
        assert not aborted.undone(injection).ok
        aborted.undo(injection)
        assert aborted.undone(injection).ok
        process = target.processes["firestore"]
        assert process.alive
    assert not process.alive
