"""`make screenshots`: the pictures of the README, of the demo's web shop, into doc/images."""

import tempfile
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from stack import ports, seed, users
from stack.cloud import Cloud
from tests.browser.browser import (
    ACTIONS,
    BACKUPS,
    BOARD,
    CLIENTS,
    JOBS,
    OVERVIEW,
    SESSIONS,
    UPCOMING,
    Browser,
)

IMAGES = Path(__file__).resolve().parents[2] / "doc" / "images"


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    chosen = ports.free()
    with (
        tempfile.TemporaryDirectory() as folder,
        Cloud(
            folder, chosen.keystone, chosen.freezer, chosen.horizon, swift_port=chosen.swift
        ) as cloud,
    ):
        seed.seed_once(cloud)
        browser = Browser(cloud.horizon_url, 1400, 1000)
        try:
            browser.log_in(users.DEMO)
            browser.driver.add_cookie({"name": "django_timezone", "value": "Europe/Berlin"})
            take_all(browser)
        finally:
            browser.close()


def take_all(browser: Browser) -> None:
    browser.open(OVERVIEW)
    browser.one(".freezer-heat-row")
    browser.one(".freezer-problems")
    take(browser, "overview")
    browser.open(SESSIONS)
    browser.one("hz-resource-table hz-cell a")
    browser.one(".freezer-problems")
    take(browser, "sessions")
    browser.click("hz-resource-table hz-cell a", "Customers and their mails")
    browser.one(".freezer-run-row")
    take(browser, "detail")
    browser.open(SESSIONS)
    browser.click("hz-resource-table hz-cell a", "Shop, every night")
    browser.click_tab("history")
    heads = browser.until(lambda: browser.all(".freezer-history-head"))
    browser.press(heads[-1], Keys.ARROW_DOWN)
    show(browser, ".freezer-tabs")
    take(browser, "history")
    browser.click_nth(".freezer-history-head", -1)
    browser.click(".freezer-history-restore")
    browser.one(".freezer-restore-line")
    take(browser, "restore")
    browser.click(".freezer-restore-close")
    browser.until(lambda: not browser.all(".modal-dialog"))
    browser.open(SESSIONS)
    browser.click("button", "Create Session")
    browser.fill("#freezer-description", "Orders and customers, twice a day")
    browser.fill("#freezer-hold_off", "5")
    browser.click(".modal-footer .next")
    browser.click(".freezer-kinds label", "At calendar times")
    browser.click("#freezer-pick-kind option", "Working days")
    browser.one(".freezer-preview-words", "Monday to Friday")
    browser.one(".freezer-advice")
    take(browser, "wizard")
    browser.open(UPCOMING)
    browser.click("button", "7 days")
    browser.one(".freezer-strip")
    take(browser, "upcoming")
    browser.open(JOBS)
    browser.one("hz-resource-table hz-cell a")
    browser.until(lambda: not browser.all(".freezer-progress"))
    take(browser, "jobs")
    browser.click("hz-resource-table .btn", "Protect Machines")
    for client in ("shop-db-1", "shop-web-1"):
        browser.click(".freezer-protect-client", client)
    browser.fill('[id="freezer-action.path_to_backup"]', "/srv/{hostname}")
    browser.fill('[id="freezer-action.backup_name"]', "files of {hostname}")
    browser.fill('[id="freezer-action.container"]', "nightly")
    browser.click(".freezer-protect-next")
    browser.one(".freezer-preview-words", "02:30")
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-check", "will be created")
    take(browser, "protect")
    browser.open(CLIENTS)
    browser.one("hz-resource-table hz-cell", "Not backed up")
    browser.click_in("hz-resource-table tr", "shop-db-1", ".//*[@hz-expand-detail]")
    browser.one(".freezer-client-job")
    take(browser, "clients")
    browser.open(ACTIONS)
    browser.one("hz-resource-table hz-cell", "orders")
    browser.until(lambda: not browser.all(".freezer-progress"))
    take(browser, "actions")
    browser.open(BACKUPS)
    browser.one("hz-resource-table hz-cell a")
    browser.until(lambda: not browser.all(".freezer-progress"))
    take(browser, "backups")
    browser.open(BOARD)
    browser.one(".freezer-problems")
    select(browser, 3)
    take(browser, "board")


def select(browser: Browser, count: int) -> None:
    boxes = "#freezer-zone-pool .freezer-select input"
    browser.until(lambda: len(browser.all(boxes)) >= count)
    for box in browser.all(boxes)[:count]:
        box.click()


def show(browser: Browser, css: str) -> None:
    """Scroll to an element, clear of Horizon's bar."""
    browser.driver.execute_script(
        "window.scrollTo(0, arguments[0].getBoundingClientRect().top + scrollY - 70)",
        browser.one(css),
    )


def take(browser: Browser, name: str) -> None:
    browser.driver.save_screenshot(str(IMAGES / f"{name}.png"))
    print(f"doc/images/{name}.png")


if __name__ == "__main__":
    main()
