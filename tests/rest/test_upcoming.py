"""upcoming/: what all sessions will do, and the same as files."""

import csv
import io
import time
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from stack import agent
from stack.seed import register
from stack.shop import SUCCESS, Run
from tests.rest.horizon import ok


def soon(**later) -> dict[str, str]:
    """Once, so much later than now."""
    at = datetime.now(UTC) + timedelta(**later)
    return {"schedule_date": at.strftime("%Y-%m-%dT%H:%M:%SZ")}


def ahead(horizon, **query):
    return ok(horizon.get("upcoming/", **query))


def item(told, session_id):
    return next(each for each in told["items"] if each["id"] == session_id)


@pytest.fixture
def on_host(demo, new_session, new_job):
    """Make sessions with a job each on a client that no other test uses."""
    register(demo, "upcoming-host", "Sessions meet on it")

    def make(description, **schedule):
        job_id = new_job(description, "upcoming-host")
        return new_session(description, jobs=(job_id,), schedule=schedule), job_id

    return make


@pytest.fixture
def with_job(new_session, new_job):
    """Make sessions with a job each: without one nothing runs."""

    def make(description, schedule):
        return new_session(description, jobs=(new_job(description),), schedule=schedule)

    return make


def test_runs_have_the_length_of_the_last_one(as_demo, demo, on_host):
    session_id, job_id = on_host("Measured", **soon(hours=3))
    run = Run(int(time.time()) - 7200, {"m": SUCCESS})
    agent.play(demo, session_id, {"m": job_id}, run)
    found = item(ahead(as_demo, q="Measured"), session_id)
    (told,) = found["runs"]
    assert abs(told["start"] - time.time() - 3 * 3600) < 60
    assert told["end"] - told["start"] == found["seconds"] == agent.DURATION
    assert found["clients"] == ["upcoming-host"]
    assert (found["about"], found["note"], found["more_from"]) == (False, None, None)


def test_sessions_that_meet_on_a_client_are_told_with_the_run(as_demo, on_host):
    when = soon(hours=5)
    (one, _), (two, _) = on_host("Meets one", **when), on_host("Meets two", **when)
    on_host("Meets nobody", **soon(hours=9))
    told = ahead(as_demo, q="Meets")
    (clash,) = told["clashes"]
    assert clash["client_id"] == "upcoming-host"
    assert {each["id"] for each in clash["sessions"]} == {one, two}
    assert (clash["times"], clash["count"]) == (1, 2)
    assert '"Meets one"' in clash["words"]
    assert '"Meets two"' in clash["words"]
    assert [each["clashes"] for row in told["items"] for each in row["runs"]] == [[0], [0], []]
    alone = ahead(as_demo, q="Meets one")
    assert (alone["total"], len(alone["clashes"])) == (1, 1)


def test_a_session_without_a_run_in_the_time_says_why(as_demo, new_session, with_job):
    notes = {
        with_job("Quiet 1", schedule={"event": "stop"}): "No schedule.",
        with_job("Quiet 2", schedule=soon(days=3)): "Next ",
        with_job("Quiet 3", schedule={"schedule_interval": "2 hours"}): "about 2 hours after the",
        with_job("Quiet 4", schedule={"schedule_hour": "x"}): "cannot read",
        new_session("Quiet 0", schedule=soon(hours=1)): "No jobs, so nothing runs.",
        with_job("Quiet 5", schedule={"schedule_date": "2020-01-01T00:00:00Z"}): "No further run",
    }
    told = ahead(as_demo, q="Quiet")
    assert told["total"] == len(notes)
    for session_id, note in notes.items():
        assert note in item(told, session_id)["note"]
    week = ahead(as_demo, q="Quiet", hours=168)
    assert week["until"] - week["from"] == 168 * 3600
    assert [row["name"] for row in week["items"] if row["runs"]] == ["Quiet 2"]


def test_more_runs_than_can_be_drawn_are_said_to_be_there(as_demo, with_job):
    session_id = with_job("Dense", schedule={"schedule_minute": "*"})
    found = item(ahead(as_demo, q="Dense"), session_id)
    assert len(found["runs"]) == 200
    assert found["more_from"] == found["runs"][-1]["start"] + 60
    rows = list(csv.DictReader(io.StringIO(exported(as_demo, "csv", q="Dense")["text"])))
    assert len(rows) == 201
    assert "too many runs" in rows[-1]["notes"]


def test_pages_follow_in_order_of_the_first_run_and_say_the_total(as_demo, with_job):
    made = [with_job(f"Paged {hour}", schedule=soon(hours=9 - hour)) for hour in range(5)]
    pages = list(as_demo.pages("upcoming/", q="Paged", limit=2))
    assert [told["total"] for told in pages] == [5] * 3
    assert [row["id"] for told in pages for row in told["items"]] == made[::-1]


def test_times_in_sentences_are_the_users(as_demo, with_job):
    session_id = with_job("Zoned", schedule={"schedule_date": "2099-12-01T01:00:00Z"})
    with as_demo.in_zone("Europe/Berlin"):
        told = ahead(as_demo, q="Zoned")
    assert told["time_zone"] == "Europe/Berlin"
    assert item(told, session_id)["note"] == "Next run: 1 December 2099 02:00 CET."


def test_other_projects_are_not_in_it(as_demo, as_other, with_job):
    with_job("Only ours", schedule=soon(hours=1))
    assert ahead(as_other, q="Only ours")["total"] == 0
    assert len(list(csv.reader(io.StringIO(exported(as_other, "csv", q="Only ours")["text"])))) == 1


def exported(horizon, form, **query):
    return ok(horizon.get("upcoming/export", format=form, **query))


def test_a_spreadsheet_takes_no_description_for_a_formula(as_demo, with_job):
    session_id = with_job("=1+1", schedule=soon(hours=2))
    told = exported(as_demo, "csv", q=session_id)
    assert (told["name"], told["type"]) == ("upcoming-runs.csv", "text/csv")
    (row,) = csv.DictReader(io.StringIO(told["text"]))
    assert (row["session_id"], row["session"]) == (session_id, "'=1+1")
    assert datetime.fromisoformat(row["start"]) == datetime.fromisoformat(row["start_utc"])


def test_a_calendar_can_read_the_file(as_demo, with_job):
    name = "Nightly; with, commas\\ and ünï"
    session_id = with_job(name, schedule={"schedule_hour": "*/12"})
    told = exported(as_demo, "ics", q=session_id)
    assert (told["name"], told["type"]) == ("upcoming-runs.ics", "text/calendar")
    events = icalendar.Calendar.from_ical(told["text"]).walk("VEVENT")
    assert len(events) == 2
    assert {str(event["SUMMARY"]) for event in events} == {name}
    assert len({str(event["UID"]) for event in events}) == 2
    first = min(event.decoded("DTSTART") for event in events)
    assert first.timestamp() > time.time()
    assert "its own time zone" in str(events[0]["DESCRIPTION"])
