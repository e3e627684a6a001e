"""Clients: what protects each machine, and when one may be deleted."""

import uuid

from stack import users
from stack.clients import client_for
from stack.seed import register
from tests.conftest import HOST, THEIR_HOST
from tests.rest.horizon import answered

DAILY = {"schedule_interval": "1 days"}
HAS_RUN = {**DAILY, "event": "", "status": "scheduled"}


def clients(horizon, **query):
    return horizon.get("clients/", **query).json()["items"]


def one(horizon, client_id, **query):
    return next(each for each in clients(horizon, **query) if each["id"] == client_id)


def test_clients_are_listed_by_name_before_their_jobs_are_read(as_demo, new_client):
    last, its = new_client("Zebra-1"), {"description": "In the savannah", "uuid": "5a" * 16}
    first = new_client("antelope-1", **its)
    found = clients(as_demo)
    names = [each["id"] for each in found]
    assert names == sorted(names, key=str.casefold)
    assert {first, last, HOST} <= set(names)
    assert one(as_demo, first) == {
        "id": first,
        "hostname": first,
        **its,
        "is_central": False,
        "counts": None,
        "time_ended": None,
        "result": None,
        "protected": None,
        "words": None,
        "need": "waiting",
        "rank": 2,
        "cannot": {},
    }


def test_a_page_is_not_the_end(as_demo, new_client):
    wanted = {new_client() for _ in range(3)}
    page, rest = as_demo.pages("clients/", q="machine-", limit=2)
    assert page["next"] == "2"
    assert {each["id"] for each in page["items"] + rest["items"]} == wanted


def test_clients_are_found_by_name_and_description(as_demo, new_client):
    client_id = new_client(description="Carts of the SHOP")
    for q in (client_id[3:].upper(), "carts of"):
        assert [each["id"] for each in clients(as_demo, q=q)] == [client_id]
    assert clients(as_demo, q="no such machine") == []


def test_what_protects_a_client_is_told(as_demo, demo, new_client, new_session, new_job):
    client_id = new_client()
    assert one(as_demo, client_id, jobs="1") == one(as_demo, client_id) | {
        "counts": dict.fromkeys(
            ("jobs", "session", "alone", "nothing", "backups", "protecting"), 0
        ),
        "protected": False,
        "words": "Not backed up · no jobs",
        "need": "unprotected",
        "rank": 1,
    }
    member = new_job("member", client_id)
    stopped = new_job("stopped", client_id, **DAILY, event="stop")
    new_job("elsewhere")
    new_session("Has one", jobs=(member,))
    item = one(as_demo, client_id, jobs="1")
    expected = {"jobs": 2, "session": 1, "alone": 0, "nothing": 1, "backups": 2, "protecting": 1}
    assert item["counts"] == expected
    assert (item["protected"], item["words"]) == (True, "1 of 2 backup jobs active")
    demo.jobs.update(
        stopped,
        {"job_schedule": {**HAS_RUN, "result": "fail", "time_started": 50, "time_ended": 60}},
    )
    item = one(as_demo, client_id, jobs="1")
    assert (item["counts"]["alone"], item["time_ended"], item["result"]) == (1, 60, "fail")


def test_a_client_has_its_jobs(as_demo, new_client, new_session, new_job):
    client_id = new_client(supported_engines=["tar", "rsync"])
    free, member = new_job("Alone", client_id), new_job("In a session", client_id)
    session_id = new_session("Lists one", jobs=(member,))
    new_job("elsewhere")
    found = as_demo.get(f"clients/{client_id}").json()
    assert [job["id"] for job in found["jobs"]] == [free, member]
    assert [job["runs"] for job in found["jobs"]] == ["alone", "session"]
    assert found["jobs"][1]["home"] == {"id": session_id, "name": "Lists one"}
    assert [job["warning"] for job in found["jobs"]] == [None, None]
    assert found["supports"]["engines"] == ["tar", "rsync"]
    assert found.items() >= one(as_demo, client_id, jobs="1").items()


def test_a_client_with_a_domain_has_a_page_and_others_have_none(as_demo, wired, new_client):
    client_id = new_client(f"web-{uuid.uuid4().hex[:8]}.example.com")
    assert as_demo.get(f"clients/{client_id}").json()["id"] == client_id
    assert as_demo.get("clients/nobody-1").status_code == 404
    wired.freezer.reset()
    for strange in ("%2E%2E", "a%20b", "a%3Fb"):
        answer = as_demo.get(f"clients/{strange}")
        assert answer.status_code in (400, 404)
    assert wired.freezer.calls == []


def test_a_client_without_jobs_is_deleted(as_demo, demo, new_client):
    client_id = new_client()
    assert as_demo.delete(f"clients/{client_id}").status_code == 204
    assert demo.clients.get(client_id) is None
    assert as_demo.delete(f"clients/{client_id}").status_code == 404
    # as its scheduler does when it is started again
    register(demo, client_id, "Back again")
    assert one(as_demo, client_id)["description"] == "Back again"


def test_a_client_with_jobs_is_not_deleted(as_demo, demo, wired, new_client, new_job):
    client_id = new_client()
    for name in ("a", "b", "c", "d"):
        new_job(name, client_id)
    wired.freezer.reset()
    answer = answered(409, as_demo.delete(f"clients/{client_id}"))
    assert f'{client_id} has the jobs "a", "b", "c" and 1 more.' in answer["error"]
    assert "DELETE" not in [verb for verb, _path in wired.freezer.calls]
    assert demo.clients.get(client_id) is not None


def test_a_client_that_freezer_did_not_delete_is_told(as_demo, demo, wired, new_client):
    client_id = new_client()
    wired.freezer.inject("DELETE", f"/clients/{client_id}", "status", status=204)
    answer = as_demo.delete(f"clients/{client_id}")
    assert (answer.status_code, "did not delete" in answer.json()["error"]) == (409, True)
    assert demo.clients.get(client_id) is not None


def test_a_central_client_of_another_project_stays(as_demo, wired):
    """Freezer shows it to every project, and deletes it for its own only."""
    admin = client_for(wired.cloud, users.ADMIN.name, users.ADMIN.project)
    client_id = f"central-{uuid.uuid4().hex[:8]}"
    document = {"client_id": client_id, "hostname": client_id, "is_central": True}
    admin.clients.create(document)
    try:
        assert one(as_demo, client_id)["is_central"] is True
        assert as_demo.delete(f"clients/{client_id}").status_code == 403
        assert admin.clients.get(client_id) is not None
    finally:
        admin.clients.delete(client_id)


def test_others_clients_are_not_there(as_demo, as_other, demo, other, new_client):
    client_id = new_client()
    assert client_id not in [each["id"] for each in clients(as_other)]
    assert THEIR_HOST not in [each["id"] for each in clients(as_demo)]
    assert as_other.get(f"clients/{client_id}").status_code == 404
    assert as_other.delete(f"clients/{client_id}").status_code == 404
    assert demo.clients.get(client_id) is not None


def test_an_admin_sees_the_work_of_their_own_project(as_admin, as_demo, new_client, new_job):
    """Freezer shows them every project's jobs."""
    new_job("ours", new_client())
    assert one(as_demo, HOST, jobs="1")
    assert all(each["counts"]["jobs"] == 0 for each in clients(as_admin, jobs="1"))


def test_what_freezer_does_not_answer_is_told(as_demo, wired):
    wired.freezer.inject("GET", "/clients", "status", status=500, nth=0)
    assert as_demo.get("clients/").status_code == 502
    wired.freezer.reset()
    wired.freezer.inject("GET", "/jobs", "status", status=500, nth=0)
    assert as_demo.get("clients/").status_code == 200
    assert as_demo.get("clients/", jobs="1").status_code == 502
