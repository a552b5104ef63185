"""The clients against the providers' twin on loopback; neither was written from the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from client_time import OwnTime

from contracts.apis.clients.balldontlie import BallDontLie
from contracts.apis.clients.bettingpros import BettingPros
from contracts.apis.clients.errors import (
    AccessRefusedError,
    KeyRefusedError,
    NotFoundError,
    NotJsonError,
    ProviderError,
    UnavailableError,
    WrongShapeError,
)
from contracts.apis.clients.espn import Espn
from contracts.apis.clients.http import Conduct
from contracts.apis.clients.keys import KEYED, Secret, variable_of
from contracts.apis.clients.live import PLANNED, LiveAnswer, live_answers
from contracts.apis.clients.nbacom import NbaCom
from contracts.apis.clients.oddsapi import OddsApi
from contracts.apis.documents import operation_of
from contracts.apis.drift import of_answer
from contracts.apis.live import check_live
from harness.clock import FrozenClock, eastern_date
from harness.results import Outcome, Severity
from harness.season import build_season

pytest.importorskip("waitress", reason="the twin listens with waitress; install nba-harness[reference]")

from harness.reference.twin import Fault, Twin
from harness.reference.twin.server import KEY

NOON = datetime(2024, 1, 16, 17, 0, tzinfo=UTC)
TODAY = eastern_date(NOON)
PLAYED = TODAY - timedelta(days=1)
SECRET = Secret(KEY)


@pytest.fixture(scope="module")
def twin() -> Iterator[Twin]:
    with Twin(build_season(), clock=FrozenClock(NOON)) as one:
        yield one


@pytest.fixture(autouse=True)
def well_again(twin: Twin) -> Iterator[None]:
    yield
    twin.clear()


@pytest.fixture
def own_time() -> OwnTime:
    """Now is when the twin says it is."""
    return OwnTime(NOON)


@pytest.fixture
def espn(twin: Twin, conduct: Conduct) -> Iterator[Espn]:
    with Espn(base_url=twin.url("espn"), conduct=conduct) as one:
        yield one


def test_every_live_call_is_answered_as_its_contract_says(twin: Twin, conduct: Conduct) -> None:
    found = list(
        live_answers(
            providers=tuple(PLANNED),
            today=TODAY,
            environment={variable_of(provider): KEY for provider in KEYED},
            base_urls={provider: twin.url(provider) for provider in PLANNED},
            conduct=conduct,
        )
    )
    assert [one.kind for one in found] == [kind for kinds in PLANNED.values() for kind in kinds]
    answered = [one for one in found if isinstance(one, LiveAnswer)]
    assert len(answered) == len(found)
    for one in answered:
        if one.status == 200:
            operation = operation_of(one.endpoint)
            assert operation.kind == one.kind
            # Fields that the twin leaves out are its own affair, as long as the platform reads none of them.
            wrong = [str(one) for one in of_answer(one.body, operation) if one.rule.severity >= Severity.ERROR]
            assert wrong == [], one.endpoint


def test_every_call_reads(twin: Twin, conduct: Conduct) -> None:
    with OddsApi(SECRET, base_url=twin.url("oddsapi"), conduct=conduct) as odds:
        event = odds.events(day=TODAY).read()[0]
        props = odds.event_odds(event.id).read()
        assert props is not None
        assert props.bookmakers
        past = odds.historical_events(at=NOON - timedelta(days=1)).read().data[0]
        snapshot = odds.historical_event_odds(past.id, at=NOON - timedelta(days=1)).read()
        assert snapshot.data.id == past.id
    with NbaCom(base_url=twin.url("nbacom"), conduct=conduct) as nba:
        game = nba.scoreboard_v3(day=PLAYED).read().scoreboard.games[0].game_id
        box = nba.box_score(game).read().box_score_traditional
        assert sum(player.statistics.points for player in box.home_team.players) == box.home_team.statistics.points
        assert nba.play_by_play(game).read().game.game_id == game
        scheduled = {
            one.game_id for day in nba.schedule(season=2023).read().league_schedule.game_dates for one in day.games
        }
        assert game in scheduled
        headers = nba.scoreboard_v2(day=PLAYED).read().named("GameHeader").records()
        assert game in {row["GAME_ID"] for row in headers}
        log = nba.player_game_log(season=2023, first=PLAYED, last=PLAYED).read().named("LeagueGameLog").records()
        assert {row["GAME_ID"] for row in log} == {row["GAME_ID"] for row in headers}
        assert nba.player_index(season=2023).read().named("PlayerIndex").row_set
        assert nba.referees(day=PLAYED).read().nba.table.rows
    with Espn(base_url=twin.url("espn"), conduct=conduct) as espn:
        assert len(espn.scoreboard(day=PLAYED).read().events) == len(headers)
        assert espn.roster(team_id=2).read().team.athletes
    with BallDontLie(SECRET, base_url=twin.url("balldontlie"), conduct=conduct) as lie:
        assert len(next(lie.box_scores(day=PLAYED)).read().data) == len(headers)
        assert len(lie.standings(season=2023).read().data) == 30


def test_all_pages_of_the_twin(twin: Twin, conduct: Conduct) -> None:
    with BallDontLie(SECRET, base_url=twin.url("balldontlie"), conduct=conduct) as lie:
        pages = [page.read().data for page in lie.active_players()]
        players = [player.id for page in pages for player in page]
        games = [game for page in lie.games(days=(PLAYED,)) for game in page.read().data]
        list(lie.injuries())
    assert len(pages) > 1
    assert len(set(players)) == len(players)
    assert {game.date for game in games} == {PLAYED.isoformat()}
    with BettingPros(SECRET, base_url=twin.url("bettingpros"), conduct=conduct) as pros:
        events = tuple(event.id for event in pros.events(day=TODAY).read().events)
        pages_of_offers = [page.read() for page in pros.offers(event_ids=events)]
    assert len(pages_of_offers) == pages_of_offers[0].pagination.total_pages
    offers = [offer.id for page in pages_of_offers for offer in page.offers]
    assert len(set(offers)) == len(offers) == pages_of_offers[0].pagination.total_items


@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        (Fault.TOO_MANY_REQUESTS, 7 * 1.05),
        (Fault.TOO_MANY_REQUESTS_UNTIL, 7 * 1.05),
        (Fault.SERVER_ERROR, 3),
        (Fault.BAD_GATEWAY, 3),
        (Fault.UNAVAILABLE, 3),
        (Fault.GATEWAY_TIMEOUT, 3),
    ],
)
def test_a_fault_that_passes(twin: Twin, espn: Espn, own_time: OwnTime, fault: Fault, pause: float) -> None:
    twin.fail("espn", fault=fault)
    assert espn.scoreboard(day=PLAYED).read().events
    assert own_time.slept == [pytest.approx(pause)]


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        (Fault.FORBIDDEN, AccessRefusedError, "refuses this address"),
        (Fault.PAGE, NotJsonError, "HTML with status 200"),
        (Fault.EMPTY, NotJsonError, "an empty body"),
        (Fault.TRUNCATED, NotJsonError, "cut off"),
        (Fault.FIELD_DROPPED, WrongShapeError, "Field required"),
    ],
)
def test_a_fault_that_is_said(twin: Twin, espn: Espn, fault: Fault, kind: type[ProviderError], said: str) -> None:
    twin.fail("espn", fault=fault)
    with pytest.raises(kind, match=said):
        espn.scoreboard(day=PLAYED).read()


def test_a_wrong_key(twin: Twin, conduct: Conduct) -> None:
    wrong = Secret("a-wrong-key")
    with (
        OddsApi(wrong, base_url=twin.url("oddsapi"), conduct=conduct) as odds,
        pytest.raises(KeyRefusedError) as caught,
    ):
        odds.events(day=TODAY)
    assert "a-wrong-key" not in str(caught.value)
    with BallDontLie(wrong, base_url=twin.url("balldontlie"), conduct=conduct) as lie, pytest.raises(KeyRefusedError):
        lie.standings(season=2023)


def test_what_is_not_there(twin: Twin, conduct: Conduct) -> None:
    with OddsApi(SECRET, base_url=twin.url("oddsapi"), conduct=conduct) as odds, pytest.raises(NotFoundError):
        odds.event_odds("0" * 32)
    with NbaCom(base_url=twin.url("nbacom"), conduct=conduct) as nba, pytest.raises(NotFoundError):
        nba.play_by_play("0029999999")


def test_a_provider_that_stays_down(twin: Twin, espn: Espn) -> None:
    twin.fail("espn", fault=Fault.UNAVAILABLE, times=None)
    with pytest.raises(UnavailableError, match="after 4 tries"):
        espn.scoreboard(day=PLAYED)


def test_what_the_providers_answer_now_is_checked_like_recordings(twin: Twin, conduct: Conduct) -> None:
    urls = {provider: twin.url(provider) for provider in PLANNED}
    results = check_live(
        providers=("espn", "balldontlie"), today=TODAY, environment={}, base_urls=urls, conduct=conduct
    )
    by_outcome = {outcome: [one for one in results if one.outcome is outcome] for outcome in Outcome}
    assert {one.subject for one in by_outcome[Outcome.PASSED]} == {"live.espn/scoreboard", "live.espn/roster"}
    assert len(by_outcome[Outcome.UNKNOWN]) == len(PLANNED["balldontlie"])
    assert all("BALLDONTLIE_KEY" in one.reason for one in by_outcome[Outcome.UNKNOWN])

    twin.fail("espn", operation="scoreboard", fault=Fault.WRONG)
    scoreboard, _ = check_live(providers=("espn",), today=TODAY, environment={}, base_urls=urls, conduct=conduct)
    assert scoreboard.outcome is Outcome.FAILED
    assert scoreboard.finding is not None
    assert "score" in scoreboard.finding.message
