"""`make screenshots`: the pictures of the README, of the demo's web shop, into doc/images."""

import tempfile
import time
from pathlib import Path

from selenium.webdriver.common.keys import Keys

from stack import catalog, ports, seed, users
from stack.clients import client_for
from stack.cloud import Cloud
from tests.browser import nights
from tests.browser.browser import OVERVIEW, Browser, logged_in
from tests.browser.places import NEXT, OLD, ROW, Visit, protect, wizard

#: Of a picture, whatever Chromium takes of its window for itself.
SIZE = {"width": 1400, "height": 900, "deviceScaleFactor": 1, "mobile": False}
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
        with logged_in(cloud.horizon_url) as browser:
            browser.driver.add_cookie({"name": "django_timezone", "value": "Europe/Berlin"})
            demo = client_for(cloud, users.DEMO.name, users.DEMO.project)
            take_all(Visit(browser, demo, None))
        take_nights(cloud)


def take_nights(cloud: Cloud) -> None:
    """What the first page says in ten seconds, of each of three projects."""
    people = {
        "ten-seconds-healthy": nights.HEALTHY,
        "ten-seconds-bad-night": nights.BAD_NIGHT,
        "ten-seconds-empty": nights.EMPTY,
    }
    catalog.ensure_users(cloud.keystone_url, people.values())
    nights.fill(cloud, time.time())
    for name, user in people.items():
        with logged_in(cloud.horizon_url, user) as browser:
            visit = Visit(browser, None, None)
            visit.open(OVERVIEW, ".freezer-heat-row, .freezer-overview-empty")
            take(browser, name)


def take_all(visit: Visit) -> None:
    browser = visit.browser
    for name in ("overview", "sessions"):
        visit.panel(name)
        browser.one(".freezer-problems")
        take(browser, name)
    visit.tab("run", "Customers and their mails")
    take(browser, "detail")
    visit.tab("history", OLD)
    heads = browser.until(lambda: browser.all(".freezer-history-head"))
    browser.press(heads[-1], Keys.ARROW_DOWN)
    show(browser, ".freezer-tabs")
    take(browser, "history")
    visit.restore(OLD)
    take(browser, "restore")
    wizard(visit)
    browser.click(".modal-footer .back")
    browser.fill("#freezer-hold_off", "5")
    browser.click(NEXT)
    browser.one(".freezer-advice")
    take(browser, "wizard")
    visit.panel("upcoming")
    browser.click("button", "7 days")
    browser.one(".freezer-strip")
    take(browser, "upcoming")
    visit.panel("jobs")
    take(browser, "jobs")
    protect(visit)
    browser.fill('[id="freezer-action.path_to_backup"]', "/srv/{hostname}")
    browser.fill('[id="freezer-action.backup_name"]', "files of {hostname}")
    browser.fill('[id="freezer-action.container"]', "nightly")
    browser.click(".freezer-protect-next")
    browser.one(".freezer-preview-words", "every day")
    browser.click(".freezer-protect-next")
    browser.one(".freezer-protect-check", "will be created")
    take(browser, "protect")
    visit.panel("clients")
    browser.one("hz-resource-table hz-cell", "Not backed up")
    browser.click_in(ROW, "shop-db-1", ".//*[@hz-expand-detail]")
    browser.one(".freezer-client-job")
    take(browser, "clients")
    for name in ("actions", "backups"):
        visit.panel(name)
        browser.until(lambda: not browser.all(".freezer-progress"))
        take(browser, name)
    visit.panel("board")
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
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
    browser.driver.save_screenshot(str(IMAGES / f"{name}.png"))
    print(f"doc/images/{name}.png")


if __name__ == "__main__":
    main()
