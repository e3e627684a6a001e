"""Sentences about actions on a run: what they write, and why they cannot be done now."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

#: Names of jobs in one sentence.
_NAMED = 5


def label(kind: str) -> str:
    words = {
        "run": gettext("Run now"),
        "retry": gettext("Retry failed jobs"),
        "end": gettext("End the stuck run"),
    }
    return words[kind]


def _some(jobs: Sequence[str]) -> str:
    return data.some([data.quoted(each) for each in jobs], _NAMED)


# Refused

no_jobs = _("This session has no jobs.")
running = _("The session is running. Wait until the run ends.")
broken = _("Some jobs would not run with the others. Repair the session first.")


def too_recent(at: int) -> str:
    """`at`: when a new run can be requested first, epoch seconds."""
    return gettext(
        "The last run is too recent: until the hold-off is over, new starts count as a part of "
        "that run. Try again at %(moment)s."
    ) % {"moment": data.moment(at)}


next_is_near = _("The next run is about to start.")
changed = _("The session changed meanwhile. Check its new state and try again.")


# Run now


def run_writes(jobs: Sequence[str], at: int, tag: int, poll: int) -> str:
    if poll == 60:
        forms = ngettext(
            "%(jobs)s starts at %(moment)s as tag %(tag)s (agents check in once a minute).",
            "%(jobs)s start together at %(moment)s as tag %(tag)s (agents check in once a minute).",
            len(jobs),
        )
    else:
        forms = ngettext(
            "%(jobs)s starts at %(moment)s as tag %(tag)s (seconds between check-ins of an agent: "
            "%(poll)s).",
            "%(jobs)s start together at %(moment)s as tag %(tag)s (seconds between check-ins of an "
            "agent: %(poll)s).",
            len(jobs),
        )
    return forms % {"jobs": _some(jobs), "moment": data.moment(at), "tag": tag, "poll": poll}


def runs_once() -> str:
    return gettext("There is no next regular run: the jobs run once.")


def keep_page_open(seconds: int) -> str:
    """`seconds`: until the run has begun if it ever does."""
    return gettext("Keep this page open until the run ends (about %(length)s).") % {
        "length": data.length(seconds)
    }


def next_regular(at: int) -> str:
    return gettext(
        "The next regular run stays at %(moment)s. If you close this page early, a warning offers "
        "to put the jobs back on their schedule."
    ) % {"moment": data.moment(at)}


def run_started(session: str, at: int) -> str:
    return gettext('"%(session)s" runs at %(moment)s.') % {
        "session": session,
        "moment": data.moment(at),
    }


def run_half_told(done: int, jobs: int, at: int, reason: str) -> str:
    forms = ngettext(
        "Only %(done)s of %(jobs)s job starts at %(moment)s. %(reason)s A warning offers to put "
        "the jobs back on their schedule.",
        "Only %(done)s of %(jobs)s jobs start at %(moment)s. %(reason)s A warning offers to put "
        "the jobs back on their schedule.",
        jobs,
    )
    return forms % {"done": done, "jobs": jobs, "moment": data.moment(at), "reason": reason}


not_kept = _('Freezer did not keep the new start of "%(job)s". Check the warnings of the session.')


# Retry


def retry_writes(jobs: Sequence[str], tag: int, title: str) -> str:
    forms = ngettext(
        "%(jobs)s did not succeed in tag %(tag)s. A copy of the job runs once in a new "
        'session, "%(title)s".',
        "%(jobs)s did not succeed in tag %(tag)s. Copies of the jobs run once in a new "
        'session, "%(title)s".',
        len(jobs),
    )
    return forms % {"jobs": _some(jobs), "tag": tag, "title": title}


def retry_is_later(tag: int) -> str:
    return gettext(
        "The new backups are later than the others, so they are not part of tag %(tag)s. For a "
        "snapshot of all jobs, run the session now instead."
    ) % {"tag": tag}


def retry_title(session: str, tag: int) -> str:
    return gettext("Retry of %(session)s tag %(tag)s") % {"session": session, "tag": tag}


def retry_job(job: str) -> str:
    return gettext("Retry of %(job)s") % {"job": job}


def retry_started(title: str) -> str:
    return gettext('"%(title)s" starts when the agents pick it up.') % {"title": title}


# End


def end_empty() -> str:
    return gettext(
        "Freezer shows the session as running, but it has no jobs. Its run is recorded as failed."
    )


def end_writes(jobs: Sequence[str], tag: int) -> str:
    forms = ngettext(
        "%(jobs)s is recorded as failed in tag %(tag)s.",
        "%(jobs)s are recorded as failed in tag %(tag)s.",
        len(jobs),
    )
    return forms % {"jobs": _some(jobs), "tag": tag}


def end_stops_no_agent() -> str:
    return gettext(
        "This does not stop an agent. An agent that is still busy continues, and records its own "
        "end."
    )


still_running = _("Freezer still shows the run as running. Check its state and try again.")


def ended(session: str) -> str:
    return gettext('The run of "%(session)s" is ended.') % {"session": session}
