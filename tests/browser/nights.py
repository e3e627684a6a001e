"""Three projects on the morning after: all went well, it was a bad night, nothing is there yet."""

from datetime import UTC, datetime

from stack import seed, shop
from stack.clients import Reachable, client_for
from stack.shop import DAY, FAIL, HOUR, SUCCESS, Run, Session
from stack.users import User

HEALTHY = User("healthy", "healthy", "member")
BAD_NIGHT = User("bad-night", "bad-night", "member")
EMPTY = User("empty", "empty", "member")
NIGHTS = 12
#: Sessions of every night, the hour at which each begins, and its members.
NIGHTLY = {
    "Databases": (1, ("orders", "customers")),
    "Files and uploads": (2, ("uploads", "pictures", "invoices")),
    "Mails": (3, ("mailbox",)),
    "Search and carts": (4, ("search-index", "carts")),
    "Configuration": (5, ("config-web-1", "config-web-2")),
}
#: What went wrong: these failed, and these did not run.
FAILED, MISSED = {"uploads", "carts", "search-index"}, {"customers"}


def fill(cloud: Reachable, now: float) -> None:
    """Fill the projects of HEALTHY and BAD_NIGHT as of `now` (epoch seconds)."""
    names = {name for _hour, members in NIGHTLY.values() for name in members}
    jobs = [job for job in shop.JOBS if job.name in names]
    seed.fill(_client(cloud, HEALTHY), jobs, _sessions(now, {}))
    bad = dict.fromkeys(FAILED, FAIL) | dict.fromkeys(MISSED, "")
    client = _client(cloud, BAD_NIGHT)
    seed.fill(client, jobs, _sessions(now, bad))
    seed.register_machine(client, seed.MARKER, "Spare machine, nothing on it yet")


def _client(cloud: Reachable, user: User):
    return client_for(cloud, user.name, user.project)


def _sessions(now: float, last_night: dict[str, str]) -> list[Session]:
    """The sessions as of `now`; in their last runs members ended as `last_night` says, "" did not
    run, and all others succeeded.
    """
    sessions = []
    for name, (hour, members) in NIGHTLY.items():
        last = _last(now, hour)
        runs = [Run(last - back * DAY, dict.fromkeys(members, SUCCESS)) for back in range(NIGHTS)]
        ends = {member: last_night.get(member, SUCCESS) for member in members}
        runs[0] = Run(last, {member: end for member, end in ends.items() if end})
        schedule = {
            "schedule_interval": "1 days",
            "schedule_start_date": shop.iso(last - NIGHTS * DAY),
        }
        sessions.append(Session(name, 60, schedule, members, tuple(reversed(runs))))
    return sessions


def _last(now: float, hour: int) -> int:
    """When it last was that hour of the day in UTC, with an hour to end since."""
    midnight = datetime.fromtimestamp(now - HOUR * (hour + 1), UTC).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return int(midnight.timestamp()) + hour * HOUR
