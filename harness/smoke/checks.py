"""What smoke tests ask. Each check is one sentence about one deployed service; most read only, the prediction writes.

The numbers behind them are incidents of the platform: a wrong image (7), a service that was its own upstream (9), a
keyword that was passed on as a date (13), a missing dependency (23), a file not copied into an image (24), a
constructor that had changed (28).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harness.results import Outcome
from harness.smoke.services import Answer, Kind, Service, UnreachableError, who_answers


@dataclass(frozen=True, slots=True)
class SmokeVerdict:
    """The answer of one check, with its reason where it did not pass."""

    outcome: Outcome
    reason: str = ""


PASSED = SmokeVerdict(Outcome.PASSED)


def failed(reason: str) -> SmokeVerdict:
    return SmokeVerdict(Outcome.FAILED, reason)


def unknown(reason: str) -> SmokeVerdict:
    return SmokeVerdict(Outcome.UNKNOWN, reason)


@dataclass(frozen=True, slots=True)
class SmokeCheck:
    """One question to a service. `ask` may raise UnreachableError, which fails it."""

    name: str
    sentence: str
    kinds: frozenset[Kind]
    ask: Callable[[Service], SmokeVerdict]

    def verdict(self, service: Service) -> SmokeVerdict:
        """What came of it; no answer is a failure."""
        try:
            return self.ask(service)
        except UnreachableError as error:
            return failed(str(error))


def _alive(service: Service) -> SmokeVerdict:
    answer = service.ask("GET", "/health")
    if answer.status != 200:
        return failed(f"GET /health answers {answer.status}: {answer.text}")
    status = answer.body.get("status")
    return PASSED if status == "healthy" else failed(f"GET /health says {status!r}, not 'healthy'")


def _ready(service: Service) -> SmokeVerdict:
    answer = service.ask("GET", "/ready")
    if answer.status == 200 and answer.body.get("status") == "ready":
        return PASSED
    reasons = answer.body.get("reasons")
    told = "; ".join(map(str, reasons)) if isinstance(reasons, list) and reasons else answer.text
    return failed(f"GET /ready answers {answer.status}: {told}")


def _is_itself(service: Service) -> SmokeVerdict:
    name, _ = who_answers(service)
    if name == service.kind:
        return PASSED
    if name is None:
        return failed(f"{service.url} does not say which service it is; GET / and GET /health name none")
    return failed(f"{service.url} is deployed as {service.kind} and calls itself {name}: a wrong image or a wrong URL")


def _imports(service: Service) -> SmokeVerdict:
    variables = service.ask("POST", "/internal/check-env")
    if variables.status != 200:
        missing = variables.body.get("missing")
        told = f"{', '.join(map(str, missing))} not set" if isinstance(missing, list) and missing else variables.text
        return failed(f"POST /internal/check-env answers {variables.status}: {told}")
    checks = service.ask("GET", "/ready").body.get("checks")
    for check in checks if isinstance(checks, list) else ():
        if isinstance(check, dict) and check.get("name") == "imports":
            return PASSED if check.get("ok") is True else failed(f"imports: {check.get('reason')}")
    return failed("GET /ready has no check of imports, so a missing module would show only at the first prediction")


@dataclass(frozen=True, slots=True)
class Route:
    """A route as somebody without a key, or with an empty body, meets it: refused, but there. Nothing is changed."""

    method: str
    path: str
    refused: int


ROUTES: Mapping[Kind, tuple[Route, ...]] = {
    Kind.COORDINATOR: (
        Route("POST", "/start", 401),
        Route("POST", "/complete", 401),
        Route("GET", "/status", 401),
        Route("POST", "/check-stalled", 401),
        Route("GET", "/instances", 401),
    ),
    Kind.WORKER: (Route("POST", "/predict", 400),),
    Kind.PHASES: (
        Route("POST", "/phase2-to-phase3", 400),
        Route("POST", "/phase3-to-phase4", 400),
        Route("POST", "/phase4-to-phase5", 400),
        Route("POST", "/phase5-to-phase6", 400),
        Route("GET", "/status", 400),
    ),
}


def _has_its_routes(service: Service) -> SmokeVerdict:
    wrong = []
    for route in ROUTES[service.kind]:
        answer = service.ask(route.method, route.path, json={} if route.method == "POST" else None)
        if answer.status == 404:
            wrong.append(f"{route.method} {route.path} is not there (404)")
        elif answer.status != route.refused:
            wrong.append(f"{route.method} {route.path} answers {answer.status} instead of {route.refused}")
    return failed("; ".join(wrong)) if wrong else PASSED


KEYWORDS = ("TODAY", "TOMORROW", "YESTERDAY")
_NO_KEYWORD = "SOMEDAY"


def _understands_keywords(service: Service) -> SmokeVerdict:
    """Each is sent beside a number that is refused, so that nothing starts; the refusal says whether the word is too.

    A service that takes any word for a day would pass that, so one is sent that must be refused.
    """
    if service.secrets.api_key is None:
        return unknown("the key is needed; set COORDINATOR_API_KEY")
    for word in (*KEYWORDS, _NO_KEYWORD):
        answer = _asked_for(service, word)
        if answer.status != 400 or "min_minutes" not in answer.reason:
            told = f"{answer.status}: {answer.reason}"
            return failed(f"/start with min_minutes -1 is to be refused with 400 and why, not with {told}")
        refused = "game_date" in answer.reason
        if refused != (word == _NO_KEYWORD):
            return failed(f"/start {'refuses' if refused else 'accepts'} the game_date {word}: {answer.reason}")
    return PASSED


def _asked_for(service: Service, word: str) -> Answer:
    return service.ask("POST", "/start", json={"game_date": word, "min_minutes": -1}, key=True)


_EACH = frozenset(Kind)
READING = (
    SmokeCheck("alive", "GET /health answers healthy", _EACH, _alive),
    SmokeCheck("ready", "GET /ready answers ready", _EACH, _ready),
    SmokeCheck("itself", "the URL is that of the service it is taken for", _EACH, _is_itself),
    SmokeCheck("routes", "the routes are there, and refuse who shows nothing", _EACH, _has_its_routes),
    SmokeCheck("imports", "variables are set and critical modules there", frozenset({Kind.WORKER}), _imports),
    SmokeCheck(
        "keywords", "TODAY, TOMORROW and YESTERDAY are days, other words are not",
        frozenset({Kind.COORDINATOR}), _understands_keywords,
    ),
)  # fmt: skip
"""Checks that change nothing."""
