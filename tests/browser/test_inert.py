"""Text that another tool wrote is text on every page: none of it runs, none of it is evaluated.

Each text sets the same flag in its own way; a page where the flag is set has run one.
"""

import time
from collections.abc import Iterator

import pytest

from tests.browser.browser import BACKUPS, CLIENTS, JOBS, SESSIONS
from tests.browser.places import LISTS, PANELS, ROW
from tests.conftest import make_job
from tests.rest.runs import back_up

#: The flag, set by a picture that cannot be loaded, by AngularJS, by a script, …
SET = "window.freezerRan=1"
EVALUATED = f"constructor.constructor('{SET}')()"
TEXTS = (
    f"<script>{SET}</script>",
    f"<img src=x onerror={SET}>",
    f'"><svg onload="{SET}">',
    f"'><details open ontoggle={SET}>",
    f"</title></textarea></script><script>{SET}</script>",
    f"{{$ {EVALUATED} $}}",
    f"{{{{ {EVALUATED} }}}}",
    f'<b ng-init="{EVALUATED}">{{$ 7*7 $}}</b>',
    f"javascript:{SET}",
    f"<iframe srcdoc='<script>parent.{SET}</script>'></iframe>",
    f"<a href=javascript:{SET} onmouseover={SET}>x</a>",
    f'<math><mi xlink:href="javascript:{SET}"><style><img src=x onerror={SET}>',
)
#: The job that is in no session, and failed.
ALONE = 0
#: The hover of whatever has one, as a pointer over the whole page would.
_HOVER = """
for (const each of document.querySelectorAll('[title], [uib-tooltip], [tooltip], a, td')) {
  each.dispatchEvent(new MouseEvent('mouseenter', {bubbles: true}));
  each.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
}
"""
#: Opens the drawers of the rows that have a text in them; answers how many.
_OPEN = """
const rows = [...document.querySelectorAll('hz-resource-table tbody tr')].filter((row) =>
  row.innerText.includes('freezerRan') || row.innerText.includes('inert-1'));
const drawers = rows.map((row) => row.querySelector('[hz-expand-detail]')).filter(Boolean);
drawers.forEach((drawer) => drawer.click());
return drawers.length;
"""
_LIVE = (
    "return [...document.querySelectorAll('img[src=x], svg[onload], details[ontoggle],"
    " iframe[srcdoc], math, b[ng-init]')].length"
)


@pytest.fixture(scope="module")
def ids(demo, as_demo_tab) -> Iterator[dict[str, str]]:
    """Every text in every field of one session, its members, their actions, client and backups."""
    client_id = "inert-1"
    text = " ".join(TEXTS)[:255]
    demo.clients.create({"client_id": client_id, "hostname": text[:128], "description": text})
    session = {"description": text, "hold_off": 60, "schedule": {"schedule_hour": "5"}}
    session_id = demo.sessions.create(session)
    jobs, backups = [], []
    for number, each in enumerate(TEXTS):
        at = int(time.time()) - 3600 + number
        fields = ("backup_name", "path_to_backup", "container", "hostname", "exclude", each)
        own = {"schedule_hour": "5", "event": "stop"}
        if number == ALONE:
            own |= {"result": "fail", "time_started": at, "time_ended": at}
        jobs.append(make_job(demo, each, client_id, dict.fromkeys(fields, each), **own))
        if number % 2:
            demo.sessions.add_job(session_id, jobs[-1])
        record = dict.fromkeys(
            ("container", "hostname", "storage", "mode", "path_to_backup", "client_version"), each
        )
        backups.append(back_up(demo, jobs[-1], each, at, **record))
    # One that can be restored.
    backups.append(back_up(demo, jobs[ALONE], TEXTS[ALONE], at + 1))
    # A write of ours drops what was read a moment ago.
    assert as_demo_tab.patch(f"sessions/{session_id}", {"hold_off": 90}).ok
    demo.sessions.update(session_id, {"status": TEXTS[1], "result": TEXTS[2]})
    yield {"session_id": session_id, "client_id": client_id, "job_id": jobs[1]}
    demo.sessions.delete(session_id)
    for job_id in jobs:
        demo.jobs.delete(job_id)
    for backup_id in backups:
        demo.backups.delete(backup_id)
    demo.clients.delete(client_id)


def is_inert(browser) -> None:
    """Nothing ran, with everything hovered, and none of it became an element."""
    run = browser.driver.execute_script
    run(_HOVER)
    assert run("return window.freezerRan") is None
    assert run(_LIVE) == 0


def test_the_flag_is_set_by_what_runs(browser, ids):
    """Else none of these tests could fail."""
    browser.open(SESSIONS)
    browser.driver.execute_script(
        "document.body.insertAdjacentHTML('beforeend', arguments[0])", TEXTS[1]
    )
    browser.until(lambda: browser.driver.execute_script("return window.freezerRan") == 1)
    assert browser.driver.execute_script(_LIVE) == 1


@pytest.mark.parametrize("name", PANELS)
def test_every_page_and_its_drawers(browser, ids, name):
    path, css = PANELS[name]
    browser.open(path)
    browser.one(css)
    browser.until(lambda: "freezerRan" in browser.driver.page_source)
    is_inert(browser)
    if name in LISTS:
        assert browser.driver.execute_script(_OPEN)
        browser.until(lambda: not browser.all(".freezer-loading"))
        is_inert(browser)


def test_the_page_of_the_session(browser, ids):
    browser.open_session(ids["session_id"])
    browser.one("h1", "freezerRan")
    is_inert(browser)
    browser.click_tab("jobs")
    browser.until(lambda: browser.all(".freezer-member"))
    is_inert(browser)


def remove(browser, sure: str) -> None:
    browser.click_in(ROW, "inert-1", ".//*[contains(@class, 'dropdown-toggle')]")
    choice = "(.//ul//a | .//ul//button)[contains(., 'Delete Client')]"
    browser.click_in(ROW, "inert-1", choice)
    browser.one(".freezer-work-list", "inert-1")
    browser.click(".modal-footer .btn", sure)


def test_dialogs_and_a_toast(browser, ids):
    browser.open(BACKUPS)
    browser.click("hz-resource-table .actions_column button", "Restore Backup")
    browser.one(".modal-title", "freezerRan")
    is_inert(browser)
    browser.open(JOBS)
    browser.choose(TEXTS[ALONE], "Start Job")
    browser.toast(f"Started job {TEXTS[ALONE]}.")
    is_inert(browser)
    browser.open(CLIENTS)
    browser.until(lambda: "freezerRan" in browser.driver.page_source)
    remove(browser, "Cancel")
    browser.until_closed()
    remove(browser, "Delete Client")
    browser.one(".freezer-work-failure", "freezerRan")
    is_inert(browser)


def test_the_printable_page(browser, as_demo_tab, ids):
    """Opened as the file that it is."""
    path = f"sessions/{ids['session_id']}/snapshots/"
    keys = [each["key"] for each in as_demo_tab.get(path).json()["items"]]
    browser.open(SESSIONS)
    for key in keys:
        page = as_demo_tab.get(f"{path}{key}/export", format="html").json()["text"]
        browser.driver.execute_script(
            "document.open(); document.write(arguments[0]); document.close();", page
        )
        browser.until(lambda: browser.all("h1"))
        is_inert(browser)
