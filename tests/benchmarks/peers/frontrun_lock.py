"""The naive lock under frontrun, whose command starts this: `frontrun python frontrun_lock.py`."""

import time

import frontrun

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.servicer import Servicer

SECONDS = 50


class State:
    """One run's database, and how many were inside at once."""

    def __init__(self):
        self.client = client(Servicer())
        self.inside = self.worst = 0


def takes(state):
    document = state.client.document("locks/one")
    while document.get().exists:
        time.sleep(0.001)
    document.set({"holder": "somebody"})
    state.inside += 1
    state.worst = max(state.worst, state.inside)
    time.sleep(0.001)
    state.inside -= 1
    document.delete()


def main():
    for strategy, options in (("random", {"max_ops": 20_000}), ("dpor", {"total_timeout": SECONDS})):
        began = time.perf_counter()
        try:
            found = frontrun.explore(
                setup=State,
                workers=takes,
                count=2,
                invariant=lambda state: state.worst <= 1,
                strategy=strategy,
                **options,
            )
            told = "found" if found.property_holds is False else found.inconclusive_reason or "not found"
            runs = found.num_explored
        except Exception as error:  # noqa: BLE001 - whatever it raises is its answer
            told, runs = f"{type(error).__name__}: {error}", 0
        print(f"frontrun {strategy}: {told[:90]} after {runs} runs, {time.perf_counter() - began:.1f} s", flush=True)


if __name__ == "__main__":
    main()
