"""Firestore in memory, behind Google's own client; start reading at `servicer.py`, `engine.py` and `clients.py`."""
