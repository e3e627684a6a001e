"""What a tenant does, as the requests of the browser, with what must be true afterwards."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

import requests

from stack.shop import FAIL, SUCCESS
from tests.conftest import HOST, SCHEDULE, make_job, make_session
from tests.rest.horizon import Horizon
from tests.rest.runs import back_up, play
from tests.rest.test_rights_table import state

#: Prefix of the names of everything that stories create.
NAME = "story"
BODY = {"description": f"{NAME} new", "hold_off": 60, "schedule": SCHEDULE}
EDITED = {**BODY, "description": f"{NAME} edited"}
ACTION = {"path_to_backup": "/srv", "backup_name": "story", "container": "/c", "storage": "local"}
#: Jobs that are moved at once.
MANY = 2


def clear(demo) -> None:
    """Delete everything in the project except its clients."""
    for each in demo.sessions.list_all(limit=1000):
        demo.sessions.delete(each["session_id"])
    for each in demo.jobs.list_all(limit=1000):
        demo.jobs.delete(each["job_id"])
    for each in demo.actions.list(limit=1000):
        demo.actions.delete(each["action_id"])
    for each in demo.backups.list(limit=1000):
        demo.backups.delete(each["backup_id"])


@dataclass
class World:
    """A project with a session that ran and failed partly, another session, and a job in
    neither.
    """

    demo: object
    session_id: str = ""
    other_id: str = ""
    free_id: str = ""
    members: dict[str, str] = field(default_factory=dict)
    action_id: str = ""
    backup_id: str = ""
    #: State of the browser: answers, and the ids that it chose.
    made: str | None = None
    chosen: str = ""

    @property
    def job_id(self) -> str:
        return self.members["orders"]

    def make(self, many: int = 1) -> None:
        clear(self.demo)
        names = ["orders", *(f"job {number}" for number in range(1, many))]
        self.members = {name: self._job(name) for name in names}
        self.free_id = self._job("free")
        self.session_id = make_session(self.demo, f"{NAME} one", self.members.values())
        self.other_id = make_session(self.demo, f"{NAME} two")
        ends = dict.fromkeys(names, SUCCESS) | {"orders": FAIL}
        began = int(time.time()) - 7200
        play(self.demo, self.session_id, self.members, began, ends)
        action = {"action": "backup", "mode": "fs", **ACTION}
        self.action_id = self.demo.actions.create({"freezer_action": action, "max_retries": 0})
        self.backup_id = back_up(self.demo, self.job_id, "orders", began + 5)
        self.begin()

    def begin(self) -> None:
        """Forget the browser's state."""
        self.made, self.chosen = None, uuid.uuid4().hex

    def _job(self, name: str) -> str:
        options = {"backup_name": name, "path_to_backup": f"/srv/{name}", "container": "/c"}
        return make_job(self.demo, f"{NAME} {name}", options={**options, "engine_name": "tar"})

    # What is true, by Freezer's own word

    def job(self, job_id: str) -> dict | None:
        return self.demo.jobs.get(job_id)

    def lists(self, session_id: str) -> set[str]:
        session = self.demo.sessions.get(session_id)
        return set((session or {}).get("jobs") or {})

    def is_in(self, session_id: str, *job_ids: str) -> bool:
        return set(job_ids) <= self.lists(session_id) and all(
            (self.job(each) or {}).get("session_id") == session_id for each in job_ids
        )

    def named(self, words: str) -> list[dict]:
        return [
            each
            for each in self.demo.sessions.list_all(limit=1000)
            if each["description"].startswith(words)
        ]

    def events(self, words: str) -> list[str]:
        """Return the events of the jobs whose names begin with `words`."""
        jobs = self.demo.jobs.list_all(limit=1000)
        found = (each for each in jobs if each["description"].startswith(words))
        return [each["job_schedule"].get("event") for each in found]


@dataclass
class Answer:
    """The answer to a request: whether it changed anything, by Freezer's own documents."""

    asked: str
    response: requests.Response
    changed: bool


@dataclass
class Browser:
    """Sends the requests of a story, and notes the outcome of each."""

    horizon: Horizon
    world: World
    #: All documents, if nothing has changed since they were read.
    known: str = ""
    answers: list[Answer] = field(default_factory=list)

    def documents(self) -> str:
        self.known = self.known or state(self.world.demo)
        return self.known

    def ask(self, verb: str, path: str, body: object = None) -> requests.Response:
        before = self.documents() if verb != "GET" else ""
        response = self.horizon.ask(verb, path, json=body)
        changed = False
        if verb != "GET":
            self.known = ""
            changed = not response.ok and self.documents() != before
        self.answers.append(Answer(f"{verb} {path}", response, changed))
        return response


@dataclass(frozen=True)
class Story:
    """Requests, and whether everything came true. Repeated, it goes on where it was."""

    tell: Callable[[Browser, World], None]
    is_done: Callable[[World], bool]
    many: int = 1


def _one(verb: str, path: Callable[[World], str], body: object = None):
    """Return a story of one request."""

    def tell(browser: Browser, world: World) -> None:
        browser.ask(verb, path(world), body(world) if callable(body) else body)

    return tell


def _wizard(browser: Browser, world: World) -> None:
    """Create the session, then its jobs one by one."""
    if not world.made:
        again = {"again": True} if browser.answers else {}
        answer = browser.ask("POST", "sessions/", {**BODY, **again})
        if not answer.ok:
            return
        world.made = answer.json()["id"]
    browser.ask("PUT", f"sessions/{world.made}/jobs/{world.free_id}", {"from": None})


def _protect(browser: Browser, world: World) -> None:
    """Create the session, then all its jobs in one request, with ids that the browser chose."""
    if not world.made:
        again = {"again": True} if browser.answers else {}
        answer = browser.ask("POST", "sessions/", {**BODY, **again})
        if not answer.ok:
            return
        world.made = answer.json()["id"]
    order = {"description": NAME, "clients": [HOST], "action": ACTION, "ids": {HOST: world.chosen}}
    browser.ask("POST", f"sessions/{world.made}/jobs/", order)


def _bulk(browser: Browser, world: World) -> None:
    """A failed write does not stop the others."""
    left = [each for each in world.members.values() if each not in world.lists(world.other_id)]
    for job_id in left or world.members.values():
        path = f"sessions/{world.other_id}/jobs/{job_id}"
        browser.ask("PUT", path, {"from": world.session_id})


def _act(kind: str):
    def tell(browser: Browser, world: World) -> None:
        path = f"sessions/{world.session_id}/action"
        offers = browser.ask("GET", path)
        if offers.ok:
            tags = {each["kind"]: each["tag"] for each in offers.json()["offers"]}
            browser.ask("POST", path, {"kind": kind, "tag": tags.get(kind)})

    return tell


def _edit(path: Callable[[World], str], body: Callable[[dict], dict]):
    """Open a form and send it with the version that it was made from."""

    def tell(browser: Browser, world: World) -> None:
        form = browser.ask("GET", f"{path(world)}/form")
        if form.ok:
            sent = {**body(form.json()), "version": form.json()["version"]}
            browser.ask("PATCH", path(world), sent)

    return tell


def _edited_action(form: dict) -> dict:
    keys = ("action", "mode", "path_to_backup", "storage", "container")
    return {"action": {key: form["values"][key] for key in keys} | {"backup_name": "edited"}}


def _restore(browser: Browser, world: World) -> None:
    path = f"backups/{world.backup_id}/restore"
    if browser.ask("GET", path).ok:
        choice = {"backup_id": world.backup_id, "client_id": HOST, "path": "/srv/back"}
        browser.ask("POST", path, {"choices": [choice], "into": "beside"})


def _snapshot(browser: Browser, world: World) -> None:
    path = f"sessions/{world.session_id}/snapshots/t1/restore"
    if browser.ask("GET", path).ok:
        choice = {"backup_id": world.backup_id, "client_id": HOST, "path": "/srv/back"}
        browser.ask("POST", path, {"choices": [choice], "into": "beside"})


def _is_armed(world: World) -> bool:
    """Whether jobs have an interval of their own until the next regular run."""
    return "schedule_interval" in world.job(world.job_id)["job_schedule"]


def _is_pinned(world: World) -> bool:
    found = world.demo.backups.get(world.backup_id)["backup_metadata"]
    return found.get("session_id") == world.session_id


def _has_members(words: str) -> Callable[[World], bool]:
    """Whether a session has this name, and every job that it lists exists and is to be started."""

    def is_done(world: World) -> bool:
        return any(
            each.get("jobs")
            and all((world.job(job) or {}).get("session_id") for job in each["jobs"])
            for each in world.named(words)
        )

    return is_done


STORIES: dict[str, Story] = {
    "create a session with its jobs": Story(
        _wizard, lambda its: any(its.free_id in (s.get("jobs") or {}) for s in its.named(NAME))
    ),
    "protect a machine": Story(
        _protect, lambda its: bool(its.made) and its.is_in(its.made, its.chosen)
    ),
    "drop a job from the pool": Story(
        _one("PUT", lambda its: f"sessions/{its.session_id}/jobs/{its.free_id}", {"from": None}),
        lambda its: its.is_in(its.session_id, its.free_id),
    ),
    "drop a job from another session": Story(
        _one(
            "PUT",
            lambda its: f"sessions/{its.other_id}/jobs/{its.job_id}",
            lambda its: {"from": its.session_id},
        ),
        lambda its: its.is_in(its.other_id, its.job_id) and not its.lists(its.session_id),
    ),
    "move many": Story(
        _bulk,
        lambda its: (
            its.is_in(its.other_id, *its.members.values()) and not its.lists(its.session_id)
        ),
        many=MANY,
    ),
    "take a job out": Story(
        _one("DELETE", lambda its: f"sessions/{its.session_id}/jobs/{its.job_id}"),
        lambda its: (
            its.job_id not in its.lists(its.session_id) and not its.job(its.job_id)["session_id"]
        ),
    ),
    "run now": Story(_act("run"), _is_armed),
    "retry": Story(_act("retry"), _has_members("Retry of")),
    "restore a backup": Story(_restore, lambda its: its.events("Restore of") != []),
    "restore a snapshot": Story(_snapshot, _has_members("Restore of")),
    "pin a snapshot": Story(
        _one("PUT", lambda its: f"sessions/{its.session_id}/snapshots/t1"), _is_pinned
    ),
    "edit a session": Story(
        _one("PATCH", lambda its: f"sessions/{its.session_id}", EDITED),
        lambda its: its.demo.sessions.get(its.session_id)["description"] == EDITED["description"],
    ),
    "edit an action": Story(
        _edit(lambda its: f"actions/{its.action_id}", _edited_action),
        lambda its: (
            its.demo.actions.get(its.action_id)["freezer_action"]["backup_name"] == "edited"
        ),
    ),
    "edit a job": Story(
        _edit(lambda its: f"jobs/{its.free_id}", lambda _form: {"description": f"{NAME} edited"}),
        lambda its: its.job(its.free_id)["description"] == f"{NAME} edited",
    ),
    "start a job": Story(
        _one("POST", lambda its: f"jobs/{its.free_id}/event", {"event": "start"}),
        lambda its: its.job(its.free_id)["job_schedule"]["event"] == "start",
    ),
    "stop a job": Story(
        _one("POST", lambda its: f"jobs/{its.free_id}/event", {"event": "stop"}),
        lambda its: its.job(its.free_id)["job_schedule"]["event"] == "stop",
    ),
    "create a job": Story(
        _one(
            "POST",
            lambda its: "jobs/",
            lambda its: {
                "description": NAME,
                "clients": [HOST],
                "action": ACTION,
                "ids": {HOST: its.chosen},
            },
        ),
        lambda its: its.job(its.chosen) is not None,
    ),
    "delete a session": Story(
        _one("DELETE", lambda its: f"sessions/{its.session_id}"),
        lambda its: (
            its.demo.sessions.get(its.session_id) is None and not its.job(its.job_id)["session_id"]
        ),
    ),
    "delete a member": Story(
        _one("DELETE", lambda its: f"jobs/{its.job_id}"),
        lambda its: its.job(its.job_id) is None and its.job_id not in its.lists(its.session_id),
    ),
    "delete an action": Story(
        _one("DELETE", lambda its: f"actions/{its.action_id}"),
        lambda its: its.demo.actions.get(its.action_id) is None,
    ),
    "delete a backup": Story(
        _one("DELETE", lambda its: f"backups/{its.backup_id}"),
        lambda its: its.demo.backups.get(its.backup_id) is None,
    ),
}
