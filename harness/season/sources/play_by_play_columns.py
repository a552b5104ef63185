"""What both play-by-play feeds tell in their own words: the clock, the shot, who did it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from harness.season.columns import Flags, Floats, Ints, Text, masked
from harness.season.events import THROWS, Event, Events
from harness.season.league import League
from harness.season.plays import period_seconds
from harness.season.scoring import QUARTERS

_VARIANTS = len(THROWS)
# Distances in feet: at the rim, floaters and mid-range for twos; around the arc for threes.
_TWO_RANGES, _TWO_SHARES = ((0.0, 4.0), (4.0, 14.0), (14.0, 21.5)), (0.5, 0.28, 0.22)
_THREE_RANGE = (22.5, 28.0)


@dataclass(frozen=True, slots=True, eq=False)
class ShotPlaces:
    """Where each event's shot was taken from: feet from the rim, and the place on a court of 100 by 100."""

    is_shot: Flags
    distance: Floats
    across: Floats
    along: Floats


def variants(events: Events) -> Ints:
    """Which wording of its event applies: by the worth of a shot (two, three), by the throw, else the first."""
    shot = (events.event == Event.SHOT_MADE) | (events.event == Event.SHOT_MISSED)
    return np.where(shot, events.worth - 2, np.maximum(events.throw, 0))


def worded(events: Events, words: Mapping[Event, Sequence[str]]) -> Text:
    """A text column that follows from the event and its variant; events without words are NULL."""
    flat: list[str | None] = []
    for event in Event:
        given: Sequence[str | None] = words.get(event, (None,))
        flat += [given[min(variant, len(given) - 1)] for variant in range(_VARIANTS)]
    codes = events.event * _VARIANTS + variants(events)
    return Text(pa.array(flat, pa.string()), codes)


def told(events: Events, names: Sequence[str], sentences: Mapping[Event, Sequence[str]]) -> Text:
    """A description column: the event's sentence with the player's name for `{}`; the team's own have none."""
    phrases = []
    for event in Event:
        given = sentences[event]
        phrases += [given[min(variant, len(given) - 1)] for variant in range(_VARIANTS)]
    everybody = ("TEAM", *names)
    words = [phrase.replace("{}", name) for phrase in phrases for name in everybody]
    phrase = events.event * _VARIANTS + variants(events)
    return Text(pa.array(words), phrase * len(everybody) + events.player + 1)


def short_names(league: League) -> list[str]:
    """`K. Dunn`, as feeds shorten names."""
    parts = [name.split(" ", 1) for name in league.rosters.names]
    return [f"{first[0]}. {rest}" for first, rest in parts]


def seconds_left(events: Events) -> Ints:
    return period_seconds(events.period) - events.elapsed


def seconds_played(events: Events) -> Ints:
    """Seconds of play from the start of the game."""
    whole = np.where(events.period < QUARTERS, events.period * 720, 2_880 + (events.period - QUARTERS) * 300)
    return whole + events.elapsed


def made_flags(events: Events) -> tuple[Flags, Flags]:
    """Whether the event is a try (shot or throw), and whether it went in."""
    made = (events.event == Event.SHOT_MADE) | (events.event == Event.FREE_THROW_MADE)
    missed = (events.event == Event.SHOT_MISSED) | (events.event == Event.FREE_THROW_MISSED)
    return made | missed, made


def shot_types(events: Events) -> Text:
    """2PT, 3PT or FT for tries, else NULL."""
    is_try, _ = made_flags(events)
    free_throw = events.throw >= 0
    return Text(pa.array(["2PT", "3PT", "FT"]), np.where(is_try, np.where(free_throw, 2, events.worth - 2), -1))


def draw_shot_places(events: Events, random: np.random.Generator) -> ShotPlaces:
    """A place for every field-goal try; NaN elsewhere."""
    is_shot = (events.event == Event.SHOT_MADE) | (events.event == Event.SHOT_MISSED)
    count = int(is_shot.sum())
    ranges = np.array([*_TWO_RANGES, _THREE_RANGE])
    kind = np.where(events.worth[is_shot] == 3, len(_TWO_RANGES), random.choice(len(_TWO_RANGES), count, p=_TWO_SHARES))
    feet = np.round(random.uniform(ranges[kind, 0], ranges[kind, 1]), 2)
    angle = random.uniform(-1.4, 1.4, count)
    places = np.full((3, len(events)), np.nan)
    places[:, is_shot] = (
        feet,
        50 + np.round(feet * np.sin(angle) * 1.9, 2),
        5 + np.round(feet * np.cos(angle) * 1.06, 2),
    )
    return ShotPlaces(is_shot, *places)


def of_side(league: League, events: Events) -> Text:
    """The code of the acting team."""
    team = np.where(events.row >= 0, league.participation.team[events.row], -1)
    return league.schedule.team_codes(team)


def second_side(league: League, events: Events) -> Text:
    """The code of the second player's team: of the same side for assists and substitutions, else of the other."""
    same = np.isin(events.event, (Event.SHOT_MADE, Event.SUBSTITUTION_OUT, Event.SUBSTITUTION_IN))
    row = np.where(same, events.row, events.row ^ 1)
    return league.schedule.team_codes(np.where(events.second >= 0, league.participation.team[row], -1))


def flags_of_tries(events: Events) -> pa.Array:
    """Made or missed for tries, NULL for everything else."""
    is_try, made = made_flags(events)
    return masked(made, ~is_try)
