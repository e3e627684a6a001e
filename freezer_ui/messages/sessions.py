"""Sessions and who is in them: why a change was refused, and what became of it."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data


def gone() -> str:
    return gettext("This session no longer exists.")


def not_deleted() -> str:
    return gettext("Freezer did not delete the session. Try again.")


def members_left(count: int) -> str:
    forms = ngettext(
        "%(count)s job could not be removed, so the session was not deleted. Try again.",
        "%(count)s jobs could not be removed, so the session was not deleted. Try again.",
        count,
    )
    return forms % {"count": count}


def added_meanwhile() -> str:
    return gettext(
        "A job was added to this session meanwhile, so the session was not deleted. Check its jobs "
        "and try again."
    )


def not_read_back(reason: str) -> str:
    return gettext(
        "The session was saved, but could not be read back. %(reason)s Check the list before you "
        "try again."
    ) % {"reason": reason}


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


def changed() -> str:
    return gettext("Someone changed this session after you opened it.")


def busy() -> str:
    return gettext("This session is being changed at the moment. Try again.")


def took_too_long() -> str:
    return gettext(
        "The change took so long that the session may have changed meanwhile. Check its new state."
    )


# A job goes in or out


def moved_meanwhile(job: str, sessions: Sequence[str]) -> str:
    if not sessions:
        return gettext('"%(job)s" was moved meanwhile. The job is in the pool now.') % {"job": job}
    return gettext('"%(job)s" was moved meanwhile. The job is in %(sessions)s now.') % {
        "job": job,
        "sessions": data.joined([data.quoted(each) for each in sessions]),
    }


def not_a_member() -> str:
    return gettext("This job is not in this session.")


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


def step_schedule() -> str:
    return gettext("set the job's own schedule")


def step_add(session: str) -> str:
    return gettext('add to "%(session)s"') % {"session": session}


def step_remove(session: str) -> str:
    return gettext('remove from "%(session)s"') % {"session": session}


def step_start(session: str) -> str:
    return gettext('set the next start of "%(session)s"') % {"session": session}


def running_member(job: str) -> str:
    return gettext(
        '"%(job)s" is running, and its end would be recorded in the wrong session. Wait until the '
        "run ends."
    ) % {"job": job}


def running_schedule(job: str) -> str:
    return gettext(
        '"%(job)s" is running, and its agent would continue with the previous schedule. Try again '
        "when the run ends."
    ) % {"job": job}


def about_to_run(job: str) -> str:
    return gettext(
        '"%(job)s" is about to run, and its agent would write its previous schedule over this '
        "change. Try again after the run."
    ) % {"job": job}


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


def deleted_job() -> str:
    return gettext("The job")


# A session that runs once


def one_off_not_kept() -> str:
    return gettext("Freezer did not keep all jobs in the new session. Try again.")


def one_off_lacks(kept: int, jobs: int) -> str:
    forms = ngettext(
        "Freezer kept %(kept)s of %(jobs)s job. Check the new session.",
        "Freezer kept %(kept)s of %(jobs)s jobs. Check the new session.",
        jobs,
    )
    return forms % {"kept": kept, "jobs": jobs}


def one_off_begun(begun: int, left: int, reason: str) -> str:
    return gettext(
        "No more jobs were started. New jobs that started already: %(begun)s. New jobs that could "
        "not be checked or deleted: %(left)s. %(reason)s"
    ) % {"begun": begun, "left": left, "reason": reason}


def one_off_not_started(reason: str) -> str:
    return gettext("Nothing was started. %(reason)s") % {"reason": reason}
