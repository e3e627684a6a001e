"""Run now, on live agents: all run at once, and then at the time that the page had said before."""

import time
from concurrent.futures import ThreadPoolExecutor

from freezer_ui.domain.schedules import arming
from freezer_ui.domain.times import epoch
from stack import users
from tests.conftest import Wired
from tests.rest.horizon import Horizon
from tests.rest.machines import backup, every, running, until

#: Seconds: between two runs, with time for a run now and for its end; and for a start.
STEP, NEAR = 180, 5
#: Seconds from which on a run now is offered before the next regular run.
AGENTS = arming.Agents(Wired.agent_poll, "UTC", 0)
AHEAD = AGENTS.all_have_polled + AGENTS.often


def by_interval():
    return every(STEP, later=30)


def by_calendar():
    """At a second of every third minute that comes soon."""
    at = time.gmtime(time.time() + 30)
    return {"schedule_minute": f"{at.tm_min % 3}-59/3", "schedule_second": str(at.tm_sec)}


def test_a_run_now_keeps_the_next_regular_run(wired, demo, tmp_path):
    """Side by side, each on machines of its own."""
    kinds = (by_interval, by_calendar)
    with ThreadPoolExecutor(len(kinds)) as pool:
        stories = [pool.submit(run_now, wired, demo, tmp_path, kind) for kind in kinds]
    for story in stories:
        story.result()


def run_now(wired, demo, tmp_path, kind):
    machines = [f"{kind.__name__}-{number}" for number in (1, 2, 3)]
    horizon = Horizon(wired.cloud.horizon_url, users.DEMO)
    starts = {}

    def watch():
        for job_id in starts:
            job = demo.jobs.get(job_id)
            started = epoch(job["job_schedule"].get("time_started"))
            if started:
                starts[job_id][started] = job["session_tag"]
        return horizon.get(path).json()

    def runs_at(moment):
        """Each member's tag in the run of that moment: one start, on time."""
        tags = [
            tag
            for of_job in starts.values()
            for at, tag in of_job.items()
            if moment - 1 <= at <= moment + NEAR
        ]
        return tags if len(tags) == len(starts) else None

    with running(wired.cloud, demo, tmp_path, machines) as schedulers:
        body = {"description": kind.__name__, "hold_off": 20, "schedule": kind()}
        path = f"sessions/{horizon.post('sessions/', body).json()['id']}"
        for machine in machines:
            action = {"freezer_action": backup(machine, tmp_path / machine), "max_retries": 0}
            document = {
                "client_id": machine,
                "description": machine,
                "job_schedule": {"event": "stop"},
                "job_actions": [action],
            }
            starts[demo.jobs.create(document)] = {}
        for job_id in starts:
            assert horizon.put(f"{path}/jobs/{job_id}", {"from": None}).ok

        # a run now is offered between two runs, as soon as none runs
        def offered():
            page = watch()
            due = page["next_run"] or 0
            far = due - time.time() > AHEAD + NEAR
            return page if far and page["verdict"]["state"] in ("never", "complete") else None

        before = until(offered, schedulers)
        due, tag = before["next_run"], before["session_tag"]
        answer = horizon.post(f"{path}/action", {"kind": "run", "tag": tag})
        assert answer.ok, answer.text
        told = answer.json()
        assert watch()["next_run"] == due
        until(lambda: watch() and runs_at(told["at"]), schedulers)

        # the page gives the schedules back when the run is over
        until(lambda: watch()["verdict"]["state"] == "complete", schedulers)
        for call in told["give_back"]:
            until(lambda call=call: watch() and horizon.call(call).ok, schedulers)
        page = watch()
        assert (page["next_run"], page["problems"]) == (due, [])

        for number, moment in enumerate((due, due + STEP)):
            tags = until(lambda moment=moment: watch() and runs_at(moment), schedulers)
            assert set(tags) == {tag + 2 + number}
        assert {len(of_job) for of_job in starts.values()} == {tag + 3}
        horizon.delete(path)
        for job_id in starts:
            demo.jobs.delete(job_id)
