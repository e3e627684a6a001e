"""Was the last run complete? The list, the board and the page give the same answer."""

from stack import wiki
from tests.journeys.pages import decided, find_in_list, open_board, open_session


def test_list_board_and_page_say_the_same(browser, project):
    session_id = project.session(wiki.EVERY)["session_id"]
    project.until(lambda: project.has_run(session_id), "a run")
    # A run may begin while they are read, or a busy machine be late for one.
    project.until(
        lambda: project.can_start(session_id) and is_complete_on_all(browser, session_id),
        "the same verdict, that of a whole run, everywhere",
    )


def is_complete_on_all(browser, session_id):
    find_in_list(browser, wiki.EVERY)
    on_list = decided(browser, "hz-resource-table tbody tr .freezer-chip")
    open_board(browser, wiki.EVERY)
    on_board = decided(browser, f"#freezer-zone-{session_id} .freezer-zone-head .freezer-chip")
    open_session(browser, session_id)
    on_page = decided(browser)
    print(on_list, on_board, on_page, sep=" | ")  # what a failure is read from
    return on_list == on_board == on_page and on_page.startswith("Complete: 3 of 3 in tag ")
