"""Every endpoint x verb x who asks; an endpoint that is not in the table fails."""

import json
from collections.abc import Iterator

import pytest
import requests

from stack import catalog
from stack.users import User
from tests.conftest import HOST, SCHEDULE, make_job
from tests.rest.endpoints import Endpoint, declared
from tests.rest.horizon import Horizon
from tests.rest.test_nonsense import TAKEN

#: Whoever has a role in the project.
ALL = frozenset(("reader", "demo", "boss"))
#: Members and admins of it.
WRITERS = frozenset(("demo", "boss"))
TABLE = {
    "GET actions/": ALL,
    "POST actions/": WRITERS,
    "GET actions/{action_id}": ALL,
    "GET actions/{action_id}/record": ALL,
    "GET actions/{action_id}/file": ALL,
    "PUT actions/{action_id}/file": WRITERS,
    "POST actions/file/": WRITERS,
    "POST actions/choices/": ALL,
    "PATCH actions/{action_id}": WRITERS,
    "DELETE actions/{action_id}": WRITERS,
    "GET actions/{action_id}/form": WRITERS,
    "POST actions/{action_id}/secrets": WRITERS,
    "GET backups/": ALL,
    "GET backups/{backup_id}": ALL,
    "GET backups/{backup_id}/record": ALL,
    "DELETE backups/{backup_id}": WRITERS,
    "GET backups/{backup_id}/restore": ALL,
    "POST backups/{backup_id}/restore": WRITERS,
    "GET clients/": ALL,
    "GET clients/{client_id}": ALL,
    "GET clients/{client_id}/record": ALL,
    "DELETE clients/{client_id}": WRITERS,
    "GET forms/{form}": WRITERS,
    "GET health/": ALL,
    "GET installation": WRITERS,
    "GET jobs/": ALL,
    "POST jobs/": WRITERS,
    "PATCH jobs/{job_id}": WRITERS,
    "DELETE jobs/{job_id}": WRITERS,
    "POST jobs/{job_id}/event": WRITERS,
    "GET jobs/{job_id}/form": WRITERS,
    "GET jobs/{job_id}/retention": ALL,
    "GET jobs/{job_id}/record": ALL,
    "GET jobs/{job_id}/file": ALL,
    "PUT jobs/{job_id}/file": WRITERS,
    "POST jobs/file/": WRITERS,
    "GET openapi.json": ALL,
    "GET overview/": ALL,
    "GET overview/details": ALL,
    "GET restores/": ALL,
    "GET restore-points/": ALL,
    "POST retention/": ALL,
    "POST schedule/preview": ALL,
    "GET sessions/": ALL,
    "POST sessions/": WRITERS,
    "GET sessions/{session_id}": ALL,
    "GET sessions/{session_id}/record": ALL,
    "GET sessions/{session_id}/file": ALL,
    "PUT sessions/{session_id}/file": WRITERS,
    "POST sessions/file/": WRITERS,
    "PATCH sessions/{session_id}": WRITERS,
    "DELETE sessions/{session_id}": WRITERS,
    "GET sessions/{session_id}/action": ALL,
    "POST sessions/{session_id}/action": WRITERS,
    "POST sessions/{session_id}/jobs/": WRITERS,
    "PUT sessions/{session_id}/jobs/{job_id}": WRITERS,
    "DELETE sessions/{session_id}/jobs/{job_id}": WRITERS,
    "GET sessions/{session_id}/snapshots/": ALL,
    "GET sessions/{session_id}/snapshots/compare": ALL,
    "GET sessions/{session_id}/snapshots/{key}": ALL,
    "PUT sessions/{session_id}/snapshots/{key}": WRITERS,
    "DELETE sessions/{session_id}/snapshots/{key}": WRITERS,
    "GET sessions/{session_id}/snapshots/{key}/export": ALL,
    "GET sessions/{session_id}/snapshots/{key}/restore": ALL,
    "POST sessions/{session_id}/snapshots/{key}/restore": WRITERS,
    "GET upcoming/": ALL,
    "GET upcoming/export": ALL,
    "GET volumes/": ALL,
}
ENDPOINTS = {f"{each.verb} {each.path}": each for each in declared()}
WRITES = sorted(name for name, each in ENDPOINTS.items() if each.writes)
GETS = sorted(name for name, each in ENDPOINTS.items() if each.verb == "GET")
#: In every text of ours: whoever is shown it has seen what is ours.
NEEDLE = "needle-81736"
BOSS = User("boss", "demo", "admin")
NOBODY = "0" * 32


@pytest.fixture(scope="module")
def people(wired, as_demo, as_reader, as_other, as_admin) -> dict[str, Horizon]:
    """By name; `boss` is an admin of the same project, `admin` and `other` are of others."""
    catalog._ensure_user(catalog._client(wired.cloud.keystone_url), BOSS)
    boss = Horizon(wired.cloud.horizon_url, BOSS)
    return {
        "demo": as_demo, "reader": as_reader, "boss": boss, "other": as_other, "admin": as_admin
    }  # fmt: skip


@pytest.fixture(scope="module")
def ids(demo) -> Iterator[dict[str, str]]:
    """Of one of each, all of project demo."""
    what = {"action": "backup", "backup_name": NEEDLE, "mode": "fs", "storage": "local"}
    job_id = make_job(demo, NEEDLE, **SCHEDULE, event="stop")
    session = {"description": NEEDLE, "hold_off": 5, "schedule": SCHEDULE}
    record = {"backup_name": NEEDLE, "hostname": "h", "container": "c", "time_stamp": 1_700_000_000}
    found = {
        "job_id": job_id,
        "session_id": demo.sessions.create(session),
        "action_id": demo.actions.create({"freezer_action": what}),
        "backup_id": demo.backups.create(record),
        "client_id": HOST,
        "key": "t1",
        "form": "action",
    }
    yield found
    demo.jobs.delete(job_id)
    demo.sessions.delete(found["session_id"])
    demo.actions.delete(found["action_id"])
    demo.backups.delete(found["backup_id"])


def send(horizon: Horizon, endpoint: Endpoint, ids: dict[str, str], **options):
    """With a body that is taken where there is one."""
    name = f"{endpoint.verb} {endpoint.path}"
    body = TAKEN.get(name) if endpoint.declared.body else None
    return horizon.ask(endpoint.verb, endpoint.path.format(**ids), json=body, **options)


def state(demo) -> str:
    """All documents of the project."""
    kinds = (
        demo.sessions.list_all(limit=1000), demo.jobs.list_all(limit=1000),
        demo.actions.list(limit=1000), demo.backups.list(limit=1000), demo.clients.list(limit=1000),
    )  # fmt: skip
    return json.dumps([sorted(map(json.dumps, rows)) for rows in kinds])


def test_the_table_has_every_endpoint():
    assert set(TABLE) == set(ENDPOINTS)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("who", sorted(ALL))
def test_a_role_of_the_project(people, wired, ids, who, name):
    """Writes name what is not there: who may would be let through."""
    endpoint = ENDPOINTS[name]
    asked = dict.fromkeys(ids, NOBODY) if endpoint.writes else ids
    wired.freezer.reset()
    # No create goes through either: a body that is none.
    answer = people[who].ask(endpoint.verb, endpoint.path.format(**asked), json={})
    if who in TABLE[name]:
        assert answer.status_code not in (401, 403, 500), answer.text
    else:
        assert answer.status_code == 403, answer.text
        assert "not allowed" in answer.json()["error"]
        assert wired.freezer.calls == []


@pytest.mark.parametrize("who", ["other", "admin"])
def test_nobody_of_another_project_sees_or_changes_anything(people, demo, ids, who):
    before = state(demo)
    for name, endpoint in ENDPOINTS.items():
        if endpoint.writes and "{" not in endpoint.path:
            continue  # makes something of their own
        answer = send(people[who], endpoint, ids)
        assert NEEDLE not in answer.text, name
        if "_id}" in endpoint.path and "client_id" not in endpoint.path:
            assert answer.status_code in (400, 404, 409, 502), f"{name}: {answer.text}"
    assert state(demo) == before


def test_an_admin_of_the_project_sees_no_other_projects_jobs(people, other):
    """Freezer answers an admin with every project's."""
    job = {"client_id": "their-db-1", "description": "theirs", "job_schedule": {}}
    job_id = other.jobs.create({**job, "job_actions": []})
    try:
        for who in ("boss", "admin"):
            assert job_id not in people[who].get("jobs/", limit="1000").text
            assert people[who].get("jobs/", ids=job_id).json()["items"] == []
            assert people[who].delete(f"jobs/{job_id}").status_code == 404
        assert other.jobs.get(job_id)
    finally:
        other.jobs.delete(job_id)


@pytest.mark.parametrize("name", TABLE)
def test_who_is_not_logged_in_is_told_so(as_demo, wired, ids, name):
    endpoint = ENDPOINTS[name]
    wired.freezer.reset()
    answer = requests.request(
        endpoint.verb,
        f"{as_demo.url}/api/freezer/{endpoint.path.format(**ids)}",
        headers={"X-Requested-With": "XMLHttpRequest"},
        timeout=60,
    )
    # To a write without a token it is Horizon that says so.
    assert answer.status_code in ((401,) if endpoint.verb == "GET" else (401, 403))
    assert wired.freezer.calls == []


@pytest.mark.parametrize("name", [each for each in TABLE if not each.startswith("GET")])
def test_the_cookie_alone_writes_nothing(as_demo, wired, ids, name):
    """As a form of another site would send it, with the header of ours and without."""
    endpoint = ENDPOINTS[name]
    for headers in (
        {"X-Requested-With": "XMLHttpRequest", "Referer": as_demo.url},
        {"X-CSRFToken": as_demo.csrf, "Referer": as_demo.url},
        {"Referer": "https://elsewhere.example/"},
    ):
        wired.freezer.reset()
        answer = send(as_demo, endpoint, ids, headers=headers)
        assert answer.status_code in (302, 400, 401, 403), f"{headers}: {answer.text[:200]}"
        assert wired.freezer.calls == []


@pytest.mark.parametrize("name", GETS)
def test_a_get_writes_nothing(as_demo, wired, ids, name):
    with wired.freezer.only_reads():
        answer = send(as_demo, ENDPOINTS[name], ids)
    assert answer.status_code in (200, 400, 404, 409), answer.text
