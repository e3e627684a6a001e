"""The panel of all jobs: what it lists, what can be done with one, and a list that is long."""

import json

from selenium.webdriver.common.keys import Keys

from freezer_ui.domain.schedules.schedule import own
from tests.browser.access import violations
from tests.browser.browser import JOBS, ROW, session_page
from tests.conftest import WHEN

DAILY = {"schedule_interval": "1 days"}
CHANGES = ".freezer-file-changes"


def names(browser):
    return [cell.text for cell in browser.all(f"{ROW} td:nth-of-type(4)")]


def schedule(demo, job_id):
    """What a job runs on, and the event that its agent is told."""
    found = demo.jobs.get(job_id)["job_schedule"]
    return own(found), found.get("event")


def test_jobs_are_listed_with_their_session_and_found(browser, new_session, new_job):
    member, _free = new_job("Member"), new_job("Free one")
    session_id = new_session("Shop at night", jobs=(member,))
    browser.open(JOBS)
    browser.until(lambda: names(browser) == ["Free one", "Member"])
    assert browser.cells("Free one")[2:] == ["shop-db-1", "None", "-", "every day"]
    assert browser.cells("Member")[2:] == ["shop-db-1", "Shop at night", "-", WHEN]
    assert browser.total() == 2
    browser.fill("hz-resource-table .search-input", "free")
    browser.until(lambda: names(browser) == ["Free one"])
    browser.fill("hz-resource-table .search-input", "at night")
    browser.until(lambda: names(browser) == ["Member"])
    link = browser.one(f"{ROW} hz-cell a", "Shop at night").get_attribute("href")
    assert link.endswith(session_page(session_id))
    browser.click(f"{ROW} hz-cell a", "Shop at night")
    browser.one("h1", "Shop at night")
    # The search is in the address.
    browser.driver.back()
    browser.until(lambda: names(browser) == ["Member"])
    assert browser.driver.current_url.endswith("?q=at%20night")


def test_a_free_job_is_stopped_and_started(browser, demo, new_job):
    job_id = new_job("Toggled")
    browser.open(JOBS)
    browser.choose("Toggled", "Stop Job")
    browser.toast("Stopped job Toggled.")
    browser.choose("Toggled", "Start Job")  # offered when the row says so
    browser.toast("Started job Toggled.")
    assert schedule(demo, job_id) == (DAILY, "start")
    browser.choose("Toggled", "Stop Job")
    browser.one(ROW, "Stopped")
    assert browser.cells("Toggled")[0] == "Stopped"
    assert browser.cells("Toggled")[5] == "every day"
    assert schedule(demo, job_id) == (DAILY, "stop")


def test_what_did_not_work_is_said_and_the_row_stays(browser, wired, demo, new_job):
    job_id = new_job("Stubborn")
    browser.open(JOBS)
    wired.freezer.inject("PATCH", f"/jobs/{job_id}", "status", status=500, nth=0)
    browser.choose("Stubborn", "Stop Job")
    browser.toast("Unable to stop job Stubborn.")
    assert schedule(demo, job_id) == (DAILY, "start")
    assert "Stopped" not in browser.cells("Stubborn")


def test_a_job_is_taken_out_of_its_session(browser, demo, new_session, new_job):
    leaves, stays = new_job("Leaves"), new_job("Keeps to it")
    session_id = new_session("Loses one", jobs=(leaves, stays))
    browser.open(JOBS)
    # each writes nothing to the console, too
    for action in ("Remove from Session", "Update from File", "Join Session…", "Delete Job"):
        browser.choose("Leaves", action)
        browser.click(".modal-footer .btn", "Cancel")
        browser.until_closed()
    assert set(demo.sessions.get(session_id)["jobs"]) == {leaves, stays}
    browser.choose("Leaves", "Remove from Session")
    browser.confirm('"Leaves"', "Remove from Session")
    browser.toast("Removed job Leaves from session Loses one.")
    browser.until(lambda: browser.cells("Leaves")[3] == "None")
    assert browser.cells("Leaves")[0] == "Stopped"
    assert list(demo.sessions.get(session_id)["jobs"]) == [stays]
    assert not demo.jobs.get(leaves).get("session_id")


def test_a_job_is_opened_by_keys_and_stays_open_when_it_is_drawn_again(browser, demo, new_job):
    job_id = new_job("Opened", **DAILY)
    browser.open(JOBS)
    chevron = browser.one(f"{ROW} [hz-expand-detail][tabindex='0']")
    assert chevron.get_attribute("aria-label") == "Details of Opened"
    browser.press(chevron, Keys.ENTER)
    assert job_id in browser.one(".freezer-drawer", "backup Opened").text
    assert chevron.get_attribute("aria-expanded") == "true"
    schedule_now = demo.jobs.get(job_id)["job_schedule"]
    demo.jobs.update(job_id, {"description": "Renamed", "job_schedule": schedule_now})
    browser.click(".freezer-refresh")
    browser.until(lambda: names(browser) == ["Renamed"])
    browser.one(".freezer-drawer", "backup Opened")
    chevron = browser.one(f"{ROW} [hz-expand-detail][tabindex]")
    assert chevron.get_attribute("aria-expanded") == "true"
    browser.click_on(lambda: browser.one(f"{ROW} [hz-expand-detail][tabindex]"))
    browser.until(lambda: not browser.all(".freezer-drawer"))


def test_a_member_is_deleted_out_of_its_session(browser, demo, new_session, new_job):
    goes, stays = new_job("Goes"), new_job("Remains")
    session_id = new_session("Has two", jobs=(goes, stays))
    browser.open(JOBS)
    browser.choose("Goes", "Delete Job")
    browser.confirm("Goes", "Delete Job")
    browser.toast("Deleted job Goes.")
    browser.until(lambda: names(browser) == ["Remains"])
    browser.until(lambda: browser.total() == 1)
    assert demo.jobs.get(goes) is None
    assert list(demo.sessions.get(session_id)["jobs"]) == [stays]


def test_many_are_deleted_and_one_that_runs_is_not(browser, demo, new_job):
    first, last = new_job("A goes"), new_job("C goes")
    busy = new_job("B runs", **DAILY, event="", status="running")
    browser.open(JOBS)
    browser.until(lambda: names(browser) == ["B runs", "A goes", "C goes"])
    browser.click("label[for=hz-table-select-all]")
    browser.click("hz-resource-table actions button", "Delete Jobs")
    browser.one(".freezer-work-list", "B runs\nA goes\nC goes")
    browser.click(".modal-footer .btn", "Delete Jobs")
    browser.one(".freezer-work-summary", "2 of 3 done.")
    browser.not_done("B runs")
    browser.until(lambda: names(browser) == ["B runs"])
    assert [demo.jobs.get(job_id) is None for job_id in (first, busy, last)] == [True, False, True]


def test_a_job_joins_a_session_from_its_row_and_leaves_by_undo(browser, demo, new_session, new_job):
    job_id = new_job("Joins", **DAILY, event="stop")
    session_id = new_session("Shop at night")
    browser.open(JOBS)
    browser.choose("Joins", "Join Session…")
    browser.fill("#freezer-move-search", "shop")
    browser.click(".freezer-targets button", "Shop at night")
    browser.until(lambda: browser.cells("Joins")[3] == "Shop at night")
    assert demo.jobs.get(job_id)["session_id"] == session_id
    browser.one(".freezer-undo-words", "Joins is now in Shop at night.")
    browser.click(".freezer-undo-do")
    browser.until(lambda: browser.cells("Joins")[3] == "None")
    assert not demo.jobs.get(job_id)["session_id"]
    assert schedule(demo, job_id) == (DAILY, "stop")


def test_many_are_started_and_stopped_and_members_are_left_out(browser, demo, new_session, new_job):
    free = [new_job(name, **DAILY, event="stop") for name in ("Free 1", "Free 2")]
    new_session("Shop at night", jobs=(new_job("Member"),))
    for action, event in (("Start Jobs", "start"), ("Stop Jobs", "stop")):
        browser.open(JOBS)
        browser.until(lambda: len(names(browser)) == 3)
        for each in ("Free 1", "Free 2", "Member"):
            browser.click_in(ROW, each, ".//label[@for]")
        browser.click("hz-resource-table .btn", action)
        browser.one(".freezer-work-list li", "Skipped: it runs with session Shop at night.")
        browser.click(".freezer-work-start")
        browser.until_closed()
        assert [schedule(demo, each)[1] for each in free] == [event, event]


def test_a_job_is_exported_told_as_commands_and_created_and_changed_by_a_file(
    browser, demo, new_job, tmp_path
):
    job_id = new_job("Exported one", **DAILY, event="stop")
    browser.open(f"{JOBS}{job_id}")
    browser.click(".freezer-commands-toggle")
    browser.one(".freezer-command", "openstack backup job create --client shop-db-1")
    browser.one(".freezer-command", "freezer-agent --action backup")
    browser.open(JOBS)
    browser.click("hz-resource-table .btn", "Create from File")
    document = {
        "description": "From a file",
        "client_id": "nobody",
        "job_schedule": {**DAILY, "event": "stop"},
        "job_actions": [{"freezer_action": {
            "action": "backup", "mode": "fs", "engine_name": "tar", "storage": "local",
            "backup_name": "filed", "path_to_backup": "/srv", "container": "/vault",
        }}],
    }  # fmt: skip
    chosen = tmp_path / "job.json"
    chosen.write_text(json.dumps(document))
    browser.one("#freezer-file-choice").send_keys(str(chosen))
    browser.one(".freezer-file-wrong", "Not registered with Freezer: nobody")
    assert violations(browser, ".freezer-file .modal-body") == []
    browser.click("#freezer-file-client option", "shop-db-1")
    browser.one(".freezer-file-plan", "every day")
    assert "From a file" not in [each["description"] for each in demo.jobs.list_all(limit=1000)]
    browser.click(".freezer-file-save")
    browser.one(ROW, "From a file")
    browser.until_closed()
    made = next(
        each for each in demo.jobs.list_all(limit=1000) if each["description"] == "From a file"
    )
    assert made["job_schedule"]["event"] == "stop"

    document |= {"description": "Changed by a file", "client_id": "shop-db-1"}
    document["job_actions"][0]["freezer_action"]["container"] = "/vault/new"
    chosen.write_text(json.dumps(document))
    browser.choose("From a file", "Update from File")
    browser.one("#freezer-file-choice").send_keys(str(chosen))
    changes = [each.text for each in browser.until(lambda: browser.all(f"{CHANGES} tbody tr"))]
    assert changes == [
        "description From a file Changed by a file",
        "job_actions[1].container /vault /vault/new",
    ]
    assert violations(browser, ".freezer-file .modal-body") == []
    browser.click(".freezer-file-save")
    browser.one(ROW, "Changed by a file")
    job = demo.jobs.get(made["job_id"])
    assert job["job_actions"][0]["freezer_action"]["container"] == "/vault/new"
    demo.jobs.delete(made["job_id"])
