"""The web shop that the demo's tenant backs up: its machines, jobs and sessions, as plain data.

Schedules are built from the time of seeding: the last run of each session was at its last due time,
and the next one is still to come.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

SUCCESS, FAIL, RUNNING = "success", "fail", "running"
MINUTE, HOUR, DAY = 60, 3600, 86400
#: Nights in the history of one session, and the night in which a job failed.
NIGHTS, UNLUCKY = 12, 5

MACHINES = {
    "shop-web-1": "Web shop, first node",
    "shop-web-2": "Web shop, second node",
    "shop-db-1": "PostgreSQL, primary",
    "shop-cache-1": "Redis: carts and logins",
    "shop-search-1": "Product search",
    "shop-mail-1": "Order mails",
    "shop-files-1": "Product pictures and invoices",
}


@dataclass(frozen=True)
class Job:
    """A backup job: `name` is the backup's name, `schedule` the job's own ({} for none)."""

    name: str
    machine: str
    description: str
    path: str
    schedule: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """A run: when it began (epoch seconds), and the result of each member that took part."""

    began: int
    members: dict[str, str]


@dataclass(frozen=True)
class Session:
    """A session: its members by name, its runs in order of tag, and members that drifted afterwards
    with their schedule.
    """

    description: str
    hold_off: int
    schedule: dict[str, str]
    members: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    drifted: dict[str, dict[str, str]] = field(default_factory=dict)


def backup_action(name: str, machine: str, path: str) -> dict[str, object]:
    """Return the freezer_action of a backup of `path` on `machine`, called `name`."""
    return {
        "action": "backup",
        "mode": "fs",
        "engine_name": "tar",
        "storage": "local",
        "backup_name": name,
        "hostname": machine,
        "path_to_backup": path,
        "container": f"/var/backups/{machine}",
        "incremental": True,
        "max_level": 3,
    }


JOBS = (
    Job("orders", "shop-db-1", "Orders database", "/var/lib/postgresql/orders"),
    Job("uploads", "shop-web-1", "Uploads of customers", "/srv/shop/uploads"),
    Job("pictures", "shop-files-1", "Product pictures", "/srv/files/pictures"),
    Job("search-index", "shop-search-1", "Search index", "/var/lib/search/products"),
    Job("carts", "shop-cache-1", "Carts and logins", "/var/lib/redis"),
    Job("mailbox", "shop-mail-1", "Order mails sent", "/var/mail/orders"),
    Job("customers", "shop-db-1", "Customer accounts", "/var/lib/postgresql/customers"),
    Job("logs-web-1", "shop-web-1", "Access logs, first node", "/var/log/shop"),
    Job("logs-web-2", "shop-web-2", "Access logs, second node", "/var/log/shop"),
    Job("config-web-1", "shop-web-1", "Configuration, first node", "/etc/shop"),
    Job("config-web-2", "shop-web-2", "Configuration, second node", "/etc/shop"),
    Job("invoices", "shop-files-1", "Invoices", "/srv/files/invoices"),
    Job("prices", "shop-db-1", "Price lists", "/srv/shop/prices"),
    Job(
        "warehouse", "shop-db-1", "Figures of the warehouse", "/srv/warehouse",
        {"schedule_interval": "4 hours"},
    ),
    Job(
        "synonyms", "shop-search-1", "Synonyms of the search", "/etc/search/synonyms",
        {"schedule_day_of_week": "0", "schedule_hour": "5", "schedule_minute": "15"},
    ),
    Job(
        "templates", "shop-mail-1", "Mail templates", "/srv/mail/templates",
        {"schedule_interval": "1 weeks"},
    ),
    Job("banners", "shop-web-2", "Banners of past campaigns", "/srv/shop/banners"),
)  # fmt: skip


def sessions(now: int) -> tuple[Session, ...]:
    """Return the sessions of the shop as of `now` (epoch seconds), one for each state."""
    hour = now - now % HOUR
    return (
        _complete(hour - 3 * HOUR),
        _one_failed(now),
        _one_missing(hour - 2 * HOUR),
        _running(now - now % MINUTE - 4 * MINUTE),
        _drifted(hour - 5 * HOUR),
        Session(
            "Invoices at the end of the month",
            60,
            {"schedule_day": "last", "schedule_hour": "23", "schedule_minute": "30"},
            ("invoices",),
        ),
        Session(
            "Before the new price lists",
            60,
            {"schedule_date": iso(hour + 10 * DAY)},
            ("prices",),
        ),
        Session("By hand, before maintenance", 120, {}),
    )


def _complete(last: int) -> Session:
    members = ("orders", "uploads", "pictures")
    return Session(
        "Shop, every night: orders and files",
        120,
        _every(1, "days", last - 14 * DAY),
        members,
        tuple(Run(last - back * DAY, _night(members, back)) for back in range(NIGHTS - 1, -1, -1)),
    )


def _night(members: tuple[str, ...], back: int) -> dict[str, str]:
    """All members succeeded, except in one night."""
    went = dict.fromkeys(members, SUCCESS)
    return went | {"uploads": FAIL} if back == UNLUCKY else went


def _one_failed(now: int) -> Session:
    # Two nights ago and weekly: due times that are never close to the time of seeding.
    night = datetime.fromtimestamp(now, UTC).replace(hour=2, minute=30, second=0) - timedelta(2)
    last = int(night.timestamp())
    return Session(
        "Search and carts, weekly",
        60,
        {
            "schedule_day_of_week": str(night.weekday()),
            "schedule_hour": "2",
            "schedule_minute": "30",
        },
        ("search-index", "carts"),
        (
            Run(last - 7 * DAY, {"search-index": SUCCESS, "carts": SUCCESS}),
            Run(last, {"search-index": SUCCESS, "carts": FAIL}),
        ),
    )


def _one_missing(last: int) -> Session:
    return Session(
        "Customers and their mails",
        60,
        _every(12, "hours", last - 7 * DAY),
        ("mailbox", "customers"),
        (
            Run(last - 12 * HOUR, {"mailbox": SUCCESS, "customers": SUCCESS}),
            Run(last, {"mailbox": SUCCESS}),
        ),
    )


def _running(last: int) -> Session:
    return Session(
        "Access logs",
        30,
        _every(6, "hours", last - 3 * DAY),
        ("logs-web-1", "logs-web-2"),
        (
            Run(last - 6 * HOUR, {"logs-web-1": SUCCESS, "logs-web-2": SUCCESS}),
            Run(last, {"logs-web-1": SUCCESS, "logs-web-2": RUNNING}),
        ),
    )


def _drifted(last: int) -> Session:
    members = ("config-web-1", "config-web-2")
    return Session(
        "Configuration of the web nodes",
        60,
        _every(1, "weeks", last - 21 * DAY),
        members,
        (Run(last, dict.fromkeys(members, SUCCESS)),),
        {"config-web-2": {"schedule_interval": "2 days"}},
    )


def _every(count: int, unit: str, start: int) -> dict[str, str]:
    return {"schedule_interval": f"{count} {unit}", "schedule_start_date": iso(start)}


def iso(instant: float) -> str:
    """Return epoch seconds as schedules write them."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
