"""Probes of experiments on what a site is shown."""

from __future__ import annotations

from datetime import timedelta

from chaos.extension.documents import documents
from chaos.extension.readings import UnknownError, explain
from chaos.extension.session import current
from harness.clock import EASTERN

NIGHT = timedelta(hours=4)
"""An evening's games are over so long after midnight in New York; until then they are the ones to be shown."""


def exports_of_another_day() -> int:
    """How many live exports show a game of another day than that of the evening in which they were made."""
    environment = current().served.environment
    host = environment.get("FIRESTORE_EMULATOR_HOST")
    if host is None:
        raise UnknownError("the target has no Firestore")
    with documents(host, environment["GCP_PROJECT_ID"]) as reading:
        exports = reading.of("exports")
    stale = []
    for fields in exports.values():
        made = fields["made_at"].astimezone(EASTERN)
        day = str((made.replace(tzinfo=None) - NIGHT).date())
        if set(fields["shown"]) - {day}:
            stale.append(f"that of {made:%Y-%m-%d %H:%M} shows {', '.join(sorted(set(fields['shown'])))}")
    explain(f"{'; '.join(stale) or 'none'} of {len(exports)} exports")
    return len(stale)
