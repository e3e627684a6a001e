"""What a client has to do, told from its jobs."""

import pytest

from freezer_ui.domain.jobs import workload
from freezer_ui.messages import say
from tests.unit.documents import job

RESTORE = [{"freezer_action": {"action": "restore"}}]


def of(*jobs, listed=()):
    return workload.of_clients(jobs, set(listed)).get("web-1", workload.NONE)


def counts(load):
    return [load[key] for key in workload.COUNTS]


def test_jobs_are_counted_by_what_makes_them_run():
    load = of(
        job("a"),
        job("b", session=""),
        job("c", session="", event="stop"),
        job("d", session="", schedule_interval=""),
        listed=["a"],
    )
    assert counts(load) == [4, 1, 1, 2, 4, 2]
    assert say(workload.protection_message(load)) == "2 of 4 backup jobs active"


def test_each_client_has_its_own():
    found = workload.of_clients([job("a"), job("b") | {"client_id": "db-1"}], {"b"})
    assert {name: counts(load) for name, load in found.items()} == {
        "web-1": [1, 0, 1, 0, 1, 1],
        "db-1": [1, 1, 0, 0, 1, 1],
    }


def test_none_are_never_written_to():
    of(job("a"))
    assert counts(workload.NONE) == [0] * 6


@pytest.mark.parametrize(
    "one",
    [
        job("a", event="stop"),  # a member that is stopped for itself
        job("a", schedule_interval=""),  # in a session without a schedule
        job("a", status="completed"),  # it ran once and is done
    ],
)
def test_a_member_that_does_not_run_protects_nothing(one):
    load = of(one, listed=["a"])
    assert counts(load) == [1, 1, 0, 0, 1, 0]
    assert say(workload.protection_message(load)) == "Not backed up · 0 of 1 backup job active"


def test_a_restore_neither_protects_nor_counts_as_a_backup():
    restore = job("b") | {"job_actions": RESTORE}
    assert say(workload.protection_message(of(restore))) == "Not backed up · no backup job"
    assert say(workload.protection_message(of(job("a"), restore))) == "1 of 1 backup job active"


def test_no_jobs_are_no_protection():
    assert say(workload.protection_message(of())) == "Not backed up · no jobs"


def test_the_newest_end_has_its_result():
    load = of(
        job("a", time_started=10, time_ended=20),
        job("b", time_started=25, time_ended=30, result="fail"),
        job("c", time_started=1, time_ended=2),
    )
    assert (load["time_ended"], load["result"]) == (30, "fail")


@pytest.mark.parametrize(
    "own", [{"time_started": 25, "time_ended": 20}, {"time_ended": -1}, {"time_started": ""}]
)
def test_an_end_before_its_start_is_of_the_run_before(own):
    load = of(job("a", **own))
    assert (load["time_ended"], load["result"]) == (None, None)
