"""Jobs that back up, made for one or many clients."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import HOST
from tests.rest.horizon import answered, ok

ACTION = {"path_to_backup": "/srv/new", "backup_name": "new-{hostname}", "container": "new"}
NIGHTLY = {
    "description": "Web nightly",
    "schedule": {"schedule_hour": "2", "schedule_minute": "30"},
}
BACKWARDS = {
    "schedule_interval": "1 hours",
    "schedule_start_date": "2040-02-02T00:00:00",
    "schedule_end_date": "2040-02-01T00:00:00",
}


def test_a_job_is_made_for_each_client(as_demo, demo, new_client, made):
    clients = [new_client("new-1"), new_client("new-2")]
    answer = answered(201, as_demo.post("jobs/", {"clients": clients, "action": ACTION}))
    items = answer["items"]
    made += [item["id"] for item in items]
    assert answer["failed"] == []
    assert [(item["client_id"], item["stopped"], item["runs"]) for item in items] == [
        ("new-1", True, "nothing"),
        ("new-2", True, "nothing"),
    ]
    job = demo.jobs.get(made[1])
    assert job["description"] == "Backup of new-2"
    (action,) = job["job_actions"]
    assert (action["max_retries"], action["max_retries_interval"]) == (0, 60)
    kept = {key: value for key, value in action["freezer_action"].items() if value is not None}
    assert kept == {
        "action": "backup",
        "engine_name": "tar",
        "mode": "fs",
        "path_to_backup": "/srv/new",
        "backup_name": "new-new-2",
        "storage": "swift",
        "container": "new",
        "incremental": True,
        "max_level": 6,
        "compression": "gzip",
    }


def test_a_check_writes_nothing_and_shows_what_would_be_made(
    as_demo, wired, demo, new_client, made
):
    clients = [new_client("twin-1"), new_client("twin-2")]
    body = {"clients": clients[:1], "action": ACTION}
    made.append(as_demo.post("jobs/", body).json()["items"][0]["id"])
    with wired.freezer.only_reads():
        answer = ok(as_demo.post("jobs/", {"clients": clients, "action": ACTION, "check": True}))
    first, second = answer["jobs"]
    assert second["description"] == "Backup of twin-2"
    assert second["actions"][0]["backup_name"] == "new-twin-2"
    assert second["warnings"] == []
    assert "would become one chain" in first["warnings"][0]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"clients": ["nobody"]}, "clients", "Not registered with Freezer: nobody"),
        ({"clients": []}, "clients", "at least one"),
        ({"description": "x" * 256}, "description", "255 characters"),
        ({"schedule": BACKWARDS}, "schedule_end_date", "not after the start"),
        (
            {"session": {**NIGHTLY, "schedule": BACKWARDS}, "check": True},
            "session.schedule_end_date",
            "not after the start",
        ),
        ({"action": {**ACTION, "path_to_backup": "new"}}, "action.path_to_backup", "whole path"),
        ({"action": {**ACTION, "container": "../new"}}, "action.container", "Remove . and .."),
        ({"action": {**ACTION, "restore_from_host": "a"}}, "action.restore_from_host", "no field"),
    ],
)
def test_bad_input_writes_nothing(as_demo, wired, changes, field, words):
    with wired.freezer.only_reads():
        answer = answered(
            400, as_demo.post("jobs/", {"clients": [HOST], "action": ACTION, **changes})
        )
    assert words in answer["detail"][field]


def test_a_text_that_a_machines_name_makes_too_long_is_refused(as_demo, wired, new_client):
    """MariaDB answers 500 to more than 255 characters (M2)."""
    client = new_client("a" * 60)
    action = {**ACTION, "backup_name": "x" * 240 + "{hostname}"}
    with wired.freezer.only_reads():
        answer = as_demo.post("jobs/", {"clients": [client], "action": action})
    assert (answer.status_code, answer.json()["field"]) == (400, "action.backup_name")
    assert "This text has 300." in answer.json()["error"]


def test_as_many_clients_as_a_plan_may_have_are_checked_in_a_few_calls(as_demo, wired):
    many = [f"many-{number}" for number in range(300)]

    def registered(answer):
        of_tests = answer["clients"][0]
        client = of_tests["client"]
        more = [{**of_tests, "client": {**client, "client_id": e, "hostname": e}} for e in many]
        return {**answer, "clients": [*answer["clients"], *more]}

    with wired.freezer.only_reads():
        wired.freezer.inject("GET", "/clients", "change", change=registered)
        answer = ok(as_demo.post("jobs/", {"clients": many, "action": ACTION, "check": True}))
    assert [(job["client_id"], job["actions"][0]["backup_name"]) for job in answer["jobs"]] == [
        (client, f"new-{client}") for client in many
    ]
    # clients; jobs, for their twins
    assert len(wired.freezer.calls) <= 3


def test_a_client_that_cannot_do_it_is_said_before(as_demo, new_client):
    able = {"supported_actions": ["backup"], "supported_modes": ["mysql"]}
    answer = as_demo.post("jobs/", {"clients": [new_client("only-db", **able)], "action": ACTION})
    assert answer.status_code == 400
    assert "does not support the mode fs" in answer.json()["detail"]["clients"]


def test_a_check_says_when_a_new_session_would_run(as_demo, wired, new_client):
    body = {"clients": [new_client("plan-1")], "action": ACTION, "session": NIGHTLY, "check": True}
    with wired.freezer.only_reads():
        session = ok(as_demo.post("jobs/", body))["session"]
    assert session["description"] == "Web nightly"
    assert "02:30" in session["words"]
    assert session["next_run"] > 0
    wrong = {**NIGHTLY, "description": " ", "schedule": {"schedule_hour": "25"}}
    answer = answered(400, as_demo.post("jobs/", {**body, "session": wrong}))
    assert set(answer["detail"]) == {"session.description", "session.schedule_hour"}


def test_a_chain_is_not_deleted_while_it_grows(as_demo, new_client):
    """Six nights of changes after a full backup: with three days the seventh would go at once."""
    action = {**ACTION, "remove_older_than": 6}
    body = {"clients": [new_client("keep-1")], "action": action, "session": NIGHTLY, "check": True}
    answer = as_demo.post("jobs/", body)
    assert "7 days or more" in answer.json()["detail"]["action.remove_older_than"]
    action["remove_older_than"] = 7
    kept = as_demo.post("jobs/", body).json()["retention"]
    assert kept.startswith("Retention: backups are deleted after 7 days, together with")
    assert "only the newest backup is left" in kept
    action["remove_older_than"] = 14
    kept = as_demo.post("jobs/", body).json()["retention"]
    assert kept.endswith(" From the first deletion on, you can go back 7 days or more.")
    plan = as_demo.post("jobs/", {**body, "action": ACTION}).json()
    assert plan["retention"] == "Retention: no backup is deleted."
    # what does not run yet keeps nothing
    del body["session"]
    assert as_demo.post("jobs/", body).json()["retention"] is None


@pytest.fixture
def session(demo, as_demo):
    session_id = as_demo.post("sessions/", NIGHTLY).json()["id"]
    yield session_id
    if demo.sessions.get(session_id):
        demo.sessions.delete(session_id)


def test_jobs_are_made_in_a_session(as_demo, demo, new_client, made, session):
    clients = [new_client("in-1"), new_client("in-2")]
    answer = answered(
        201, as_demo.post(f"sessions/{session}/jobs/", {"clients": clients, "action": ACTION})
    )
    made += [item["id"] for item in answer["items"]]
    assert set(demo.sessions.get(session)["jobs"]) == set(made)
    for job_id in made:
        job = demo.jobs.get(job_id)
        assert job["session_id"] == session
        assert job["job_schedule"]["schedule_hour"] == "2"
    assert [item["runs"] for item in answer["items"]] == ["session", "session"]
    assert as_demo.get(f"sessions/{session}").json()["problems"] == []


def test_asked_again_only_what_is_missing_is_made(as_demo, wired, demo, new_client, made, session):
    """The answer to the second job's PUT is lost: its job is there, and not in the session."""
    clients = [new_client("cut-1"), new_client("cut-2")]
    plan = {"clients": clients, "action": ACTION}
    check = as_demo.post("jobs/", {**plan, "session_id": session, "check": True}).json()
    ids = {job["client_id"]: job["id"] for job in check["jobs"]}
    made += ids.values()
    cut = ids["cut-2"]
    wired.freezer.inject("PUT", f"/jobs/{cut}$", "status", status=503)
    first = as_demo.post(f"sessions/{session}/jobs/", {**plan, "ids": ids})
    assert [each["client_id"] for each in first.json()["failed"]] == ["cut-2"]
    assert set(demo.sessions.get(session)["jobs"]) == {ids["cut-1"]}
    # as the PUT would leave it: an agent may read it before, and writes it back later
    job = demo.jobs.get(cut)
    assert (job["session_id"], job["job_schedule"]["event"]) == (session, "start")
    assert job["job_schedule"]["schedule_hour"] == "2"
    again = answered(201, as_demo.post(f"sessions/{session}/jobs/", {**plan, "ids": ids}))
    assert again["failed"] == []
    assert set(demo.sessions.get(session)["jobs"]) == set(ids.values())
    ours = [job for job in demo.jobs.list_all(limit=1000) if job["client_id"] in clients]
    assert len(ours) == len(clients)


def test_an_id_of_another_job_is_refused(as_demo, demo, new_client, new_job):
    stranger = new_job("Somebody's job")
    client = new_client("id-1")
    body = {"clients": [client], "action": ACTION, "ids": {client: stranger}}
    answer = as_demo.post("jobs/", body)
    assert answer.status_code == 409
    # it is not the user's to delete
    assert answer.json()["error"] == (
        'No job was created: A different job, "Somebody\'s job", already has this ID.'
    )
    assert demo.jobs.get(stranger)["description"] == "Somebody's job"


def test_an_id_for_two_clients_makes_no_job(as_demo, wired, new_client):
    clients = [new_client(), new_client()]
    body = {"clients": clients, "action": ACTION, "ids": dict.fromkeys(clients, "f" * 32)}
    with wired.freezer.only_reads():
        answer = as_demo.post("jobs/", body)
    assert (answer.status_code, answer.json()["field"]) == (400, "ids")


def test_a_session_is_made_once_though_its_answer_was_lost(as_demo, demo, session):
    again = as_demo.post("sessions/", {**NIGHTLY, "again": True})
    assert again.json()["id"] == session
    other = as_demo.post("sessions/", {**NIGHTLY, "description": "Web weekly", "again": True})
    assert other.json()["id"] != session
    demo.sessions.delete(other.json()["id"])


def test_a_session_that_is_asked_for_again_many_times_at_once_is_made_once(as_demo, twin, demo):
    body = {**NIGHTLY, "description": "Asked for by many", "again": True}
    windows = [as_demo.at(url) for url in (as_demo.url, twin.url) * 4]
    with ThreadPoolExecutor(len(windows)) as pool:
        answers = list(pool.map(lambda window: window.post("sessions/", body), windows))
    ids = {ok(answer)["id"] for answer in answers}
    for session_id in ids:
        demo.sessions.delete(session_id)
    assert len(ids) == 1


def test_what_fails_is_said_with_its_client_and_the_rest_is_made(
    as_demo, wired, demo, new_client, made
):
    clients = [new_client("half-1"), new_client("half-2")]
    wired.freezer.inject("POST", "/jobs/?$", "status", status=503)
    answer = answered(201, as_demo.post("jobs/", {"clients": clients, "action": ACTION}))
    made += [item["id"] for item in answer["items"]]
    assert [item["client_id"] for item in answer["items"]] == ["half-2"]
    assert [each["client_id"] for each in answer["failed"]] == ["half-1"]


def test_a_password_is_answered_to_nobody(as_demo, demo, new_client, made):
    ssh = {"storage": "ssh", "ssh_host": "h", "ssh_username": "u", "ssh_password": "geh$eim"}
    action = {**ACTION, **ssh, "container": "/backups"}
    answer = as_demo.post("jobs/", {"clients": [new_client("ssh-1")], "action": action})
    assert answer.status_code == 201, answer.text
    made.append(answer.json()["items"][0]["id"])
    assert "geh" not in answer.text
    stored = demo.jobs.get(made[0])["job_actions"][0]["freezer_action"]
    assert stored["ssh_password"] == "geh$$eim"


def test_the_form_says_its_fields(calls, as_demo):
    answer = as_demo.get("forms/backup-jobs")
    assert set(answer.json()) == {"job", "action"}
    fields = {field["name"]: field for field in answer.json()["action"]}
    assert fields["ssh_password"]["kind"] == "secret"
    assert fields["max_level"]["when"] == {"incremental": [True]}
    assert [choice["value"] for choice in fields["storage"]["choices"]] == ["swift", "local", "ssh"]
    assert fields["storage"]["default"] == "swift"
    assert calls(as_demo.get, "forms/backup-jobs") == []
    assert as_demo.get("forms/none").status_code == 404


STORED = {"storage": "swift", "container": "shared", "path_to_backup": "/srv"}


def test_jobs_are_made_of_actions_that_exist_and_run_on_their_own_schedule(
    as_demo, wired, demo, new_client, made, new_action
):
    clients = [new_client("own-1"), new_client("own-2")]
    actions = [
        new_action("shared", **STORED),
        new_action("shared", **STORED, action="admin", remove_older_than=30),
    ]
    body = {
        "description": "Own of {hostname}",
        "clients": clients,
        "actions": actions,
        "schedule": {"schedule_interval": "90 minutes"},
        "as_calendar": True,
        "ids": {"own-1": "own-1-job", "own-2": "own-2-job"},
    }
    with wired.freezer.only_reads():
        check = ok(as_demo.post("jobs/", {**body, "check": True}))
    assert check["session"] is None
    assert "90 minutes" in check["schedule"]["words"]
    first, _second = check["jobs"]
    assert [each["backup_name"] for each in first["actions"]] == ["shared", "shared"]

    made += body["ids"].values()
    answer = answered(201, as_demo.post("jobs/", body))
    assert [(each["description"], each["runs"]) for each in answer["items"]] == [
        ("Own of own-1", "alone"),
        ("Own of own-2", "alone"),
    ]
    job = demo.jobs.get("own-2-job")
    assert [each["action_id"] for each in job["job_actions"]] == actions
    assert job["job_schedule"]["event"] == "start"
    # the answer was lost: none is made twice, though its interval would begin later now
    later = {**job["job_schedule"], "schedule_start_date": "2040-01-02T02:30:00Z"}
    demo.jobs.update("own-2-job", {"job_schedule": later})
    with wired.freezer.only_reads():
        again = as_demo.post("jobs/", body)
    assert [each["id"] for each in again.json()["items"]] == ["own-1-job", "own-2-job"]


def test_actions_that_exist_are_refused_as_a_new_one_is(as_demo, wired, new_client, new_action):
    client = new_client("only-mysql", supported_actions=["backup"], supported_modes=["mysql"])
    files, gone = new_action("shared", **STORED), "0" * 32
    short = new_action("shared", incremental=True, max_level=6, remove_older_than=1)
    nightly = {"schedule_hour": "2"}
    with wired.freezer.only_reads():
        for changes, field, words in (
            ({"clients": [client], "actions": [files]}, "clients", "does not support the mode fs"),
            ({"actions": [gone]}, "actions", "deleted meanwhile"),
            ({"actions": []}, "actions", "at least one"),
            ({"actions": [files], "action": ACTION}, "actions", "new action or existing"),
            ({"actions": [short], "schedule": nightly}, "actions", "Keep backups for 7 days"),
            ({"action": ACTION, "schedule": {"schedule_hour": "25"}}, "schedule_hour", "hour"),
            ({"action": ACTION, "schedule": nightly, "session_id": "x"}, "schedule", "its session"),
        ):
            answer = answered(
                400, as_demo.post("jobs/", {"clients": [HOST], **changes, "check": True})
            )
            assert words in answer["detail"][field]


def test_what_a_client_cannot_do_is_told_beside_the_choice(as_demo, new_client, new_action):
    client = new_client("mysql-1", supported_actions=["backup"], supported_modes=["mysql"])
    files, database = new_action("shared", **STORED), new_action("shared", mode="mysql")
    ssh = new_action("shared", storage="ssh", container="/b", ssh_host="vault")
    gone = new_action("shared", storage="s3", container="bucket")
    answer = ok(as_demo.post("actions/choices/", {"clients": [HOST, client]}))
    found = {each["id"]: each for each in answer["items"]}
    assert [found[each]["place"] for each in (ssh, gone)] == ["ssh: vault:/b", None]
    assert (found[files]["name"], found[files]["place"]) == ("shared", "swift: shared")
    assert found[files]["refused"] == "The client mysql-1 does not support the mode fs."
    assert found[database]["refused"] is None
