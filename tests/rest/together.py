"""Two sessions side by side on three live machines, one on an interval, one on calendar times.

Whatever is done to them, each member runs once per run, and all members of a run in one tag, at the
moment that the page has announced. When a job began is read from its machine's log, and its tag
from the session's page: the tag in a job's document is sometimes late.
"""

import math
import time
from bisect import bisect_right

from freezer_ui.domain.schedules import arming
from stack.scheduler import wait_until_read
from tests.conftest import Wired
from tests.rest.horizon import ok
from tests.rest.machines import backup, create_job, every_from, starts, until

MACHINES = ("together-1", "together-2", "together-3")
#: Seconds between two runs; and after a run's moment in which its members start, in one tag.
STEP, HOLD_OFF = 120, 20
#: Seconds from the interval session's run to the calendar session's: no machine has both at once.
BETWEEN = 40
#: Seconds after the interval session's run from which on, and up to which, nobody runs.
QUIET = range(BETWEEN + 20, BETWEEN + 36)
#: How often a machine is restarted that is slow; seconds between its start and Freezer's for it.
RESTARTS, CLOSE = 5, 3
#: Seconds until the page of a run says complete, or never: a machine may have much else to do.
PATIENCE = 5 * STEP
AGENTS = arming.Agents(Wired.agent_poll, "UTC", 0)


class Session:
    """A session with a job for each machine. It runs every STEP seconds, `at` seconds after each
    multiple of STEP, from `begins` on. `members` has the time from which each member takes part.
    """

    def __init__(self, horizon, name, at, schedule, jobs, begins=0):
        body = {"description": name, "hold_off": HOLD_OFF, "schedule": schedule}
        self.id = ok(horizon.post("sessions/", body))["id"]
        self.name, self.jobs, self.members = name, jobs, {}
        self._horizon, self._told, self._begins = horizon, "", begins
        #: When it began to run at other moments: [(epoch seconds, at)]. None: whenever.
        self._moments = [(0, at)]

    def page(self) -> dict:
        """Return the session's page; repeated if Freezer did not answer in time."""
        path = f"sessions/{self.id}"
        return until(lambda: (told := self._horizon.get(path)).ok and told.json(), ())

    def problems(self) -> list[str]:
        return [each["kind"] for each in self.page()["problems"]]

    def runs_at(self, at: int | None) -> None:
        """From now on, runs are `at` seconds after each multiple of STEP; None: unknown."""
        self._moments.append((int(time.time()), at))

    def first_after(self, moment: float) -> int:
        """Return its first run at or after a moment, epoch seconds."""
        at, whole = self._moments[-1][1], math.ceil(moment)
        return whole + (at - whole) % STEP

    def first_of_all(self) -> int:
        """Return the first run in which a job that is put now certainly takes part."""
        return max(self.first_after(time.time() + AGENTS.all_have_polled + 1), self._begins)

    def next_run(self) -> int:
        """Return the next run, by its page."""
        due = self.page()["next_run"]
        assert due == self.first_after(due), (self.name, due)
        return due

    def stray(self, began: int) -> bool:
        """Whether a start is at no moment of a run."""
        since = bisect_right([since for since, _at in self._moments], began) - 1
        at = self._moments[since][1]
        return at is not None and (began - at) % STEP > HOLD_OFF

    def _tell(self, moment: int, page: dict) -> None:
        """Return a text that explains a failure."""
        kinds = [each["kind"] for each in page["problems"]]
        told = f"{self.name}: {moment} {page['time_start']} {page['verdict']['words']} {kinds}"
        if told != self._told:
            print(told)
        self._told = told

    def is_complete(self, moment: int, page: dict) -> bool:
        """Return its page if it shows this run and all members that take part succeeded,
        else None.
        """
        expected = {job_id for job_id, since in self.members.items() if since <= moment}
        done = {each["id"] for each in page["members"] if each["state"] == "succeeded"}
        is_shown = moment <= (page["time_start"] or 0) <= moment + HOLD_OFF
        self._tell(moment, page)
        if not (is_shown and expected <= done):
            return False
        words = f"Complete: {len(done)} of {len(done)} in tag {page['session_tag']}"
        return len(expected) < len(self.members) or page["verdict"]["words"] == words

    def after(self, moment: int) -> dict | None:
        """Its page, as soon as this run is complete, or can never be: Freezer wedged the session
        by a poll that overlapped a run.
        """
        if time.time() <= moment:
            return None
        page = self.page()
        return page if self.is_complete(moment, page) or is_wedged(page) else None


class Story:
    """What a user does with the two sessions, `interval` and `calendar`."""

    def __init__(self, horizon, demo, schedulers, phase, home):
        self.horizon, self.demo, self.schedulers = horizon, demo, schedulers
        #: Seconds after each full STEP at which the interval session runs.
        self.at = phase
        names = ("interval", "calendar")
        jobs = {name: self._jobs(name, home) for name in names}
        wait_until_read(demo, [job_id for name in names for job_id in jobs[name]])
        start, calendar_at = int(time.time()) + 60, (phase + BETWEEN) % STEP
        start += (phase - start) % STEP
        self.interval = Session(
            horizon, "interval", phase, every_from(STEP, start), jobs["interval"], start
        )
        self.calendar = Session(
            horizon, "calendar", calendar_at, calendar(calendar_at), jobs["calendar"]
        )
        self.both = (self.interval, self.calendar)

    def _jobs(self, name, home) -> list[str]:
        """One for each machine."""
        return [
            create_job(
                self.demo,
                machine,
                backup(f"{machine}-{name}", home / machine),
                f"{name} of {machine}",
            )
            for machine in MACHINES
        ]

    def clean(self) -> None:
        for session in self.both:
            self.horizon.delete(f"sessions/{session.id}")
            for job_id in session.jobs:
                self.demo.jobs.delete(job_id)

    def until(self, condition):
        return until(condition, self.schedulers, PATIENCE)

    def when_nobody_runs(self) -> None:
        """Wait until the runs are over and none is about to begin."""
        self.until(self._is_quiet)

    def _is_quiet(self) -> bool:
        if int(time.time() - self.at) % STEP not in QUIET:
            return False
        jobs = [self.demo.jobs.get(each) for session in self.both for each in session.jobs]
        return not any(job["job_schedule"].get("status") == "running" for job in jobs)

    def call(self, call) -> dict:
        """As a user does who is refused while a job runs, or is about to, or whom Freezer did not
        answer in time.
        """

        def is_done():
            answer = self.horizon.call(call)
            assert answer.ok or answer.status_code in (409, 504), answer.text
            return answer.ok and answer

        return self.until(is_done).json()

    def restart(self, number) -> None:
        """Restart a machine's scheduler. Its agent then runs the interval session's job at once and
        alone. If that is not between two runs, because the scheduler was slow, restart it again.
        """
        job_id, at = self.interval.jobs[number], self.at
        self.interval.runs_at(None)
        for _ in range(RESTARTS):
            self.when_nobody_runs()
            since = int(time.time())
            self.schedulers[number].stop()
            self.schedulers[number].start()
            began = self.until(lambda since=since: self._start_since(since, job_id))
            if arming.distance(began, at, STEP) > HOLD_OFF + CLOSE:
                return
        raise AssertionError(f"{MACHINES[number]} is slow to start: {starts(self.schedulers)}")

    def _start_since(self, moment, job_id) -> int | None:
        began = starts(self.schedulers).get(job_id, [])
        return next((at for at in began if at > moment), None)

    def put(self, session, job_id, origin=None) -> dict:
        """Put a job into a session, from another one or the pool; return the call that
        undoes it.
        """
        body = {"from": origin and origin.id}
        call = {"verb": "PUT", "session_id": session.id, "job_id": job_id, "body": body}
        answer = self.call(call)
        assert answer["behind"] == []
        if origin:
            del origin.members[job_id]
        session.members[job_id] = session.first_of_all()
        return answer["undo"]

    def undo(self, call, session, job_id) -> None:
        """It is a member of this session again, where it was before."""
        self.call(call)
        for each in self.both:
            each.members.pop(job_id, None)
        session.members[job_id] = session.first_of_all()

    def repair(self, session, at: int | None = None) -> None:
        """As a user does who clicks on the first repair of each problem; from then on the session
        runs so many seconds after each full STEP, None: as before.
        """
        for problem in session.page()["problems"]:
            for call in problem["repairs"][0]["calls"]:
                self.call(call)
        if at is not None:
            session.runs_at(at)
        for job_id in session.members:
            session.members[job_id] = session.first_of_all()

    def expect_together(self, firsts, runs=2) -> None:
        """Check that from these moments ({session: epoch seconds}) each member runs as it should;
        all members take part in the last `runs` runs.
        """
        due, tags = dict(firsts), {}
        last = {session: last_of(session, first, runs) for session, first in firsts.items()}
        while due:
            session = min(due, key=due.get)
            moment = due.pop(session)
            page = self.until(lambda session=session, moment=moment: session.after(moment))
            if not session.is_complete(moment, page):
                due[session] = self._unwedge(session)
                last[session] = last_of(session, due[session], runs)
                continue
            before = tags.setdefault(session, page["session_tag"] - 1)
            assert page["session_tag"] == before + 1, (moment, page)
            tags[session] = page["session_tag"]
            self._expect_once(session, moment)
            if moment < last[session]:
                due[session] = moment + STEP
        for session in firsts:
            assert session.problems() == []
            self._expect_no_stray(session)

    def _unwedge(self, session) -> int:
        """Its first run after the repair."""
        print(f"{session.name}: wedged, and repaired")
        self.when_nobody_runs()
        self.repair(session)
        return session.next_run()

    def _expect_once(self, session, moment) -> None:
        """Check that each member that takes part in this run has started once."""
        began = starts(self.schedulers)
        for job_id, since in session.members.items():
            of_run = [at for at in began.get(job_id, []) if moment <= at <= moment + HOLD_OFF]
            assert len(of_run) == 1 or since > moment, (session.name, moment, job_id, began)

    def _expect_no_stray(self, session) -> None:
        began = starts(self.schedulers)
        for job_id in session.members:
            stray = [at for at in began.get(job_id, []) if session.stray(at)]
            assert stray == [], (session.name, job_id, began)


def is_wedged(page: dict) -> bool:
    return "wedged" in (each["kind"] for each in page["problems"])


def last_of(session, first, runs) -> int:
    """Return the moment when all members have run together this many times."""
    return max(first, *session.members.values()) + (runs - 1) * STEP


def calendar(at: int) -> dict[str, str]:
    """Return calendar fields for `at` seconds after each multiple of STEP."""
    return {"schedule_minute": f"{at // 60}-59/{STEP // 60}", "schedule_second": str(at % 60)}
