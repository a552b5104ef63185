"""Users of the open model: names that are taken, redirects, the scenario where none is named."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from load.running import run

TAKEN = ("start", "stop", "wait", "client", "arrival", "finish", "on_start", "environment", "model")
NAMES = """
from locust import task
from load.arrivals import Constant
from load.locust.users import ArrivalUser

def does_nothing(self):
    pass

def user(name, base=ArrivalUser):
    return type("Visitor", (base,), {"arrivals": Constant(10), name: task(does_nothing)})

for name in NAMES.split():
    try:
        user(name)
    except TypeError as error:
        print(error)

user("look", base=user("look"))  # that of a class between is no name of Locust's
"""


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("LOAD_")}
    return subprocess.run(
        [sys.executable, "-c", code], env=own | environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_task_may_not_hide_what_users_have() -> None:
    done = python(NAMES.replace("NAMES", repr(" ".join((*TAKEN, "look", "begin")))))
    assert done.returncode == 0, done.stderr
    words = "the task Visitor.{0} hides what users of Locust have under that name; give it another one, as {0}_it"
    assert done.stdout.splitlines() == [words.format(name) for name in TAKEN]


def test_without_a_named_scenario_the_record_has_that_of_the_locustfile_and_its_slos_are_watched() -> None:
    code = (
        "import load.locustfile\n"
        "from load.locust.keeping import RecordSettings\n"
        "from load.locust.watching import watcher_for\n"
        "print(RecordSettings().scenario, watcher_for(RecordSettings().scenario) is not None)\n"
    )
    assert python(code).stdout.split() == ["morning_batch", "True"]


STOPPED = """
import time
import gevent
from gevent.pool import Group
from locust import task
from locust.env import Environment
from load.arrivals import Constant
from load.locust.users import ArrivalUser
from load.shares import Part

class Visitor(ArrivalUser):
    host = "http://127.0.0.1:9"
    arrivals = Constant(1)

    @task
    def look(self):
        print("begins")
        gevent.sleep(0.01)
        print("ends")

environment = Environment(user_classes=[Visitor])
environment.create_local_runner()
user = Visitor(environment)
greenlet = user.start(Group())
gevent.sleep(0)
user.model.begin(time.perf_counter(), Part(since_s=0, index=0, count=1))
gevent.spawn(user.stop)
# Comes after the user was asked to stop, and before gevent kills it.
gevent.get_hub().loop.run_callback(user._pool.serve)
greenlet.join(5)
print("due" if user._pool.is_due() else "taken", greenlet.dead)
"""


def test_a_user_that_is_to_go_is_given_nothing_before_it_is_gone() -> None:
    done = python(STOPPED)
    assert done.stdout.split() == ["due", "True"], done.stderr


class Server(ThreadingHTTPServer):
    """Answers GET with a status, and where it leads to."""

    daemon_threads = True

    def __init__(self, status: int, location: str | None) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status, self.location = status, location
        self.asked = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answering(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def answering(status: int, location: str | None = None) -> Iterator[Server]:
    with Server(status, location) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


ASKS = """
import load.locust.session
from locust import task
from load.arrivals import Constant
from load.locust.users import ArrivalUser

class Visitor(ArrivalUser):
    arrivals = Constant(10)

    @task
    def look(self):
        self.client.get("/plain")
        with self.client.get("/judged", catch_response=True) as answer:
            if answer.status_code == 307:
                answer.success()
"""


@pytest.mark.parametrize(("status", "wrong"), [(302, {"/plain", "/judged"}), (307, {"/plain"})])
def test_a_redirect_is_not_followed_and_is_an_error_unless_the_task_takes_it(
    tmp_path: Path, status: int, wrong: set[str]
) -> None:
    file = tmp_path / "asks.py"
    file.write_text(ASKS, encoding="utf-8")
    with answering(200) as elsewhere, answering(status, f"{elsewhere.url}/elsewhere") as server:
        record = run("redirected", host=server.url, locustfile=file, users=10, duration_s=1)
        assert (server.asked, elsewhere.asked) == (20, 0)
    told = {one.name.removeprefix("GET "): one.errors for one in record.endpoints}
    assert told == {path: {f"HTTP {status}, a redirect": 10} if path in wrong else {} for path in ("/plain", "/judged")}
