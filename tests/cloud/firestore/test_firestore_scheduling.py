"""A scheduler on the hooks: every order of the steps of two clients, the same again when repeated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from firestore_baton import Baton, all_orders
from firestore_stage import servicer
from google.cloud import firestore

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.transactions import Mode

Work = Callable[[firestore.Client], object]


def in_a_transaction(connected: firestore.Client) -> None:
    counter = connected.document("a/counter")

    @firestore.transactional
    def add_one(transaction: firestore.Transaction) -> None:
        transaction.update(counter, {"n": counter.get(transaction=transaction).get("n") + 1})

    add_one(connected.transaction())


def without_transaction(connected: firestore.Client) -> None:
    counter = connected.document("a/counter")
    counter.update({"n": counter.get().get("n") + 1})


def results(work: Work, mode: Mode, most: int = 2000) -> list[tuple[int, list[str]]]:
    """The counter after both have added one, and the trace, for every order."""
    found: list[tuple[int, list[str]]] = []

    def run(baton: Baton) -> None:
        made = servicer(mode=mode, waiting=baton)
        one, other = client(made), client(made)
        one.document("a/counter").set({"n": 0})
        made.interceptors.append(baton)
        baton.run({"one": lambda: work(one), "other": lambda: work(other)})
        made.interceptors.clear()
        found.append((one.document("a/counter").get().get("n"), baton.trace))

    runs = list(all_orders(run, most))
    assert len(runs) < most, "not every order was run"
    return found


@pytest.mark.parametrize("mode", [Mode.PESSIMISTIC, Mode.OPTIMISTIC])
def test_no_order_of_two_transactions_loses_an_update(mode: Mode) -> None:
    found = results(in_a_transaction, mode)
    assert {count for count, _ in found} == {2}
    assert len(found) > 20
    assert max(len(trace) for _, trace in found) > 6, "no order made them meet"


def test_some_order_without_a_transaction_loses_one() -> None:
    assert {count for count, _ in results(without_transaction, Mode.PESSIMISTIC)} == {1, 2}


def test_the_same_choices_give_the_same_traces() -> None:
    assert results(in_a_transaction, Mode.PESSIMISTIC) == results(in_a_transaction, Mode.PESSIMISTIC)
