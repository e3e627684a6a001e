"""With the keyboard alone: every dialog begins at its first field, and gives the focus back.

What axe-core finds on all places is asked on the walk of test_languages.
"""

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser import places
from tests.browser.browser import ACTIONS, BACKUPS, BOARD, CLIENTS, JOBS
from tests.browser.places import Visit

ROW_ACTION = "hz-resource-table .actions_column button"
#: Where a dialog opens, and from what.
DIALOGS = (
    (BOARD, ".freezer-sessions-side .freezer-toolbar button"),
    (BOARD, ".freezer-card .freezer-move"),
    (JOBS, ROW_ACTION),
    (ACTIONS, ROW_ACTION),
    (BACKUPS, ROW_ACTION),
    (CLIENTS, "hz-resource-table .btn"),
)
#: Whether the first field of the dialog that is open has the focus, whatever it is called.
AT_FIRST_FIELD = """
const fields = [...document.querySelectorAll(
  '.modal-body input, .modal-body select, .modal-body textarea')];
const first = fields.find(each => each.checkVisibility() && each.type !== 'radio');
return first !== undefined && document.activeElement === first;
"""


#: Where screen readers hear of changes, in what is ours.
LIVE_REGIONS = """
const live = document.querySelectorAll('[aria-live], [role=status], [role=log]');
const ours = [...live].filter(
  each => each.closest('.freezer, .modal-dialog, .freezer-announcement'));
return ours.map(each => each.className);
"""


@pytest.fixture(scope="module")
def visit(wired, demo, browser) -> Iterator[Visit]:
    with places.seeded_shop(wired, demo):
        yield Visit(browser, demo, wired)


def test_dialogs_begin_at_their_first_field_give_the_focus_back_and_bring_no_live_region(visit):
    browser = visit.browser
    wrong = []
    for path, css in DIALOGS:
        visit.open(path, css)
        opener = browser.one(css)
        browser.press(opener, Keys.ENTER)
        browser.one(".modal-body")
        visit.still()
        if not browser.driver.execute_script(AT_FIRST_FIELD):
            wrong.append(f"{path} {css}: begins elsewhere")
        live = browser.driver.execute_script(LIVE_REGIONS)
        if live != ["sr-only freezer-announcement"]:
            wrong.append(f"{path} {css}: {live}")
        browser.press(browser.driver.switch_to.active_element, Keys.ESCAPE)
        browser.until(lambda: not browser.all(".modal-dialog"))
        browser.until(lambda opener=opener: browser.driver.switch_to.active_element == opener)
    assert wrong == []
