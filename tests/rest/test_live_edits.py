"""Three live agents: jobs run together after an edit, and after the restart of an agent."""

import time

import pytest

from tests.rest.horizon import ok
from tests.rest.machines import every_from
from tests.rest.together import BETWEEN, HOLD_OFF, STEP, calendar

#: Seconds by which both sessions run later after the edit: no agent notices so little by itself.
LATER = HOLD_OFF // 2


@pytest.fixture
def phase():
    return 60


def test_an_edit_and_a_restart(story, phase):
    both = story.both
    for session in both:
        for job_id in session.jobs:
            story.put(session, job_id)
    story.expect_together({session: session.first_of_all() for session in both}, runs=1)

    # An edit, followed by all members.
    story.when_nobody_runs()
    at, calendar_at = phase + LATER, (phase + BETWEEN) % STEP + LATER
    start = int(time.time()) + STEP // 4
    start += (at - start) % STEP
    for session, schedule, moment in (
        (story.interval, every_from(STEP, start), at),
        (story.calendar, calendar(calendar_at), calendar_at),
    ):
        ok(story.horizon.patch(f"sessions/{session.id}", {"schedule": schedule}))
        story.repair(session, moment)
    story.at = at
    story.expect_together({session: session.next_run() for session in both}, runs=1)

    # An agent is restarted: the calendar session keeps its time, the interval session is repaired.
    story.restart(1)
    story.expect_together({story.calendar: story.calendar.next_run()}, runs=1)
    # the run by itself may wedge the session as well, which is told instead
    story.until(lambda: {"out_of_step", "wedged"}.intersection(story.interval.problems()))
    story.when_nobody_runs()
    story.repair(story.interval, at)
    story.expect_together({session: session.next_run() for session in both})
