"""Three live agents: jobs run together after an edit, and after the restart of an agent."""

import time

from tests.rest.machines import every, until
from tests.rest.test_live_sessions import (  # noqa: F401 a fixture
    CALENDAR_AT,
    INTERVAL_AT,
    STEP,
    kinds,
    ok,
    story,
)


def test_an_edit_and_a_restart(story):  # noqa: F811 the fixture
    both = interval, calendar = story.sessions
    for session in both:
        for job_id in session.jobs:
            session.put(job_id)
    story.expect_together({session: session.next_run() for session in both}, runs=1)

    # An edit, followed by all members.
    story.when_nobody_runs()
    away = (INTERVAL_AT + 10 - time.time()) % STEP
    for session, schedule in (
        (interval, every(STEP, later=away)),
        (calendar, {"schedule_second": str(CALENDAR_AT + 5)}),
    ):
        ok(story.horizon.patch(f"sessions/{session.id}", {"schedule": schedule}))
        story.repair(session)
    story.expect_together({session: session.next_run() for session in both}, runs=1)

    # An agent is restarted: what runs by the calendar keeps its time, the other is repaired.
    story.when_nobody_runs()
    due = calendar.next_run()
    story.schedulers[1].stop()
    story.schedulers[1].start()
    story.expect_together({calendar: due}, runs=1)
    until(lambda: "out_of_step" in kinds(interval), story.schedulers)
    story.when_nobody_runs()
    story.repair(interval)
    story.expect_together({interval: interval.next_run()})
