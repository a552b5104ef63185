"""Exports the games of the present evening at moments that are told, by this process's clock.

Each export is a document in `exports`: when it was made, and the days of the games that it shows.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from chaos.workloads.program import Found, Surroundings, Told, ready, run, stand_until
from harness.clock import EASTERN
from harness.reference.live_export import Game, live_export

TIP_OFFS = (time(19, 30), time(22, 0))
LASTING = timedelta(hours=3)


class Exporting(Told):
    """`moments` are in New York; each of the `days` has two games."""

    days: tuple[date, ...]
    moments: tuple[datetime, ...]


def export(told: Exporting, surroundings: Surroundings) -> Found:
    """The stage that each export tells."""
    ready()
    stages = []
    for number, moment in enumerate(told.moments):
        stand_until(moment.replace(tzinfo=EASTERN))
        now = datetime.now(UTC)
        made = live_export(_games(told.days, now), now, safeguards=surroundings.safeguards)
        shown = [str(game.game_date) for game in made.games]
        fields = {"made_at": now, "game_date": str(made.game_date), "stage": made.stage.value, "shown": shown}
        surroundings.note("exports", f"{number}", fields)
        stages.append(made.stage.value)
    return {"stages": list(stages), "text": ", ".join(stages)}


def _games(days: tuple[date, ...], now: datetime) -> list[Game]:
    tips = [datetime.combine(day, tip, EASTERN) for day in days for tip in TIP_OFFS]
    return [Game(f"{tip:%Y%m%d%H%M}", tip.date(), tip, is_over=tip.astimezone(UTC) + LASTING <= now) for tip in tips]


if __name__ == "__main__":
    run(Exporting, export)
