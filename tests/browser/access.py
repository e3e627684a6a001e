"""Findings of axe-core against WCAG 2.1 AA, without those of Horizon's own.

Only serious and critical findings count. Those of Horizon's frame and widgets are in
axe-baseline.json, {rule: [element]}. `AXE=shrink` on a walk through all places removes findings
that no longer occur; only a person adds some.
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
_RUN = """
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const grave = node => ['serious', 'critical'].includes(node.impact);
const classes = element => [...element.classList].filter(each => !each.startsWith('ng-'));
const found = (rule, node) => {
  const path = node.target.flat().join(' ');
  const place = node.target.length === 1 && document.querySelector(node.target[0]);
  let named = place && place.parentElement;
  while (named && !classes(named).length) {
    named = named.parentElement;
  }
  const colours = node.any.map(each => each.data).find(data => data && data.contrastRatio);
  return {
    rule: rule.id,
    html: node.html,
    // what has no class is told by what has one around it
    within: place && !classes(place).length && named ? '.' + classes(named).join('.') + ' ' : '',
    ours: Boolean(place && place.closest('.freezer, .modal-dialog')),
    detail: path + (colours ? ` ${colours.fgColor} on ${colours.bgColor}` : '')
  };
};
const options = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']};
axe.run(arguments[0] || document, options).then(
  ({violations}) => done(
    violations.flatMap(rule => rule.nodes.filter(grave).map(node => found(rule, node)))),
  error => done(String(error)));
"""
#: Of an element's opening tag, what tells it from others.
_KEPT = re.compile(r'\s(?:class|role|type|name|ng-repeat|hz-[\w-]+)="[^"]*"')
_PASSING = re.compile(
    r"\b(?:ng-[\w-]+|active|open|in|fade|collapsed|collapse|closed|disabled|even|odd)(?=[\s\".])"
)


@dataclass(frozen=True)
class Finding:
    """`element` is an opening tag without what changes from page to page; `detail` is for people:
    where it is, and its colours.
    """

    rule: str
    element: str
    detail: str

    @property
    def key(self) -> tuple[str, str]:
        return self.rule, self.element


def violations(browser: Browser, within: str = ".freezer") -> list[str]:
    """What axe-core finds in a part of the page that is not known of Horizon."""
    return Baseline.read().unknown(findings(browser, within))


def findings(browser: Browser, within: str | None = None) -> list[Finding]:
    """The serious and critical ones of the element, or of the whole page, its frame included."""
    driver = browser.driver
    if not driver.execute_script("return window.axe !== undefined"):
        driver.execute_script(AXE.read_text())
    found = driver.execute_async_script(_RUN, within)
    assert isinstance(found, list), found
    return [Finding(each["rule"], _element(each), each["detail"]) for each in found]


def _element(found: dict) -> str:
    opening = found["html"].split(">")[0]
    kept = [" ".join(_PASSING.sub("", each).split()) for each in _KEPT.findall(opening)]
    kept = [each.replace(' "', '"') for each in kept if not re.search(r'="\s*"', each)]
    tag = re.match(r"<[\w-]+", opening)
    words = [tag[0] if tag else opening, *sorted(kept)]
    within = re.sub(r"\.(?=[. ])", "", _PASSING.sub("", found["within"]))
    return ("ours: " if found["ours"] else "") + within + " ".join(words)


@dataclass
class Baseline:
    """Horizon's own findings, and those of them that the walks have met."""

    known: frozenset[tuple[str, str]]
    _met: set[tuple[str, str]] = field(default_factory=set)
    _walked: set[Callable] = field(default_factory=set)

    @classmethod
    def read(cls) -> "Baseline":
        stored = json.loads(BASELINE.read_text())
        return cls(
            frozenset((rule, each) for rule, elements in stored.items() for each in elements)
        )

    def unknown(self, found: Iterable[Finding]) -> list[str]:
        """What is not Horizon's."""
        found = list(found)
        self._met |= {each.key for each in found}
        return [
            f"{each.rule}: {each.element} {each.detail}"
            for each in found
            if each.key not in self.known
        ]

    def walked(self, walk: Callable) -> None:
        self._walked.add(walk)

    def is_whole(self) -> bool:
        return self._walked == set(places.WALKS)

    def gone(self) -> list[tuple[str, str]]:
        """What is known and was not met; AXE=shrink takes it out of the file."""
        gone = self.known - self._met
        if os.environ.get("AXE") == "shrink":
            write(self.known - gone)
            return []
        return sorted(gone)


def write(known: Iterable[tuple[str, str]]) -> None:
    stored: dict[str, list[str]] = {}
    for rule, element in sorted(known):
        stored.setdefault(rule, []).append(element)
    BASELINE.write_text(json.dumps(stored, indent=2) + "\n")
