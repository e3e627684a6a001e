"""The time during a request, and the operator's settings of the agents."""

import math
import time
from datetime import datetime

from freezer_ui import settings
from freezer_ui.domain.schedules.arming import Agents
from freezer_ui.domain.times import zone


def agents(now: int) -> Agents:
    """Return the agents' settings with the time `now` (epoch seconds)."""
    poll, zone = settings.get("FREEZER_AGENT_POLL"), settings.get("FREEZER_AGENT_TIME_ZONE")
    return Agents(math.ceil(poll), zone, now)


def moment(now: int) -> datetime:
    """Return a time (epoch seconds) as an aware datetime in the agents' zone."""
    return datetime.fromtimestamp(now, zone(settings.get("FREEZER_AGENT_TIME_ZONE")))


class Clock:
    """Goes on from a request's `now` (epoch seconds), which is past after a wait for a lock."""

    def __init__(self, now: int):
        self._ahead = now - time.monotonic()

    @property
    def now(self) -> int:
        return int(self._ahead + time.monotonic())

    @property
    def agents(self) -> Agents:
        return agents(self.now)
