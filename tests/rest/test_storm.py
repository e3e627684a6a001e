"""Many writers at once, in two Horizon processes, while schedulers start and end members:
afterwards every job is where its last acknowledged request put it, and every refusal was said.
"""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from freezer_ui.domain.schedules.schedule import own
from stack import users
from stack.clients import client_for
from tests.rest.horizon import Horizon
from tests.rest.schedulers import scheduling

TABS = 6


def tabs(wired, twin) -> list[Horizon]:
    """Logins that take turns between the two processes."""
    urls = (wired.cloud.horizon_url, twin.url)
    return [Horizon(urls[number % 2], users.DEMO) for number in range(TABS)]


def send(window, job_id, there, target):
    """Put it into a session, or take it out of the one it is in."""
    if target:
        return window.put(f"sessions/{target}/jobs/{job_id}", {"from": there})
    return window.delete(f"sessions/{there}/jobs/{job_id}")


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


def test_twelve_adds_to_one_session_at_once_lose_no_job(wired, twin, demo, new_session, new_job):
    """The bare API lists 7 of 12."""
    session_id, jobs = new_session(), [new_job(f"storm {n}") for n in range(12)]
    windows = tabs(wired, twin)
    with ThreadPoolExecutor(TABS) as pool:
        answers = list(
            pool.map(
                lambda n: windows[n % TABS].put(f"sessions/{session_id}/jobs/{jobs[n]}"), range(12)
            )
        )
    assert [answer.status_code for answer in answers] == [200] * 12
    assert set(demo.sessions.get(session_id)["jobs"]) == set(jobs)


def test_adds_moves_and_removes_in_a_storm(wired, twin, demo, new_session, new_job, capsys):
    """Each tab has jobs of its own, so its last acknowledged request says where each one is."""
    sessions = [new_session(f"Storm {n}") for n in range(3)]
    # A member that stays, so that the schedulers have something to start and end all the time.
    stays = [new_job(f"stays {n}") for n in range(3)]
    for session_id, job_id in zip(sessions, stays, strict=True):
        demo.sessions.add_job(session_id, job_id)
    jobs = {tab: [new_job(f"storm {tab}-{n}") for n in range(3)] for tab in range(TABS)}
    windows, expected = tabs(wired, twin), {}

    def work(tab: int) -> list[int]:
        chance, statuses = random.Random(tab), []  # noqa: S311 the same storm every time
        while len(statuses) < 9:
            job_id = chance.choice(jobs[tab])
            there = expected.get(job_id)
            target = chance.choice([each for each in (*sessions, None) if each != there])
            answer = send(windows[tab], job_id, there, target)
            statuses.append(answer.status_code)
            if not answer.ok:
                # Undone too often: it may be half moved, which is said, and done when asked again.
                # Where a busy Freezer did not answer, the change may have been made.
                is_late = answer.status_code == 504
                assert is_late or "Try again" in answer.json()["error"]
                answer = send(windows[tab], job_id, there, target)
                is_out_already = is_late and not target and answer.status_code == 404
                assert answer.ok or is_out_already, answer.text
            expected[job_id] = target
        return statuses

    wired.freezer.reset()
    new_client = partial(client_for, wired.cloud, users.DEMO.name, users.DEMO.project)
    with scheduling(new_client, sessions) as schedulers, ThreadPoolExecutor(TABS) as pool:
        statuses = Counter(status for tab in pool.map(work, range(TABS)) for status in tab)
    written = Counter(verb for verb, _path in wired.freezer.calls)
    with capsys.disabled():
        print(
            f"\nstorm: {statuses.total()} requests, answered {dict(statuses)}; "
            f"{written['PUT']} PUT and {written['DELETE']} DELETE; the schedulers sent "
            f"{schedulers.sent}, of which {len(schedulers.refused)} were refused"
        )
    assert statuses.total() == 54
    assert set(statuses) <= {200, 409, 504}
    assert schedulers.errors == []
    assert schedulers.sent > 50
    moved = [job_id for each in jobs.values() for job_id in each]
    for job_id, (listed, named) in everywhere(demo, sessions, moved).items():
        home = expected.get(job_id)
        assert (listed, named) == ([home] if home else [], home)
        if home:
            session = demo.sessions.get(home)
            assert own(demo.jobs.get(job_id)["job_schedule"]) == own(session["schedule"])


def test_one_job_that_everybody_wants_is_in_one_place(wired, twin, demo, new_session, new_job):
    """Who was too late is told so."""
    sessions = [new_session(f"Wants it {n}") for n in range(TABS)]
    job_id = new_job("wanted")
    windows = tabs(wired, twin)
    with ThreadPoolExecutor(TABS) as pool:
        answers = list(
            pool.map(
                lambda n: windows[n].put(f"sessions/{sessions[n]}/jobs/{job_id}", {"from": None}),
                range(TABS),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (TABS - 1)
    winner = next(answer for answer in answers if answer.ok).json()["session"]["id"]
    assert everywhere(demo, sessions, [job_id]) == {job_id: ([winner], winner)}


def test_what_another_writer_undid_is_done_again(as_demo, wired, demo, new_session, new_job):
    """Schedulers do not know our turns: their write may end in between."""
    session_id, job_id = new_session(), new_job()
    # The first PUT is answered, and is not done.
    wired.freezer.inject("PUT", "/jobs/", "status", status=204)
    answer = as_demo.put(f"sessions/{session_id}/jobs/{job_id}")
    assert answer.status_code == 200
    assert list(demo.sessions.get(session_id)["jobs"]) == [job_id]
