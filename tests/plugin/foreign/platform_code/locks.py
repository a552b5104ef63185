"""A lock as the platform has it: its own client, time.sleep, naive UTC, errors that are logged and swallowed."""

import logging
import time
from contextlib import contextmanager
from datetime import datetime, timedelta

from google.cloud import firestore

logger = logging.getLogger(__name__)
LEASE_SECONDS = 300
RETRY_SECONDS = 5


class LockAcquisitionError(Exception):
    """Nobody gave way."""


class DistributedLock:
    def __init__(self, project_id, lock_type="consolidation"):
        self.lock_type = lock_type
        self.db = firestore.Client(project=project_id)
        self.reference = None

    def _try(self, key, operation_id):
        reference = self.db.collection(f"{self.lock_type}_locks").document(key)

        @firestore.transactional
        def take(transaction):
            found = reference.get(transaction=transaction)
            if found.exists and found.get("expires_at").replace(tzinfo=None) > datetime.utcnow():
                return False
            transaction.set(
                reference,
                {
                    "operation_id": operation_id,
                    "acquired_at": firestore.SERVER_TIMESTAMP,
                    "expires_at": datetime.utcnow() + timedelta(seconds=LEASE_SECONDS),
                },
            )
            return True

        try:
            taken = take(self.db.transaction())
        except Exception as error:
            logger.warning("lock not taken: %s", error)
            return False
        if taken:
            self.reference = reference
        return taken

    @contextmanager
    def acquire(self, game_date, operation_id, max_wait_seconds=300):
        waited = 0
        while not self._try(f"{self.lock_type}_{game_date}", operation_id):
            if waited >= max_wait_seconds:
                raise LockAcquisitionError(f"{game_date} is locked")
            time.sleep(RETRY_SECONDS)
            waited += RETRY_SECONDS
        try:
            yield self
        finally:
            try:
                self.reference.delete()
            except Exception as error:
                logger.error("lock not released: %s", error)
