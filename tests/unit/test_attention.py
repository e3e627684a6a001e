"""Who of a list needs somebody first."""

import pytest

from freezer_ui.domain import attention, documents
from freezer_ui.domain.jobs import workload
from freezer_ui.domain.runs import run
from tests.unit.documents import entry, job, session

NOW = 10_100
BACKUP = [{"freezer_action": {"action": "backup"}}]
RESTORE = [{"freezer_action": {"action": "restore"}}]


def need_of(document, jobs=None, now=NOW):
    judged = run.judge(document, jobs, now)
    return attention.of_session(judged.state, judged.counts)


def test_a_run_in_which_one_failed_is_worse_than_one_that_lacks_one():
    failed = session(jobs={"a": entry(), "b": entry(result="fail")})
    missing = session(jobs={"a": entry(), "b": entry(time_started=-1, time_ended=-1)})
    late = session(jobs={"a": entry(), "b": entry(time_started=9_000)})
    known = {"a": job("a"), "b": job("b", tag=3, time_started=9_000)}
    assert need_of(failed) == "failed"
    assert need_of(missing, {**known, "b": job("b", tag=3, time_started=-1)}) == "partial"
    assert need_of(late, {**known, "b": job("b", tag=3, time_started=10_060)}) == "partial"


@pytest.mark.parametrize(
    ("document", "now", "need"),
    [
        (session(jobs={"a": entry()}), NOW, "complete"),
        (session(jobs={"a": entry()}), NOW + 20_000, "overdue"),
        (session(jobs={}), NOW, "empty"),
        (session(jobs={"a": entry()}, session_tag=0, time_start=-1), NOW, "never"),
        (documents.session(session(jobs="nonsense")), NOW, "unknown"),
        (session(jobs={"a": entry(status="running", time_ended=-1)}), NOW, "running"),
        # its job alone can tell
        (session(jobs={"a": entry(time_started=9_000)}), NOW, "checking"),
    ],
)
def test_another_run_is_what_it_is(document, now, need):
    jobs = (
        {"a": job("a", status="running", result="", time_ended=-1)} if need == "running" else None
    )
    assert need_of(document, jobs, now) == need


def test_each_verdict_has_its_place_in_the_list():
    states = ("complete", "running", "overdue", "never", "empty", "unknown", "checking")
    assert {*states, "failed", "partial"} == set(attention.SESSIONS)


def of_job(document, is_refused=False, is_dangling=False, listed=True):
    trigger = workload.trigger_of(document, listed)
    return attention.of_job(document, is_refused, is_dangling, trigger)


def test_a_job_is_told_by_what_there_is_to_do_about_it():
    assert of_job(job()) == "succeeded"
    assert of_job(job(result="fail")) == "failed"
    assert of_job(job(result="aborted by hand")) == "failed"
    assert of_job(job(result="fail"), is_refused=True) == "refused"
    assert of_job(job(result="", time_started=-1)) == "never"
    assert of_job(job(result=None)) == "never"
    assert of_job(job(result="success", time_started=-1)) == "never"
    # of an earlier run
    assert of_job(job(status="running", result="fail")) == "running"
    assert of_job(job(), is_dangling=True) == "dangling"
    assert of_job(job() | {"job_schedule": None}) == "never"


def test_what_nothing_runs_is_not_protected_unless_it_restores():
    stopped = job(event="stop") | {"job_actions": BACKUP}
    assert of_job(stopped, listed=False) == "unprotected"
    assert of_job(stopped, listed=True) == "succeeded"
    assert of_job(stopped | {"job_actions": RESTORE}, listed=False) == "succeeded"
    failed = job(event="stop", result="fail") | {"job_actions": RESTORE}
    assert of_job(failed, listed=False) == "failed"


def test_a_client_whose_last_run_failed_is_not_a_good_one():
    def of(*jobs):
        load = workload.of_clients(jobs, {"a"}).get("web-1", workload.NONE)
        return attention.of_client(load)

    good = job("a") | {"job_actions": BACKUP}
    assert of(good) == "protected"
    assert of(good, job("b", result="fail", time_started=10_020, time_ended=10_030)) == "failed"
    assert of() == "unprotected"
    assert of(job("b", session="", event="stop")) == "unprotected"
    assert of(job("b", session="", result=None, time_started=-1, time_ended=-1)) == "never"
    assert attention.of_client(None) == "waiting"


def test_each_need_has_one_place():
    for needs in (attention.SESSIONS, attention.JOBS, attention.CLIENTS):
        assert len(set(needs)) == len(needs)
        assert needs[-1] in ("complete", "succeeded", "protected")
