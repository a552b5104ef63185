"""Pub/Sub in memory, behind Google's own clients; start reading at `servicer.py`, `engine.py` and `clients.py`."""
