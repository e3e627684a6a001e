"""Every place of ours (places.py), walked once in a language that is longer than English: all words
are translated and none is cut off, at two widths, axe-core finds nothing serious (access.py), and
nothing violates a Content-Security-Policy (content_policy.py).
With the keyboard alone, dialogs begin at their first field and give the focus back.

The language is made for it (pseudo.py): whatever has a plain letter was not translated.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from stack import ports
from tests.browser import access, content_policy, places, pseudo
from tests.browser.browser import ACTIONS, BACKUPS, BOARD, CLIENTS, JOBS, Browser, logged_in
from tests.browser.places import Visit
from tests.conftest import Twin

WIDTHS = (1400, 1024)
PICTURES = Path(".test/languages")
CHECK = (Path(__file__).parent / "words.js").read_text()
ROW_ACTION = "hz-resource-table .actions_column button"
#: Where a dialog opens, and from what.
DIALOGS = (
    (BOARD, ".freezer-sessions-side .freezer-toolbar button"),
    (BOARD, ".freezer-card .freezer-move"),
    (JOBS, ROW_ACTION),
    (ACTIONS, ROW_ACTION),
    (BACKUPS, ROW_ACTION),
    (CLIENTS, "hz-resource-table .btn"),
)
#: Whether the first field of the dialog that is open has the focus, whatever it is called.
AT_FIRST_FIELD = """
const fields = [...document.querySelectorAll(
  '.modal-body input, .modal-body select, .modal-body textarea')];
const first = fields.find(each => each.checkVisibility() && each.type !== 'radio');
return first !== undefined && document.activeElement === first;
"""
#: Where screen readers hear of changes, in our pages and dialogs.
LIVE_REGIONS = """
const live = document.querySelectorAll('[aria-live], [role=status], [role=log]');
const ours = [...live].filter(
  each => each.closest('.freezer, .modal-dialog, .freezer-announcement'));
return ours.map(each => each.className);
"""
#: What is the same in every language, as patterns: zones, ids, and words of Freezer's documents.
SAME = (
    r"\bUTC\b",
    r"\b[A-Z][a-z]+/[A-Z]\w+\b",
    r"\b[0-9a-f]{32}\b|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    r"\{hostname\}",
    r"/(root|srv|var)(/[\w.-]+)+",
    r"\b(backup|restore|admin|exec|fs|mysql|local|swift|s3|tar|rsync|available)\b",
    r"\b(completed|running) / (success|fail)\b",
)


@pytest.fixture(scope="module")
def shop_names(wired, demo) -> Iterator[list[str]]:
    """The names in the demo's web shop; the longest first."""
    with places.seeded_shop(wired, demo):
        names = set()
        for document in (
            *demo.sessions.list_all(limit=1000),
            *demo.jobs.list_all(limit=1000),
            *demo.actions.list(limit=1000),
            *(each["client"] for each in demo.clients.list(limit=1000)),
        ):
            names |= set(_names(document))
        yield sorted(names, key=len, reverse=True)


def _names(document: Mapping) -> Iterator[str]:
    """What people called things, and where things are."""
    keys = ("description", "hostname", "client_id", "backup_name", "container", "path_to_backup")
    for key, value in document.items():
        if isinstance(value, Mapping):
            yield from _names(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    yield from _names(each)
        elif key in keys and isinstance(value, str) and value:
            yield value


class Walk:
    """What was wrong on the way, in `findings`: {place: [what]}."""

    def __init__(
        self,
        visit: Visit,
        names: list[str],
        known: access.Baseline,
        policy: content_policy.Watch,
    ):
        self._visit, self._names, self._known, self._policy = visit, names, known, policy
        self.findings: dict[str, list[str]] = {}

    def along(self, walk) -> None:
        for place in walk(self._visit):
            for width in WIDTHS:
                self._resize(width)
                self._tell(f"{place}-{width}", self._words())
            self._resize(WIDTHS[0])
            self._tell(f"{place}-access", self._known.unknown(access.findings(self._visit.browser)))
            self._tell(f"{place}-policy", self._policy.of_ours())

    def _resize(self, width: int) -> None:
        browser = self._visit.browser
        browser.driver.set_window_size(width, 1000)
        browser.until(lambda: browser.driver.execute_script("return window.innerWidth") == width)
        self._visit.still()

    def _words(self) -> list[str]:
        return self._visit.browser.driver.execute_script(CHECK, self._names, SAME)

    def _tell(self, where: str, found: list[str]) -> None:
        if found:
            self.findings[where] = found
            PICTURES.mkdir(parents=True, exist_ok=True)
            (PICTURES / f"{where}.txt").write_text("\n".join(found) + "\n")
            self._visit.browser.driver.save_screenshot(str(PICTURES / f"{where}.png"))


@pytest.fixture(scope="module")
def pseudo_browser(wired, tmp_path_factory) -> Iterator[Browser]:
    (port,) = ports.unused(1)
    environment = pseudo.environment(
        tmp_path_factory.mktemp("pseudo"), wired.cloud.horizon(port).environment
    )
    environment["STACK_HEADERS"] = content_policy.HEADERS
    horizon = Twin(wired.cloud, port, "pseudo", environment)
    horizon.start()
    with logged_in(horizon.url) as window:
        window.driver.add_cookie({"name": "horizon_language", "value": pseudo.LANGUAGE})
        yield window
    horizon.stop()


@pytest.fixture(scope="module")
def known() -> access.Baseline:
    return access.Baseline.read()


@pytest.fixture(scope="module")
def policy(pseudo_browser) -> content_policy.Watch:
    return content_policy.Watch(pseudo_browser)


@pytest.fixture
def visit(pseudo_browser, shop_names, wired, demo) -> Visit:
    return Visit(pseudo_browser, demo, wired)


def test_dialogs_begin_at_their_first_field_give_the_focus_back_and_bring_no_live_region(visit):
    browser = visit.browser
    wrong = []
    for path, css in DIALOGS:
        visit.open(path, css)
        opener = browser.one(css)
        browser.press(opener, Keys.ENTER)
        browser.one(".modal-body")
        visit.still()
        if not browser.driver.execute_script(AT_FIRST_FIELD):
            wrong.append(f"{path} {css}: begins elsewhere")
        live = browser.driver.execute_script(LIVE_REGIONS)
        if live != ["sr-only freezer-announcement"]:
            wrong.append(f"{path} {css}: {live}")
        browser.press(browser.focused, Keys.ESCAPE)
        browser.until_closed()
        browser.until(lambda opener=opener: browser.focused == opener)
    assert wrong == []


def test_a_violation_of_the_policy_would_be_seen(visit, policy):
    """Else none of the walks could find one."""
    visit.panel("sessions")
    assert policy.of_ours() == []
    visit.browser.driver.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<b style=\"color: red\">x</b>');"
        "const script = document.createElement('script'); script.text = 'window.ran = 1';"
        "document.body.append(script);"
    )
    directives = [each.split(" | ")[0] for each in policy.of_ours()]
    assert directives == ["script-src-elem", "style-src-attr"]


@pytest.mark.parametrize("walk", places.WALKS)
def test_every_place(visit, shop_names, known, policy, walk):
    walked = Walk(visit, shop_names, known, policy)
    walked.along(walk)
    known.walked(walk)
    assert walked.findings == {}


def test_what_horizon_has_wrong_only_gets_less(known):
    """Entries of the baseline that are found nowhere any more go: AXE=shrink takes them out."""
    if not known.is_whole():
        pytest.skip("Not every walk was walked to its end")
    assert known.gone() == []
