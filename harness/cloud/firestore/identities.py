"""Ids that the service chooses itself: for documents and for streams."""

from __future__ import annotations

import random
import string
import threading

_LETTERS = string.ascii_letters + string.digits
_LENGTH = 20


class Identities:
    """Random-looking ids from a seed, so that a run repeated gives the same ones."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)  # noqa: S311 - ids, not secrets
        self._lock = threading.Lock()

    def document_id(self) -> str:
        with self._lock:
            return "".join(self._random.choices(_LETTERS, k=_LENGTH))
