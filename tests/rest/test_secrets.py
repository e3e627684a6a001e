"""A secret that an agent is given is nowhere to be read, but by who may write and asks for it."""

import json
from collections.abc import Iterator

import pytest

from tests.conftest import HOST, make_job, make_session

SECRET = "sesame5417"
#: In each of these ways, by a field of the action.
HIDING = {
    "backup_name": f"ftp://joe:{SECRET}@store",
    "path_to_backup": f"//joe:{SECRET}@smb/share",
    "container": f"https://store/?token={SECRET}",
    "hostname": f"PASSWORD={SECRET}",
    "proxy": f"http://joe:{SECRET}@proxy:3128",
    "ssh_password": SECRET,
    "secret_key": SECRET,
    "access_key": SECRET,
    "command": f"mysql -p{SECRET}",
    "db_pwd": SECRET,
    "exclude": f'{{"name": "password", "value": "{SECRET}"}}',
    "mysql_conf": f"[default]\npassword={SECRET}",
    "options": {"password": SECRET, "all": ["token", SECRET]},
}


@pytest.fixture(scope="module")
def ids(demo) -> Iterator[dict[str, str]]:
    """An action, a job of its own, a session with it, and a backup, all with secrets in them."""
    job_id = make_job(demo, "hides", options=HIDING)
    session_id = make_session(demo, "hides", (job_id,), schedule={"schedule_hour": "5"})
    (own,) = demo.jobs.get(job_id)["job_actions"]
    kept = ("backup_name", "path_to_backup", "container", "hostname")
    record = {key: HIDING[key] for key in kept} | {
        "time_stamp": 1_700_000_000, "job_id": job_id, "mode": "fs", "storage": "local",
        "curr_backup_level": 0,
    }  # fmt: skip
    found = {
        "job_id": job_id,
        "session_id": session_id,
        "action_id": own["action_id"],
        "backup_id": demo.backups.create(record),
        "client_id": HOST,
    }
    yield found
    demo.sessions.delete(session_id)
    demo.jobs.delete(job_id)
    demo.actions.delete(own["action_id"])
    demo.backups.delete(found["backup_id"])


PLACES = (
    "actions/", "actions/?jobs=1", "actions/{action_id}", "jobs/", "jobs/?homes=1&pool=1",
    "jobs/?ids={job_id}", "clients/?jobs=1", "clients/{client_id}", "backups/",
    "backups/{backup_id}", "backups/{backup_id}/restore", "sessions/", "sessions/?members=1",
    "sessions/{session_id}", "sessions/{session_id}/action", "sessions/{session_id}/snapshots/",
    "health/", "upcoming/", "upcoming/export?format=csv", "upcoming/export?format=ics",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_read_tells_a_secret(as_demo, as_reader, ids, place):
    for horizon in (as_demo, as_reader):
        answer = horizon.get(place.format(**ids))
        assert answer.status_code in (200, 403, 409), answer.text
        assert SECRET not in answer.text


def test_no_snapshot_tells_a_secret(as_demo, ids):
    path = f"sessions/{ids['session_id']}/snapshots/"
    found = as_demo.get(path).json()
    keys = [each["key"] for each in found["items"]]
    for key in keys:
        for more in (
            "",
            "/restore",
            *(f"/export?format={kind}" for kind in ("csv", "json", "html")),
        ):
            assert SECRET not in as_demo.get(f"{path}{key}{more}").text


@pytest.mark.parametrize("kind", ["jobs", "actions", "backups"])
def test_no_search_guesses_a_secret(as_reader, ids, kind):
    assert as_reader.get(f"{kind}/", q=SECRET).json()["items"] == []


def test_who_may_write_can_ask_for_it(as_demo, as_reader, wired, ids):
    path = f"actions/{ids['action_id']}/secrets"
    fields = {each["name"]: each["value"] for each in as_demo.post(path, None).json()["fields"]}
    assert all(SECRET in fields[name] for name in HIDING)
    wired.freezer.reset()
    assert as_reader.post(path, None).status_code == 403
    assert wired.freezer.calls == []


def test_the_form_of_a_page_tells_none(as_demo, ids):
    for panel in ("sessions", "jobs", "actions", "backups", "clients", "board", "upcoming"):
        assert SECRET not in json.dumps(as_demo.page(f"/project/freezer_{panel}/").text)
