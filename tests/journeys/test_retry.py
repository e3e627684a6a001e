"""One of 200 sessions failed last night: it is found, and the member that failed is retried."""

from stack import wiki
from tests.browser.browser import SESSIONS
from tests.journeys.pages import ROW, verdict
from tests.journeys.project import FILES


def test_a_failed_member_is_found_and_retried(browser, project):
    session_id = project.session(wiki.RARELY)["session_id"]
    project.until(lambda: project.has_run(session_id), "the run that fails")
    browser.open(SESSIONS)
    only_not_complete(browser)
    assert "Shop 0" not in browser.one("hz-resource-table tbody").text
    browser.click(f"{ROW} hz-cell a", wiki.RARELY)
    browser.one(".freezer-member", "Failed in this run")

    folder = project.data(FILES, "archive")
    folder.mkdir()
    (folder / "film.txt").write_text("The folder is there again.")
    browser.click(".freezer-offers-toggle", "retry")
    browser.one(".freezer-offer[data-kind='retry'] li", wiki.BROKEN)
    browser.click(".freezer-offer[data-kind='retry'] .freezer-offer-go")
    browser.click(".freezer-offers-follow")
    browser.one(".h1", "Retry of")
    assert verdict(browser, "Complete") == "Complete: 1 of 1 in tag 1"

    retried = browser.driver.current_url.rsplit("/", 1)[1]
    (job_id,) = project.members(retried)
    (backup,) = project.backups(job_id)
    assert backup["path_to_backup"] == str(folder)


def only_not_complete(browser):
    """Horizon's search: a field, then one of its values."""
    browser.click("hz-resource-table .search-input")
    browser.click("hz-resource-table .dropdown-menu a", "Last Run")
    browser.click("hz-resource-table .dropdown-menu a", "Not complete")
