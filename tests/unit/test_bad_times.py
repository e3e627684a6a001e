"""Projects and records of bad times: nothing throws, nothing lies, unknown says unknown."""

from datetime import UTC, datetime

import pytest

from freezer_ui.domain.backups import fates, records, simulation
from freezer_ui.domain.overview import ages, nights, summary

DAY = 86_400
NOW = int(datetime(2026, 11, 26, 10, tzinfo=UTC).timestamp())
#: The first minute of 1970, the day after tomorrow, and a year that is far.
ODD_TIMES = (60, NOW + 2 * DAY, NOW + 500 * 365 * DAY)
JOB = {
    "job_id": "a",
    "client_id": "web-1",
    "job_actions": [
        {"freezer_action": {"action": "backup", "backup_name": "orders", "remove_older_than": 7}}
    ],
    "job_schedule": {"schedule_hour": "2", "event": "", "status": "scheduled"},
}


def row(made_at: int) -> dict:
    metadata = {"job_id": "a", "backup_name": "orders", "hostname": "web-1", "time_stamp": made_at}
    return {"backup_id": f"b{made_at}", "status": "available", "backup_metadata": metadata}


def test_a_thousand_red_sessions_are_a_thousand():
    found = summary.of([("incomplete", NOW - 600)] * 1000, NOW - DAY)
    assert (found.needy, found.complete, found.ran, found.tone) == (1000, 0, 1000, "incomplete")


def test_a_project_without_sessions_is_empty_and_nothing_is_good():
    found = summary.of([], NOW - DAY)
    assert (found.sessions, found.ran, found.needy, found.tone) == (0, 0, 0, "empty")
    assert found.is_of_last_night is False


@pytest.mark.parametrize("made_at", ODD_TIMES)
def test_a_record_of_an_odd_time_makes_no_job_young(made_at):
    made = ages.last_made([records.facts(row(made_at))], NOW)
    age = ages.of_job(JOB, ages.promised(JOB, None), ages.last_of(JOB, made.get("a", {})), NOW)
    assert age.state in ("overdue", "never", "waiting")


@pytest.mark.parametrize("made_at", ODD_TIMES)
def test_a_record_of_an_odd_time_is_in_no_night_that_is_shown(made_at):
    shown = nights.until(NOW, UTC, 14)
    assert not any(night.start <= made_at < night.end for night in shown)


def test_a_record_of_1970_is_gone_by_the_first_good_run_since_and_one_of_the_future_deletes_none():
    rows = [row(60), row(NOW - DAY), row(NOW + 500 * 365 * DAY)]
    found = fates.of_jobs(rows, {"a": JOB}, NOW)
    assert found["b60"].gone_at == NOW - DAY
    assert found[f"b{NOW - DAY}"].gone_at is None
    assert set(found) == {"b60", f"b{NOW - DAY}"}


def test_runs_of_a_calendar_begin_now_whatever_was_made_before():
    found = simulation.simulate({"remove_older_than": 7}, [NOW, NOW + DAY], [(60, 0)])
    assert [chain.made for chain in found.deleted] == [(60,)]
    assert found.points == 2
