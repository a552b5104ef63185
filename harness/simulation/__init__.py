"""Concurrent programs under a scheduler of their own, on virtual time; start reading at `world.py` and `explore.py`."""
