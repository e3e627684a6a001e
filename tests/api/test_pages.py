"""Lists of several pages, whose rows come and go while they are read."""

import pytest
from django.test import override_settings

from tests.api.documents import freezer, world


@pytest.fixture
def jobs():
    (job, *_rest) = world()["jobs"]
    return [{**job, "job_id": f"job-{number}"} for number in range(7)]


def read(jobs: list, change) -> list[str]:
    """The ids of all jobs; `change` is called with the number of each page after it was read."""
    ours = freezer({**world(), "jobs": jobs})
    pages, page = [], ours._client.jobs.list_all

    def list_all(limit: int, offset: int) -> list:
        found = page(limit, offset)
        pages.append(offset)
        change(len(pages))
        return found

    ours._client.jobs.list_all = list_all
    with override_settings(FREEZER_PAGE_SIZE=3):
        return [job["job_id"] for job in ours.all_jobs()]


def test_pages_follow_each_other(jobs):
    assert read(jobs, lambda _number: None) == [f"job-{number}" for number in range(7)]


def test_a_row_that_goes_hides_none_of_the_others(jobs):
    found = read(jobs, lambda number: jobs.pop(0) if number == 1 else None)
    assert found == [f"job-{number}" for number in range(1, 7)]


def test_a_row_that_comes_is_read_and_none_is_twice(jobs):
    new = {**jobs[0], "job_id": "job-new"}
    found = read(jobs, lambda number: jobs.insert(0, new) if number == 2 else None)
    assert sorted(found) == sorted(["job-new", *(f"job-{number}" for number in range(7))])


def test_a_list_that_changes_all_the_time_is_read_to_an_end(jobs, caplog):
    """Each reading loses a different row: together they have all."""
    found = read(jobs, lambda _number: jobs.append(jobs.pop(0)))
    assert sorted(found) == [f"job-{number}" for number in range(7)]
    assert "A list changed during each of 3 readings" in caplog.text
