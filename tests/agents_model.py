"""A model of machines whose schedulers poll freezer-api, arm their jobs and run them, without
processes.

It does what freezer-scheduler 19 makes of a schedule and of its changes (`Job.process_event`,
`get_schedule_args`), and what freezer-api answers to a start (`Session.start`). It is used for
properties over many runs; tests/rest/test_live_sessions.py tests the same with real agents.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from freezer_ui.domain.schedules import schedule, timetable
from tests.freezer_model import Model

POLL = 60
#: Seconds that a backup takes.
LENGTH = 20
_RUNTIME = ("status", "result", "time_started", "time_ended")


@dataclass
class Agent:
    """One machine with one job; it polls at `phase` seconds of each minute."""

    job_id: str
    phase: int
    document: dict | None = None
    fires: Iterator[int] | None = None
    next_run: int | None = None
    ends: int | None = None

    def arm(self, now: int) -> None:
        found = timetable.runs(self.document["job_schedule"], now, None, "UTC", 400, heard=now)
        self.fires = iter(found.at)
        self.next_run = next(self.fires, None)

    def disarm(self) -> None:
        self.fires = self.next_run = None


@dataclass
class Machines:
    """All agents, the documents in Freezer, and the time. `starts` has the starts of each job as
    (tag or None, time).
    """

    model: Model
    now: int
    agents: list[Agent] = field(default_factory=list)
    starts: dict[str, list[tuple[int | None, int]]] = field(default_factory=dict)

    def until(self, moment: int) -> None:
        """Advance the time to `moment`, from one action of an agent to the next."""
        while (due := min(self._due(agent) for agent in self.agents)) <= moment:
            self.now = due
            refused = [agent for agent in self.agents if self._second(agent)]
            for agent in refused:
                self._ask_again(agent)
        self.now = max(self.now, moment)

    def _due(self, agent: Agent) -> int:
        polls = self.now + 1 + (agent.phase - self.now - 1) % POLL
        fires = agent.next_run if agent.ends is None else None
        return max(
            self.now + 1, min(each for each in (polls, fires, agent.ends) if each is not None)
        )

    def restart(self, job_id: str) -> None:
        """Restart the job's scheduler, which then knows only what Freezer has of the job."""
        agent = next(each for each in self.agents if each.job_id == job_id)
        agent.document, agent.ends = None, None
        agent.disarm()
        self._poll(agent)

    def _second(self, agent: Agent) -> bool:
        """Whether the start was refused."""
        if agent.ends == self.now:
            self._end(agent)
        if self.now % POLL == agent.phase:
            self._poll(agent)
        if agent.next_run is not None and agent.next_run <= self.now and agent.ends is None:
            return self._start(agent) is None
        return False

    def _ask_again(self, agent: Agent) -> None:
        """A scheduler asks five times, while members that run at the same time begin the tag."""
        tag = self._start_session(agent)
        if tag is not None:
            self.starts[agent.job_id][-1] = (tag, self.now)
            self._write(agent)

    def _poll(self, agent: Agent) -> None:
        fresh = copy.deepcopy(self.model.jobs[agent.job_id])
        event = fresh["job_schedule"].get("event", "")
        if agent.document is None:
            agent.document = fresh
            if not event:
                event = "stop" if fresh["job_schedule"].get("status") == "stop" else "start"
            changed = False
        else:
            before = agent.document["job_schedule"]
            kept = {key: before[key] for key in _RUNTIME if key in before}
            fresh["job_schedule"] |= kept
            changed = schedule.own(fresh["job_schedule"]) != schedule.own(before)
            agent.document = fresh
        is_idle = agent.ends is None
        if changed and is_idle and agent.next_run is not None and event != "stop":
            agent.arm(self.now)
        if event == "start" and is_idle and agent.next_run is None:
            agent.arm(self.now)
        if event == "stop":
            agent.disarm()
        if event:
            status = "running" if agent.ends else "scheduled" if agent.next_run else "stop"
            agent.document["job_schedule"] |= {"event": "", "status": status}
            self._write(agent)

    def _start(self, agent: Agent) -> int | None:
        agent.next_run = next(agent.fires, None)
        own = agent.document["job_schedule"]
        own |= {"status": "running", "result": "", "time_started": self.now, "time_ended": -1}
        self._write(agent)
        tag = self._start_session(agent)
        self.starts.setdefault(agent.job_id, []).append((tag, self.now))
        agent.ends = self.now + LENGTH
        self._write(agent)  # with the pid
        return tag

    def _start_session(self, agent: Agent) -> int | None:
        session = self.model.sessions.get(agent.document.get("session_id") or "")
        if session is None:
            return None
        entry = (session.get("jobs") or {}).get(agent.job_id)
        mine, since = agent.document.get("session_tag", 0), self.now - session.get("time_start", 0)
        if entry is None or mine > session["session_tag"]:
            return None
        if since <= session["hold_off"]:
            if mine == session["session_tag"]:
                return None
        elif mine == session["session_tag"]:
            session |= {"session_tag": mine + 1, "time_start": self.now, "status": "running"}
        else:
            return None
        entry |= {"status": "running", "result": "", "time_started": self.now}
        agent.document["session_tag"] = session["session_tag"]
        return session["session_tag"]

    def _end(self, agent: Agent) -> None:
        agent.ends = None
        status = "scheduled" if agent.next_run else "completed"
        ended = {"status": status, "result": "success", "time_ended": self.now}
        agent.document["job_schedule"] |= ended
        session = self.model.sessions.get(agent.document.get("session_id") or "")
        entry = ((session or {}).get("jobs") or {}).get(agent.job_id)
        if entry is not None:
            entry |= {"status": "completed", "result": "success", "time_ended": self.now}
            if all(each["status"] == "completed" for each in session["jobs"].values()):
                session |= {"status": "completed", "result": "success", "time_end": self.now}
        self._write(agent)

    def _write(self, agent: Agent) -> None:
        """The scheduler writes the schedule, session and tag that it knows."""
        keys = ("job_schedule", "session_id", "session_tag")
        self.model.patch_job(agent.job_id, {key: agent.document.get(key) for key in keys})
