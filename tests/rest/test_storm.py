"""Many writers at once: afterwards every job is where its acknowledged request put it (F1)."""

import random
from concurrent.futures import ThreadPoolExecutor

from freezer_ui.sessions.schedule import own
from stack import users
from tests.rest.horizon import Horizon

TABS = 6


def tabs(wired) -> list[Horizon]:
    return [Horizon(wired.cloud.horizon_url, users.DEMO) for _ in range(TABS)]


def everywhere(demo, sessions, jobs):
    """Which sessions list each job, and which one it names."""
    listed = {each: demo.sessions.get(each).get("jobs") or {} for each in sessions}
    return {
        job_id: (
            [session_id for session_id in sessions if job_id in listed[session_id]],
            demo.jobs.get(job_id)["session_id"] or None,
        )
        for job_id in jobs
    }


def test_twelve_adds_to_one_session_at_once_lose_no_job(wired, demo, new_session, new_job):
    """The bare API lists 7 of 12 (F1)."""
    session_id, jobs = new_session(), [new_job(f"storm {n}") for n in range(12)]
    windows = tabs(wired)
    with ThreadPoolExecutor(TABS) as pool:
        answers = list(
            pool.map(
                lambda n: windows[n % TABS].put(f"sessions/{session_id}/jobs/{jobs[n]}"),
                range(12),
            )
        )
    assert [answer.status_code for answer in answers] == [200] * 12
    assert set(demo.sessions.get(session_id)["jobs"]) == set(jobs)


def test_adds_moves_and_removes_in_a_storm(wired, demo, new_session, new_job):
    """Each tab has jobs of its own, so its last acknowledged request says where each one is."""
    sessions = [new_session(f"Storm {n}") for n in range(3)]
    jobs = {tab: [new_job(f"storm {tab}-{n}") for n in range(3)] for tab in range(TABS)}
    windows, expected = tabs(wired), {}

    def work(tab: int) -> list[int]:
        chance, statuses = random.Random(tab), []  # noqa: S311 the same storm every time
        for _ in range(9):
            job_id = chance.choice(jobs[tab])
            target = chance.choice([*sessions, None])
            there = expected.get(job_id)
            if target is None and there is None:
                continue
            answer = (
                windows[tab].put(f"sessions/{target}/jobs/{job_id}", {"from": there})
                if target
                else windows[tab].delete(f"sessions/{there}/jobs/{job_id}")
            )
            statuses.append(answer.status_code)
            if answer.ok:
                expected[job_id] = target
        return statuses

    with ThreadPoolExecutor(TABS) as pool:
        statuses = [status for tab in pool.map(work, range(TABS)) for status in tab]
    assert len(statuses) > 40
    assert set(statuses) == {200}
    moved = [job_id for each in jobs.values() for job_id in each]
    for job_id, (listed, named) in everywhere(demo, sessions, moved).items():
        home = expected.get(job_id)
        assert (listed, named) == ([home] if home else [], home)
        if home:
            session = demo.sessions.get(home)
            assert own(demo.jobs.get(job_id)["job_schedule"]) == own(session["schedule"])


def test_what_another_writer_undid_is_done_again(as_demo, wired, demo, new_session, new_job):
    """Schedulers do not know our turns: their write may end in between."""
    session_id, job_id = new_session(), new_job()
    # The first PUT is answered, and is not done.
    wired.freezer.inject("PUT", "/jobs/", "status", status=204)
    answer = as_demo.put(f"sessions/{session_id}/jobs/{job_id}")
    assert answer.status_code == 200
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]
