"""Story x call x fault: each call to Freezer of each story fails in every way.

`make faults` runs the whole table; a few cells of each row are run here. Whatever fails, it is told
in JSON of ours; what is answered as done is done; what may have been done is said so; and the story
told again comes to its end.
"""

import math
import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from stack import ports, users
from tests.conftest import Twin
from tests.faults.proxy import Proxy
from tests.rest.horizon import Horizon
from tests.rest.stories import STORIES, Browser, World, clear
from tests.rest.test_rights_table import state

#: Cells of a story; all of them if it is 0.
CELLS = int(os.environ.get("CELLS", "3"))
SEED = int(os.environ.get("SEED", "1"))
#: 1/2 has every second story, from the first one on.
PART, PARTS = map(int, os.environ.get("PART", "1/1").split("/"))
#: Seconds; a call that drips is given up after them.
TIMEOUT = 4
ENVIRONMENT = {
    "STACK_FREEZER_READ_TIMEOUT": str(TIMEOUT),
    "STACK_FREEZER_CALL_TIMEOUT": str(TIMEOUT),
    "STACK_FREEZER_CIRCUIT_FAILURES": "1000000",
}
#: What tells that something was changed, or may have been.
DOUBT = re.compile(
    r"may or may not have been made|was saved, but|only a part was done|were told to run|"
    r"could not be taken out|could not be removed|could not be looked at|was created, but|"
    r"did not keep|"
    r"New jobs that",
    re.S,
)
STRANGER = "f" * 32


def _strange(answer: object) -> object:
    """As if a proxy had mixed up two answers."""
    if isinstance(answer, dict):
        ids = ("session_id", "job_id", "action_id", "backup_id")
        return {key: STRANGER if key in ids else _strange(each) for key, each in answer.items()}
    return answer


def _each(change: Callable[[object], object]) -> Callable[[object], object]:
    """Changes every text and number of an answer, at every level."""

    def change_all(answer: object) -> object:
        if isinstance(answer, dict):
            return {key: change_all(each) for key, each in answer.items()}
        if isinstance(answer, list):
            return [change_all(each) for each in answer]
        return change(answer)

    return change_all


def _number(value: float) -> Callable[[object], object]:
    return _each(lambda each: value if type(each) is int else each)


def _off(each: object) -> object:
    """Ten minutes ahead."""
    return each + 600 if type(each) is int and each > 1_000_000_000 else each


def _changed(change: Callable[[object], object]) -> tuple[str, dict]:
    return "change", {"change": change}


def _status(number: int, **options) -> tuple[str, dict]:
    return "status", {"status": number, **options}


#: Of one call.
FAULTS = {
    "500": _status(500),
    "503": _status(503),
    "500 after the work": _status(500, after=True),
    "404": _status(404),
    "redirect": _status(302, headers={"Location": "http://127.0.0.1:1/"}),
    "HTML": _status(200, headers={"Content-Type": "text/html"}),
    "cut": ("cut", {}),
    "cut after the work": ("cut", {"after": True}),
    "drip": ("drip", {}),
    "null": _changed(lambda _answer: None),
    "a list": _changed(lambda _answer: [1]),
    "a number": _changed(lambda _answer: 5),
    "nothing inside": _changed(lambda _answer: {}),
    "texts": _changed(lambda found: dict.fromkeys(found, "odd") if found else found),
    "lists inside": _changed(_each(lambda each: [each])),
    "NaN": _changed(_number(math.nan)),
    "Infinity": _changed(_number(math.inf)),
    "clock": _changed(_each(_off)),
    "another document": _changed(_strange),
}
#: Which are as others where the call is a read: what drips is a cut after TIMEOUT.
OF_WRITES = ("500 after the work", "cut after the work", "drip")
#: Of every read after the first write.
AFTER = ("503", "cut", "HTML", "null", "a list", "texts")


@dataclass
class Table:
    """A Horizon of its own, with a proxy of its own before Freezer."""

    horizon: Horizon
    freezer: Proxy
    world: World
    #: The story whose world is as it was made, and what is in it.
    fresh: str = ""
    made: str = ""

    def tell(self, name: str, browser: Browser | None = None) -> Browser:
        browser = browser or Browser(self.horizon, self.world, self.made)
        STORIES[name].tell(browser, self.world)
        return browser

    def begin(self, name: str) -> None:
        self.freezer.reset()
        if self.fresh == name:
            self.world.begin()
            return
        self.world.make(STORIES[name].many)
        self.fresh, self.made = name, state(self.world.demo)

    def calls(self, name: str) -> list[str]:
        """The verbs while all is well, and it is."""
        self.begin(name)
        browser = self.tell(name)
        self.fresh = ""
        said = [each.response.text for each in browser.answers]
        assert all(each.response.ok for each in browser.answers), said
        assert STORIES[name].is_done(self.world), said
        return [verb for verb, _path in self.freezer.calls]

    def cell(self, name: str, fault: str, number: int) -> Iterator[str]:
        """What is wrong where the call of this number fails; 0: every read after a write."""
        self.begin(name)
        kind, options = FAULTS[fault]
        if number:
            self.freezer.inject(".*", "/v2/", kind, nth=number, **options)
        else:
            self.freezer.inject("GET", "/v2/", kind, nth=0, once_written=True, **options)
        browser = self.tell(name)
        yield from self._wrong(name, browser, fault)
        self.freezer.reset()
        if browser.documents() == self.made:
            return  # told again, it is the story without a fault
        self.fresh = ""
        for _ in range(2):
            if not STORIES[name].is_done(self.world):
                self.tell(name, browser)
        if not STORIES[name].is_done(self.world):
            yield f"told again, it is not done: {browser.answers[-1].response.text[:300]}"

    def _wrong(self, name: str, browser: Browser, fault: str) -> Iterator[str]:
        for each in browser.answers:
            answer = each.response
            if answer.status_code == 204:
                continue
            if "json" not in answer.headers.get("Content-Type", ""):
                yield f"{each.asked} is answered in HTML"
                return
            said = answer.json()
            if answer.ok:
                continue
            if not isinstance(said, dict) or not said.get("error"):
                yield f"{each.asked} is refused without a word"
            elif answer.status_code == 500:
                yield f"{each.asked}: 500 {said['error']}"
            elif fault == "404" and answer.status_code == 404:
                continue  # it is gone by Freezer's own word
            elif each.changed and not DOUBT.search(str(said["error"])):
                yield f"{each.asked}: {answer.status_code} denies what was done: {said['error']}"
        all_well = all(each.response.ok for each in browser.answers)
        if all_well and not STORIES[name].is_done(self.world):
            yield f"is said to be done: {browser.answers[-1].response.text[:300]}"


@pytest.fixture(scope="module")
def table(wired, demo) -> Iterator[Table]:
    port, twin = ports.unused(2)
    freezer = Proxy(wired.cloud.freezer_url, port)
    process = Twin(wired.cloud, twin, "faults", {**ENVIRONMENT, "STACK_FREEZER_URL": freezer.url})
    process.start()
    yield Table(Horizon(process.url, users.DEMO), freezer, World(demo))
    clear(demo)
    process.stop()
    freezer.close()


def cells(name: str, calls: list[str]) -> list[tuple[str, int]]:
    """All of a story, or those that the seed chooses: one of them of the reads after a write."""
    after = [(fault, 0) for fault in AFTER]
    every = [
        (fault, number)
        for number, verb in enumerate(calls, 1)
        for fault in FAULTS
        if verb != "GET" or fault not in OF_WRITES
    ]
    if not CELLS:
        return after + every
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 no secret
    few = [each for each in every if each[0] != "drip"]
    return [chance.choice(after), *chance.sample(few, min(CELLS, len(few)))]


@pytest.mark.parametrize("name", list(STORIES)[PART - 1 :: PARTS])
def test_a_story_under_faults(table, name):
    calls = table.calls(name)
    wrong = [
        f"{fault}, call {number or 'after the write'} of {len(calls)}: {what}"
        for fault, number in cells(name, calls)
        for what in table.cell(name, fault, number)
    ]
    print(f"{name}: {len(calls)} calls, {len(cells(name, calls))} cells, {len(wrong)} wrong")
    print("\n".join(wrong))
    assert wrong == [], "\n".join(wrong)
