"""`python -m harness.reference.services NAME`: one service of the reference platform, until SIGTERM."""

from __future__ import annotations

import argparse
import difflib
import importlib
import sys
from collections.abc import Sequence
from typing import cast

from harness.reference.services.environment import EnvironmentRefusedError, read_environment
from harness.reference.services.serving import Build, serve

SERVICES = {name: f"harness.reference.services.{name}.service" for name in ("coordinator", "worker", "phases")}
"""The module of each, which has a function `build`. Only that of the asked one is imported."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 ended when told, 1 requests were cut off, 2 the name or the environment is wrong."""
    parser = argparse.ArgumentParser(prog="python -m harness.reference.services", description=__doc__)
    parser.add_argument("name", metavar="NAME", help=", ".join(SERVICES))
    parser.add_argument("--port", type=int, default=None, help="0 takes a free one; default: PORT, else 0")
    asked = parser.parse_args(arguments)
    if asked.name not in SERVICES:
        near = difflib.get_close_matches(asked.name, SERVICES, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(SERVICES)}"
        print(f"there is no service {asked.name!r}; {hint}", file=sys.stderr)
        return 2
    try:
        environment = read_environment()
    except EnvironmentRefusedError as refused:
        print(refused, file=sys.stderr)
        return 2
    build = cast("Build", importlib.import_module(SERVICES[asked.name]).build)
    return serve(build, environment, name=asked.name, port=environment.port if asked.port is None else asked.port)


if __name__ == "__main__":
    sys.exit(main())
