"""Sentences about problems between sessions and their jobs, and what each repair writes."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data, schedules


def _named(format_: str, **names: object) -> str:
    return format_ % names


# An entry without a job (ghost)


def ghost(session: str) -> str:
    return _named(
        gettext(
            'A job of "%(session)s" was deleted. Only its entry is left, and counts as a missing '
            "member."
        ),
        session=session,
    )


remove_entry = _("Remove the entry")


def remove_entry_writes(session: str) -> str:
    return _named(
        gettext('Removes the entry from "%(session)s". Backups of the job stay.'), session=session
    )


# A member that does not name its session (unaware)


def unaware(job: str, session: str) -> str:
    return _named(
        gettext(
            '"%(job)s" is listed in "%(session)s", but its own record does not name the session, '
            "so it does not run there."
        ),
        job=job,
        session=session,
    )


make_member = _("Make it a member")


def make_member_writes(job: str, session: str, schedule: Mapping) -> str:
    return _named(
        gettext('Adds "%(job)s" to "%(session)s" again, with the session\'s schedule: %(when)s.'),
        job=job,
        session=session,
        when=schedules.words(schedule),
    )


def move_back(session: str) -> str:
    return _named(gettext("Back to %(session)s"), session=session)


def move_back_writes(job: str, session: str, back: str) -> str:
    return _named(
        gettext('Removes "%(job)s" from "%(session)s" and returns it to "%(back)s".'),
        job=job,
        session=session,
        back=back,
    )


remove = _("Remove from the session")


def remove_writes(job: str, session: str) -> str:
    return _named(
        gettext('Removes "%(job)s" from "%(session)s" and stops it.'), job=job, session=session
    )


# A member of two sessions (elsewhere)


def elsewhere(job: str, session: str, home: str | None) -> str:
    if home is None:
        return _named(
            gettext(
                '"%(job)s" is listed in "%(session)s" but belongs to a different session. It does '
                'not run with "%(session)s".'
            ),
            job=job,
            session=session,
        )
    return _named(
        gettext(
            '"%(job)s" is listed in "%(session)s" but belongs to "%(home)s". It does not run with '
            '"%(session)s".'
        ),
        job=job,
        session=session,
        home=home,
    )


def keep_home(home: str | None) -> str:
    if home is None:
        return gettext("Remove from this session")
    return _named(gettext("Keep in %(home)s"), home=home)


def keep_home_writes(job: str, session: str, home: str | None) -> str:
    if home is None:
        return _named(
            gettext(
                'Removes "%(job)s" from "%(session)s" and adds it back to its own session, '
                "because Freezer stops a job that is removed from any session."
            ),
            job=job,
            session=session,
        )
    return _named(
        gettext(
            'Removes "%(job)s" from "%(session)s" and adds it to "%(home)s" again, because Freezer '
            "stops a job that is removed from any session."
        ),
        job=job,
        session=session,
        home=home,
    )


def move_here(session: str) -> str:
    return _named(gettext("Move to %(session)s"), session=session)


def move_here_writes(job: str, session: str, home: str | None, schedule: Mapping) -> str:
    when = schedules.words(schedule)
    if home is None:
        return _named(
            gettext(
                'Adds "%(job)s" to "%(session)s" only. It gets the session\'s schedule: %(when)s.'
            ),
            job=job,
            session=session,
            when=when,
        )
    return _named(
        gettext(
            'Moves "%(job)s" from "%(home)s" to "%(session)s". It gets that session\'s schedule: '
            "%(when)s."
        ),
        job=job,
        session=session,
        home=home,
        when=when,
    )


# A schedule that differs from the session's (drift)


def drift(job: str, session: str, own: Mapping, schedule: Mapping) -> str:
    return _named(
        gettext(
            '"%(job)s" and "%(session)s" have different schedules, so they do not run together. '
            "Job: %(own)s. Session: %(when)s."
        ),
        job=job,
        session=session,
        own=schedules.words(own),
        when=schedules.words(schedule),
    )


apply_schedule = _("Apply the session's schedule")


def apply_schedule_writes(job: str, session: str, schedule: Mapping) -> str:
    return _named(
        gettext('Gives "%(job)s" the schedule of "%(session)s": %(when)s.'),
        job=job,
        session=session,
        when=schedules.words(schedule),
    )


# A job that no session lists (dangling)


def dangling(job: str, session: str) -> str:
    return _named(
        gettext(
            '"%(job)s" runs on the schedule of "%(session)s" but is not listed there, so its '
            "backups are in no snapshot."
        ),
        job=job,
        session=session,
    )


add = _("Add to the session")


def add_writes(job: str, session: str) -> str:
    return _named(gettext('Adds "%(job)s" to "%(session)s".'), job=job, session=session)


deleted_session = _("A deleted session")


def orphan(job: str, own: Mapping) -> str:
    return _named(
        gettext('The session of "%(job)s" was deleted. The job keeps running: %(when)s.'),
        job=job,
        when=schedules.words(own),
    )


keep_running = _("Keep running")


def keep_running_writes(job: str, own: Mapping) -> str:
    return _named(
        gettext('Clears the deleted session from "%(job)s". The job keeps running: %(when)s.'),
        job=job,
        when=schedules.words(own),
    )


stop = _("Stop the job")


def stop_writes(job: str) -> str:
    return _named(gettext('Clears the deleted session from "%(job)s" and stops the job.'), job=job)


# A job that lost its own schedule (bare)


def bare(job: str, own: Mapping) -> str:
    return _named(
        gettext(
            '"%(job)s" was removed from its session, is stopped, and lost its own schedule: '
            "%(when)s."
        ),
        job=job,
        when=schedules.words(own),
    )


restore_stopped = _("Restore the schedule, stopped")


def restore_stopped_writes(job: str, own: Mapping) -> str:
    return _named(
        gettext('Gives "%(job)s" its own schedule back: %(when)s. The job stays stopped.'),
        job=job,
        when=schedules.words(own),
    )


restore_running = _("Restore the schedule and run")


def restore_running_writes(job: str, own: Mapping) -> str:
    return _named(
        gettext('Gives "%(job)s" its own schedule back and lets it run: %(when)s.'),
        job=job,
        when=schedules.words(own),
    )


def return_writes(job: str, back: str) -> str:
    return _named(gettext('Returns "%(job)s" to "%(back)s".'), job=job, back=back)


# A whole session (wedged, out of step)


def out_of_step(session: str, jobs: Sequence[str], tag: int) -> str:
    forms = ngettext(
        'The jobs of "%(session)s" are out of step: %(jobs)s started at a different time than the '
        "run of tag %(tag)s. Each start makes its own snapshot, or none.",
        'The jobs of "%(session)s" are out of step: %(jobs)s started at different times than the '
        "run of tag %(tag)s. Each start makes its own snapshot, or none.",
        len(jobs),
    )
    return _named(forms, session=session, jobs=data.some([*map(data.quoted, jobs)]), tag=tag)


bring_in_step = _("Bring back in step")


def bring_in_step_writes(session: str, count: int) -> str:
    forms = ngettext(
        'Adds %(count)s job to "%(session)s" again. The next regular run is its start.',
        'Adds all %(count)s jobs to "%(session)s" again. The next regular run is their common '
        "start.",
        count,
    )
    return _named(forms, session=session, count=count)


def wedged(session: str, tag: int) -> str:
    return _named(
        gettext(
            'No job of "%(session)s" can start a new run: all are behind tag %(tag)s. They still '
            "back up, but outside every snapshot, while the session shows its last success."
        ),
        session=session,
        tag=tag,
    )


repair = _("Repair the session")


def repair_writes(session: str, count: int) -> str:
    forms = ngettext(
        'Adds %(count)s job to "%(session)s" again, at the session\'s tag. The next run is a '
        "snapshot again.",
        'Adds all %(count)s jobs to "%(session)s" again, at the session\'s tag. The next run is a '
        "snapshot again.",
        count,
    )
    return _named(forms, session=session, count=count)
