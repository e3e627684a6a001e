from collections.abc import Iterator
from pathlib import Path

import pytest

from stack import users
from tests.browser.browser import Browser, is_usual, logged_in
from tests.rest.horizon import Horizon

PICTURES = Path(".test/failures")


def _window(name: str, user: users.User):
    """One window for the whole run: Chromium and a login take seconds, and Horizon's scripts are
    then cached.
    """

    @pytest.fixture(scope="session", name=name)
    def opened(wired) -> Iterator[Browser]:
        with logged_in(wired.cloud.horizon_url, user) as window:
            yield window

    return opened


browser = _window("browser", users.DEMO)
second_browser = _window("second_browser", users.DEMO)
readers_browser = _window("readers_browser", users.READER)


@pytest.fixture(scope="session")
def as_demo_tab(wired) -> Horizon:
    """The REST as a tab of the same user uses it."""
    return Horizon(wired.cloud.horizon_url, users.DEMO)


@pytest.fixture(autouse=True)
def _no_errors_on_the_console(request):
    """A page that works while its console is red does not work. Afterwards it is left, so that it
    asks for nothing while the next test runs.
    """
    yield
    errors = errors_on_the_console(request.node)
    for window in _windows(request.node).values():
        window.driver.get("about:blank")
    assert errors == []


def errors_on_the_console(item) -> list[str]:
    """Return the errors on the consoles of all windows of a test."""
    complaints = [line for each in _windows(item).values() for line in each.complaints()]
    return [line for line in complaints if not is_usual(line)]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """What the window showed when a test failed, as a picture."""
    report = yield
    # After the last test of a module its window is closed already.
    if report.failed and report.when == "call":
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name, window in _windows(item).items():
            window.driver.save_screenshot(str(PICTURES / f"{item.name}-{name}.png"))
    return report


def _windows(item) -> dict[str, Browser]:
    """The windows of a test, by the names of their fixtures."""
    return {name: each for name, each in (item.funcargs or {}).items() if isinstance(each, Browser)}
