"""A job's name, its actions and its own schedule, changed."""

import pytest

from tests.conftest import HOST
from tests.rest.horizon import answered, ok


def form(as_demo, job_id) -> dict:
    return ok(as_demo.get(f"jobs/{job_id}/form"))


def edit(as_demo, job_id, **changes):
    body = {"version": form(as_demo, job_id)["version"], **changes}
    return as_demo.ask("PATCH", f"jobs/{job_id}", json=body)


def test_name_actions_and_schedule_are_changed_and_the_past_is_kept(
    as_demo, demo, new_job, new_action
):
    job_id = new_job("Before")
    ran = {"schedule_interval": "1 days", "event": "", "time_started": 1700000000}
    demo.jobs.update(job_id, {"job_schedule": ran})
    first = form(as_demo, job_id)["actions"][0]
    assert first["name"] == "Before"
    second = new_action("second")
    actions = [second, first["id"]]
    nightly = {"schedule_hour": "4"}
    answer = ok(edit(as_demo, job_id, description="After", actions=actions, schedule=nightly))
    assert answer["description"] == "After"
    job = demo.jobs.get(job_id)
    assert [each["action_id"] for each in job["job_actions"]] == [second, first["id"]]
    assert job["job_schedule"]["schedule_hour"] == "4"
    assert "schedule_interval" not in job["job_schedule"]
    assert job["job_schedule"]["event"] == "start"
    assert job["job_schedule"]["time_started"] == 1700000000


def test_a_new_name_leaves_the_schedule_as_it_is(as_demo, demo, new_job):
    job_id = new_job("Before", schedule_interval="2 days", status="scheduled", event="")
    before = demo.jobs.get(job_id)["job_schedule"]
    assert edit(as_demo, job_id, description="After, 50 % of it").status_code == 200
    assert demo.jobs.get(job_id)["job_schedule"] == before


def test_a_stopped_job_stays_stopped(as_demo, demo, new_job):
    job_id = new_job("Stopped", schedule_interval="2 days", event="stop")
    assert edit(as_demo, job_id, schedule={"schedule_hour": "4"}).status_code == 200
    assert demo.jobs.get(job_id)["job_schedule"]["event"] == "stop"


def test_an_interval_that_the_calendar_can_say_is_written_so(as_demo, demo, new_job):
    job_id = new_job("Often", schedule_hour="1", event="start")
    answer = edit(as_demo, job_id, schedule={"schedule_interval": "6 hours"}, as_calendar=True)
    assert answer.status_code == 200, answer.text
    assert "schedule_interval" not in demo.jobs.get(job_id)["job_schedule"]


def test_a_member_runs_on_its_sessions_schedule(as_demo, demo, new_job, new_session):
    job_id = new_job("Member")
    new_session(jobs=(job_id,))
    before = demo.jobs.get(job_id)["job_schedule"]
    answer = answered(400, edit(as_demo, job_id, schedule={"schedule_hour": "4"}))
    assert "schedule of its session" in answer["detail"]["schedule"]
    assert edit(as_demo, job_id, description="Renamed member").status_code == 200
    assert demo.jobs.get(job_id)["job_schedule"] == before


def test_a_job_that_runs_waits(as_demo, demo, new_job):
    job_id = new_job("Runs", schedule_interval="1 days", event="", status="running")
    answer = answered(409, edit(as_demo, job_id, description="Other"))
    assert "is running" in answer["error"]
    assert demo.jobs.get(job_id)["description"] == "Runs"


def test_the_second_of_two_tabs_is_told(as_demo, demo, new_job):
    job_id = new_job("Shared")
    version = form(as_demo, job_id)["version"]
    assert edit(as_demo, job_id, description="First").status_code == 200
    second = {"version": version, "description": "Second"}
    answer = answered(409, as_demo.ask("PATCH", f"jobs/{job_id}", json=second))
    assert answer["detail"]["description"] == "First"
    assert demo.jobs.get(job_id)["description"] == "First"


def test_an_action_that_is_deleted_while_the_form_is_open(as_demo, demo, new_job, new_action):
    """Freezer takes it out of every job that uses it, without a word."""
    job_id, kept = new_job("Before"), new_action("kept")
    gone = demo.actions.create({"freezer_action": {"action": "backup", "mode": "fs"}})
    assert edit(as_demo, job_id, actions=[kept, gone]).status_code == 200
    opened = form(as_demo, job_id)
    demo.actions.delete(gone)
    sent = {"version": opened["version"], "description": "After"}
    answer = answered(409, as_demo.ask("PATCH", f"jobs/{job_id}", json=sent))
    assert [each["id"] for each in answer["detail"]["actions"]] == [kept]
    again = answered(400, edit(as_demo, job_id, actions=[kept, gone]))
    assert "deleted meanwhile" in again["detail"]["actions"]
    job = demo.jobs.get(job_id)
    assert (job["description"], len(job["job_actions"])) == ("Before", 1)


def test_as_many_actions_as_a_job_may_have_stay_in_their_order(as_demo, demo):
    backups = [{"action": "backup", "mode": "fs", "backup_name": f"b{n}"} for n in range(500)]
    job_id = demo.jobs.create(
        {
            "client_id": HOST,
            "job_schedule": {"event": "stop"},
            "job_actions": [{"freezer_action": each} for each in backups],
        }
    )
    ids = [each["id"] for each in form(as_demo, job_id)["actions"]]
    try:
        assert len(ids) == 500
        assert edit(as_demo, job_id, actions=ids[::-1]).status_code == 200
        after = demo.jobs.get(job_id)["job_actions"]
        assert [each["action_id"] for each in after] == ids[::-1]
    finally:
        demo.jobs.delete(job_id)
        for action_id in ids:
            demo.actions.delete(action_id)


def test_what_the_client_cannot_do_is_refused(as_demo, new_client, new_job, new_action):
    new_client("fs-only", supported_actions=["backup"], supported_modes=["fs"])
    job_id = new_job("On fs", client_id="fs-only")
    answer = edit(as_demo, job_id, actions=[new_action("db", mode="mysql")])
    assert "does not support the mode mysql" in answer.json()["detail"]["actions"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"description": " "}, "description"),
        ({"description": "x" * 256}, "description"),
        ({"description": "a\nb"}, "description"),
        ({"actions": []}, "actions"),
        ({"actions": ["../x"]}, "actions"),
        ({"actions": ["gone"]}, "actions"),
        ({"actions": ["a", "a"]}, "actions"),
        ({"actions": [f"a{n}" for n in range(501)]}, "actions"),
        ({"schedule": {"schedule_hour": "25"}}, "schedule_hour"),
        (
            {
                "schedule": {
                    "schedule_interval": "1 hours",
                    "schedule_start_date": "2040-02-02T00:00:00",
                    "schedule_end_date": "2040-02-01T00:00:00",
                }
            },
            "schedule_end_date",
        ),
        ({"schedule": 7}, "schedule"),
        ({"as_calendar": "yes"}, "as_calendar"),
        ({"client_id": HOST}, "body"),
    ],
)
def test_bad_input_writes_nothing(as_demo, wired, new_job, changes, field):
    job_id = new_job("Stays")
    version = form(as_demo, job_id)["version"]
    with wired.freezer.only_reads():
        answer = answered(
            400, as_demo.ask("PATCH", f"jobs/{job_id}", json={"version": version, **changes})
        )
    assert field in answer["detail"]


def test_a_lost_write_is_no_success(as_demo, wired, demo, new_job):
    job_id = new_job("Before")
    version = form(as_demo, job_id)["version"]
    wired.freezer.inject("PATCH", "/jobs/", "status", status=503)
    body = {"version": version, "description": "After"}
    assert as_demo.ask("PATCH", f"jobs/{job_id}", json=body).status_code == 502
    assert demo.jobs.get(job_id)["description"] == "Before"
