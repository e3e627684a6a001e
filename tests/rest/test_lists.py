"""Lists: nothing ends silently, every filter finds what is there."""

import json
import time

import pytest

FORMS = ("items", "table")


@pytest.fixture
def shop(new_session, new_job):
    """Seven sessions, one of which has two members."""
    ids = [new_session(f"Shop {n:02} nightly") for n in range(6)]
    return [*ids, new_session("Warehouse weekly", jobs=(new_job("a"), new_job("b")))]


def walk(horizon, path, **query):
    """Every item, following next to the end."""
    return [item for page in horizon.pages(path, **query) for item in page["items"]]


def test_pages_follow_each_other_to_the_last_session(as_demo, shop):
    whole = {item["id"] for item in walk(as_demo, "sessions/", limit=1000)}
    paged = [item["id"] for item in walk(as_demo, "sessions/", limit=3)]
    assert whole == set(paged)
    assert len(paged) == len(set(paged)) >= 7
    assert set(shop) <= whole


def test_connections_to_freezer_are_kept(as_demo, wired):
    wired.freezer.reset()
    for _ in range(3):
        assert as_demo.get("sessions/").ok
    assert len(set(wired.freezer.peers)) == 1


def test_search_filter_and_sort_reach_all_rows(as_demo, shop):
    found = walk(as_demo, "sessions/", q="NIGHTLY", sort="description", dir="desc", limit=2)
    names = [item["description"] for item in found]
    assert names[:6] == sorted(names, reverse=True)[:6]
    assert "Warehouse weekly" not in names
    assert [item["id"] for item in walk(as_demo, "sessions/", q=shop[0])] == [shop[0]]
    assert walk(as_demo, "sessions/", result="fail") == []
    assert set(shop[:6]) <= {item["id"] for item in walk(as_demo, "sessions/", state="empty")}


def test_items_carry_counts_and_members_where_asked(as_demo, shop):
    def row(**query):
        return next(item for item in walk(as_demo, "sessions/", **query) if item["id"] == shop[-1])

    assert row()["counts"]["members"] == 2
    assert "members" not in row()
    assert len(row(members="1")["members"]) == 2


def test_a_table_has_what_is_shown_of_each_item(as_demo, shop):
    items = {item["id"]: item for item in walk(as_demo, "sessions/")}
    page = as_demo.get("sessions/", form="table", limit=1000).json()
    rows = [dict(zip(page["columns"], row, strict=True)) for row in page["rows"]]
    assert {row["id"] for row in rows} == set(items)
    for row in rows:
        item = items[row["id"]]
        assert row.pop("counts") == {"members": item["counts"]["members"]}
        parts = ["state", "words"]
        if item["verdict"]["freezer_differs"]:
            parts.append("differs_words")
        assert row.pop("verdict") == {key: item["verdict"][key] for key in parts}
        assert row.items() <= item.items()
    assert "items" not in page
    assert page["next"] is None


def test_a_table_is_searched_sorted_and_paged_as_a_list(as_demo, shop):
    query = {"q": "nightly", "sort": "description", "dir": "desc", "limit": 4}
    items, table = (as_demo.get("sessions/", **query, form=form).json() for form in FORMS)
    column = table["columns"].index("id")
    assert [row[column] for row in table["rows"]] == [item["id"] for item in items["items"]]
    assert table["next"] == items["next"] == "4"


def test_a_table_of_sessions_of_ten_jobs_is_a_seventh_of_freezers_list(
    as_demo, demo, new_session, new_job
):
    """The bytes that a browser waits for: no compression on either side."""
    jobs = tuple(new_job(f"part {number}") for number in range(10))
    new_session("Ten jobs", jobs=jobs)
    (document,) = (
        row for row in demo.sessions.list(limit=1000) if len(row.get("jobs") or ()) == 10
    )
    table = as_demo.get("sessions/", form="table", q="Ten jobs").json()
    assert len(table["rows"]) == 1
    assert len(json.dumps(table["rows"])) <= 0.15 * len(json.dumps(document))


def test_the_pool_has_the_jobs_in_no_session(as_demo, new_session, new_job):
    free, taken = new_job("pool orders"), new_job("taken orders")
    session_id = new_session(jobs=(taken,))
    pool = {job["id"] for job in walk(as_demo, "jobs/", pool="1", limit=2)}
    assert free in pool
    assert taken not in pool
    members = as_demo.get("jobs/", ids=f"{taken},{'0' * 32}").json()
    assert [(job["id"], job["session_id"]) for job in members["items"]] == [(taken, session_id)]
    assert [job["id"] for job in walk(as_demo, "jobs/", q="POOL orders")] == [free]
    job = walk(as_demo, "jobs/", q=free)[0]
    assert (job["schedule_words"], job["actions"]) == ("every day", ["backup pool orders"])


def test_a_job_has_the_session_that_lists_it(as_demo, demo, new_session, new_job):
    free, taken, lost = new_job("homeless"), new_job("at home"), new_job("lost its session")
    session_id = new_session("Home of one", jobs=(taken,))
    demo.sessions.delete(new_session("Gone", jobs=(lost,)))
    query = {"homes": "1", "limit": 1000}
    listed = {job["id"]: job for job in walk(as_demo, "jobs/", **query)}
    by_id = {job["id"]: job for job in walk(as_demo, "jobs/", ids=f"{taken},{lost}", **query)}
    assert listed[taken]["home"] == {"id": session_id, "name": "Home of one"}
    assert [listed[each]["home"] for each in (free, lost)] == [None, None]
    assert [listed[each]["dangling"] for each in (free, taken, lost)] == [False, False, True]
    assert by_id == {taken: listed[taken], lost: listed[lost]}


def test_a_list_of_jobs_says_how_old_it_is(as_demo, new_job):
    new_job("dated")
    first = as_demo.get("jobs/", max_age=60).json()["read"]
    assert abs(first - time.time()) < 60
    time.sleep(1.1)
    assert as_demo.get("jobs/", max_age=60).json()["read"] == first
    assert as_demo.get("jobs/").json()["read"] > first


def test_a_search_through_the_pool_goes_on_where_it_stopped(as_demo, new_session, new_job):
    """Never all jobs at once: pages, each with how many jobs were looked at."""
    mine = {new_job(f"needle {n}") for n in range(5)}
    first = as_demo.get("jobs/", pool="1", q="needle", limit=2).json()
    assert (len(first["items"]), first["next"] is None, first["checked"] >= 2) == (2, False, True)
    assert {job["id"] for job in walk(as_demo, "jobs/", pool="1", q="needle", limit=2)} == mine


def test_a_job_whose_client_is_gone_is_named(as_demo, demo, new_client, new_job):
    """Before it is dropped anywhere."""
    job_id = new_job("orphaned", client_id=new_client("gone-1"))
    demo.clients.delete("gone-1")
    (job,) = as_demo.get("jobs/", ids=job_id).json()["items"]
    assert "gone-1 is not registered" in job["warning"]


def test_a_job_that_its_client_cannot_do_is_named(as_demo, demo, new_client, new_job):
    """The client had the mode when the job was made, and registered again without it."""
    job_id = new_job("orders", client_id=new_client("downgraded-1"))
    demo.clients.delete("downgraded-1")
    new_client("downgraded-1", supported_modes=["mysql"])
    (job,) = as_demo.get("jobs/", ids=job_id).json()["items"]
    assert "downgraded-1 does not support the mode fs" in job["warning"]
