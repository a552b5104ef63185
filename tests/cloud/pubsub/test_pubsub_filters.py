"""The filter language: Google's emulator keeps filters but does not apply them, so it is no oracle here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from google.api_core.exceptions import InvalidArgument
from hypothesis import given
from hypothesis import strategies as st
from pubsub_stage import PROJECT, SUBSCRIPTION, TOPIC, stage

from harness.cloud.errors import StatusError
from harness.cloud.pubsub.filters import parse

NBA = {"sport": "nba", "phase": "2"}


def matches(expression: str, attributes: dict[str, str]) -> bool:
    return parse(expression, 256)(attributes)


@pytest.mark.parametrize(
    ("expression", "attributes", "expected"),
    [
        ("", {}, True),
        ('attributes.sport = "nba"', NBA, True),
        ('attributes.sport="nba"', NBA, True),
        ('attributes.sport = "mlb"', NBA, False),
        ('attributes.sport = "NBA"', NBA, False),
        ('attributes.sport = ""', {}, False),
        ('attributes.sport = ""', {"sport": ""}, True),
        ('attributes.sport != "mlb"', NBA, True),
        ('attributes.sport != "nba"', NBA, False),
        ('attributes.sport != "nba"', {}, True),
        ("attributes:sport", NBA, True),
        ("attributes:sport", {"sport": ""}, True),
        ("attributes:sport", {}, False),
        ('attributes:"a b/c"', {"a b/c": ""}, True),
        ('attributes."a b/c" = "x"', {"a b/c": "x"}, True),
        ('hasPrefix(attributes.sport, "n")', NBA, True),
        ('hasPrefix(attributes.sport, "m")', NBA, False),
        ('hasPrefix(attributes.sport, "")', {}, False),
        ('hasPrefix( attributes . sport , "nba" )', NBA, True),
        ("NOT attributes:sport", NBA, False),
        ("NOT attributes:sport", {}, True),
        ("-attributes:sport", {}, True),
        ("NOT NOT attributes:sport", NBA, True),
        ('attributes.sport = "nba" AND attributes.phase = "2"', NBA, True),
        ('attributes.sport = "nba" AND attributes.phase = "3"', NBA, False),
        ('attributes.sport = "mlb" OR attributes.phase = "2"', NBA, True),
        ("attributes:a OR attributes:b OR attributes:c", {"c": ""}, True),
        ("attributes:a AND attributes:b AND attributes:c", {"a": "", "b": ""}, False),
        ("NOT attributes:a AND attributes:sport", NBA, True),
        ("NOT (attributes:a OR attributes:sport)", NBA, False),
        ('attributes:sport AND (attributes.phase = "1" OR attributes.phase = "2")', NBA, True),
        ("(attributes:a AND attributes:sport) OR attributes:phase", NBA, True),
        (r'attributes.name = "\u0041\"b"', {"name": 'A"b'}, True),
        ("attributes:name-of_it", {"name-of_it": ""}, True),
    ],
)
def test_what_a_filter_lets_through(expression: str, attributes: dict[str, str], expected: bool) -> None:
    assert matches(expression, attributes) is expected


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("nonsense", "character 0"),
        ("attributes", "character 10"),
        ("attributes.a", "character 12"),
        ("attributes.a = b", "character 15"),
        ('attributes.a == "b"', "character 14"),
        ('attributes.a > "b"', "unexpected character"),
        ("attributes.a = 'b'", "unexpected character"),
        ('attributes.a = "b', "unexpected character"),
        ('attributes.a = "\\q"', "escape"),
        ("attributes:AND", "character 11"),
        ("attributes:a attributes:b", "character 13"),
        ("attributes:a AND", "character 16"),
        ("attributes:a and attributes:b", "character 13"),
        ("attributes:a AND attributes:b OR attributes:c", "parentheses"),
        ("(attributes:a", "character 13"),
        ("attributes:a)", "character 12"),
        ("()", "character 1"),
        ('hasPrefix(attributes:a, "b")', "character 20"),
        ('data = "x"', "character 0"),
        ("attributes:" + "a" * 246, "longer than 256 bytes"),
    ],
)
def test_what_is_no_filter_is_refused_with_the_place(expression: str, problem: str) -> None:
    with pytest.raises(StatusError, match=problem):
        matches(expression, {})


@given(expression=st.text(alphabet='attributes.:="()ANDORNT hasPrefix,!-x', max_size=60))
def test_any_text_is_a_filter_or_refused(expression: str) -> None:
    problem = ""
    try:
        matches(expression, {"x": ""})
    except StatusError as error:
        problem = error.message
    assert not problem or problem.startswith("Invalid filter")


def test_a_subscription_gets_only_what_its_filter_lets_through() -> None:
    scene = stage(filter='attributes.sport = "nba" AND NOT attributes:backfill')
    scene.publish("a", attributes={"sport": "nba"})
    scene.publish("b", attributes={"sport": "mlb"})
    scene.publish("c", attributes={"sport": "nba", "backfill": "1"})
    scene.publish("d")
    assert scene.pull() == ["a"]


def test_seeks_and_snapshots_keep_to_the_filter() -> None:
    scene = stage()
    topic = {"name": TOPIC, "message_retention_duration": timedelta(seconds=600)}
    scene.publisher.update_topic(request={"topic": topic, "update_mask": {"paths": ["message_retention_duration"]}})
    snapshot = f"{PROJECT}/snapshots/snap"
    scene.subscriber.create_snapshot(request={"name": snapshot, "subscription": SUBSCRIPTION})
    start = scene.clock.now()
    scene.publish("a", attributes={"sport": "nba"})
    scene.publish("b", attributes={"sport": "mlb"})
    name = f"{PROJECT}/subscriptions/nba"
    scene.subscribe(name, filter='attributes.sport = "nba"')
    scene.subscriber.seek(request={"subscription": name, "time": start})
    assert scene.pull(name=name) == ["a"]
    scene.subscriber.seek(request={"subscription": name, "snapshot": snapshot})
    assert scene.pull(name=name) == ["a"]


def test_a_filter_that_is_none_makes_no_subscription() -> None:
    scene = stage()
    with pytest.raises(InvalidArgument, match=r"Invalid filter at character 13: .* \(filter=attributes.a is b\)"):
        scene.subscribe("projects/embedded/subscriptions/other", filter="attributes.a is b")
