"""Why players miss games, as the official injury report words it."""

from __future__ import annotations

import numpy as np

from harness.season.columns import Ints, Text, text
from harness.season.participation import Participation
from harness.season.rosters import Rosters

_PARTS = (
    "Left Ankle; Sprain",
    "Right Ankle; Sprain",
    "Left Knee; Soreness",
    "Right Knee; Inflammation",
    "Left Hamstring; Strain",
    "Right Hamstring; Tightness",
    "Lower Back; Spasms",
    "Left Calf; Strain",
    "Right Shoulder; Contusion",
    "Left Wrist; Sprain",
    "Right Groin; Strain",
    "Left Foot; Plantar Fasciitis",
    "Head; Concussion Protocol",
    "N/A; Illness",
    "Right Hip; Soreness",
    "Left Quad; Contusion",
)
_OTHER = (("League Suspension", "suspension"), ("Personal Reasons", "personal"))
# Injuries three times over: they are by far the most frequent reason.
_INJURIES = tuple((f"Injury/Illness - {part}", "injury") for part in _PARTS * 3)
TWO_WAY = len(_INJURIES) + len(_OTHER)
ASSIGNMENT = TWO_WAY + 1
_ALL = (*_INJURIES, *_OTHER, ("G League - Two-Way", "g_league"), ("G League - On Assignment", "g_league"))


def reason_of_ailment(ailment: Ints) -> Ints:
    """The reason of a spell."""
    return ailment % TWO_WAY


def reason_of_absence(participation: Participation, rosters: Rosters, row: Ints, place: Ints) -> Ints:
    """Why each of these inactive players is out: his spell, or that he plays in the G League."""
    spell = participation.spell[row, place]
    elsewhere = np.where(rosters.two_way[participation.player[row, place]], TWO_WAY, ASSIGNMENT)
    return np.where(spell >= 0, reason_of_ailment(participation.spells.ailment[spell]), elsewhere)


def listed_reason(player: Ints) -> Ints:
    """What a player who plays anyway is listed with; each has his old trouble."""
    return player * 7 % len(_INJURIES)


def reason_text(reason: Ints) -> Text:
    """The reason as reported: `Injury/Illness - Left Ankle; Sprain`."""
    return text([words for words, _ in _ALL], reason)


def reason_category(reason: Ints) -> Text:
    """injury, suspension, personal or g_league."""
    return text([category for _, category in _ALL], reason)
