"""A session's page: what is broken is said, and repaired where a call can repair it."""

from freezer_ui.domain.schedules.schedule import own
from tests.browser.browser import SESSIONS
from tests.conftest import SCHEDULE

#: As the workflow saves it.
EVERY_2_HOURS = {"schedule_hour": "*/2", "schedule_minute": "0"}


def test_a_drifted_member_gets_the_sessions_schedule_and_a_ghost_is_taken_out(
    browser, demo, new_session, new_job
):
    job_id = new_job("Drifter")
    ghost = demo.jobs.create({"client_id": "shop-db-1", "job_schedule": {}, "job_actions": []})
    session_id = new_session("Aligned again", jobs=(job_id, ghost))
    demo.jobs.delete(ghost)
    demo.jobs.update(job_id, {"job_schedule": {"schedule_interval": "9 days", "event": "start"}})
    browser.open_session(session_id)
    browser.one(".freezer-problems", '"Drifter" and "Aligned again" have different schedules')
    browser.click(".freezer-repair", "Apply the session's schedule")
    browser.until(lambda: len(browser.all(".freezer-problem")) == 1)
    assert own(demo.jobs.get(job_id)["job_schedule"]) == SCHEDULE
    browser.one(".freezer-problems", 'A job of "Aligned again" was deleted')
    browser.click(".freezer-repair")
    browser.until(lambda: not browser.all(".freezer-problems"))
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]


def test_removing_can_leave_the_job_running_on_its_own_schedule(
    browser, as_demo_tab, demo, new_session, new_job
):
    job_id, session_id = new_job("Independent"), new_session("Left by choice")
    as_demo_tab.put(f"sessions/{session_id}/jobs/{job_id}", {"from": None})
    browser.open_session(session_id, "jobs")
    browser.click(f".freezer-member[data-job='{job_id}'] .freezer-remove-more")
    browser.click(".freezer-remove-alone", "every day")
    browser.until(lambda: not browser.all(".freezer-member"))
    whole = {"schedule_interval": "1 days", "event": "start"}
    assert demo.jobs.get(job_id)["job_schedule"] == whole
    browser.click(".freezer-undo-do")
    browser.one(f".freezer-member[data-job='{job_id}']")
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]


def test_members_follow_an_edited_schedule_with_progress(
    browser, demo, wired, new_session, new_job
):
    """And what could not follow is said."""
    jobs = [new_job("Follows"), new_job("Stays behind")]
    session_id = new_session("Rescheduled", jobs=tuple(jobs))
    browser.open(SESSIONS)
    browser.click_edit("Rescheduled")
    browser.until(lambda: browser.one("#freezer-description").get_attribute("value"))
    browser.click(".modal-footer .next")
    browser.click(".freezer-kinds label", "At an interval")
    browser.fill("#freezer-schedule_interval", "2")
    browser.one(".freezer-preview-words", "every 2 hours")
    wired.freezer.inject("PUT", f"/jobs/{jobs[1]}", "status", status=500, nth=0)
    held = wired.freezer.inject("PUT", f"/jobs/{jobs[0]}", "delay")
    browser.click(".modal-footer .finish")
    browser.one(".freezer-batch-count", "of 2")
    held.released.set()
    browser.one("body", "Freezer failed")
    browser.until(lambda: own(demo.jobs.get(jobs[0])["job_schedule"]) == EVERY_2_HOURS)
    assert own(demo.jobs.get(jobs[1])["job_schedule"]) == SCHEDULE
    # What stayed behind is a break like any other.
    wired.freezer.reset()
    browser.open_session(session_id)
    browser.click(".freezer-repair", "Apply the session's schedule")
    browser.until(lambda: not browser.all(".freezer-problems"))
    assert own(demo.jobs.get(jobs[1])["job_schedule"]) == EVERY_2_HOURS
