"""nba_reference.player_aliases: other spellings of the players' names, and whom they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from harness.ingest.identities import player_lookup
from harness.season.columns import Ints, build_table, instants, text
from harness.season.league import League
from harness.season.names import SUFFIXES
from harness.season.once import once_a_league

_TYPES = ("suffix_difference", "source_variation", "nickname")
_SOURCES = ("bdl", "espn", "historical")
# Feeds that know no marks on letters write two letters for one, others cut them off: those need no alias.
_DIGRAPHS = {"ö": "oe", "ü": "ue", "ø": "oe", "Ø": "Oe", "ð": "dh"}
_LONG_NAMES = {"Nate": "Nathaniel", "Robbie": "Robert", "Vlad": "Vladimir", "Theo": "Theodore", "T.J.": "Terrence"}
_ENTERED_DAYS_BEFORE = 30


@dataclass(frozen=True, slots=True, eq=False)
class Aliases:
    """One entry an alias: the name as written elsewhere, the player it means, why it differs."""

    written: list[str]
    player: Ints
    kind: Ints


@once_a_league
def aliases(league: League) -> Aliases:
    """All aliases; a name that another player bears is none, so a twin's suffix is never dropped."""
    names, taken = league.rosters.names, set(league.rosters.lookups)
    found: list[tuple[str, int, int]] = []
    for player, name in enumerate(names):
        for kind, written in enumerate((_without_suffix(name), _in_plain_letters(name), _with_long_name(name))):
            lookup = player_lookup(written)
            if written != name and lookup not in taken:
                taken.add(lookup)
                found.append((written, player, kind))
    return Aliases(
        [written for written, _, _ in found],
        np.array([player for _, player, _ in found], np.int64),
        np.array([kind for _, _, kind in found], np.int64),
    )


def _without_suffix(name: str) -> str:
    start, _, end = name.rpartition(" ")
    return start if end in SUFFIXES else name


def _in_plain_letters(name: str) -> str:
    return "".join(_DIGRAPHS.get(letter, letter) for letter in name)


def _with_long_name(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{_LONG_NAMES.get(first, first)} {rest}"


def player_aliases_table(league: League) -> Any:
    """One row an alias, all of them entered before the season."""
    known = aliases(league)
    rows = np.arange(len(known.written))
    entered = instants(np.full(len(rows), league.schedule.day.min() - _ENTERED_DAYS_BEFORE), 17 * 60)
    columns = {
        "alias_lookup": text([player_lookup(name) for name in known.written], rows),
        "nba_canonical_lookup": league.rosters.lookup(known.player),
        "alias_display": text(known.written, rows),
        "nba_canonical_display": league.rosters.name(known.player),
        "alias_type": text(_TYPES, known.kind),
        "alias_source": text(_SOURCES, known.kind),
        "is_active": True,
        "created_by": "name_resolution",
        "created_at": entered,
        "processed_at": entered,
    }
    return build_table("nba_reference.player_aliases", len(rows), columns)
