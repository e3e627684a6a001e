"""Was the last run complete? The list, the board and the page give the same answer."""

from stack import wiki
from tests.journeys.pages import FOLLOWED, find_in_list, open_board, open_session


def test_list_board_and_page_say_the_same(browser, project):
    session_id = project.session(wiki.EVERY)["session_id"]
    project.until(lambda: project.has_run(session_id), "a run")
    # A run may begin while they are read.
    said = project.until(lambda: same_on_all(browser, session_id), "the same verdict everywhere")
    assert said.startswith("Complete: 3 of 3 in tag ")


def same_on_all(browser, session_id):
    find_in_list(browser, wiki.EVERY)
    on_list = words(browser, "hz-resource-table tbody tr .freezer-chip")
    open_board(browser, wiki.EVERY)
    on_board = words(browser, f"#freezer-zone-{session_id} .freezer-zone-head .freezer-chip")
    open_session(browser, session_id)
    on_page = words(browser, ".freezer-verdict .freezer-chip")
    print(on_list, on_board, on_page, sep=" | ")  # what a failure is read from
    return on_page if on_list == on_board == on_page and "Running" not in on_page else None


def words(browser, chip):
    """Once they are decided."""
    return browser.until(
        lambda: (text := browser.one(chip).text) and not text.startswith("Checking") and text,
        FOLLOWED,
    )
