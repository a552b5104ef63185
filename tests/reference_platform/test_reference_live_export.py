"""The live export shows the games of its day, before the first of them has begun and after midnight too."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from harness.clock import EASTERN
from harness.reference.live_export import Game, Stage, live_export, shown_day
from harness.reference.safeguards import ALL_ON

MONDAY = date(2024, 1, 15)
TUESDAY, WEDNESDAY = (MONDAY + timedelta(days=days) for days in (1, 2))


def at(day: date, hour: float) -> datetime:
    """An hour of a day in New York."""
    return datetime(day.year, day.month, day.day, tzinfo=EASTERN) + timedelta(hours=hour)


def evening(day: date, *, over: int) -> list[Game]:
    """Two games, at half past seven and at ten; so many of them are over."""
    return [
        Game(f"{day:%Y%m%d}_{number}", day, at(day, hour), is_over=number < over)
        for number, hour in enumerate((19.5, 22))
    ]


GAMES = [*evening(MONDAY, over=2), *evening(TUESDAY, over=0)]


def test_pre_game_state() -> None:
    morning = at(TUESDAY, 12)
    export = live_export(GAMES, morning)
    assert (export.game_date, export.stage, export.made_at) == (TUESDAY, Stage.PRE_GAME, morning)
    assert {game.game_date for game in export.games} == {TUESDAY}
    unsafe = live_export(GAMES, morning, safeguards=ALL_ON.without("pre_game_state"))
    assert {game.game_date for game in unsafe.games} == {MONDAY}


@pytest.mark.parametrize(
    ("hour", "over", "stage"),
    [
        (19.4, 0, Stage.PRE_GAME),
        (19.5, 0, Stage.LIVE),
        (22, 1, Stage.LIVE),
        (25.9, 1, Stage.LIVE),
        (26, 2, Stage.FINAL),
    ],
)
@pytest.mark.parametrize("off", [(), ("pre_game_state",)])
def test_an_evening_is_followed_past_midnight(hour: float, over: int, stage: Stage, off: tuple[str, ...]) -> None:
    games = [*evening(TUESDAY, over=over), *evening(WEDNESDAY, over=0)]
    export = live_export(games, at(TUESDAY, hour), safeguards=ALL_ON.without(*off))
    assert (export.game_date, export.stage) == (TUESDAY, stage)


def test_a_day_without_games_shows_none() -> None:
    assert live_export(GAMES, at(WEDNESDAY, 20)).stage is Stage.NO_GAMES
    assert live_export(GAMES, at(WEDNESDAY, 20)).games == ()


@pytest.mark.parametrize(("hour", "day"), [(0, MONDAY), (3.99, MONDAY), (4, TUESDAY), (23.99, TUESDAY)])
def test_the_day_changes_at_four_in_the_morning(hour: float, day: date) -> None:
    assert shown_day(at(TUESDAY, hour)) == day
