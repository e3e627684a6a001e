"""A tenant's hand, which counts. PICTURES=<folder> has a picture of each step."""

import os
import time
from pathlib import Path

from selenium.webdriver.support.ui import Select

from tests.browser.browser import Browser


class Hand:
    """A tenant's in a window: what it does is counted."""

    def __init__(self, window: Browser, what: str):
        self._window, self._what, self._began, self._pictures = window, what, time.time(), 0
        self.clicks = self.texts = 0

    def click(self, css: str, text: str = "") -> None:
        self._window.click(css, text)
        self.clicks += 1

    def choose(self, css: str, text: str) -> None:
        """Open a list of choices, and click one."""
        Select(self._window.one(css)).select_by_visible_text(text)
        self.clicks += 2

    def type(self, css: str, text: str) -> None:
        self._window.fill(css, text)
        self.texts += 1

    def shows(self, css: str, text: str = "") -> None:
        """Wait for the end of a step."""
        self._window.one(css, text)
        self._pictures += 1
        if "PICTURES" in os.environ:
            folder = Path(os.environ["PICTURES"])
            folder.mkdir(parents=True, exist_ok=True)
            self._window.driver.save_screenshot(str(folder / f"{self._what}-{self._pictures}.png"))

    def tell(self, what: str) -> None:
        seconds = round(time.time() - self._began)
        print(f"\n{what}: {self.clicks} clicks, {self.texts} texts, {seconds} s")
