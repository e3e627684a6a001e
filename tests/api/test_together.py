"""What runs together goes on running together, whatever a user does and whenever the agents poll.

The services write to a model of Freezer, in which time goes on with each write, and to which
modelled agents listen. A member that ran in a tag is one that any snapshot has.
"""

import copy
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from freezer_ui.cache import locks
from freezer_ui.domain.schedules import arming, timetable
from freezer_ui.domain.times import format_iso
from freezer_ui.errors import Conflict
from freezer_ui.services import clock, health, job_actions, membership, run_actions, sessions
from tests.agents_model import LENGTH, POLL, Agent, Machines
from tests.freezer_model import Model

NOON = 1_795_521_600  # 2026-11-24 12:00 UTC
HOLD_OFF, STEP = 30, 600
#: Seconds by which agents that are in step start apart.
NEAR = 2

INTERVAL = {"schedule_interval": "10 minutes", "schedule_start_date": "2026-11-24T12:07:00Z"}
PAST = {"schedule_interval": "10 minutes", "schedule_start_date": "2026-11-20T02:07:00Z"}
NO_START = {"schedule_interval": "10 minutes"}
CALENDAR = {"schedule_minute": "7,17,27,37,47,57"}
SCHEDULES = st.sampled_from([INTERVAL, PAST, NO_START, CALENDAR])
#: When each agent polls, and when the user does something between two runs.
PHASES = st.lists(st.integers(0, POLL - 1), min_size=3, max_size=3)
MOMENTS = st.integers(0, STEP - 1)


def quick(examples: int):
    """One that fails is a story of hours, told as it was found."""
    return settings(max_examples=examples, phases=[Phase.explicit, Phase.generate])


class Freezer:
    """What the services call of api.client.Freezer; each write takes a second."""

    project_id, url, roles, volumes = "p", "http://model.invalid", "member", None

    def __init__(self, machines: Machines):
        self.machines, self.model = machines, machines.model
        self.made = 0

    def ours(self, _document) -> bool:
        return True

    def find_session(self, session_id):
        return copy.deepcopy(self.model.sessions.get(session_id))

    session = find_session

    def find_sessions(self, ids):
        return {each: self.find_session(each) for each in ids}

    def all_sessions(self):
        return copy.deepcopy(list(self.model.sessions.values()))

    def find_job(self, job_id):
        return copy.deepcopy(self.model.jobs.get(job_id))

    job = find_job

    def find_jobs(self, ids):
        return {each: self.find_job(each) for each in ids}

    def all_jobs(self):
        return copy.deepcopy(list(self.model.jobs.values()))

    def create_session(self, document):
        self.made += 1
        session_id = f"session-{self.made}"
        new = {"session_id": session_id, "session_tag": 0, "time_start": -1, "status": "active"}
        self.model.sessions[session_id] = new | document
        return session_id

    def update_session(self, session_id, changes):
        self._write(self.model.patch_session, session_id, changes)

    def add_job(self, session_id, job_id):
        self._write(self.model.put, session_id, job_id)

    def remove_job(self, session_id, job_id):
        self._write(self.model.delete, session_id, job_id)

    def update_job(self, job_id, changes):
        self._write(self.model.patch_job, job_id, changes)

    def _write(self, call, *arguments):
        self.machines.until(self.machines.now + 1)
        assert call(*arguments)


@pytest.fixture(autouse=True, scope="module")
def no_waiting():
    before = membership.SETTLE, membership.WRITE_BACK
    membership.SETTLE = membership.WRITE_BACK = 0
    yield
    membership.SETTLE, membership.WRITE_BACK = before


class Tenant:
    """A user with three machines, a job on each, and sessions."""

    def __init__(self, phases):
        jobs = {
            name: {
                "job_id": name,
                "client_id": f"machine-{name}",
                "description": name,
                "session_id": "",
                "session_tag": 0,
                "job_actions": [],
                "job_schedule": {"event": "stop"},
            }
            for name in "abc"
        }
        agents = [Agent(name, phase) for name, phase in zip("abc", phases, strict=True)]
        self.machines = Machines(Model({}, jobs), NOON, agents)
        self.freezer = Freezer(self.machines)

    @property
    def now(self) -> int:
        return self.machines.now

    def wait(self, seconds: int) -> None:
        self.machines.until(self.now + seconds)

    def session(self, schedule, members="") -> str:
        body = {"description": "Together", "hold_off": HOLD_OFF, "schedule": schedule}
        session_id = sessions.create_session(self.freezer, body, self.now)["id"]
        for job_id in members:
            self.put(session_id, job_id)
        return session_id

    def put(self, session_id, job_id, seen=None) -> dict:
        return membership.move_in(self.freezer, session_id, job_id, self.now, seen)

    def next_run(self, session_id) -> int:
        at, _about, _note = timetable.next_of(
            self.machines.model.sessions[session_id], self.now, "UTC"
        )
        return at

    def patiently(self, call) -> None:
        """As a page does that is refused while a job runs, or is about to."""
        for _ in range(20):
            try:
                return self.send(call)
            except Conflict:
                self.wait(15)
        raise AssertionError(call)

    def send(self, call) -> None:
        body = call["body"] or {}
        if call["verb"] == "PUT":
            membership.move_in(
                self.freezer,
                call["session_id"],
                call["job_id"],
                self.now,
                body.get("from"),
                body.get("also", ()),
                body.get("again", False),
            )
        else:
            then = membership.Then(body.get("then") == "run", body.get("schedule"))
            membership.move_out(self.freezer, call["session_id"], call["job_id"], self.now, then)

    def problems(self) -> list[dict]:
        return health.check(self.freezer, self.now)["items"]

    def repair(self) -> None:
        for problem in self.problems():
            for call in problem["repairs"][0]["calls"]:
                self.patiently(call)

    def starts(self, job_id, since) -> list[tuple[int | None, int]]:
        return [each for each in self.machines.starts.get(job_id, []) if each[1] >= since]

    def expect_together(self, members, since, first=None, near=NEAR) -> None:
        """From `since` on, three runs: each member once in each, in one tag, and on the grid."""
        self.machines.until(since + 3 * STEP + LENGTH)
        runs = {job_id: self.starts(job_id, since)[:3] for job_id in members}
        for number in range(3):
            tags = {runs[job_id][number][0] for job_id in members}
            times = [runs[job_id][number][1] for job_id in members]
            assert len(tags) == 1, runs
            assert None not in tags, runs
            assert max(times) - min(times) <= near, runs
        begun = [at for _tag, at in runs[members[0]]]
        assert [after - before for before, after in pairwise(begun)] == [STEP] * 2
        if first is not None:
            assert abs(begun[0] - first) <= NEAR, (begun, first)


def settled(phases, schedule, members="ab"):
    """A session that has run twice, with the moment that its page shows as the next run."""
    tenant = Tenant(phases)
    session_id = tenant.session(schedule, members)
    due = tenant.next_run(session_id)
    tenant.machines.until(due + STEP + LENGTH + 1)
    return tenant, session_id


def joined(tenant, due) -> int:
    """The first regular run that an agent that hears now surely takes part in."""
    late = tenant.now + POLL + 40
    return due + max(0, -(-(late - due) // STEP)) * STEP


@quick(40)
@given(PHASES, SCHEDULES)
def test_a_new_session_runs_together_from_its_first_run_on(phases, schedule):
    tenant = Tenant(phases)
    session_id = tenant.session(schedule, "abc")
    first = tenant.next_run(session_id)
    tenant.expect_together("abc", joined(tenant, first) - NEAR)


@quick(40)
@given(PHASES, SCHEDULES, MOMENTS)
def test_a_job_that_is_dropped_in_runs_with_the_others(phases, schedule, moment):
    tenant, session_id = settled(phases, schedule)
    tenant.wait(moment)
    due, begun = tenant.next_run(session_id), tenant.now + 1
    tenant.put(session_id, "c")
    assert not [each for each in tenant.problems() if each["kind"] != "wedged"]
    tenant.expect_together("ab", begun, due)
    tenant.expect_together("abc", joined(tenant, due) - NEAR)
    assert [tag for tag, _at in tenant.starts("c", begun)].count(None) == 0


@quick(40)
@given(PHASES, SCHEDULES, SCHEDULES, MOMENTS, MOMENTS)
def test_a_move_and_its_undo_leave_both_sessions_whole(phases, one, two, moment, later):
    tenant, first = settled(phases, one)
    second = tenant.session(two, "c")
    tenant.wait(moment)
    try:
        answer = tenant.put(second, "b", first)
    except Conflict:
        return  # It runs.
    tenant.wait(later)
    due, other_due = tenant.next_run(first), tenant.next_run(second)
    tenant.patiently(answer["undo"])
    tenant.expect_together("ab", joined(tenant, due) - NEAR)
    tenant.expect_together("c", joined(tenant, other_due) - NEAR)
    assert tenant.problems() == []


@quick(40)
@given(PHASES, SCHEDULES, SCHEDULES, MOMENTS)
def test_an_edit_is_followed_by_all_members_at_once(phases, before, after, moment):
    tenant, session_id = settled(phases, before, "abc")
    tenant.wait(moment)
    sessions.edit_session(tenant.freezer, session_id, {"schedule": after}, tenant.now)
    first = tenant.next_run(session_id)
    tenant.repair()
    tenant.expect_together("abc", joined(tenant, first) - NEAR)
    assert tenant.problems() == []


@quick(40)
@given(PHASES, SCHEDULES, MOMENTS, st.sampled_from("abc"))
def test_a_restarted_agent_is_brought_back_in_step(phases, schedule, moment, job_id):
    tenant, session_id = settled(phases, schedule, "abc")
    due = tenant.next_run(session_id)
    tenant.wait(moment)
    tenant.machines.restart(job_id)
    tenant.wait(2 * STEP)
    if schedule == CALENDAR:
        assert tenant.problems() == []
        tenant.expect_together("abc", tenant.now)
        return
    if not tenant.problems():  # It happened to start within the hold-off.
        tenant.expect_together("abc", tenant.next_run(session_id) - HOLD_OFF, near=HOLD_OFF)
        return
    tenant.repair()
    tenant.expect_together("abc", joined(tenant, tenant.next_run(session_id)) - NEAR)
    assert (tenant.starts("a", tenant.now - 60)[0][1] - due + NEAR) % STEP <= 2 * NEAR
    assert tenant.problems() == []


@quick(40)
@given(PHASES, SCHEDULES, MOMENTS, st.booleans())
def test_a_run_now_leaves_the_schedule_as_it_was(phases, schedule, moment, page_is_closed):
    tenant, session_id = settled(phases, schedule, "abc")
    tenant.wait(moment)
    due, begun = tenant.next_run(session_id), tenant.now + 1
    tag = tenant.machines.model.sessions[session_id]["session_tag"]
    try:
        told = run_actions.carry_out(
            tenant.freezer, session_id, {"kind": "run", "tag": tag}, tenant.now
        )
    except Conflict:
        return  # It runs, or is about to.
    tenant.machines.until(told["at"] + LENGTH + 5)
    assert {len(tenant.starts(job_id, begun)) for job_id in "abc"} == {1}
    if page_is_closed:
        tenant.machines.until(due + LENGTH + 5)
        tenant.repair()
        assert {len(tenant.starts(job_id, begun)) for job_id in "abc"} == {2}
    else:
        assert tenant.next_run(session_id) == due
        for call in told["give_back"]:
            tenant.patiently(call)
    regular = [tenant.starts(job_id, due - NEAR) for job_id in "abc"]
    tenant.machines.until(due + LENGTH)
    regular = [tenant.starts(job_id, due - NEAR)[0] for job_id in "abc"]
    assert len({tag for tag, _at in regular}) == 1
    assert all(abs(at - due) <= NEAR for _tag, at in regular)
    tenant.expect_together("abc", joined(tenant, tenant.next_run(session_id)) - NEAR)
    assert tenant.problems() == []


@quick(40)
@given(PHASES, MOMENTS, st.booleans())
def test_a_job_keeps_its_own_time_when_it_is_given_its_schedule_back(phases, moment, started):
    """Its start is past by then."""
    tenant = Tenant(phases)
    session_id = tenant.session(CALENDAR)
    own = {**PAST, "schedule_interval": "1 hours"}
    tenant.machines.model.patch_job("a", {"job_schedule": {**own, "event": "start"}})
    undo = tenant.put(session_id, "a")["undo"]
    tenant.wait(3 * STEP + moment)
    begun = tenant.now
    if started:
        tenant.machines.until(tenant.machines.agents[0].next_run + LENGTH + 1)
        tenant.patiently(undo | {"body": {"then": "stop", "schedule": own}})
        job_actions.send(tenant.freezer, "a", {"event": "start"}, tenant.now)
    else:
        tenant.patiently(undo)
    begun = tenant.now
    tenant.wait(3 * 3600)
    assert [(at - 7 * 60) % 3600 <= POLL for _tag, at in tenant.starts("a", begun)] == [True] * 3


@pytest.fixture
def late(monkeypatch):
    """Each lock is given after a while: a function of the tenant and the seconds."""

    def wait_for_locks(tenant, seconds) -> None:
        acquire, passed = locks.acquire, [0]

        @contextmanager
        def acquire_late(*ids):
            with acquire(*ids) as keep:
                passed[0] += seconds
                tenant.wait(seconds)
                yield keep

        monkeypatch.setattr(clock, "time", SimpleNamespace(monotonic=lambda: passed[0]))
        monkeypatch.setattr(locks, "acquire", acquire_late)

    return wait_for_locks


def every_100_seconds(tenant, ahead) -> dict:
    """An interval with a past start, whose next run is so many seconds ahead."""
    start = datetime.fromtimestamp(tenant.now + ahead - 100, UTC)
    return {"schedule_interval": "100 seconds", "schedule_start_date": format_iso(start)}


def test_an_edit_that_waited_for_its_lock_has_a_start_that_agents_read_in_time(late):
    """A past start is a run at once, of each machine at its own poll."""
    tenant = Tenant([0, 20, 40])
    session_id = tenant.session(INTERVAL, "abc")
    fields = every_100_seconds(tenant, POLL + arming.HEADWAY + 5)
    late(tenant, 50)
    sessions.edit_session(tenant.freezer, session_id, {"schedule": fields}, tenant.now)
    start = arming.start_of(tenant.machines.model.sessions[session_id]["schedule"])
    # the model's write took a second
    assert start >= tenant.now - 1 + POLL + arming.HEADWAY


def test_a_job_whose_start_waited_for_its_lock_does_not_run_at_once(late):
    tenant = Tenant([0, 20, 40])
    fields = every_100_seconds(tenant, 40)
    tenant.machines.model.patch_job("a", {"job_schedule": {**fields, "event": "stop"}})
    late(tenant, 50)
    job_actions.send(tenant.freezer, "a", {"event": "start"}, tenant.now)
    assert arming.start_of(tenant.machines.model.jobs["a"]["job_schedule"]) > tenant.now


@pytest.mark.parametrize(
    ("schedule", "as_calendar"),
    [({"schedule_interval": "7 hours"}, False), ({"schedule_interval": "1 days"}, True)],
)
def test_a_session_that_is_created_again_minutes_later_is_not_made_twice(schedule, as_calendar):
    """Its answer was lost: what it runs from, without a start, depends on the minute."""
    tenant = Tenant([0, 20, 40])
    body = {"description": "Once", "schedule": schedule, "as_calendar": as_calendar}
    first = sessions.create_session(tenant.freezer, body, tenant.now)
    tenant.wait(150)
    again = sessions.create_session(tenant.freezer, {**body, "again": True}, tenant.now)
    assert (again["id"], again["schedule"]) == (first["id"], first["schedule"])
    other = {**body, "schedule": {"schedule_interval": "8 hours"}, "again": True}
    assert sessions.create_session(tenant.freezer, other, tenant.now)["id"] != first["id"]
