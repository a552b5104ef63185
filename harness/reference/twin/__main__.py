"""`python -m harness.reference.twin`: serve a season for trying by hand, until interrupted."""

from __future__ import annotations

import argparse
import logging
import signal

from harness.reference.twin.server import KEY, PROVIDERS, Twin
from harness.season import build_season


def main() -> None:
    """Print each provider's base URL, then serve."""
    arguments = argparse.ArgumentParser(prog="python -m harness.reference.twin", description=__doc__)
    arguments.add_argument("--seed", type=int, default=0, help="the season's seed")
    arguments.add_argument("--start-year", type=int, default=2023, choices=(2023, 2024, 2025))
    arguments.add_argument("--port", type=int, default=0, help="0 takes a free one")
    arguments.add_argument("--control", type=int, metavar="PORT", help="a door to its faults; 0 takes a free port")
    asked = arguments.parse_args()
    stopping = {signal.SIGINT, signal.SIGTERM}
    # Blocked before any thread starts, so that the signal waits for the line below.
    signal.pthread_sigmask(signal.SIG_BLOCK, stopping)
    # A request that finds all threads busy for a moment is nothing to write about.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    season = build_season(seed=asked.seed, start_year=asked.start_year)
    with Twin(season, port=asked.port, control=asked.control) as twin:
        for provider in PROVIDERS:
            print(f"{provider:12} {twin.url(provider)}", flush=True)
        print(f"key          {KEY}", flush=True)
        if twin.control is not None:
            print(f"control      {twin.control}", flush=True)
        signal.sigwait(stopping)


if __name__ == "__main__":
    main()
