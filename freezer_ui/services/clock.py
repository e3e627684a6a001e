"""The time while a request is answered, and what the operator says of the agents."""

import math
import time
from datetime import datetime

from freezer_ui import settings
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.domain.times import zone


def agents(now: int) -> Agents:
    """All agents at `now` (epoch seconds)."""
    poll, zone = settings.get("FREEZER_AGENT_POLL"), settings.get("FREEZER_AGENT_TIME_ZONE")
    return Agents(math.ceil(poll), zone, now)


def moment(now: int) -> datetime:
    """A time by the agents' clock."""
    return datetime.fromtimestamp(now, zone(settings.get("FREEZER_AGENT_TIME_ZONE")))


class Clock:
    """The time from a request's `now` on, epoch seconds: to wait for one's turn takes a while."""

    def __init__(self, now: int):
        self._ahead = now - time.monotonic()

    @property
    def now(self) -> int:
        return int(self._ahead + time.monotonic())

    @property
    def agents(self) -> Agents:
        return agents(self.now)
