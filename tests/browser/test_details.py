"""A session's page: what is broken is said, and mended where a call can mend it."""

from freezer_ui.sessions.schedule import own


def test_a_drifted_member_is_given_the_sessions_schedule(browser, demo, new_session, new_job):
    job_id = new_job("Drifter")
    session_id = new_session("Aligned again", jobs=(job_id,))
    demo.jobs.update(job_id, {"job_schedule": {"schedule_interval": "9 days", "event": "start"}})
    browser.open(f"/ngdetails/OS::Freezer::Session/{session_id}")
    browser.one(".freezer-problems", "Drifter runs every 9 days")
    browser.click(".freezer-mend", "Give it the session's schedule")
    browser.until(lambda: not browser.all(".freezer-problems"))
    assert own(demo.jobs.get(job_id)["job_schedule"]) == {"schedule_interval": "6 hours"}


def test_a_ghost_is_taken_out(browser, demo, new_session):
    job_id = demo.jobs.create({"client_id": "shop-db-1", "job_schedule": {}, "job_actions": []})
    session_id = new_session("Haunted", jobs=(job_id,))
    demo.jobs.delete(job_id)
    browser.open(f"/ngdetails/OS::Freezer::Session/{session_id}")
    browser.one(".freezer-problems", "A job of this session is gone")
    browser.click(".freezer-mend")
    browser.until(lambda: not browser.all(".freezer-problems"))
    assert demo.sessions.get(session_id)["jobs"] == {}
