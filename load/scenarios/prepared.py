"""Users of scenarios that begin with a batch in place."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

import gevent
import requests
from locust import events
from locust.env import Environment
from locust.runners import MasterRunner

from load.scenarios.late_messages import LateMessages
from load.scenarios.platform_user import PlatformUser
from load.scenarios.preparing import PreparationError, prepared_batch
from load.targets import TargetError

NOT_PREPARED = 2
"""Exit status of a run that could not begin."""
logger = logging.getLogger(__name__)


class PreparedUser(PlatformUser):
    """Knows a batch of the day whose predictions are in place, from before the first arrival."""

    abstract = True
    in_place: ClassVar[str] = ""
    late: ClassVar[LateMessages] = LateMessages(PlatformUser.settings)

    def completion_again(self) -> None:
        """A completion that the batch has; it counts once."""
        self.complete(self.late.completion(self.in_place))

    def prediction_again(self) -> None:
        """A request to a worker for a player of the batch; where no worker is known, how far the batch is."""
        worker = self.late.worker()
        if worker is None:
            self.status(self.in_place)
        else:
            self.predict(self.late.request(self.in_place), worker)


def _on_test_start(environment: Environment, **_: Any) -> None:
    """Before any user is there. Locust goes on after an exception here, so the run is ended by hand."""
    runner = environment.runner
    if isinstance(runner, MasterRunner) or not any(issubclass(one, PreparedUser) for one in environment.user_classes):
        return  # a master makes no requests
    settings = PreparedUser.settings
    try:
        PreparedUser.late.load()
        PreparedUser.in_place = prepared_batch(settings.host, settings.game_date, headers=PreparedUser.key)
    except (PreparationError, TargetError, ValueError, requests.RequestException) as error:
        logger.error("the run cannot begin: %s", error)  # noqa: TRY400 - the words are the reason
    finally:
        if not PreparedUser.in_place and runner is not None:
            environment.process_exit_code = NOT_PREPARED
            gevent.spawn(runner.quit)


_HOOKS: Any = events
_HOOKS.test_start.add_listener(_on_test_start)
