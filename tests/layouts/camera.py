"""Takes the pictures: the embedded cloud and Chromium, with a stopped clock."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

import time_machine
from PIL import Image

from stack import ports, seed, users
from stack.clients import client_for
from stack.cloud import Cloud
from tests.browser.browser import Browser
from tests.browser.places import Visit
from tests.layouts.places import LAYOUTS, PLACES, Layout

#: A Tuesday morning in Berlin, a working hour behind a night of backups.
MOMENT = datetime(2026, 6, 9, 8, 42, 10, tzinfo=UTC).timestamp()
ZONE = "Europe/Berlin"
HEIGHT = 1200
#: Before any script of a page: its clock begins at MOMENT, and nothing blinks, moves, or tells an
#: id or the second of an answer.
PREPARE = """
const behind = Date.now() - %d, Real = Date;
window.Date = class extends Real {
  constructor(...parts) {
    parts.length ? super(...parts) : super(Real.now() - behind);
  }
  static now() { return Real.now() - behind; }
};
document.addEventListener('DOMContentLoaded', () => {
  const still = document.createElement('style');
  still.textContent = '*, *::before, *::after { animation: none !important;' +
    ' caret-color: transparent !important; transition: none !important; }' +
    ' .freezer-updated freezer-time, .freezer-said .word-wrap { visibility: hidden !important; }';
  document.head.append(still);
  // Ours only: Horizon's own bars are made from left to right.
  const turn = () => document.querySelectorAll('#content_body, .modal')
    .forEach((each) => { each.dir = '%s'; });
  turn();
  new MutationObserver(turn).observe(document.body, {childList: true});
});
"""


@contextmanager
def shop() -> Iterator[Cloud]:
    """A cloud with the demo's web shop, at MOMENT."""
    chosen = ports.free()
    os.environ["STACK_CLOCK"] = str(MOMENT)
    with tempfile.TemporaryDirectory() as folder:
        with time_machine.travel(MOMENT, tick=False):
            cloud = Cloud(
                folder, chosen.keystone, chosen.freezer, chosen.horizon, swift_port=chosen.swift
            )
            cloud.prepare()
            cloud.start()
            seed.seed_once(cloud)
        try:
            yield cloud
        finally:
            cloud.stop()


def pictures(
    cloud: Cloud, layouts: Iterable[str], places: Iterable[str]
) -> Iterator[tuple[str, str, Image.Image]]:
    """A name of a layout, a name of a place, and its picture."""
    for name in layouts:
        with visiting(cloud, LAYOUTS[name]) as visit:
            for place in places:
                PLACES[place](visit)
                yield name, place, take(visit)


@contextmanager
def visiting(cloud: Cloud, layout: Layout) -> Iterator[Visit]:
    """A window of that layout, logged in."""
    browser = Browser(cloud.horizon_url, layout.width, HEIGHT)
    try:
        _devtools(browser, "Emulation.setTimezoneOverride", timezoneId=ZONE)
        script = PREPARE % (MOMENT * 1000, layout.direction)
        _devtools(browser, "Page.addScriptToEvaluateOnNewDocument", source=script)
        browser.driver.set_window_size(layout.width, HEIGHT)
        browser.log_in(users.DEMO)
        for name, value in {
            "django_timezone": ZONE, "theme": layout.theme, "horizon_language": layout.language,
        }.items():  # fmt: skip
            browser.driver.add_cookie({"name": name, "value": value})
        with time_machine.travel(MOMENT, tick=False):
            demo = client_for(cloud, users.DEMO.name, users.DEMO.project)
        yield Visit(browser, demo, None)
    finally:
        browser.close()


def take(visit: Visit) -> Image.Image:
    """Return a picture of the window once nothing moves, with the pointer out of the way."""
    browser = visit.browser
    _devtools(browser, "Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
    visit.still()
    browser.driver.execute_async_script(
        "const done = arguments[0];"
        "document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    return Image.open(BytesIO(browser.driver.get_screenshot_as_png())).convert("RGB")


def _devtools(browser: Browser, command: str, **parameters: object) -> None:
    browser.driver.execute_cdp_cmd(command, parameters)
