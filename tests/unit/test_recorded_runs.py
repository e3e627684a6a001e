"""The judgement held against a session of three real agents whose truth is known.

recorded/three-hosts.jsonl has every change of the session and its jobs as freezer-api 19 answered.
"""

import json
from pathlib import Path

import pytest

from freezer_ui.domain.membership import health
from freezer_ui.domain.runs.run import judge
from freezer_ui.messages import say
from tests.unit.documents import AGENTS

RECORD = Path(__file__).parent / "recorded" / "three-hosts.jsonl"


def states_of_the_record():
    """Yield (time, session, jobs by id) after each change, once all jobs are known."""
    session, by_client = None, {}
    for line in RECORD.read_text().splitlines():
        change = json.loads(line)
        if change["what"] == "session":
            session = change["doc"] | {"session_id": "b7127a"}
        else:
            by_client[change["what"].removeprefix("job:")] = change["doc"]
        if session and len(by_client) == 3:
            jobs = {
                job_id: by_client[entry["client_id"]] | {"job_id": job_id}
                for job_id, entry in session["jobs"].items()
            }
            yield change["t"], session, jobs


def states_at_the_end_of_each_tag() -> dict[int, tuple]:
    """The last state of each tag before the next began."""
    return {state[1]["session_tag"]: state for state in states_of_the_record()}


def by_client(session, members):
    return {session["jobs"][job_id]["client_id"]: state for job_id, state in members.items()}


ALL = ("cache-1", "db-1", "web-1")
TRUTH = {
    **{tag: dict.fromkeys(ALL, "failed") for tag in range(1, 8)},
    **{tag: dict.fromkeys(ALL, "succeeded") for tag in range(8, 13)},
    13: {"cache-1": "succeeded", "db-1": "failed", "web-1": "succeeded"},
    **{
        tag: {"cache-1": "missing", "db-1": "failed", "web-1": "succeeded"} for tag in range(14, 17)
    },
    17: {"cache-1": "missing", "db-1": "succeeded", "web-1": "succeeded"},
}


@pytest.mark.parametrize("tag", TRUTH)
def test_at_its_end_each_run_is_what_it_truly_was(tag):
    t, session, jobs = states_at_the_end_of_each_tag()[tag]
    run = judge(session, jobs, int(t) + 40)
    assert by_client(session, run.members) == TRUTH[tag]
    assert run.complete is (tag in range(8, 13))


def test_freezers_false_success_is_flagged():
    t, session, jobs = states_at_the_end_of_each_tag()[17]
    assert (session["status"], session["result"]) == ("completed", "success")
    run = judge(session, jobs, int(t) + 40)
    assert (run.complete, bool(run.differs), run.state) == (False, True, "incomplete")
    assert say(run.message) == "Tag 17: 2 of 3 succeeded · cache-1 did not run"


def test_the_wedged_session_is_named_and_never_green():
    t, session, jobs = states_at_the_end_of_each_tag()[18]
    assert (session["status"], session["result"]) == ("completed", "success")
    run = judge(session, jobs, int(t))
    assert run.complete is False
    assert by_client(session, run.members)["cache-1"] == "late"
    assert "wedged" in [problem["kind"] for problem in health.problems(session, {}, jobs, AGENTS)]


def moments_of_the_record():
    """Each change, looked at then and later: (now, session, jobs)."""
    for t, session, jobs in states_of_the_record():
        for later in (0, 40, 400):
            yield int(t) + later, session, jobs


def test_a_list_says_what_the_page_says_or_that_it_is_being_checked():
    checked = 0
    for now, session, jobs in moments_of_the_record():
        alone, full = judge(session, None, now), judge(session, jobs, now)
        checked += alone.state == "checking"
        assert alone.state in (full.state, "checking", "running"), now
        assert alone.state == full.state or alone.unproved
    assert checked


def test_with_the_jobs_in_doubt_a_list_says_what_the_page_says():
    for now, session, jobs in moments_of_the_record():
        doubtful = judge(session, None, now).unproved
        settled = judge(session, {job_id: jobs[job_id] for job_id in doubtful}, now)
        full = judge(session, jobs, now)
        assert (settled.members, settled.message) == (full.members, full.message), now


def test_only_the_runs_that_were_complete_are_ever_complete():
    green = {
        session["session_tag"]
        for t, session, jobs in states_of_the_record()
        if judge(session, jobs, int(t)).complete
    }
    assert green == set(range(8, 13))
