"""How many clicks a tenant with 200 sessions is from the overview to what last night asks for."""

import time

import pytest

from stack import catalog, crowd
from stack.clients import client_for, default_id
from stack.users import User
from tests.browser.browser import OVERVIEW, ROW, SESSIONS, logged_in
from tests.browser.hand import Hand
from tests.rest.runs import back_up

CHAIN = User("chain", "chain", "member")
SESSIONS_OF_IT, FAILED = 200, "Shop 0200 nightly"
MACHINE = "branch-01"


@pytest.fixture(scope="module")
def chain(wired):
    """A project of 200 sessions, of which one failed; python-freezerclient of its user."""
    catalog.ensure_users(wired.cloud.keystone_url, [CHAIN])
    crowd.make(wired.cloud, SESSIONS_OF_IT, 1, failed_each=SESSIONS_OF_IT, user=CHAIN)
    return client_for(wired.cloud, CHAIN.name, CHAIN.project)


@pytest.fixture(scope="module")
def window(wired, chain):
    with logged_in(wired.cloud.horizon_url, CHAIN) as opened:
        yield opened


@pytest.fixture
def hand(window):
    return Hand(window, "clicks")


def test_the_failed_one_of_200_stands_on_the_first_page(window, hand):
    window.open(OVERVIEW)
    hand.shows(".freezer-line", FAILED)
    hand.tell("Found on the overview")
    assert hand.clicks == 0
    window.open(SESSIONS)
    hand.click("[data-chip] .freezer-chip", "1 Failed")
    window.until(lambda: len(window.all(f"{ROW} hz-cell a")) == 1)
    hand.shows(ROW, FAILED)
    hand.tell("Found among the sessions")
    assert hand.clicks == 1


def test_it_is_retried(window, hand, chain):
    window.open(OVERVIEW)
    hand.click(".freezer-line-do", FAILED)
    hand.click(".freezer-offers-toggle", "Retry")
    hand.click(".freezer-offer[data-kind='retry'] .freezer-offer-go")
    hand.shows(".freezer-offers-follow")
    hand.tell("Retried")
    assert hand.clicks == 3
    retries = [
        each["description"]
        for each in chain.sessions.list_all(limit=1000)
        if each["description"].startswith("Retry of")
    ]
    assert len(retries) == 1


def test_last_night_of_a_machine_is_restored(window, hand, chain):
    name = "Shop 0001 orders"
    jobs = chain.jobs.list_all(limit=1000)
    job = next(each for each in jobs if each["description"] == name)
    back_up(chain, job["job_id"], "shop-0001-orders", int(time.time()) - 60, hostname=MACHINE)
    before = {each["job_id"] for each in jobs}
    window.open(OVERVIEW)
    night = f".freezer-heat-row[data-machine='{default_id(chain, MACHINE)}'] a[data-backups='1']"
    hand.click(night)
    hand.click(f"{ROW} .actions_column button", "Restore Backup")
    hand.click(".freezer-restore-next")
    hand.click(".freezer-restore-start")
    hand.shows(".freezer-restore-job")
    hand.tell("Restored")
    assert (hand.clicks, hand.texts) == (4, 0)
    made = [each for each in chain.jobs.list_all(limit=1000) if each["job_id"] not in before]
    (action,) = [each["freezer_action"] for job in made for each in job["job_actions"]]
    assert (action["action"], action["backup_name"]) == ("restore", "shop-0001-orders")
