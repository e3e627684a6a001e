"""Run now, on live agents: all run at once, and then at the time that the page had said before."""

import time
from concurrent.futures import ThreadPoolExecutor

from freezer_ui.domain.schedules import arming
from stack import users
from stack.clients import client_for
from tests.conftest import Wired
from tests.rest.horizon import Horizon
from tests.rest.machines import create_jobs, every, running, starts, until

#: Seconds: between two runs, with time for a run now and for its end; and for starts in one tag.
STEP, HOLD_OFF = 180, 20
#: Seconds from which on a run now is offered before the next regular run, and for its run to end.
AGENTS = arming.Agents(Wired.agent_poll, "UTC", 0)
AHEAD = AGENTS.all_have_polled + AGENTS.often + STEP // 3
PATIENCE = 3 * STEP


def by_interval():
    return every(STEP, later=30)


def by_calendar():
    """At a second of every third minute that comes soon."""
    at = time.gmtime(time.time() + 30)
    return {"schedule_minute": f"{at.tm_min % 3}-59/3", "schedule_second": str(at.tm_sec)}


def test_a_run_now_keeps_the_next_regular_run(wired, tmp_path):
    """Side by side, each on machines of its own."""
    kinds = (by_interval, by_calendar)
    # one after another: a Horizon that has just begun takes its time for the first login
    tenants = [
        (
            Horizon(wired.cloud.horizon_url, users.DEMO),
            client_for(wired.cloud, users.DEMO.name, users.DEMO.project),
        )
        for _ in kinds
    ]
    with ThreadPoolExecutor(len(kinds)) as pool:
        stories = [
            pool.submit(run_now, wired, tmp_path, kind, *tenant)
            for kind, tenant in zip(kinds, tenants, strict=True)
        ]
    for story in stories:
        story.result()


def run_now(wired, tmp_path, kind, horizon, demo):
    machines = [f"{kind.__name__}-{number}" for number in (1, 2, 3)]
    with running(wired.cloud, tmp_path, machines) as schedulers:
        jobs = create_jobs(demo, tmp_path, machines)
        body = {"description": kind.__name__, "hold_off": HOLD_OFF, "schedule": kind()}
        path = f"sessions/{horizon.post('sessions/', body).json()['id']}"
        for job_id in jobs:
            assert horizon.put(f"{path}/jobs/{job_id}", {"from": None}).ok

        def until_true(condition):
            return until(condition, schedulers, PATIENCE)

        def asked():
            """A run now, between two runs: what the page said before, and what it answers."""
            page = horizon.get(path).json()
            is_far = (page["next_run"] or 0) - time.time() > AHEAD
            if not is_far or page["verdict"]["state"] not in ("never", "complete"):
                return None
            answer = horizon.post(f"{path}/action", {"kind": "run", "tag": page["session_tag"]})
            assert answer.ok or answer.status_code == 409, answer.text
            return (page, answer.json()) if answer.ok else None

        def complete(moment):
            """The page, if it shows the run of that moment as all members' in one tag."""
            page = horizon.get(path).json()
            is_shown = moment <= (page["time_start"] or 0) <= moment + HOLD_OFF
            return page if is_shown and page["verdict"]["state"] == "complete" else None

        before, told = until_true(asked)
        due, tag = before["next_run"], before["session_tag"]
        assert horizon.get(path).json()["next_run"] == due
        moments = [told["at"], due, due + STEP]
        assert until_true(lambda: complete(moments[0]))["session_tag"] == tag + 1

        # the page gives the schedules back when the run is over
        for call in told["give_back"]:
            until_true(lambda call=call: horizon.call(call).ok)
        page = horizon.get(path).json()
        assert (page["next_run"], page["problems"]) == (due, [])

        for number, moment in enumerate(moments[1:], start=2):
            page = until_true(lambda moment=moment: complete(moment))
            assert page["session_tag"] == tag + number
        began = starts(schedulers)
        for job_id in jobs:
            since = [at for at in began[job_id] if at >= moments[0]]
            late = [at - moment for at, moment in zip(since, moments, strict=True)]
            assert all(0 <= each <= HOLD_OFF for each in late), (moments, began)
        horizon.delete(path)
        for job_id in jobs:
            demo.jobs.delete(job_id)
