"""What the released freezer-scheduler arms: `TZ=<zone> python -m tests.agents.arming < questions`.

Reads [{"moment": epoch, "schedules": [job_schedule]}] and writes, for each moment and schedule, the
next runs (epoch seconds) of an agent of that zone that hears of the schedule at that moment.
The scheduler's own classes read the job from its folder, poll and arm it; only the clock is set.
"""

import json
import sys
import tempfile
from pathlib import Path

import time_machine
from freezer.scheduler import arguments  # noqa: F401  (declares the options that are read)
from freezer.scheduler.freezer_scheduler import FreezerScheduler

#: How many runs of each are told.
COUNT = 10
#: Agents never poll at a full second.
FRACTION = 0.4


def main() -> None:
    questions = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        answers = [
            [runs(Path(folder), asked["moment"], schedule) for schedule in asked["schedules"]]
            for asked in questions
        ]
    json.dump(answers, sys.stdout)


def runs(folder: Path, moment: int, schedule: dict) -> list[int]:
    document = {"job_id": "j", "job_actions": [], "job_schedule": {"event": "start", **schedule}}
    (folder / "job_j.conf").write_text(json.dumps(document))
    with time_machine.travel(moment + FRACTION, tick=False):
        agent = FreezerScheduler(None, 60, str(folder))
        agent.scheduler.start(paused=True)
        try:
            return armed(agent, moment)
        finally:
            agent.scheduler.shutdown(wait=False)


def armed(agent: FreezerScheduler, moment: int) -> list[int]:
    try:
        agent.poll()
    except UnboundLocalError:
        return []  # A date or an interval that it cannot read ends its whole poll.
    job = agent.scheduler.get_job("j")
    if job is None or job.next_run_time is None:
        return []
    first = job.next_run_time
    missed = moment + FRACTION - first.timestamp()
    if missed > 0:
        return [moment] if missed <= job.misfire_grace_time else []
    return chain(job.trigger, first)


def chain(trigger, first) -> list[int]:
    """The fire times as APScheduler's loop asks for them; two at one moment run once (coalesce)."""
    found, at = [], first
    while at is not None and len(found) < COUNT:
        if int(at.timestamp()) not in found[-1:]:
            found.append(int(at.timestamp()))
        try:
            at = trigger.get_next_fire_time(at, at)
        except (OverflowError, ValueError):
            break  # beyond the year 9999
    return found


if __name__ == "__main__":
    main()
