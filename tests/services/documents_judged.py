"""The answers of a service judged by schemathesis against its OpenAPI document."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
import yaml
from flask import Flask
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import Status, events, from_schema

import harness.reference.services
from harness.reference.services.draining import DrainingServer

DOCUMENTS = Path(harness.reference.services.__file__).parent / "openapi"


@dataclass
class Judgement:
    """What came of a run: answers by operation and status, checks by name, failures in words."""

    answers: dict[str, Counter[int]]
    checks: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        return sum(sum(answers.values()) for answers in self.answers.values())


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The app's URL on loopback."""
    server = DrainingServer(app, name="judged", threads=4)
    server.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.drain(10)


def push_of(document: str, *, of: str, message: str, without: Collection[str]) -> None:
    """Makes texts of the format `of`: messages as the document's schema `message` has them, as a push carries them.

    `without` are names whose values are right or wrong by more than the schema says.
    """
    own = yaml.safe_load((DOCUMENTS / f"{document}.yaml").read_text())
    body = {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{message}"}}}, "required": True}
    inside = {
        "openapi": "3.1.0",
        "info": {"title": message, "version": "1"},
        "paths": {"/": {"post": {"requestBody": body, "responses": {"200": {"description": "taken"}}}}},
        "components": own["components"],
    }
    cases = schemathesis.openapi.from_dict(inside)["/"]["POST"].as_strategy()

    def carried(case: Any) -> str:
        kept = {name: value for name, value in case.body.items() if name not in without}
        return base64.b64encode(json.dumps(kept).encode()).decode()

    messages: st.SearchStrategy[str] = cases.map(carried)
    schemathesis.openapi.format(of, messages)


def judge(document: str, url: str, *, examples: int, covering: bool = True, key: str | None = None) -> Judgement:
    """All operations of a document and all checks: `examples` random requests each.

    `covering` adds requests that go through every parameter's bounds, methods and headers. `key` is shown where the
    document's scheme `header` is wanted.
    """
    shown = {} if key is None else {"auth": {"openapi": {"header": {"api_key": key}}}}
    config = SchemathesisConfig.from_dict(
        {
            "base-url": url,
            "phases": {"coverage": {"enabled": covering}, "stateful": {"enabled": False}},
            # The services do not look at names that they do not know.
            "generation": {
                "max-examples": examples,
                "allow-extra-parameters": False,
                "deterministic": True,
                "no-shrink": True,
            },
            "suppress-health-check": ["all"],
            "continue-on-failure": True,
            "workers": 1,
        }
        | shown
    )
    schema = schemathesis.openapi.from_path(DOCUMENTS / f"{document}.yaml", config=config)
    judgement = Judgement({operation.ok().label: Counter() for operation in schema.get_all_operations()})
    for event in from_schema(schema).execute():
        _take_in(event, judgement)
    return judgement


def _take_in(event: events.EngineEvent, judgement: Judgement) -> None:
    if isinstance(event, events.NonFatalError):
        judgement.failures.append(f"{event.label}: {event.value}")
    elif isinstance(event, events.FatalError):
        judgement.failures.append(str(event.exception))
    elif isinstance(event, events.ScenarioFinished):
        recorder = event.recorder
        for identifier, interaction in recorder.interactions.items():
            if interaction.response is not None:
                label = recorder.cases[identifier].value.operation.label
                judgement.answers[label][interaction.response.status_code] += 1
        for node in (node for nodes in recorder.checks.values() for node in nodes):
            judgement.checks[node.name] += 1
            if node.status is not Status.SUCCESS:
                told = node.failure_info.failure if node.failure_info else node.status
                again = f"; again: {node.failure_info.code_sample}" if node.failure_info else ""
                judgement.failures.append(f"{recorder.label}: {node.name}: {told}{again}")
