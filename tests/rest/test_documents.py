"""Documents that no dashboard writes, in a real Freezer or on the way from it: every page and every
read answers, and what cannot be read is said in its own cell.
"""

import json
import math

import pytest
import requests

from tests.rest.horizon import answered
from tests.values import deep

PANELS = ("overview", "sessions", "board", "upcoming", "jobs", "clients", "actions", "backups")
NINES = "9" * 4301
#: Of a session, as Freezer takes them.
SESSIONS = {
    "far": {"time_start": 9_999_999_999_999, "session_tag": 1},
    "farther": {"time_start": 1e18, "time_end": 1e18, "hold_off": 1e18, "session_tag": 1},
    "endless": {"time_start": math.inf, "session_tag": 1},
    "texts": {"time_start": "yesterday", "time_end": "x", "hold_off": "soon", "result": "odd"},
    "less": {"time_start": -5, "hold_off": -5, "session_tag": -3},
    "none": {"description": None, "hold_off": None},
    "number": {"description": 5, "result": 5},
    "long": {"description": "x" * 300},
    "nothing": {"description": "\0"},
    "hours": {"schedule": {"schedule_hour": NINES}},
    "steps": {"schedule": {"schedule_minute": f"*/{NINES}"}},
    "range": {"schedule": {"schedule_second": f"0-{NINES}"}},
    "weekdays": {"schedule": {"schedule_day_of_week": NINES}},
    "interval": {"schedule": {"schedule_interval": f"{NINES} weeks"}},
    "zeros": {"schedule": {"schedule_interval": f"{'0' * 4000}5 minutes"}},
    "before": {"schedule": {"schedule_date": "-12345-01-01T00:00:00"}},
    "last": {"schedule": {"schedule_date": "9999-12-31T23:59:59Z"}},
    "times": {"schedule": {"time_started": 9_999_999_999_999}},
}


@pytest.fixture(scope="module")
def store(demo):
    """Write documents as they are; they are deleted after the module."""
    manager = demo.sessions
    made = []

    def ask(verb: str, path: str, document: object = None) -> requests.Response:
        url = manager.endpoint.replace("sessions/", path)
        # as Python writes it: json= refuses NaN
        body = None if document is None else json.dumps(document)
        return requests.request(verb, url, data=body, headers=manager.headers, timeout=60)

    def post(kind: str, document: object) -> str:
        answer = answered(201, ask("POST", f"{kind}/", document))
        key = answer[f"{kind.removesuffix('s')}_id"]
        made.append(f"{kind}/{key}")
        return key

    yield post
    for path in made:
        ask("DELETE", path)


@pytest.fixture(scope="module")
def odd(store) -> dict[str, str]:
    """The ids of what is stored, by its name here."""
    base = {"hold_off": 60, "schedule": {}}
    ids = {
        name: store("sessions", {"description": name, **base, **parts})
        for name, parts in SESSIONS.items()
    }
    job = {"client_id": "shop-db-1", "description": "odd", "job_schedule": {}}
    what = {"action": "backup", "backup_name": "odd", "mode": "fs"}
    bad = {**what, "hostname": math.nan, "path_to_backup": "/srv", "x": deep(900), "y": 1e308}
    ids["job"] = store(
        "jobs",
        {
            **job,
            "session_tag": -3,
            "session_id": "nowhere",
            "job_schedule": {"schedule_minute": NINES},
            "job_actions": [{"freezer_action": bad}],
        },
    )
    ids["idle job"] = store("jobs", {**job, "job_actions": []})
    ids["action"] = store("actions", {"freezer_action": {**bad, "storage": [1]}})
    record = {"backup_name": "odd", "hostname": "h", "container": "c", "time_stamp": 1_700_000_000}
    for name, parts in {
        "later": {"time_stamp": 1e18},
        "huge": {"time_stamp": 1e308},
        "after": {"time_stamp": 253_402_300_800},
        "nan": {"time_stamp": math.nan},
        "listed": {"time_stamp": [1], "storage": [1], "curr_backup_level": [1]},
        "path": {"path_to_backup": {"a": 1}, "job_id": ids["job"], "client_version": [1]},
        "pin": {"session_id": ids["far"], "session_tag": 1e18, "job_id": ids["job"]},
        "pinned": {
            "session_id": ids["far"],
            "session_tag": 1,
            "session_run": {"start": 1e18, "without": ["x"]},
            "job_id": ids["job"],
        },
    }.items():
        ids[f"backup {name}"] = store("backups", {**record, **parts})
    return ids


def _answers(answer: requests.Response, path: str, ok: bool = True) -> object:
    """What it says, in JSON that browsers read, and never with a 500."""
    kind = answer.headers["Content-Type"]
    assert answer.status_code != 500, f"{path}: {answer.text[:300]}"
    assert "json" in kind, f"{path}: {answer.status_code} {kind}"
    said = json.loads(answer.text, parse_constant=lambda name: pytest.fail(f"{path}: {name}"))
    assert answer.ok or not ok, f"{path}: {answer.text[:300]}"
    return said


LISTS = (
    "sessions/",
    "sessions/?form=table&limit=1000",
    "sessions/?q=a&sort=time_start&dir=desc",
    "sessions/?sort=session_tag",
    "sessions/?state=unknown&members=1",
    "health/",
    "upcoming/?hours=168",
    "upcoming/export?format=csv&hours=168",
    "upcoming/export?format=ics&hours=168",
    "jobs/?homes=1",
    "jobs/?pool=1&q=o",
    "clients/?jobs=1",
    "actions/?jobs=1",
    "backups/",
    "backups/?q=odd&sort=hostname",
)


@pytest.mark.parametrize("path", LISTS)
def test_every_list_shows_what_freezer_stored(as_demo, odd, path):
    assert _answers(as_demo.get(path), path)


@pytest.mark.parametrize("name", SESSIONS)
def test_every_session_can_be_looked_at(as_demo, odd, name):
    key = odd[name]
    for path in (f"sessions/{key}", f"sessions/{key}?brief=1", f"sessions/{key}/action"):
        assert _answers(as_demo.get(path), path)
    found = _answers(as_demo.get(f"sessions/{key}/snapshots/"), name)
    for each in found["items"]:
        for path in ("", "/restore", "/export?format=html", "/export?format=csv"):
            at = f"sessions/{key}/snapshots/{each['key']}{path}"
            assert _answers(as_demo.get(at), at)
    assert _answers(as_demo.post("schedule/preview", {"session_id": key}), name)
    # and nobody is kept from changing it
    edited = _answers(as_demo.patch(f"sessions/{key}", {"description": f"{name}, edited"}), name)
    assert edited["description"] == f"{name}, edited"


def test_what_else_is_stored_can_be_looked_at(as_demo, odd):
    for name, key in odd.items():
        if name.startswith("backup "):
            assert _answers(as_demo.get(f"backups/{key}"), name)
            # one without a time, or a path, is refused with the reason
            _answers(as_demo.get(f"backups/{key}/restore"), name, ok=False)
    assert _answers(as_demo.get(f"actions/{odd['action']}"), "action")
    assert _answers(as_demo.get("clients/shop-db-1"), "client")
    assert _answers(as_demo.get(f"jobs/?ids={odd['job']},{odd['idle job']}&homes=1"), "jobs")


@pytest.mark.parametrize("panel", PANELS)
def test_every_page_is_drawn(as_demo, odd, panel):
    page = as_demo.page(f"/project/freezer_{panel}/")
    assert page.status_code == 200
    assert "Something went wrong" not in page.text


def test_the_first_rows_are_drawn_with_them(as_demo, odd):
    """Not only the page: the sessions that can be read are in it."""
    page = as_demo.page("/project/freezer_sessions/")
    assert "freezer-early" in page.text
    assert "not readable" in page.text
    for name in SESSIONS:
        page = as_demo.page(f"/project/freezer_sessions/{odd[name]}")
        assert "freezer-early" in page.text, name


def test_the_cell_says_what_cannot_be_read(as_demo, odd):
    found = {each["id"]: each for each in as_demo.get("sessions/").json()["items"]}
    cells = {name: found[odd[name]]["unreadable"] for name in SESSIONS}
    assert cells["far"] == ["time_start"]
    assert sorted(cells["farther"]) == ["hold_off", "time_end", "time_start"]
    assert sorted(cells["texts"]) == ["hold_off", "time_end", "time_start"]
    assert sorted(cells["less"]) == ["hold_off", "session_tag", "time_start"]
    assert cells["hours"] == cells["number"] == cells["last"] == []
    assert found[odd["far"]]["verdict"]["state"] == "unknown"
    records = {each["id"]: each for each in as_demo.get("backups/").json()["items"]}
    assert records[odd["backup later"]]["unreadable"] == ["at"]
    assert records[odd["backup path"]]["path"] == "not readable"
    action = as_demo.get(f"actions/{odd['action']}").json()
    fields = {each["name"]: each["value"] for each in action["fields"]}
    assert (fields["x"], fields["hostname"]) == (None, "not readable")


# What Freezer does not store, but a proxy or another store behind its API may answer.


def _spoiled(document: object, value: object) -> object:
    """A document of which only ids, and what is in the parts that we look into, is left."""
    if not isinstance(document, dict):
        return document
    return {
        key: each if key.endswith("_id") or key == "uuid" else value
        for key, each in document.items()
    }


def _in_rows(change):
    """The same change of every document of an answer."""

    def changed(answer: object) -> object:
        if not isinstance(answer, dict):
            return answer
        for kind in ("sessions", "jobs", "actions", "backups"):
            if isinstance(answer.get(kind), list):
                return {**answer, kind: [change(each) for each in answer[kind]]}
        if isinstance(answer.get("clients"), list):
            rows = [{**each, "client": change(each["client"])} for each in answer["clients"]]
            return {**answer, "clients": rows}
        return (
            {**answer, "client": change(answer["client"])} if "client" in answer else change(answer)
        )

    return changed


def _inside(value: object):
    """The objects in a document keep their fields, each with this value."""

    def change(document: dict) -> dict:
        return {
            key: dict.fromkeys(each, value)
            if isinstance(each, dict)
            else [value]
            if isinstance(each, list)
            else each
            for key, each in document.items()
        }

    return change


CHANGES = {
    "nulls": _in_rows(lambda each: _spoiled(each, None)),
    "texts": _in_rows(lambda each: _spoiled(each, "odd")),
    "lists": _in_rows(lambda each: _spoiled(each, [[1], None])),
    "objects": _in_rows(lambda each: _spoiled(each, {"a": {"b": None}})),
    "numbers": _in_rows(lambda each: _spoiled(each, 1e18)),
    "NaN": _in_rows(lambda each: _spoiled(each, math.nan)),
    "halves": _in_rows(lambda each: _spoiled(each, "\ud83d")),
    "nulls inside": _in_rows(_inside(None)),
    "lists inside": _in_rows(_inside([1])),
    "numbers inside": _in_rows(_inside(1e18)),
}
READS = (
    *LISTS,
    "overview/",
    "overview/details",
    "sessions/{far}",
    "sessions/{far}/action",
    "sessions/{far}/snapshots/",
)
#: No document at all: said so, with a sentence.
NONSENSE = {
    "null": lambda _answer: None,
    "a number": lambda _answer: 5,
    "a list": lambda _answer: [],
    "an object": lambda _answer: {},
    "rows of null": lambda answer: (
        {
            key: [None, 5, "x", []] if isinstance(each, list) else each
            for key, each in answer.items()
        }
    ),
    "an object for a list": lambda answer: (
        {key: {} if isinstance(each, list) else each for key, each in answer.items()}
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_read_answers_whatever_comes(as_demo, odd, wired, change):
    wired.freezer.inject("GET", "/v2/", "change", nth=0, change=CHANGES[change])
    for path in READS:
        path = path.format(**odd)
        assert _answers(as_demo.get(path), path)
    for panel in PANELS:
        assert as_demo.page(f"/project/freezer_{panel}/").status_code == 200


@pytest.mark.parametrize("change", NONSENSE)
def test_what_is_no_document_is_a_failure_in_json(as_demo, odd, wired, change):
    wired.freezer.inject("GET", "/v2/", "change", nth=0, change=NONSENSE[change])
    for path in READS:
        path = path.format(**odd)
        _answers(as_demo.get(path), path, ok=False)
    for panel in PANELS:
        assert as_demo.page(f"/project/freezer_{panel}/").status_code == 200


@pytest.mark.parametrize("said", [None, [], {"session_id": 5}, {"session_id": "../jobs"}])
def test_a_session_without_an_id_is_not_called_made(as_demo, demo, wired, said):
    wired.freezer.inject("POST", "/sessions", "change", change=lambda _answer: said)
    body = {"description": "no id", "hold_off": 7, "schedule": {}}
    answer = answered(502, as_demo.post("sessions/", body))
    assert "may or may not have been made" in answer["error"]
    for each in demo.sessions.list_all(limit=100):
        if each["hold_off"] == 7:
            demo.sessions.delete(each["session_id"])


def test_a_body_that_is_too_long_is_refused_in_json(as_demo):
    answer = as_demo.post("sessions/", {"description": "x" * 3_000_000})
    assert (answer.status_code, answer.json()["field"]) == (400, "body")
