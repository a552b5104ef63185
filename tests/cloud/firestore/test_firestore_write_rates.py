"""Documents that are written too often are named."""

from __future__ import annotations

from firestore_stage import HandClock, servicer

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.write_rates import WriteRates


def test_documents_above_the_sustained_rate_are_named() -> None:
    clock = HandClock()
    made = servicer(clock=clock)
    connected = client(made)
    rates = WriteRates(made.engine)
    for number in range(4):
        connected.document("a/calm").set({"n": number})
        connected.document("a/same").set({"n": 0})
        connected.document("a/hot").set({"n": number})
        clock.advance(0.5)
        connected.document("a/hot").set({"n": -number - 1})
        clock.advance(0.5)
    rates.stop()
    connected.document("a/calm").set({"n": 99})
    names = {name.rpartition("/")[2]: most for name, most in rates.hot().items()}
    assert names == {"hot": 2}
    assert {name.rpartition("/")[2] for name in rates.hot(more_than=0)} == {"calm", "same", "hot"}
