"""What no browser of ours sends: answered in JSON with a reason, never with a 500, and nothing is
written on a refusal.
"""

import json
import re
from collections.abc import Iterator

import pytest
import requests

from tests.faults.proxy import WRITE
from tests.rest.endpoints import declared, one_of_each

NINES = "9" * 5000
#: Twelve, in digits that Python reads and nobody types.
WIDE = "\uff11\uff12"
#: As they stand in a body, for Python writes some of them otherwise.
VALUES = (
    "null", "true", "false", "0", "-1", "1.5", "1e308", "1e999", "NaN", "9" * 30, NINES, '""',
    '" "', '"x"', '"' + "x" * 3000 + '"', r'"\u0000"', r'"\ud800"', '"<script>"', '"../jobs"',
    "[]", "[[]]", "[null]", '["x"]', "{}", '{"a": {"b": []}}', "[" * 2000 + "]" * 2000,
)  # fmt: skip
BODIES = (
    "", " ", "null", "5", "true", '"x"', "[]", "[{}]", '{"a": 1}', "{", "NaN", "[" * 100_000, NINES,
    "\ud83d\ude00", '{"a": ' * 5000,
)  # fmt: skip
#: A body that is taken, by verb and path; each of its fields is spoiled in turn.
TAKEN = {
    "POST sessions/": {"description": "x", "hold_off": 5, "schedule": {"schedule_hour": "5"}},
    "PATCH sessions/{session_id}": {"description": "x", "hold_off": 5, "schedule": {}},
    "POST sessions/{session_id}/action": {"kind": "run", "tag": 0},
    "PUT sessions/{session_id}/jobs/{job_id}": {"from": None, "also": [], "again": False},
    "DELETE sessions/{session_id}/jobs/{job_id}": {"then": "stop", "schedule": None, "also": []},
    "POST jobs/": {
        "description": "x",
        "clients": ["shop-db-1"],
        "action": {"path_to_backup": "/srv", "backup_name": "x", "container": "c"},
        "check": True,
    },
    "POST jobs/{job_id}/event": {"event": "stop"},
    "POST jobs/file/": {
        "document": {
            "description": "x",
            "job_schedule": {"schedule_hour": "5"},
            "job_actions": [
                {"freezer_action": {"backup_name": "x", "path_to_backup": "/srv", "container": "c"}}
            ],
        },
        "client_id": "shop-db-1",
        "check": True,
    },
    "PUT jobs/{job_id}/file": {
        "document": {"description": "x", "job_schedule": {"schedule_hour": "5"}, "job_actions": []},
        "version": "x",
        "check": True,
    },
    "PUT actions/{action_id}/file": {
        "document": {"freezer_action": {"backup_name": "x"}, "max_retries": 1},
        "version": "x",
        "check": True,
    },
    "PUT sessions/{session_id}/file": {
        "document": {"description": "x", "hold_off": 5, "schedule": {"schedule_hour": "5"}},
        "version": "x",
        "check": True,
    },
    "POST actions/file/": {
        "document": {"freezer_action": {"backup_name": "x"}, "max_retries": 1},
        "check": True,
    },
    "POST sessions/file/": {
        "document": {"description": "x", "hold_off": 5, "schedule": {"schedule_hour": "5"}},
        "check": True,
        "again": False,
    },
    "POST actions/choices/": {"clients": ["shop-db-1"]},
    "POST actions/": {
        "action": {"path_to_backup": "/srv", "backup_name": "x", "container": "c"},
        "copy_of": None,
        "drop": [],
    },
    "PATCH actions/{action_id}": {"action": {"backup_name": "x"}, "version": "x", "drop": []},
    "PATCH jobs/{job_id}": {
        "description": "x",
        "actions": [],
        "schedule": {},
        "as_calendar": False,
        "version": "x",
    },
    "POST sessions/{session_id}/jobs/": {
        "description": "x",
        "clients": ["shop-db-1"],
        "action": {"path_to_backup": "/srv", "backup_name": "x", "container": "c"},
        "ids": {},
    },
    "POST retention/": {
        "action": {"remove_older_than": 7, "incremental": True, "max_level": 6},
        "schedule": {"schedule_hour": "5"},
        "runs": 30,
    },
    "POST schedule/preview": {
        "schedule": {"schedule_hour": "5"},
        "hold_off": 5,
        "session_id": None,
        "members": [],
    },
    "POST backups/{backup_id}/restore": {
        "choices": [],
        "into": "beside",
        "confirm": "x",
        "check": True,
    },
    "POST sessions/{session_id}/snapshots/{key}/restore": {
        "choices": [],
        "into": "beside",
        "confirm": "x",
        "check": True,
    },
}
TEXTS = (
    "", " ", "0", "-1", "1.5", "0000000001", "1e3", NINES, "0" * 60 + "1", WIDE, "½", "\0",
    "true", "[]", "a,b,,", "../jobs", "' OR 1=1", "%s{}", "x" * 3000, "\U0001f4be",
)  # fmt: skip
#: Bounds that nothing may pass, however it is written.
REFUSED = {
    "hours": ("0000000019999", "169", "0", "-1", "1.5", NINES, "0" * 60 + "1", WIDE, ""),
    "max_age": ("0000999999", "61", "-1", "1.5", "0000" + NINES, WIDE, ""),
    "limit": ("0", "1001", "0000000002000", "-1", "1.5", NINES, ""),
    **dict.fromkeys(("from", "nights", "older", "runs", "until"), ("", "-1", "1.5", NINES)),
    **dict.fromkeys(("dir", "form", "jobs", "sort"), ("", "none of them")),
    "cursor": ("-1", "x", NINES),
    "ids": ("a/b", ",".join(map(str, range(51)))),
}


@pytest.fixture(scope="module")
def ids(demo) -> Iterator[dict[str, str]]:
    found = one_of_each(demo, "nonsense")
    yield found
    for each in demo.sessions.list_all(limit=1000):
        if each["description"] in ("nonsense", "x"):
            demo.sessions.delete(each["session_id"])
    for each in demo.jobs.list_all(limit=1000):
        if each["description"] in ("nonsense", "x"):
            demo.jobs.delete(each["job_id"])
    demo.actions.delete(found["action_id"])
    demo.backups.delete(found["backup_id"])


def check(answer: requests.Response, wired, asked: str) -> None:
    """It is ours, and whatever it refuses was not begun; `asked` is for who reads the failure."""
    assert answer.status_code < 500, f"{asked[:300]}: {answer.status_code} {answer.text[:300]}"
    if answer.status_code == 204:
        return
    assert "json" in answer.headers["Content-Type"], f"{asked[:300]}: {answer.text[:300]}"
    said = answer.json()
    if answer.ok:
        return
    assert said["error"], asked[:300]
    written = [each for each in wired.freezer.calls if re.fullmatch(WRITE, each[0])]
    assert written == [], f"{asked[:300]}: {answer.text[:300]}"


def send(as_demo, wired, verb: str, path: str, body: str) -> requests.Response:
    wired.freezer.reset()
    headers = {**as_demo.headers, "Content-Type": "application/json"}
    data = body.encode("utf-8", "surrogatepass")
    answer = as_demo.ask(verb, path, headers=headers, data=data)
    check(answer, wired, f"{verb} {path} {body}")
    return answer


def test_a_body_of_each_endpoint_is_known_here():
    assert {f"{each.verb} {each.path}" for each in declared() if each.declared.body} == set(TAKEN)


@pytest.mark.parametrize("endpoint", TAKEN)
def test_a_body_that_is_none(as_demo, wired, ids, endpoint):
    verb, _, path = endpoint.partition(" ")
    for body in BODIES:
        answer = send(as_demo, wired, verb, path.format(**ids), body)
        if body not in ("", "null"):  # which are the same as no body
            assert not answer.ok, f"{body[:100]}: {answer.text[:300]}"


def share(values: tuple[str, ...], number: int, of: int) -> tuple[str, ...]:
    """Every `of`-th of them: each value meets a part of the fields, and each field a part of the
    values, in a part of the time.
    """
    return values[number % of :: of]


@pytest.mark.parametrize("endpoint", TAKEN)
def test_a_field_that_is_none(as_demo, wired, ids, endpoint):
    verb, _, path = endpoint.partition(" ")
    taken = TAKEN[endpoint]
    for number, field in enumerate((*taken, "unknown", "__proto__"), list(TAKEN).index(endpoint)):
        for value in share(VALUES, number, 3):
            parts = {key: json.dumps(each) for key, each in taken.items()} | {field: value}
            body = ", ".join(f'"{key}": {each}' for key, each in parts.items())
            answer = send(as_demo, wired, verb, path.format(**ids), f"{{{body}}}")
            if field in ("unknown", "__proto__"):
                assert answer.status_code in (400, 404), f"{body[:200]}: {answer.text[:300]}"


@pytest.mark.parametrize("tag", ["true", "false", "null", '"0"', "[0]", "1", "NaN"])
def test_no_run_begins_with_a_tag_that_is_none(as_demo, wired, ids, new_session, new_job, tag):
    session_id = new_session(jobs=(new_job(),))
    (offer,) = [
        each
        for each in as_demo.get(f"sessions/{session_id}/action").json()["offers"]
        if each["kind"] == "run"
    ]
    assert (offer["tag"], offer["refused"]) == (0, None)
    body = f'{{"kind": "run", "tag": {tag}}}'
    assert not send(as_demo, wired, "POST", f"sessions/{session_id}/action", body).ok


def queries() -> Iterator[tuple[str, str]]:
    for each in declared():
        if each.verb == "GET":
            for name in (*each.declared.query, "unknown"):
                yield each.path, name


@pytest.mark.parametrize(
    ("number", "path", "name"),
    [(number, *each) for number, each in enumerate(sorted(set(queries())))],
)
def test_a_parameter_that_is_none(as_demo, wired, ids, number, path, name):
    for text in share(TEXTS, number, 4):
        wired.freezer.reset()
        query = {name: text}
        if path.endswith("export"):
            query = {"format": "csv"} | query
        answer = as_demo.ask("GET", path.format(**ids), params=query)
        check(answer, wired, f"GET {path} {query}")
        if answer.ok:
            json.loads(answer.text, parse_constant=pytest.fail)


@pytest.mark.parametrize("name", REFUSED)
def test_a_bound_is_passed_by_no_spelling(as_demo, ids, name):
    paths = [path for path, named in queries() if named == name]
    assert paths
    for path in paths:
        for text in REFUSED[name]:
            # Of some, other parameters are what decides; these are checked all the same.
            query = {"brief": "1", "ids": ""}
            if path.endswith("export"):
                query = {"format": "csv"}
            answer = as_demo.get(path.format(**ids), **(query | {name: text}))
            assert (answer.status_code, answer.json()["field"]) == (400, name), f"{path} {text}"


def test_a_parameter_that_nobody_knows_makes_no_other_answer(as_demo, wired, ids):
    as_demo.get("sessions/", max_age="0")
    asked = {"max_age": "30", "limit": "7"}
    assert as_demo.get("sessions/", **asked).ok
    wired.freezer.calls.clear()
    assert as_demo.get("sessions/", **asked, junk="1").ok
    assert wired.freezer.calls == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        *[(f"application/{name}", b"--x") for name in ("xml", "json")],
        *[("application/json", data) for data in (b"{", b"[1]", b"\xff", b'"x"', b"[" * 100_000)],
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        ("text/html", b"<html>"),
    ],
)
def test_what_is_no_json_is_told(as_demo, kind, data):
    headers = {**as_demo.headers, "Content-Type": kind}
    answer = as_demo.ask("POST", "sessions/", headers=headers, data=data)
    assert (answer.status_code, answer.json()["field"]) == (400, "body")
