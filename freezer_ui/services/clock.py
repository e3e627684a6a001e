"""The time while a request is answered."""

import time

from freezer_ui import settings
from freezer_ui.sessions.arming import Agents


class Clock:
    """The time from a request's `now` on, epoch seconds: to wait for one's turn takes a while."""

    def __init__(self, now: int):
        self._ahead = now - time.monotonic()

    @property
    def now(self) -> int:
        return int(self._ahead + time.monotonic())

    @property
    def agents(self) -> Agents:
        return settings.agents(self.now)
