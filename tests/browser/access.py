"""What axe-core finds on a page against WCAG 2.1 AA, and what of it is Horizon's own.

Only serious and critical findings count. Those of Horizon's frame, widgets and theme stand in
axe-baseline.json, as {rule: [element]}: data, which may only shrink. `AXE=shrink` on a walk through
all places takes out what is not found any more; nothing but a person adds to it.
"""

import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser import places
from tests.browser.browser import Browser

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
BASELINE = Path(__file__).parent / "axe-baseline.json"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
GRAVE = ("serious", "critical")
_RUN = """
const done = arguments[arguments.length - 1];
axe.run(arguments[0] || document, {runOnly: {type: 'tag', values: arguments[1]},
                                   resultTypes: ['violations']})
  .then(results => done(results.violations), error => done([{id: String(error), nodes: []}]));
"""
#: Of an element's opening tag, what tells it from others: not its ids, states or words.
_KEPT = re.compile(r'\s(?:class|role|type|name|ng-repeat|hz-[\w-]+)="[^"]*"')
_PASSING = re.compile(r"\b(?:ng-(?:scope|binding|isolate-scope|pristine|dirty|valid[\w-]*|invalid[\w-]*"
                      r"|touched|untouched|empty|not-empty)|active|open|in|fade)\b")  # fmt: skip


def findings(browser: Browser, within: str | None = None) -> list[tuple[str, str]]:
    """(rule, element) of each serious or critical finding, in the element `within` or the page."""
    driver = browser.driver
    if not driver.execute_script("return window.axe !== undefined"):
        driver.execute_script(AXE.read_text())
    found = driver.execute_async_script(_RUN, within, RULES)
    return sorted(
        {
            (rule["id"], element(node["html"]))
            for rule in found
            for node in rule["nodes"] or [{"html": "", "impact": "critical"}]
            if node["impact"] in GRAVE
        }
    )


def element(html: str) -> str:
    """An element by its opening tag, without what changes from page to page."""
    tag = re.match(r"<[\w-]+", html)
    opening = html.split(">")[0]
    kept = [" ".join(_PASSING.sub("", each).split()) for each in _KEPT.findall(opening)]
    return " ".join(
        [tag[0] if tag else html[:60], *sorted(each for each in kept if '""' not in each)]
    )


@dataclass
class Baseline:
    """Horizon's own findings, and those of them that the walks have met."""

    known: frozenset[tuple[str, str]]
    _met: set[tuple[str, str]] = field(default_factory=set)
    _walked: set[Callable] = field(default_factory=set)

    @classmethod
    def read(cls) -> "Baseline":
        stored = json.loads(BASELINE.read_text())
        return cls(frozenset((rule, each) for rule, found in stored.items() for each in found))

    def unknown(self, found: Iterable[tuple[str, str]]) -> list[str]:
        """What is ours."""
        found = set(found)
        self._met |= found
        return [f"{rule}: {each}" for rule, each in sorted(found - self.known)]

    def walked(self, walk: Callable) -> None:
        self._walked.add(walk)

    def is_whole(self) -> bool:
        return self._walked == set(places.WALKS)

    def finish(self) -> list[str]:
        """What is known and was not met; AXE=shrink takes it out of the file."""
        gone = self.known - self._met
        if os.environ.get("AXE") == "shrink":
            write(self.known - gone)
            return []
        return [f"{rule}: {each}" for rule, each in sorted(gone)]


def write(known: Iterable[tuple[str, str]]) -> None:
    stored: dict[str, list[str]] = {}
    for rule, each in sorted(known):
        stored.setdefault(rule, []).append(each)
    BASELINE.write_text(json.dumps(stored, indent=2) + "\n")
