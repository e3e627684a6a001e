from collections.abc import Iterator
from pathlib import Path

import pytest

from stack import users
from tests.browser.browser import Browser
from tests.rest.horizon import Horizon

PICTURES = Path(".test/failures")
WINDOWS = ("browser", "second_browser", "readers_browser")
#: To Chromium a status that we answer on purpose is an error; the other is said by Horizon's own
#: modals when they are cancelled.
USUAL = ("Failed to load resource", "Possibly unhandled rejection: cancel")


def _window(name: str, user: users.User):
    @pytest.fixture(scope="module", name=name)
    def opened(wired) -> Iterator[Browser]:
        window = Browser(wired.cloud.horizon_url)
        window.log_in(user)
        yield window
        window.close()

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
    """A page that works while its console is red does not work."""
    yield
    for name in WINDOWS:
        if name in request.fixturenames:
            complaints = request.getfixturevalue(name).complaints()
            assert [line for line in complaints if not any(each in line for each in USUAL)] == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """What the window showed when a test failed, as a picture."""
    report = yield
    # After the last test of a module its window is closed already.
    if report.failed and report.when == "call":
        PICTURES.mkdir(parents=True, exist_ok=True)
        for name in WINDOWS:
            if name in item.funcargs:
                item.funcargs[name].driver.save_screenshot(str(PICTURES / f"{item.name}.png"))
    return report
