"""Which service answers at a URL, and how smoke tests talk to it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import requests

from harness.targets import SMOKE, allowed

REQUEST_S = 30.0
"""Longer than a readiness probe takes (5 s), and than a cold start."""
_LINE = 300


class Kind(StrEnum):
    """The services of the platform that have smoke tests."""

    COORDINATOR = "coordinator"
    WORKER = "worker"
    PHASES = "phases"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What callers show: the key of guarded routes, and the identity token of services behind IAM. Never shown."""

    api_key: str | None = field(default=None, repr=False)
    id_token: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str] | None = None) -> Secrets:
        """Those in COORDINATOR_API_KEY and SERVICE_ID_TOKEN."""
        found = os.environ if environment is None else environment
        return cls(found.get("COORDINATOR_API_KEY") or None, found.get("SERVICE_ID_TOKEN") or None)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: `body` is its JSON object, empty where it has none. `text` is the beginning of it in a line."""

    status: int
    body: Mapping[str, Any]
    text: str

    @property
    def reason(self) -> str:
        """What the service says, as far as it does."""
        return str(self.body.get("reason") or self.text)


class UnreachableError(Exception):
    """Nothing answered; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Service:
    """One deployed service. `kind` is what it is meant to be."""

    kind: Kind
    url: str
    secrets: Secrets = Secrets()

    def ask(
        self, method: str, path: str, *, json: object = None, query: Mapping[str, str] | None = None, key: bool = False
    ) -> Answer:
        """One request; with `key` it shows the key.

        Raises:
            UnreachableError: there was no answer.
        """
        headers = {"X-API-Key": self.secrets.api_key} if key and self.secrets.api_key else {}
        if self.secrets.id_token:
            headers["Authorization"] = f"Bearer {self.secrets.id_token}"
        try:
            response = requests.request(
                method, f"{self.url}{path}", json=json, params=query, headers=headers, timeout=REQUEST_S,
                allow_redirects=False,
            )  # fmt: skip
        except requests.Timeout:
            raise UnreachableError(f"{method} {path} of {self.url}: no answer within {REQUEST_S:g} s") from None
        except requests.RequestException as error:
            raise UnreachableError(f"{method} {path} of {self.url}: nothing answers ({type(error).__name__})") from None
        return _read(response)


def _read(response: requests.Response) -> Answer:
    text = " ".join(response.text.split())[:_LINE]
    try:
        body = response.json()
    except requests.JSONDecodeError:
        body = {}
    return Answer(response.status_code, body if isinstance(body, dict) else {}, text)


def who_answers(service: Service) -> tuple[str | None, str | None]:
    """The name and the revision that a service gives itself: at /, or at /health where / says nothing.

    Raises:
        UnreachableError: there was no answer.
    """
    for path in ("/", "/health"):
        told = service.ask("GET", path).body
        if isinstance(told.get("service"), str):
            revision = told.get("revision")
            return told["service"], revision if isinstance(revision, str) else None
    return None, None


def services_at(
    texts: Sequence[str], *, targets: Sequence[str] = (), secrets: Secrets | None = None
) -> dict[Kind, Service]:
    """The services that `KIND=URL` or `URL` name; a bare URL is asked who it is.

    Args:
        targets: `smoke_targets` of harness.toml.

    Raises:
        TargetError: smoke tests may not be sent there; nothing was asked.
        UnreachableError: nothing answers at a bare URL.
        ValueError: it is no service that has smoke tests, or one is named twice.
    """
    named = [_named(text, targets) for text in texts]
    found: dict[Kind, Service] = {}
    for kind, url in named:
        service = Service(kind or Kind.COORDINATOR, url, secrets or Secrets.of())
        if kind is None:
            service = replace(service, kind=_recognised(service))
        if service.kind in found:
            raise ValueError(f"{service.kind} is named twice: {found[service.kind].url} and {url}; leave one out")
        found[service.kind] = service
    return found


def _named(text: str, targets: Sequence[str]) -> tuple[Kind | None, str]:
    name, equals, url = text.partition("=")
    if not equals or "://" in name:
        return None, allowed(text, SMOKE, targets=targets)
    if name not in set(Kind):
        raise ValueError(f"there is no service {name!r}; write one of {', '.join(Kind)} before the =")
    return Kind(name), allowed(url, SMOKE, targets=targets)


def _recognised(service: Service) -> Kind:
    name, _ = who_answers(service)
    if name not in set(Kind):
        said = f"calls itself {name!r}" if name else "does not say which service it is"
        raise ValueError(f"{service.url} {said}; write KIND=URL with one of {', '.join(Kind)}")
    return Kind(name)
