"""Three live agents: whatever is done to a session, its jobs go on running together.

An interval session and a calendar session live side by side, a job of each on every machine. After
each thing that a user does, every member runs once a tag, all in one tag, when the page had said.
"""

import time
from collections.abc import Iterator

import pytest

from freezer_ui.domain.times import epoch
from stack import users
from tests.rest.horizon import Horizon
from tests.rest.machines import backup, every, running, until

MACHINES = ("together-1", "together-2", "together-3")
#: Seconds between two runs, of a hold-off, and from a moment to the starts of that run.
STEP, HOLD_OFF, NEAR = 60, 15, 5
#: Seconds of a minute at which the sessions run, so that no machine has to do both at once.
INTERVAL_AT, CALENDAR_AT = 10, 40


class Session:
    """One of the sessions, with a job for each machine; `starts` has what each did: {job: {epoch
    seconds: tag}}.
    """

    def __init__(self, horizon, demo, schedule, jobs):
        body = {"description": f"Together {schedule}", "hold_off": HOLD_OFF, "schedule": schedule}
        self.id = ok(horizon.post("sessions/", body))["id"]
        self._horizon, self._demo, self.jobs = horizon, demo, jobs
        self.starts = {job_id: {} for job_id in jobs}
        self.members = []

    def page(self) -> dict:
        return ok(self._horizon.get(f"sessions/{self.id}"))

    def next_run(self) -> int:
        return self.page()["next_run"]

    def put(self, job_id, seen=None) -> dict:
        answer = ok(self._horizon.put(f"sessions/{self.id}/jobs/{job_id}", {"from": seen}))
        assert answer["behind"] == []
        self.members.append(job_id)
        return answer

    def look(self) -> None:
        for job_id in self.jobs:
            job = self._demo.jobs.get(job_id)
            started = epoch(job["job_schedule"].get("time_started"))
            if started:
                self.starts[job_id][started] = job["session_tag"]

    def after(self, moment) -> dict[str, list[tuple[int, int]]]:
        """What each member did since then: [(epoch seconds, tag)]."""
        return {
            job_id: sorted(each for each in self.starts[job_id].items() if each[0] >= moment)
            for job_id in self.members
        }


class Story:
    def __init__(self, horizon, demo, schedulers, sessions):
        self.horizon, self.demo = horizon, demo
        self.schedulers, self.sessions = schedulers, sessions

    def until(self, moment) -> None:
        def is_then():
            for session in self.sessions:
                session.look()
            return time.time() > moment

        until(is_then, self.schedulers, moment - time.time() + STEP)

    def when_nobody_runs(self) -> None:
        """The runs are over, and none is about to begin."""
        until(self._is_quiet, self.schedulers)

    def _is_quiet(self) -> bool:
        jobs = [self.demo.jobs.get(each) for session in self.sessions for each in session.jobs]
        runs = any(job["job_schedule"].get("status") == "running" for job in jobs)
        return not runs and any(
            STEP - 18 <= (time.time() - at) % STEP <= STEP - 13 for at in (INTERVAL_AT, CALENDAR_AT)
        )

    def expect_together(self, firsts, runs=2) -> None:
        """From these moments on each member runs once a run, all in one tag."""
        self.until(max(firsts.values()) + (runs - 1) * STEP + HOLD_OFF + NEAR)
        for session, first in firsts.items():
            done = session.after(first - NEAR)
            tags = set()
            for number in range(runs):
                moment = first + number * STEP
                of_run = [
                    [each for each in starts if moment - 1 <= each[0] < moment + STEP - NEAR]
                    for starts in done.values()
                ]
                assert [len(each) for each in of_run] == [1] * len(of_run), (moment, done)
                at = [starts[0][0] for starts in of_run]
                assert max(at) - moment <= NEAR, (moment, done)
                (tag,) = {starts[0][1] for starts in of_run}
                tags.add(tag)
            assert len(tags) == runs, done
            until(lambda it=session: it.page()["verdict"]["state"] == "complete", self.schedulers)
            assert kinds(session) == []

    def call(self, call) -> None:
        """As a page does that is refused while a job runs, or is about to."""

        def is_done():
            answer = self.horizon.call(call)
            for session in self.sessions:
                session.look()
            assert answer.ok or answer.status_code == 409, answer.text
            return answer.ok

        until(is_done, self.schedulers)

    def repair(self, session) -> None:
        for problem in session.page()["problems"]:
            for call in problem["mends"][0]["calls"]:
                self.call(call)


def ok(answer):
    assert answer.ok, answer.text
    return answer.json()


@pytest.fixture
def story(wired, demo, tmp_path) -> Iterator[Story]:
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)

    def jobs(name):
        return [
            demo.jobs.create(
                {
                    "client_id": machine,
                    "description": f"{name} of {machine}",
                    "job_schedule": {"event": "stop"},
                    "job_actions": [{"freezer_action": action(machine, name), "max_retries": 0}],
                }
            )
            for machine in MACHINES
        ]

    def action(machine, name):
        return backup(f"{machine}-{name}", tmp_path / machine)

    with running(wired.cloud, demo, tmp_path, MACHINES) as schedulers:
        away = (INTERVAL_AT - time.time()) % STEP
        interval = every(STEP, later=away if away > 20 else away + STEP)
        calendar = {"schedule_second": str(CALENDAR_AT)}
        sessions = [
            Session(horizon, demo, interval, jobs("interval")),
            Session(horizon, demo, calendar, jobs("calendar")),
        ]
        yield Story(horizon, demo, schedulers, sessions)
        for session in sessions:
            horizon.delete(f"sessions/{session.id}")
            for job_id in session.jobs:
                demo.jobs.delete(job_id)


@pytest.mark.unsettled
def test_jobs_go_on_running_together(story):
    both = interval, calendar = story.sessions
    for session in both:
        for job_id in session.jobs[:2]:
            session.put(job_id)
    story.expect_together({session: session.next_run() for session in both}, runs=1)

    # N13: a job is dropped into each, while they run.
    story.when_nobody_runs()
    firsts = {session: session.next_run() for session in both}
    for session in both:
        session.put(session.jobs[2])
    assert {session: session.next_run() for session in both} == firsts
    story.expect_together(later(firsts))
    assert_nobody_missed(firsts, 2)

    # One is moved to the other session, and back by undo.
    story.when_nobody_runs()
    firsts = {session: session.next_run() for session in both}
    moved = interval.members.pop()
    undo = calendar.put(moved, interval.id)["undo"]
    calendar.members.remove(moved)
    story.call(undo)
    interval.members.append(moved)
    assert {session: session.next_run() for session in both} == firsts
    story.expect_together(later(firsts), runs=1)
    assert_nobody_missed(firsts, 2)


def later(firsts):
    """A job that joins now is armed for the run after the next: its agent may not read in time."""
    return {session: first + STEP for session, first in firsts.items()}


def assert_nobody_missed(firsts, members):
    """The members from before have run when the page said."""
    for session, first in firsts.items():
        for job_id in session.members[:members]:
            starts = [at for at in session.starts[job_id] if first - 1 <= at <= first + NEAR]
            assert len(starts) == 1, (first, session.starts)


def kinds(session):
    return [each["kind"] for each in session.page()["problems"]]
