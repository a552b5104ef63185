"""`python -m chaos.proxy --to HOST:PORT [--listen PORT] [--kind tcp|http|grpc] [--control PORT]`: a proxy as a process.

It prints `ready proxy 127.0.0.1:<port> control http://127.0.0.1:<port>` once it listens. It ends with its parent, and
when its standard input does, as harness/reference/platform/tether.py has it.
"""

from __future__ import annotations

import sys

from harness.reference.platform import tether

if __name__ == "__main__":
    sys.argv.insert(1, "chaos.proxy.serving")
    tether.main()
