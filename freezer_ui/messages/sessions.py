"""Sentences about sessions and their members: why a change was refused, and what it did."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

gone = _("This session no longer exists.")
not_deleted = _("Freezer did not delete the session. Try again.")


def members_left(count: int) -> str:
    forms = ngettext(
        "%(count)s job could not be removed, so the session was not deleted. Try again.",
        "%(count)s jobs could not be removed, so the session was not deleted. Try again.",
        count,
    )
    return forms % {"count": count}


added_meanwhile = _(
    "A job was added to this session meanwhile, so the session was not deleted. Check its jobs "
    "and try again."
)
not_read_back = _(
    "The session was saved, but could not be read back. %(reason)s Check the list before you "
    "try again."
)


def not_kept(fields: Sequence[str]) -> str:
    words = {
        "description": gettext("description"),
        "hold_off": gettext("hold-off"),
        "schedule": gettext("schedule"),
    }
    listed = data.enumerated([words.get(each, each) for each in fields])
    return gettext(
        "Freezer did not keep: %(fields)s. The session may have been changed at the same time. "
        "Check its new state."
    ) % {"fields": listed}


changed = _("Someone changed this session after you opened it.")
busy = _("This session is being changed at the moment. Try again.")
took_too_long = _(
    "The change took so long that the session may have changed meanwhile. Check its new state."
)


# A job joins or leaves a session


def moved_meanwhile(job: str, sessions: Sequence[str]) -> str:
    if not sessions:
        return gettext('"%(job)s" was moved meanwhile. The job is in the pool now.') % {"job": job}
    return gettext('"%(job)s" was moved meanwhile. The job is in %(sessions)s now.') % {
        "job": job,
        "sessions": data.joined([data.quoted(each) for each in sessions]),
    }


not_a_member = _("This job is not in this session.")


def change_not_kept(job: str, sessions: Sequence[str]) -> str:
    if not sessions:
        return gettext(
            'Freezer did not keep this change of "%(job)s", because something else writes to the '
            "session. The job is in the pool now. Try again."
        ) % {"job": job}
    return gettext(
        'Freezer did not keep this change of "%(job)s", because something else writes to the '
        "session. The job is in %(sessions)s now. Try again."
    ) % {"job": job, "sessions": data.joined([data.quoted(each) for each in sessions])}


def half_done(job: str, done: Sequence[str], left: Sequence[str], reason: str) -> str:
    return gettext(
        '"%(job)s": only a part was done. Done: %(done)s. Not done, or in doubt: %(left)s. '
        "%(reason)s A warning offers to finish or undo the change."
    ) % {
        "job": job,
        "done": data.enumerated(done),
        "left": data.enumerated(left),
        "reason": reason,
    }


step_schedule = _("set the job's own schedule")
step_add = _('add to "%(session)s"')
step_remove = _('remove from "%(session)s"')
step_start = _('set the next start of "%(session)s"')
running_member = _(
    '"%(job)s" is running, and its end would be recorded in the wrong session. Wait until the '
    "run ends."
)
running_schedule = _(
    '"%(job)s" is running, and its agent would continue with the previous schedule. Try again '
    "when the run ends."
)
about_to_run = _(
    '"%(job)s" is about to run, and its agent would write its previous schedule over this '
    "change. Try again after the run."
)


def full(session: str, members: int) -> str:
    forms = ngettext(
        '"%(session)s" has no room for another job: Freezer cannot keep more than its %(count)s '
        "job. Create a second session with the same schedule.",
        '"%(session)s" has no room for another job: Freezer cannot keep more than its %(count)s '
        "jobs. Create a second session with the same schedule.",
        members,
    )
    return forms % {"session": session, "count": members}


def too_many_jobs(most: int) -> str:
    forms = ngettext(
        "Too many jobs: Freezer can keep %(count)s more job in this session.",
        "Too many jobs: Freezer can keep about %(count)s more jobs in this session.",
        most,
    )
    return forms % {"count": most}


deleted_job = _("The job")


# Sessions that run once

one_off_not_kept = _("Freezer did not keep all jobs in the new session. Try again.")


def one_off_lacks(kept: int, jobs: int) -> str:
    forms = ngettext(
        "Freezer kept %(kept)s of %(jobs)s job. Check the new session.",
        "Freezer kept %(kept)s of %(jobs)s jobs. Check the new session.",
        jobs,
    )
    return forms % {"kept": kept, "jobs": jobs}


one_off_begun = _(
    "No more jobs were started. New jobs that started already: %(begun)s. New jobs that could "
    "not be checked or deleted: %(left)s. %(reason)s"
)
one_off_not_started = _("Nothing was started. %(reason)s")
