"""Each smoke check passes on a right service and fails, with the reason, on the fault that it is there for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from scripted_service import Reply, Script, scripted

from harness.results import Outcome
from harness.smoke.checks import KEYWORDS, READING, ROUTES, SmokeVerdict
from harness.smoke.prediction import BatchAsked, prediction_check
from harness.smoke.services import Kind, Secrets, Service, services_at
from harness.targets import TargetError

KEY = Secrets("akey")
CHECKS = {check.name: check for check in READING}
BATCH = "batch_2024-01-15_1705333333"


def refused_words(words: tuple[str, ...] = KEYWORDS) -> Any:
    """A /start that refuses everything with all its reasons, as pydantic gives them; `words` it takes for days."""

    def start(body: dict[str, Any]) -> Reply:
        if not body:
            return 401, {"reason": "no key"}
        reasons = ["min_minutes: Input should be greater than or equal to 0"]
        if body["game_date"] not in words:
            reasons.append("game_date: String should match pattern")
        return 400, {"reason": "; ".join(reasons)}

    return start


def right(kind: Kind) -> Script:
    about = {"service": kind.value, "revision": "r1"}
    script: Script = {
        "GET /": (200, about),
        "GET /health": (200, about | {"status": "healthy"}),
        "GET /ready": (200, {"status": "ready", "reasons": [], "checks": [{"name": "imports", "ok": True}]}),
        "POST /internal/check-env": (200, {"status": "ok", "missing": []}),
    }
    script |= {f"{route.method} {route.path}": (route.refused, {}) for route in ROUTES[kind]}
    return script | ({"POST /start": refused_words()} if kind is Kind.COORDINATOR else {})


def verdict(name: str, kind: Kind, changed: Script) -> SmokeVerdict:
    with scripted(right(kind) | changed) as asked:
        return CHECKS[name].verdict(Service(kind, asked.url, KEY))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_right_service_passes(kind: Kind) -> None:
    with scripted(right(kind)) as asked:
        service = Service(kind, asked.url, KEY)
        verdicts = {check.name: check.verdict(service) for check in READING if kind in check.kinds}
    assert {name: one.reason for name, one in verdicts.items() if one.outcome is not Outcome.PASSED} == {}
    assert {"alive", "ready", "itself", "routes"} <= verdicts.keys()


@pytest.mark.parametrize(
    ("name", "kind", "changed", "why"),
    [
        ("alive", Kind.PHASES, {"GET /health": (500, {})}, "GET /health answers 500"),
        ("alive", Kind.PHASES, {"GET /health": (200, {"status": "dying"})}, "says 'dying'"),
        (
            "ready",
            Kind.WORKER,
            {"GET /ready": (503, {"status": "not_ready", "reasons": ["firestore: PERMISSION_DENIED: no"]})},
            "503: firestore: PERMISSION_DENIED: no",
        ),
        ("ready", Kind.WORKER, {"GET /ready": (200, {"status": "soon"})}, "answers 200"),
        ("itself", Kind.WORKER, {"GET /": (200, {"service": "coordinator"})}, "calls itself coordinator"),
        ("itself", Kind.WORKER, {"GET /": (404, {}), "GET /health": (200, {})}, "does not say which service"),
        ("routes", Kind.WORKER, {"POST /predict": (404, {})}, "POST /predict is not there"),
        ("routes", Kind.PHASES, {"POST /phase4-to-phase5": (404, {})}, "POST /phase4-to-phase5 is not there"),
        ("routes", Kind.COORDINATOR, {"POST /check-stalled": (200, {})}, "/check-stalled answers 200 instead of 401"),
        (
            "imports",
            Kind.WORKER,
            {"POST /internal/check-env": (500, {"status": "missing", "missing": ["MODEL_PATH"]})},
            "500: MODEL_PATH not set",
        ),
        (
            "imports",
            Kind.WORKER,
            {"GET /ready": (503, {"checks": [{"name": "imports", "ok": False, "reason": "cannot: catboost"}]})},
            "imports: cannot: catboost",
        ),
        ("imports", Kind.WORKER, {"GET /ready": (200, {"checks": []})}, "no check of imports"),
        ("keywords", Kind.COORDINATOR, {"POST /start": refused_words(("TODAY", "TOMORROW"))}, "refuses .*YESTERDAY"),
        ("keywords", Kind.COORDINATOR, {"POST /start": refused_words((*KEYWORDS, "SOMEDAY"))}, "accepts .*SOMEDAY"),
        ("keywords", Kind.COORDINATOR, {"POST /start": (202, {"reason": "started"})}, "not with 202: started"),
    ],
)  # fmt: skip
def test_a_fault_is_named(name: str, kind: Kind, changed: Script, why: str) -> None:
    found = verdict(name, kind, changed)
    assert found.outcome is Outcome.FAILED
    assert re.search(why, found.reason), found.reason


def test_who_does_not_answer_fails() -> None:
    with scripted({}) as asked:
        url = asked.url
    assert "nothing answers" in CHECKS["alive"].verdict(Service(Kind.WORKER, url)).reason


def status(word: str, **progress: int) -> Reply:
    told = {"expected": 2, "completed": 2, "failed": 0, "total_predictions": 14} | progress
    return 200, {"status": word, "progress": told}


@pytest.mark.parametrize(
    ("start", "then", "outcome", "why"),
    [
        ((202, {"batch_id": BATCH}), status("consolidated"), Outcome.PASSED, ""),
        ((202, {"batch_id": BATCH}), status("consolidated", completed=1, failed=1), Outcome.FAILED, "1 failed"),
        ((202, {"batch_id": BATCH}), status("consolidated", total_predictions=0), Outcome.FAILED, "consolidated, but"),
        ((202, {"batch_id": BATCH}), status("complete"), Outcome.FAILED, "not consolidated after 2 s"),
        ((202, {"batch_id": BATCH}), (404, {"reason": "nobody"}), Outcome.FAILED, "answers 404: nobody"),
        ((500, {"status": "transient", "reason": "no"}), (500, {}), Outcome.FAILED, "POST /start answers 500: no"),
        ((404, {"status": "no_players", "reason": "no games"}), (500, {}), Outcome.UNKNOWN, "name another day"),
        ((503, {"status": "DATA_INCOMPLETE", "reason": "none"}), (500, {}), Outcome.UNKNOWN, "name another day"),
        ((503, {"status": "not_ready", "reason": "no key set"}), (500, {}), Outcome.FAILED, "503: no key set"),
    ],
)
def test_a_batch_is_waited_for(start: Reply, then: Reply, outcome: Outcome, why: str) -> None:
    waits: list[float] = []
    check = prediction_check(BatchAsked("2024-01-15", seconds=2), wait=waits.append)
    with scripted({"POST /start": start, "GET /status": then}) as asked:
        found = check.verdict(Service(Kind.COORDINATOR, asked.url, KEY))
    assert found.outcome is outcome
    assert why in found.reason
    assert sum(waits) <= 2


@pytest.mark.parametrize("check", [CHECKS["keywords"], prediction_check(BatchAsked())])
def test_without_the_key_it_is_not_known(check: Any) -> None:
    with scripted({}) as asked:
        found = check.verdict(Service(Kind.COORDINATOR, asked.url, Secrets()))
    assert found.outcome is Outcome.UNKNOWN
    assert asked.requests == []


def test_a_bare_url_is_asked_who_it_is_and_the_phases_say_it_at_health_only() -> None:
    with scripted(right(Kind.WORKER)) as worker, scripted(right(Kind.PHASES) | {"GET /": (404, {})}) as phases:
        found = services_at([worker.url, phases.url])
    assert {kind: one.url for kind, one in found.items()} == {Kind.WORKER: worker.url, Kind.PHASES: phases.url}


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (["grader=http://127.0.0.1:1"], "no service 'grader'"),
        (["worker=http://127.0.0.1:1", "worker=http://127.0.0.1:2"], "worker is named twice"),
    ],
)
def test_what_is_no_service_is_refused(texts: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        services_at(texts)


def test_another_machine_needs_leave_before_anything_is_sent() -> None:
    with pytest.raises(TargetError, match=r"target of smoke tests(.|\n)*smoke_targets = \["):
        services_at(["worker=https://worker.example.com"])
    found = services_at(["worker=https://worker.example.com"], targets=("worker.example.com",))
    assert found[Kind.WORKER].url == "https://worker.example.com"


def test_keys_are_not_shown() -> None:
    assert "akey" not in repr(Service(Kind.WORKER, "http://127.0.0.1:1", KEY))
