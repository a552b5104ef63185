"""What the nightly check asks of live providers: little, only where it may, and each answer like a recording."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import responses
from client_time import OwnTime

from contracts.apis.clients.errors import KeyRefusedError, UnavailableError
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import KEYED, variable_of
from contracts.apis.clients.live import PLANNED, TRIES, LiveAnswer, Unanswered, live_answers
from harness.ingest.recordings import find_recordings

TODAY = date(2026, 1, 25)
KEYS = {variable_of(provider): "a-made-key" for provider in KEYED}
EVENT = "f137689983933840bf2f2a91278eb03b"
GAME = "0022500555"

ODDS_EVENT = {
    "id": EVENT,
    "sport_key": "basketball_nba",
    "commence_time": "2026-01-26T00:00:00Z",
    "home_team": "Boston Celtics",
    "away_team": "LA Clippers",
}
TEAM = {"teamId": 1, "teamTricode": "BOS", "score": 0}
GAMES = [
    {"gameId": "0022500554", "gameStatus": 2, "homeTeam": TEAM, "awayTeam": TEAM},
    {"gameId": GAME, "gameStatus": 3, "homeTeam": TEAM, "awayTeam": TEAM},
]

Registry = Mapping[str, Any]
MADE: Registry = {
    r"https://api\.the-odds-api\.com/v4/sports/basketball_nba/events\?.*": [ODDS_EVENT],
    rf"https://api\.the-odds-api\.com/v4/sports/basketball_nba/events/{EVENT}/odds\?.*": {},
    r"https://api\.balldontlie\.io/v1/.*": {"data": [], "meta": {"next_cursor": 7}},
    r"https://api\.bettingpros\.com/v3/events\?.*": {
        "events": [{"id": 31, "home": "BOS", "visitor": "LAC", "scheduled": "2026-01-26 00:00:00"}]
    },
    r"https://api\.bettingpros\.com/v3/offers\?.*event_id=31&.*": {"offers": []},
    r"https://site\.api\.espn\.com/.*": {"events": []},
    r"https://stats\.nba\.com/stats/scoreboardv3\?.*": {"scoreboard": {"gameDate": "2026-01-24", "games": GAMES}},
    r"https://stats\.nba\.com/stats/(?!scoreboardv3).*": {},
    rf"https://cdn\.nba\.com/.*{GAME}\.json": {},
    r"https://official\.nba\.com/.*": {},
}


@pytest.fixture
def everything(web: responses.RequestsMock) -> responses.RequestsMock:
    web.assert_all_requests_are_fired = False
    for pattern, answer in MADE.items():
        web.get(re.compile(pattern), json=answer)
    return web


def answers(conduct: Conduct, **told: Any) -> list[LiveAnswer | Unanswered]:
    return list(live_answers(today=TODAY, conduct=conduct, **{"environment": KEYS, **told}))


def test_every_planned_kind_is_answered_in_order(everything: responses.RequestsMock, conduct: Conduct) -> None:
    found = answers(conduct, providers=tuple(PLANNED))
    assert all(isinstance(one, LiveAnswer) for one in found)
    assert [one.kind for one in found] == [kind for kinds in PLANNED.values() for kind in kinds]
    assert len(everything.calls) == len(found) == 20


def test_no_provider_is_asked_more_than_planned_also_when_it_fails(
    web: responses.RequestsMock, conduct: Conduct
) -> None:
    web.get(re.compile("https://.*"), status=500)
    found = answers(conduct, providers=tuple(PLANNED))
    assert [one.kind for one in found] == [kind for kinds in PLANNED.values() for kind in kinds]
    assert all(isinstance(one, Unanswered) for one in found)
    asked = Counter(".".join(str(urlsplit(str(call.request.url)).hostname).split(".")[-2:]) for call in web.calls)
    # What builds on an answer is not asked for without it.
    assert asked == {
        "the-odds-api.com": 1 * TRIES,
        "balldontlie.io": 5 * TRIES,
        "bettingpros.com": 1 * TRIES,
        "espn.com": 2 * TRIES,
        "nba.com": 6 * TRIES,
    }


def test_too_many_requests_are_not_tried_six_times(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(re.compile("https://.*"), status=429)
    answers(conduct, providers=("espn",))
    assert len(web.calls) == 2 * TRIES


def test_without_keys_nothing_is_asked_and_every_call_is_unknown(
    everything: responses.RequestsMock, conduct: Conduct
) -> None:
    found = answers(conduct, environment={})
    assert [one.kind for one in found] == [kind for provider in KEYED for kind in PLANNED[provider]]
    for one in found:
        assert isinstance(one, Unanswered)
        assert one.error is None
        assert f"no key for {one.kind.split('/')[0]}: set {variable_of(one.kind.split('/')[0])}" in one.reason
    assert len(everything.calls) == 0


def test_espn_and_nbacom_are_not_asked_unless_named(everything: responses.RequestsMock, conduct: Conduct) -> None:
    assert {one.kind.split("/")[0] for one in answers(conduct)} == set(KEYED)
    assert not [call for call in everything.calls if re.search(r"espn|nba\.com", str(call.request.url))]
    assert [one.kind for one in answers(conduct, providers=["espn"], environment={})] == list(PLANNED["espn"])


def test_only_the_provider_with_a_key_is_asked(everything: responses.RequestsMock, conduct: Conduct) -> None:
    found = answers(conduct, environment={"BALLDONTLIE_KEY": "a-made-key"})
    assert {one.kind.split("/")[0] for one in found if isinstance(one, LiveAnswer)} == {"balldontlie"}
    assert {urlsplit(str(call.request.url)).hostname for call in everything.calls} == {"api.balldontlie.io"}


def test_an_answer_is_like_a_recording(everything: responses.RequestsMock, conduct: Conduct, tmp_path: Path) -> None:
    """Put into a folder with a manifest, each is of the kind that it says."""
    found = [one for one in answers(conduct, providers=tuple(PLANNED)) if isinstance(one, LiveAnswer)]
    (tmp_path / "live").mkdir()
    entries = []
    for index, one in enumerate(found):
        (tmp_path / "live" / f"{index}.json").write_bytes(one.body)
        entries.append(
            {
                "file": f"live/{index}.json",
                "provider": one.kind.split("/")[0],
                "endpoint": one.endpoint,
                "parameters": dict(one.parameters),
                "recorded_at": one.fetched_at.isoformat(),
            }
        )
    (tmp_path / "MANIFEST.json").write_text(json.dumps(entries))
    folder = find_recordings(tmp_path)
    assert folder.manifest_problem is None
    assert [recording.kind for recording in folder.recordings] == [one.kind for one in found]
    assert [recording.recorded_at for recording in folder.recordings] == [one.fetched_at for one in found]
    assert "a-made-key" not in repr(found) + json.dumps(entries)


def test_days(everything: responses.RequestsMock, conduct: Conduct) -> None:
    """Odds are of the day, scores of the day before."""
    found = [one for one in answers(conduct, providers=tuple(PLANNED)) if isinstance(one, LiveAnswer)]
    parameters = {one.endpoint: one.parameters for one in found}
    assert parameters["/v4/sports/basketball_nba/events"]["commenceTimeFrom"] == "2026-01-25T05:00:00Z"
    assert parameters["/v1/box_scores"]["date"] == "2026-01-24"
    assert parameters["/v1/games"]["dates[]"] == "2026-01-24"
    assert parameters["/v1/standings"]["season"] == "2025"
    assert parameters["/stats/leaguegamelog"]["DateTo"] == "2026-01-24"
    assert parameters["/stats/boxscoretraditionalv3"]["GameID"] == GAME
    assert parameters["/wp-json/api/v1/get-game-officials"]["date"] == "2026-01-25"
    assert parameters["/v3/events"]["date"] == "2026-01-25"


def test_today_is_the_eastern_day_of_the_clock(
    web: responses.RequestsMock, conduct: Conduct, own_time: OwnTime
) -> None:
    own_time.passed = timedelta(hours=16).total_seconds()  # 04:00 in UTC, 23:00 of the day before in New York
    web.get(re.compile(r"https://site\.api\.espn\.com/.*"), json={})
    first = next(live_answers(providers=("espn",), conduct=conduct))
    assert isinstance(first, LiveAnswer)
    assert first.parameters == {"dates": "20260124"}


def test_a_refused_key_is_unknown_with_its_error(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(re.compile(r"https://api\.bettingpros\.com/.*"), status=401, json={"message": "no such key a-made-key"})
    events, offers = answers(conduct, providers=("bettingpros",))
    assert isinstance(events, Unanswered)
    assert isinstance(events.error, KeyRefusedError)
    assert events.reason == str(events.error)
    assert isinstance(offers, Unanswered)
    assert offers.reason == "it builds on bettingpros/events, which was not answered"
    assert "a-made-key" not in repr((events, offers))


def test_what_cannot_be_read_is_given_out_and_what_builds_on_it_is_unknown(
    web: responses.RequestsMock, conduct: Conduct
) -> None:
    web.get(re.compile(r"https://api\.bettingpros\.com/.*"), body="<html>Hello</html>")
    events, offers = answers(conduct, providers=("bettingpros",))
    assert isinstance(events, LiveAnswer)
    assert events.body == b"<html>Hello</html>"
    assert isinstance(offers, Unanswered)
    assert offers.reason.startswith("it builds on bettingpros/events: bettingpros: HTML with status 200")


@pytest.mark.parametrize(
    ("provider", "answer", "reason"),
    [
        ("oddsapi", [], "no game on 2026-01-25"),
        ("bettingpros", {"events": []}, "no game on 2026-01-25"),
        ("nbacom", {"scoreboard": {"gameDate": "x", "games": GAMES[:1]}}, "no finished game on 2026-01-24"),
    ],
)
def test_a_day_without_games(
    web: responses.RequestsMock, conduct: Conduct, provider: str, answer: Any, reason: str
) -> None:
    web.get(re.compile("https://.*"), json=answer)
    unknown = [one for one in answers(conduct, providers=(provider,)) if isinstance(one, Unanswered)]
    assert [one.reason for one in unknown] == [reason] * (1 if provider == "bettingpros" else 2)


def test_an_event_whose_odds_are_not_there_yet(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(re.compile(r"https://.*/events\?.*"), json=[ODDS_EVENT])
    web.get(re.compile(r"https://.*/odds\?.*"), status=204)
    _, props, lines = answers(conduct, providers=("oddsapi",))
    for one in (props, lines):
        assert isinstance(one, LiveAnswer)
        assert (one.status, one.body) == (204, b"")
    assert isinstance(lines, LiveAnswer)
    assert lines.parameters["markets"] == "spreads,totals"


def test_one_failure_does_not_end_the_others(web: responses.RequestsMock, conduct: Conduct) -> None:
    web.get(re.compile(r".*/v1/games.*"), status=500)
    web.get(re.compile(r".*/v1/(?!games).*"), json={"data": []})
    found = answers(conduct, providers=("balldontlie",))
    assert [type(one) for one in found] == [Unanswered] + [LiveAnswer] * 4
    assert isinstance(found[0], Unanswered)
    assert isinstance(found[0].error, UnavailableError)


def test_a_provider_that_is_not_known() -> None:
    with pytest.raises(ValueError, match="no provider 'rotowire'; there are oddsapi, balldontlie"):
        live_answers(providers=("espn", "rotowire"))
    with pytest.raises(ValueError, match="no provider 'rotowire'"):
        live_answers(base_urls={"rotowire": "http://127.0.0.1:1"})


def test_answers_are_asked_for_as_they_are_wanted(everything: responses.RequestsMock, conduct: Conduct) -> None:
    found = live_answers(providers=("espn",), today=TODAY, conduct=conduct)
    assert len(everything.calls) == 0
    next(found)
    assert len(everything.calls) == 1
    found.close()  # type: ignore[attr-defined]
