"""Chromium as a tenant uses it: logs in, opens our pages, and waits for states instead of
seconds.
"""

import pkgutil
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    StaleElementReferenceException,
    TimeoutException,
)
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from stack.users import DEMO, PASSWORD, User

#: Seconds to wait for something on a page, on a busy machine.
PATIENCE = 90
#: Seconds between two looks at the console while something is awaited: a page whose scripts failed
#: shows nothing, however long it is awaited.
LOOK = 3
#: To Chromium a status that we answer on purpose is an error; and Horizon's templates need an eval
#: that the policy of content_policy.py refuses.
_USUAL = ("Failed to load resource", "Evaluating a string as JavaScript violates")
SESSIONS, BOARD = "/project/freezer_sessions/", "/project/freezer_board/"
UPCOMING, JOBS = "/project/freezer_upcoming/", "/project/freezer_jobs/"
CLIENTS, ACTIONS = "/project/freezer_clients/", "/project/freezer_actions/"
BACKUPS, OVERVIEW = "/project/freezer_backups/", "/project/freezer_overview/"
#: A row of a list.
ROW = "hz-resource-table tbody tr"
#: The check for problems, which stands above the board, begins after the first rows are there.
_IS_STILL = """
const http = angular.element(document.body).injector().get('$http');
const isDrawn = !document.querySelector('.freezer-zone-head') ||
  document.querySelector('.freezer-health') !== null;
return !http.pendingRequests.length && isDrawn;
"""
#: Selenium's own look at what can be seen, at all elements in one call, and only at those that have
#: the letters of a text.
_SHOWN = """
const isShown = %s;
const [css, text] = arguments;
const letters = words => words.replace(/\\s+/g, '').toLowerCase();
return [...document.querySelectorAll(css)].filter(
  each => letters(each.textContent).includes(letters(text)) && isShown(each));
""".replace("%s", pkgutil.get_data("selenium.webdriver.remote", "isDisplayed.js").decode())
_QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)


def is_usual(line: str) -> bool:
    """Whether a line of the console is no error of ours."""
    return any(each in line for each in _USUAL)


def session_page(session_id: str, tab: str = "") -> str:
    """The address of a session's page, at one of its tabs."""
    return f"{SESSIONS}{session_id}" + (f"?tab={tab}" if tab else "")


class Browser:
    """One Chromium window on a Horizon at `url`; `patience` is in seconds."""

    def __init__(self, url: str, width: int = 1400, height: int = 1000, patience: float = PATIENCE):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in (*_QUIET, f"--window-size={width},{height}"):
            options.add_argument(argument)
        self.url, self._patience = url, patience
        self._usual: list[str] = []
        self.driver = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
        self.driver.set_page_load_timeout(patience * 2)

    def close(self) -> None:
        self.driver.quit()

    def log_in(self, user: User) -> None:
        self.driver.delete_all_cookies()
        self.driver.get(f"{self.url}/auth/login/")
        self.driver.find_element(By.NAME, "username").send_keys(user.name)
        self.driver.find_element(By.NAME, "password").send_keys(PASSWORD)
        self.driver.find_element(By.ID, "loginBtn").click()
        self.until(lambda: "/auth/login" not in self.driver.current_url)

    def open(self, path: str) -> None:
        """Open a page of ours and wait until it shows its data."""
        self.driver.get(self.url + path)
        self.until(lambda: not self.all(".freezer-loading") and self.all(".freezer"))

    def open_session(self, session_id: str, tab: str = "") -> None:
        """Open a session's page at one of its tabs: run (the first), history, jobs, schedule."""
        self.open(session_page(session_id, tab))
        self.one(".freezer-tabs")

    def click_tab(self, tab: str) -> None:
        """Go to another tab of the page that is open."""
        self.click(f"#freezer-tab-{tab}")

    def until(self, condition: Callable[[], object], seconds: float | None = None):
        """What the condition answers once that is true; the page may redraw meanwhile.

        Raises TimeoutException, or AssertionError as soon as the page has an error on its console.
        """
        deadline = time.monotonic() + (seconds or self._patience)
        while True:
            waiting = WebDriverWait(
                self.driver,
                min(LOOK, deadline - time.monotonic()),
                0.1,
                ignored_exceptions=[StaleElementReferenceException],
            )
            try:
                return waiting.until(lambda _driver: condition())
            except TimeoutException:
                errors = self._errors()
                assert not errors, "The page failed:\n" + "\n".join(errors)
                if time.monotonic() >= deadline:
                    raise

    def all(self, css: str, text: str = "") -> list[WebElement]:
        """The elements that can be seen, and have the letters of this text in them."""
        return self.driver.execute_script(_SHOWN, css, text)

    def one(self, css: str, text: str = "") -> WebElement:
        """The first element that can be seen and has this text in it, once it is there."""
        return self.until(
            lambda: next(
                (each for each in self.all(css, text) if not text or text in each.text), None
            )
        )

    def click(self, css: str, text: str = "") -> None:
        """Click once nothing covers the element any more (a modal that fades, a spinner)."""
        self.click_on(lambda: self.one(css, text))

    def click_on(self, find: Callable[[], WebElement]) -> None:
        """The same for an element found otherwise; sought anew where the page redrew it."""
        self.until(lambda: _clicked(find()))

    def click_nth(self, css: str, place: int) -> None:
        """The same for one of several, once all are there: 0 is the first, -1 the last."""
        self.one(css)
        self.click_on(lambda: self.all(css)[place])

    def click_in(self, css: str, text: str, part: str) -> None:
        """The same for a part (an XPath) of the first element that has this text in it."""
        self.click_on(lambda: self.one(css, text).find_element(By.XPATH, part))

    def click_edit(self, description: str) -> None:
        """The "Edit Session" of the row of that description."""
        button = ".//button[contains(., 'Edit Session')]"
        self.click_in("hz-resource-table tr", description, button)

    def choose(self, name: str, action: str) -> None:
        """One of the actions in the menu of a list's row."""
        self.click_in(ROW, name, ".//button[contains(@class, 'split-caret')]")
        self.click(f"{ROW} a[role=menuitem]", action)

    def cells(self, name: str) -> list[str]:
        """The words of a list's row; it may be drawn again meanwhile."""
        return self.until(
            lambda: [each.text for each in self.one(ROW, name).find_elements("tag name", "hz-cell")]
        )

    def total(self) -> int:
        """How many rows the list says there are."""
        return int(self.one(".freezer-total").text.split()[0])

    def confirm(self, words: str, action: str) -> None:
        """Choose this in a dialog with these words, and wait until it is closed."""
        self.one(".modal-body", words)
        self.click(".modal-footer .btn", action)
        self.until_closed()

    def until_closed(self) -> None:
        """Wait until no dialog is open."""
        self.until(lambda: not self.all(".modal-dialog"))

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def fill(self, css: str, text: str) -> None:
        field = self.one(css)
        field.clear()
        field.send_keys(text)

    def press(self, element: WebElement, *keys: str) -> None:
        """Press keys on a focused element, as with a keyboard alone."""
        self.driver.execute_script("arguments[0].focus()", element)
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def still(self) -> None:
        """Wait until the page has every answer, and a board its problems: an answer that comes
        while the pointer is on its way may move the target.
        """
        self.until(lambda: self.driver.execute_script(_IS_STILL))

    def drag(self, source: WebElement, target: WebElement) -> None:
        """ChromeDriver's drag fires real HTML5 drag events."""
        self.still()
        ActionChains(self.driver).drag_and_drop(source, target).perform()

    def not_done(self, text: str) -> None:
        """Until the summary of many writes names a failure with this text; then close it."""
        self.one(".freezer-work-failure", text)
        self.click(".freezer-work-close")
        self.until(lambda: not self.all(".modal-dialog"))

    def toast(self, text: str) -> str:
        """The toast that has this text, once it is shown."""
        return self.one(".toast-message, .alert, toast .alert", text).text

    def complaints(self) -> list[str]:
        """Errors on the browser's console since last asked, and answers with an error's status."""
        complaints, self._usual = self._usual + self._severe(), []
        return complaints

    def _errors(self) -> list[str]:
        """Those that no test wants; of the others complaints() still tells."""
        severe = self._severe()
        self._usual += [line for line in severe if is_usual(line)]
        return [line for line in severe if not is_usual(line)]

    def _severe(self) -> list[str]:
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]


@contextmanager
def logged_in(url: str, user: User = DEMO) -> Iterator[Browser]:
    """A window in which this user is logged in to the Horizon at `url`; it is closed afterwards."""
    window = Browser(url.rstrip("/"))
    try:
        window.log_in(user)
        yield window
    finally:
        window.close()


def _clicked(element: WebElement) -> bool:
    try:
        element.click()
    except ElementClickInterceptedException:
        return False
    return True
