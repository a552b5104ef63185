"""What the fault proxy costs while no fault is on: the time that it adds to an exchange, and the bytes it carries.

    python tests/benchmarks/chaos_proxy.py [--rounds N] [--exchanges N] [--megabytes N]

One server, asked directly and through a proxy of each kind, one exchange after the other, so that what else the machine
does falls on all alike. An exchange is a request of about 100 bytes and an answer of about 200, on one connection of
HTTP/1.1. Time added is the difference of the percentiles. Nothing here is asserted.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

from chaos.proxy.address import Address
from chaos.proxy.effects import Carried
from chaos.proxy.process import ProxyProcess
from chaos.proxy.proxy import LOOPBACK

DIRECT = "direct"
WAYS = (DIRECT, *(carried.value for carried in (Carried.TCP, Carried.HTTP)))
SMALL = b"GET /small HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nUser-Agent: benchmark\r\n\r\n"
LARGE = SMALL.replace(b"small", b"large")
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 120\r\n\r\n" + b"x" * 120
PART = 1 << 18


def serve(told: Connection, large: int) -> None:
    """Answers until its parent ends."""
    listening = socket.create_server((LOOPBACK, 0))
    told.send(listening.getsockname()[1])
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % large
    while True:
        accepted, _ = listening.accept()
        threading.Thread(target=answer, args=(accepted, head, large), daemon=True).start()


def answer(accepted: socket.socket, head: bytes, large: int) -> None:
    accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    part = bytes(PART)
    with accepted:
        while request := accepted.recv(4096):
            if request == LARGE:
                accepted.sendall(head)
                for _ in range(large // PART):
                    accepted.sendall(part)
            else:
                accepted.sendall(ANSWER)


def read(client: socket.socket, size: int, buffer: bytearray) -> None:
    while size > 0:
        size -= client.recv_into(buffer, min(size, len(buffer)))


def exchange_ms(client: socket.socket, buffer: bytearray) -> float:
    start = time.perf_counter()
    client.sendall(SMALL)
    read(client, len(ANSWER), buffer)
    return (time.perf_counter() - start) * 1000


def megabytes_per_s(client: socket.socket, large: int, buffer: bytearray) -> float:
    start = time.perf_counter()
    client.sendall(LARGE)
    head = len(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % large)
    read(client, head + large, buffer)
    return (head + large) / 1e6 / (time.perf_counter() - start)


def percentile(values: list[float], percent: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * percent / 100))]


def measured(clients: dict[str, socket.socket], *, rounds: int, exchanges: int, large: int) -> None:
    buffer = bytearray(PART)
    took: dict[str, list[list[float]]] = {way: [] for way in clients}
    carried: dict[str, list[float]] = {way: [] for way in clients}
    order = list(clients)
    for _ in range(rounds):
        for way in order:
            took[way].append([])
        for number in range(exchanges):
            # Whoever comes first finds the caches as the last one left them, so each comes first in turn.
            for way in order[number % len(order) :] + order[: number % len(order)]:
                took[way][-1].append(exchange_ms(clients[way], buffer))
        for way in order:
            carried[way].append(megabytes_per_s(clients[way], large, buffer))
        order.append(order.pop(0))
    for way in clients:
        found = {p: statistics.median(percentile(one, p) for one in took[way]) for p in (50, 99)}
        text = f"{way:7} p50 {found[50]:6.3f} ms  p99 {found[99]:6.3f} ms  {statistics.median(carried[way]):6.0f} MB/s"
        if way != DIRECT:
            added = {
                p: statistics.median(
                    percentile(ours, p) - percentile(direct, p)
                    for ours, direct in zip(took[way], took[DIRECT], strict=True)
                )
                for p in (50, 99)
            }
            text += f"   added p50 {added[50]:6.3f} ms  p99 {added[99]:6.3f} ms"
        print(text)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--exchanges", type=int, default=2_000)
    options.add_argument("--megabytes", type=int, default=128)
    given = options.parse_args()
    large = given.megabytes << 20
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-proxy-")))
        here, there = multiprocessing.Pipe()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, large), daemon=True)
        server.start()
        stack.callback(server.terminate)
        address = Address(LOOPBACK, here.recv())
        clients = {}
        for way in WAYS:
            port = address.port
            if way != DIRECT:
                proxy = ProxyProcess(address, folder=folder, carried=Carried(way), name=way)
                port = stack.enter_context(proxy).port
            clients[way] = stack.enter_context(socket.create_connection((LOOPBACK, port)))
            clients[way].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        print(
            f"{given.rounds} rounds of {given.exchanges} exchanges and {given.megabytes} MiB each way;"
            f" {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}; medians of the rounds"
        )
        measured(clients, rounds=given.rounds, exchanges=given.exchanges, large=large)


if __name__ == "__main__":
    main()
