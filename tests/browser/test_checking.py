"""A run that only its jobs can decide: it is being checked, quietly, and then it is what it was."""

import os
import time
from pathlib import Path

import pytest

from stack import agent, shop
from tests.browser.browser import BOARD, SESSIONS
from tests.rest.runs import lose_starts

NAME = "Aaa in doubt"
ROW = "hz-resource-table .freezer-col-verdict .freezer-chip"


@pytest.fixture
def session_id(demo, new_session, new_job):
    jobs = {name: new_job(f"{name} in doubt") for name in ("orders", "images")}
    made = new_session(NAME, jobs=tuple(jobs.values()))
    run = shop.Run(int(time.time()) - 3600, dict.fromkeys(jobs, shop.SUCCESS))
    agent.play(demo, made, jobs, run)
    lose_starts(demo, made, [jobs["images"]])
    return made


@pytest.fixture
def silent(wired):
    """Nothing is known of jobs, neither one by one nor by the check for problems."""
    wired.freezer.inject("GET", r"/jobs/\w+$", "delay", nth=0)
    wired.freezer.inject("GET", r"/jobs/?\?(.*&)?limit=1000(&|$)", "status", nth=0, status=503)


def chip(browser, css, state):
    """The chip in this state, once it is there."""
    found = browser.one(f"{css}[data-state={state}]")
    return found.text.strip(), "freezer-chip-calm" in found.get_attribute("class")


def picture(browser, name):
    """If pictures are wanted."""
    if os.environ.get("PICTURES"):
        folder = Path(os.environ["PICTURES"])
        folder.mkdir(parents=True, exist_ok=True)
        for width in (1400, 1024):
            browser.driver.set_window_size(width, 1000)
            browser.driver.save_screenshot(str(folder / f"{name}-{width}.png"))
        browser.driver.set_window_size(1400, 1000)


def test_the_list_says_so_and_then_what_it_was(browser, wired, session_id, silent):
    browser.open(SESSIONS)
    browser.fill("hz-resource-table .search-input", NAME)
    assert chip(browser, ROW, "checking") == ("Checking tag 1…", True)
    picture(browser, "list-checking")
    wired.freezer.reset()
    assert chip(browser, ROW, "complete") == ("Complete: 2 of 2 in tag 1", False)
    picture(browser, "list-checked")


def test_the_board_says_so_and_then_what_it_was(browser, wired, session_id, silent):
    browser.open(BOARD)
    zone = f"#freezer-zone-{session_id}"
    head, card = f"{zone} .freezer-zone-head .freezer-chip", f"{zone} .freezer-card .freezer-chip"
    assert chip(browser, head, "checking") == ("Checking tag 1…", True)
    assert chip(browser, card, "checking") == ("Being checked", True)
    picture(browser, "board-checking")
    wired.freezer.reset()
    assert chip(browser, head, "complete") == ("Complete: 2 of 2 in tag 1", False)
    browser.until(lambda: not browser.all(f"{zone} [data-state=checking]"))
    picture(browser, "board-checked")
