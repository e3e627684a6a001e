"""The overview says what the lists say, and what the records say, in a bounded number of calls."""

import time

import pytest

from stack import agent, users
from stack.clients import client_for
from stack.seed import register
from tests.conftest import HOST, make_job
from tests.rest.horizon import ok
from tests.rest.runs import back_up, forget_backups, lose_starts

pytestmark = pytest.mark.usefixtures("no_backups")
NOW = int(time.time())
HOUR, DAY = 3600, 86_400
HOURLY = {"schedule_interval": "1 hours", "event": "start"}
MINUTE = {"max_age": 60}


@pytest.fixture
def machine(new_client):
    """A client of the test's own."""
    return new_client("overview-1")


def details(horizon, **query):
    return ok(horizon.get("overview/details", limit=200, **query))


def of(found, part, key):
    return next(each for each in found[part]["items"] if each["id"] == key)


def test_what_lists_have_just_read_is_not_read_again(calls, as_demo, new_session, new_job):
    session_id = new_session("Shared", jobs=(new_job("shared"),))
    # a write of ours: what was read before is dropped
    assert as_demo.patch(f"sessions/{session_id}", {"description": "Written"}).ok
    assert calls(as_demo.get, "jobs/?homes=1&max_age=60") == ["GET"] * 3
    assert calls(as_demo.get, "backups/?max_age=60") == ["GET"]
    # the sessions alone
    assert calls(as_demo.get, "overview/details?max_age=60") == ["GET"]
    assert calls(as_demo.get, "overview/details?max_age=60") == []
    assert calls(as_demo.get, "overview/?max_age=60") == ["GET"]
    assert calls(as_demo.get, "overview/?max_age=60") == []


def test_it_counts_what_the_lists_show(as_demo, demo, new_job, new_runs):
    new_runs("It went well", ["good"], {NOW - HOUR: ()})
    failed, _jobs = new_runs("It did not", ["bad"], {NOW - HOUR: ["bad"]})
    alone = new_job("alone")
    agent.update_schedule(demo, alone, result="fail", time_started=NOW - 60)
    found = details(as_demo)
    listed = as_demo.get("sessions/", limit=1000).json()["items"]
    states = [item["verdict"]["state"] for item in listed]
    for state in ("complete", "incomplete", "overdue", "unknown", "running", "checking", "never"):
        assert found["counts"][state] == states.count(state), state
    assert found["counts"]["sessions"] == len(states)
    assert of(found, "needy", failed)["words"] == next(
        item["verdict"]["words"] for item in listed if item["id"] == failed
    )
    results = [item["result"] for item in as_demo.get("jobs/", limit=1000).json()["items"]]
    assert found["counts"]["failed"] == results.count("fail") >= 2
    # its session speaks for the other one
    assert [each["id"] for each in found["alone"]["items"]] == [alone]
    clients = as_demo.get("clients/", jobs=1, limit=1000).json()["items"]
    unprotected = [each["id"] for each in clients if not each["protected"]]
    assert found["counts"]["unprotected"] == len(unprotected)
    assert {each["id"] for each in found["unprotected"]["items"]} <= set(unprotected)
    assert found["state"] == "incomplete"


def test_what_is_in_doubt_is_told_so_and_then_settled_for_the_lists_too(
    as_demo, calls, demo, new_runs
):
    session_id, jobs = new_runs("In doubt", ("one", "two"), {NOW - HOUR: ()})
    lose_starts(demo, session_id, [jobs["two"]])
    before = as_demo.get("overview/").json()["counts"]
    assert before["checking"] == 1
    # the job is not read once more: it is among all jobs
    assert calls(as_demo.get, "overview/details") == ["GET"] * 4
    after = details(as_demo)["counts"]
    assert (after["checking"], after["complete"]) == (0, before["complete"] + 1)
    (item,) = as_demo.get("sessions/", q="In doubt").json()["items"]
    assert item["verdict"]["state"] == "complete"
    assert as_demo.get("overview/").json()["counts"]["checking"] == 0


def test_machines_are_told_by_the_age_of_their_backups(as_demo, demo, machine, new_job):
    job_id = new_job("orders", client_id=machine, **HOURLY)
    agent.adopt(demo, job_id)
    back_up(demo, job_id, "orders", NOW - 600, hostname="another-name")
    found = details(as_demo)
    row = of(found, "machines", machine)
    assert (row["state"], row["at"], row["job"]["id"]) == ("fresh", NOW - 600, job_id)
    assert sum(cell["backups"] for cell in row["cells"]) == 1
    assert of(found, "jobs", job_id)["state"] == "fresh"
    assert of(details(as_demo, older=1), "machines", machine)["state"] == "fresh"
    forget_backups(demo)
    back_up(demo, job_id, "orders", NOW - 3 * HOUR)
    assert of(details(as_demo), "machines", machine)["state"] == "overdue"
    assert of(details(as_demo, older=4), "machines", machine)["state"] == "fresh"
    forget_backups(demo)
    assert of(details(as_demo), "machines", machine)["state"] == "waiting"
    agent.update_schedule(demo, job_id, result="success", time_started=NOW - HOUR)
    assert of(details(as_demo), "machines", machine)["state"] == "never"


def test_a_machine_without_a_job_is_not_protected(as_demo, machine):
    found = details(as_demo)
    row = of(found, "machines", machine)
    assert (row["state"], row["job"]) == ("unprotected", None)
    assert of(found, "unprotected", machine)["words"] == "Not backed up · no jobs"


def test_nights_are_the_users_own(as_demo, demo, machine, new_job):
    job_id = new_job("orders", client_id=machine, schedule_hour="2")
    agent.adopt(demo, job_id)
    for back in (2, 4):
        back_up(demo, job_id, "orders", NOW - back * DAY)
    with as_demo.in_zone("Asia/Tokyo"):
        found = details(as_demo, nights=7)
    row = of(found, "machines", machine)
    for night, cell in zip(found["nights"], row["cells"], strict=True):
        made = [at for at in (NOW - 2 * DAY, NOW - 4 * DAY) if night["start"] <= at < night["end"]]
        assert cell["backups"] == len(made)
        assert (cell["state"] == "made") == bool(made)
    assert {cell["state"] for cell in row["cells"]} >= {"made", "missed", "none"}
    assert len(found["nights"]) in (7, 8)
    # noon in Tokyo
    assert {night["start"] % DAY for night in found["nights"]} == {3 * HOUR}


def test_a_night_opens_the_backups_that_its_cell_counts(as_demo, calls, demo, machine, new_job):
    """Whatever name of a machine the records have."""
    job_id = new_job("orders", client_id=machine)
    for number, at in enumerate((NOW - DAY, NOW - DAY, NOW - 3 * DAY)):
        back_up(demo, job_id, "orders", at + number, hostname="called-otherwise")
    back_up(demo, new_job("others"), "others", NOW - DAY, hostname=machine)
    found = details(as_demo)
    counted = 0
    for night, cell in zip(found["nights"], of(found, "machines", machine)["cells"], strict=True):
        span = {"from": night["start"], "until": night["end"]}
        listed = as_demo.get("backups/", machine=machine, **span).json()["items"]
        assert len(listed) == cell["backups"]
        assert all(night["start"] <= each["at"] < night["end"] for each in listed)
        counted += len(listed)
    assert counted == 3
    # sessions, backups, a stretch of jobs, clients; and the jobs of what is shown
    assert calls(as_demo.get, f"backups/?machine={machine}") == ["GET"] * 5


def test_two_users_with_other_zones_are_not_told_each_others_nights(as_demo, machine):
    own = details(as_demo, **MINUTE)
    with as_demo.in_zone("Asia/Tokyo"):
        other = details(as_demo, **MINUTE)
    assert {night["start"] % DAY for night in own["nights"]} == {DAY // 2}
    assert {night["start"] % DAY for night in other["nights"]} == {3 * HOUR}


def test_of_many_that_need_somebody_the_first_ten_are_shown_and_all_are_counted(as_demo, new_runs):
    for number in range(12):
        new_runs(f"Bad {number:02}", ["bad"], {NOW - HOUR: ["bad"]})
    found = as_demo.get("overview/").json()
    assert found["counts"]["incomplete"] == found["needy"]["total"] == 12
    assert [each["name"] for each in found["needy"]["items"]] == [
        f"Bad {number:02}" for number in range(10)
    ]
    assert found["words"] == ["Last night: 0 of 12 sessions complete.", "12 need you."]


def test_what_no_machine_explains_is_told(as_demo, demo):
    back_up(demo, "f" * 32, "left", NOW - 60, hostname="gone-1")
    back_up(demo, "f" * 32, "left", NOW + DAY, hostname=HOST)
    notes = details(as_demo)["notes"]
    assert [note[: len("1 backup ")] for note in notes] == ["1 backup "] * 2


def test_what_runs_and_what_comes_is_told_of_jobs_alone_too(as_demo, demo, new_session, new_job):
    alone = new_job("Alone", **HOURLY)
    agent.adopt(demo, alone)
    agent.update_schedule(demo, alone, status="running", time_started=NOW - 60)
    session_id = new_session("Hourly", jobs=(new_job("member"),), schedule=HOURLY)
    found = details(as_demo)
    assert alone in [each["id"] for each in found["running_jobs"]["items"]]
    assert alone in [each["id"] for each in found["next"]["items"]]
    assert session_id not in [each["id"] for each in found["needy"]["items"]]


def test_an_empty_project_is_told_so(as_admin):
    found = details(as_admin)
    assert found["is_empty"] is True
    assert found["words"] == ["There are no sessions yet."]
    assert found["state"] == "empty"


def test_a_project_that_only_restores_is_neither_failed_nor_protected(as_admin, wired):
    client = client_for(wired.cloud, users.ADMIN.name, users.ADMIN.project)
    register(client, "restorer-1", "It gets data back")
    job_id = make_job(client, "orders", "restorer-1", {"action": "restore"}, event="stop")
    try:
        found = details(as_admin)
        assert found["is_empty"] is False
        assert found["words"] == ["There are no sessions yet."]
        assert found["counts"]["failed"] == found["needy"]["total"] == 0
        assert found["alone"]["items"] == found["jobs"]["items"] == []
        (machine,) = found["machines"]["items"]
        assert (machine["state"], machine["at"]) == ("unprotected", None)
        # It waits to be started: not "unprotected", as a backup that nothing runs is.
        assert as_admin.get("jobs/", homes=1).json()["items"][0]["need"] == "never"
    finally:
        client.jobs.delete(job_id)
        client.clients.delete("restorer-1")


def test_a_freezer_that_answers_half_is_an_error(as_demo, wired):
    wired.freezer.inject("GET", r"/backups/\?", "status", status=503, nth=0)
    assert as_demo.get("overview/details").status_code == 502
    assert as_demo.get("overview/").ok


def test_the_first_sentence_is_in_the_page_itself(as_demo, wired, new_session, new_runs):
    new_runs("Good", ["good"], {NOW - HOUR: ()})
    page = as_demo.page("/project/freezer_overview/").text
    assert "1 of 1 session complete." in page.split("freezer-early", 1)[1].split("</div>")[1]
    assert as_demo.get("overview/").json()["words"][0] in page
    # a Freezer that fails is told of by the browser
    assert as_demo.patch(f"sessions/{new_session()}", {"description": "Written"}).ok
    wired.freezer.inject("GET", "/sessions", "status", status=503, nth=0)
    page = as_demo.page("/project/freezer_overview/")
    assert page.status_code == 200
    assert "freezer-early" not in page.text
