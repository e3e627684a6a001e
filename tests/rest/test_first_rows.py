"""The first rows are in the panel's page itself."""

import re
import time
from html import unescape

import pytest

from tests.rest.runs import back_up

PAGE = "/project/freezer_sessions/"
JOBS = "jobs/?homes=1&limit=1000&max_age=60"
BACKUPS = "backups/?limit=100&max_age=60"
LIST = "sessions/?limit=1000&form=table&max_age=60"


@pytest.fixture(autouse=True, scope="module")
def _warm(as_demo):
    """A process takes longer over its first page than a page waits for its rows."""
    as_demo.page(PAGE)


def names(page) -> list[str]:
    found = re.findall(r'freezer-col-name"><a href="[^"]+" title="[^"]*">(.*?)</a>', page.text)
    return [unescape(name) for name in found]


def with_rows(horizon):
    """The page; one that is drawn before its rows are read, on a busy machine, has none."""
    for _ in range(20):
        page = horizon.page(PAGE)
        if names(page):
            return page
    raise AssertionError("a page never waits for its rows")


def test_the_page_has_the_first_rows_in_one_call_with_the_list(calls, as_demo, new_session):
    session_id = new_session("Aaa early")
    assert calls(as_demo.page, PAGE) == ["GET"]
    page = with_rows(as_demo)
    assert "Aaa early" in names(page)
    assert f'href="{PAGE}{session_id}"' in page.text
    assert calls(as_demo.get, LIST) == []
    table = as_demo.get(LIST).json()
    column = table["columns"].index("name")
    assert "Aaa early" in [row[column] for row in table["rows"]]


def test_they_are_in_the_zone_and_language_of_who_asks(calls, as_demo, new_session):
    """And so shared with what the browser asks for a moment later."""
    when = {"schedule_date": "2036-11-30T12:00:00", "event": "start"}
    new_session("Aaa in a zone", schedule=when)
    with as_demo.in_zone("Asia/Tokyo"):
        page = with_rows(as_demo)
        assert "30 November 2036 21:00" in page.text
        assert calls(as_demo.get, LIST) == []


def test_they_are_what_is_there_now_and_in_order(as_demo, demo, new_session):
    new_session("Aab second")
    session_id = new_session("Aac was last")
    assert as_demo.get(LIST).ok
    demo.sessions.update(session_id, {"description": "AAA now first"})
    shown = names(with_rows(as_demo))
    # none of them has jobs, so that all are as urgent
    assert shown == sorted(shown, key=str.lower)
    assert shown.index("AAA now first") < shown.index("Aab second")


def test_users_text_is_neither_html_nor_angulars(as_demo, new_session):
    text = "<script>alert(1)</script> {{ 7*7 }} {$ 7*7 $}"
    new_session(text)
    page = with_rows(as_demo)
    # Horizon's own guard, which every page of it has
    assert text.replace("{$", "{%").replace("$}", "%}") in names(page)
    assert "<script>alert(1)" not in page.text
    assert re.search(r'class="[^"]*freezer-early[^"]*" ng-non-bindable', page.text)


def test_another_project_has_its_own(as_demo, as_other, new_session):
    new_session("Aaa ours")
    assert "Aaa ours" in names(with_rows(as_demo))
    assert "Aaa ours" not in as_other.page(PAGE).text


@pytest.mark.parametrize("fault", [("delay", {}), ("cut", {}), ("status", {"status": 500})])
def test_a_page_waits_for_no_freezer_in_trouble(as_demo, wired, new_session, fault):
    new_session("Aaa not known now")
    kind, options = fault
    wired.freezer.inject("GET", "/sessions", kind, nth=0, **options)
    page = as_demo.page(PAGE)
    assert page.ok
    assert "freezer-early" not in page.text
    assert page.elapsed.total_seconds() < 10


def test_the_first_jobs_are_read_while_their_page_is_drawn(calls, as_demo, wired, new_job):
    """What is kept of them from before does not do: whoever opens the page sees what is there."""
    assert as_demo.get(JOBS).ok
    job_id = new_job("Read ahead")
    wired.freezer.reset()
    assert as_demo.page("/project/freezer_jobs/").ok
    until_called(wired, 3)
    found = until_kept(calls, as_demo, JOBS)
    assert job_id in [job["id"] for job in found["items"]]


def test_members_are_read_while_the_page_of_their_session_is_drawn(
    calls, as_demo, demo, wired, new_session, new_job
):
    job_id = new_job("Renamed later")
    session_id = new_session("Members ahead", (job_id, new_job()))
    members = f"sessions/{session_id}?max_age=4"
    assert as_demo.get(members).ok
    job = demo.jobs.get(job_id)
    demo.jobs.update(job_id, {"description": "Renamed", "job_schedule": job["job_schedule"]})
    wired.freezer.reset()
    assert as_demo.page(f"{PAGE}{session_id}").ok
    until_called(wired, 4)  # the head, the session again, its two jobs
    found = until_kept(calls, as_demo, members, "GET")
    assert {each["id"]: each["name"] for each in found["members"]}[job_id] == "Renamed"


def until_called(wired, count) -> None:
    deadline = time.monotonic() + 60
    while len(wired.freezer.calls) < count:
        assert time.monotonic() < deadline, wired.freezer.calls
        time.sleep(0.01)


def until_kept(calls, as_demo, path, *left: str) -> dict:
    """The answer that needed no calls but those that are `left`, once the reading has ended."""
    answers = []

    def ask():
        answers.append(as_demo.get(path))
        return answers[-1]

    assert list(left) in (calls(ask) for _ in range(5))
    return answers[-1].json()


@pytest.mark.parametrize("fault", [("cut", {}), ("status", {"status": 500})])
def test_a_page_of_jobs_is_there_whatever_freezer_does(as_demo, wired, fault):
    kind, options = fault
    wired.freezer.inject("GET", "/jobs", kind, nth=0, **options)
    assert as_demo.page("/project/freezer_jobs/").ok


def test_the_first_backups_are_read_while_their_page_is_drawn(calls, as_demo, demo, wired, new_job):
    assert as_demo.get(BACKUPS).ok
    backup_id = back_up(demo, new_job("Read ahead"), "ahead", 1_700_000_000)
    wired.freezer.reset()
    try:
        assert as_demo.page("/project/freezer_backups/").ok
        # all sessions, all records, then the job
        until_called(wired, 3)
        found = until_kept(calls, as_demo, BACKUPS)
        assert backup_id in [backup["id"] for backup in found["items"]]
    finally:
        demo.backups.delete(backup_id)
