"""Advice on a schedule and its hold-off: what will happen, and what would be better."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

unreadable = _(
    "Agents cannot read this schedule: nothing runs, and an agent that picks it up may not run "
    "its other jobs. Choose a different schedule."
)
date_missed = _(
    "This date is past. Agents catch up for up to an hour: they would run the jobs at once."
)
date_past = _("This date is past: the session will not run again.")


def ends_before(end: str) -> str:
    return gettext("The end, %(moment)s, is before the next run: no run will follow.") % {
        "moment": data.written(end)
    }


over = _("No run is left: the session will not run again.")
remove_end = _("Remove the end")


def far(seconds: int) -> str:
    return gettext("The next run is in %(length)s.") % {"length": data.length(seconds)}


def starts_soon(seconds: int, poll: int) -> str:
    return gettext(
        "The start is in %(length)s, but an agent may take %(poll)s to pick up the schedule. An "
        "agent that picks it up late starts later than the others."
    ) % {"length": data.length(seconds), "poll": data.length(poll)}


def start_on(at: int) -> str:
    return gettext("Start on %(moment)s") % {"moment": data.moment(at)}


def unaligned(poll: int, window: int) -> str:
    return gettext(
        "Without a start, jobs start up to %(poll)s apart, because each agent counts from its own "
        "check-in. With a hold-off of %(hold_off)s, some jobs are late for the run."
    ) % {"poll": data.counted(poll, "seconds"), "hold_off": data.counted(window, "seconds")}


def set_hold_off(seconds: int) -> str:
    return gettext("Set the hold-off to %(length)s") % {"length": data.counted(seconds, "seconds")}


def shared_client(clients: Sequence[tuple[str, int]], more: int) -> str:
    """Return advice on clients that run several jobs: `clients` are names with the number of jobs;
    `more` counts the other clients.
    """
    return gettext(
        "Some clients have several jobs (%(clients)s), which their agents run one after the other. "
        "A job that starts after the hold-off is late."
    ) % {"clients": _with_jobs(clients, more)}


def shared_client_waits(
    clients: Sequence[tuple[str, int]], more: int, queue: int, window: int
) -> str:
    return gettext(
        "Some clients have several jobs (%(clients)s), which their agents run one after the other. "
        "Going by the last runs, the last job starts %(queue)s after the first, but the hold-off "
        "is %(hold_off)s."
    ) % {
        "clients": _with_jobs(clients, more),
        "queue": data.length(queue),
        "hold_off": data.counted(window, "seconds"),
    }


def _with_jobs(clients: Sequence[tuple[str, int]], more: int) -> str:
    items = [
        ngettext("%(client)s: %(count)s job", "%(client)s: %(count)s jobs", count)
        % {"client": client, "count": count}
        for client, count in clients
    ]
    if more:
        items.append(
            ngettext("%(count)s more client", "%(count)s more clients", more) % {"count": more}
        )
    return data.enumerated(items)


def tight(window: int) -> str:
    return gettext(
        "With a hold-off of %(hold_off)s, a job is late for the run if its machine is busy or its "
        "clock is slightly behind."
    ) % {"hold_off": data.counted(window, "seconds")}


def swallows(window: int, gap: int) -> str:
    return gettext(
        "The hold-off (%(hold_off)s) is as long as the time between two runs (%(gap)s). Freezer "
        "counts such runs as one, so not every run is a snapshot."
    ) % {"hold_off": data.length(window), "gap": data.length(gap)}


def run_every(count: int, unit: str) -> str:
    forms = {
        "minutes": ngettext("Run every minute", "Run every %(count)s minutes", count),
        "hours": ngettext("Run every hour", "Run every %(count)s hours", count),
    }
    return forms[unit] % {"count": count}


def overruns(took: int, gap: int) -> str:
    return gettext(
        "The last backups took %(took)s, but the next run is due after %(gap)s. An agent that is "
        "still busy skips runs."
    ) % {"took": data.length(took), "gap": data.length(gap)}


def continuous(window: int) -> str:
    return gettext(
        "A job starts again within a second of its end. Starts within the hold-off of %(hold_off)s "
        "count as one run."
    ) % {"hold_off": data.counted(window, "seconds")}


saved_as_calendar = _(
    "This interval is saved as calendar times, which stay the same when an agent restarts."
)
has_calendar = _(
    "An agent that restarts runs its job at once and counts from there, so the jobs of an "
    "interval may get out of step. Calendar times stay the same."
)
has_no_calendar = _(
    "An agent that restarts runs its job at once and counts from there, so the jobs of an "
    "interval may get out of step. This interval has no calendar times: choose a different "
    "interval, or repair the session when it is out of step."
)
use_calendar = _("Run at these calendar times")


def meets(sessions: Sequence[str], more: int, client: str, first: int, times: int) -> str:
    """Return advice on sessions that run at the same time: `sessions` are the names of some; `more`
    counts the others.
    """
    names = [data.quoted(name) for name in sessions]
    forms = ngettext(
        "%(sessions)s uses %(client)s at the same time, first on %(moment)s. The agent runs one "
        "job after the other, and a job that starts after the hold-off is late.",
        "%(sessions)s use %(client)s at the same time, first on %(moment)s. The agent runs one job "
        "after the other, and a job that starts after the hold-off is late.",
        len(sessions) + more,
    )
    listed = data.some(names, len(names), more)
    told = forms % {"sessions": listed, "client": client, "moment": data.moment(first)}
    return data.sentences([told, *([_times(times)] if times > 1 else [])])


def _times(count: int) -> str:
    forms = ngettext(
        "This happens %(count)s time in the next week.",
        "This happens %(count)s times in the next week.",
        count,
    )
    return forms % {"count": count}


def run_later(seconds: int) -> str:
    return gettext("Run %(length)s later") % {"length": data.length(seconds)}
