"""The judgement held against a session of three real agents whose truth is known.

recorded/three-hosts.jsonl has every change of the session and its jobs as freezer-api 19 answered.
"""

import json
from pathlib import Path

import pytest

from freezer_ui.sessions import health
from freezer_ui.sessions.run import judge
from tests.unit.documents import AGENTS

RECORD = Path(__file__).parent / "recorded" / "three-hosts.jsonl"
RANK = {True: 2, None: 1, False: 0}


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
    assert run.words == "2 of 3 in tag 17: cache-1 missing"


def test_the_wedged_session_is_named_and_never_green():
    t, session, jobs = states_at_the_end_of_each_tag()[18]
    assert (session["status"], session["result"]) == ("completed", "success")
    run = judge(session, jobs, int(t))
    assert run.complete is False
    assert by_client(session, run.members)["cache-1"] == "late"
    assert "wedged" in [problem["kind"] for problem in health.problems(session, {}, jobs, AGENTS)]


def test_a_list_is_never_greener_than_the_detail():
    for t, session, jobs in states_of_the_record():
        for now in (int(t), int(t) + 40, int(t) + 400):
            alone, full = judge(session, None, now), judge(session, jobs, now)
            assert RANK[alone.complete] <= RANK[full.complete], (t, now)


def test_only_the_runs_that_were_complete_are_ever_complete():
    green = {
        session["session_tag"]
        for t, session, jobs in states_of_the_record()
        if judge(session, jobs, int(t)).complete
    }
    assert green == set(range(8, 13))
