"""Three live agents: a job that is dropped in, or moved and brought back, runs with the others."""

from stack.scheduler import wait_until_read


def test_jobs_go_on_running_together(story):
    interval, calendar = both = story.both
    for session in both:
        for job_id in session.jobs[:2]:
            story.put(session, job_id)
    story.expect_together({session: session.first_of_all() for session in both}, runs=1)

    # a job is dropped into each, while they run.
    story.when_nobody_runs()
    firsts = {session: session.next_run() for session in both}
    for session in both:
        story.put(session, session.jobs[2])
    story.expect_together(firsts)

    # One is moved to the other session, and back by undo.
    story.when_nobody_runs()
    firsts = {session: session.next_run() for session in both}
    moved = interval.jobs[0]
    undo = story.put(calendar, moved, interval)
    # test_membership.py has an undo before that
    wait_until_read(story.demo, [moved])
    story.undo(undo, interval, moved)
    story.expect_together(firsts, runs=1)
