"""Requests of any shape to every endpoint, made from its own description (doc/openapi.json).

`make fuzz` sends thousands, SEED=… the same ones again; a few of each endpoint are sent here.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from stack.service import ROOT
from tests.faults.proxy import WRITE
from tests.rest.endpoints import one_of_each
from tests.rest.horizon import TIMEOUT, Horizon
from tests.rest.stories import clear
from tests.rest.test_rights_table import state

#: Of each endpoint.
NUMBER = int(os.environ.get("FUZZ", "4"))
SEED = int(os.environ.get("SEED", "1"))
#: Whatever of the endpoints is made by a request.
NAME = "fuzz"


def _operations() -> dict[str, object]:
    document = json.loads((ROOT / "doc/openapi.json").read_text())
    document["security"] = []  # the login is a cookie that is no part of a request to be varied
    found = schemathesis.openapi.from_dict(document).get_all_operations()
    return {each.label: each for each in (result.ok() for result in found)}


OPERATIONS = _operations()


@dataclass
class World:
    """One of each document, made again once a request has changed something."""

    demo: object
    ids: dict[str, str] = field(default_factory=dict)

    def make(self) -> None:
        """The project has nothing but its client: no other tool is at work here."""
        clear(self.demo)
        self.ids = one_of_each(self.demo, NAME)


@pytest.fixture(scope="module")
def world(demo) -> Iterator[World]:
    made = World(demo)
    made.make()
    yield made
    clear(demo)


def cases(operation, ids: dict[str, str]) -> st.SearchStrategy[Case]:
    """As described and not, of what is there and of what is not."""
    declared = operation.definition.raw
    known = {
        each["name"]: ids[each["name"]]
        for each in declared.get("parameters", [])
        if each["in"] == "path"
    }
    varies = "requestBody" in declared or len(declared["parameters"]) > len(known)
    kinds = [operation.as_strategy(GenerationMode.POSITIVE)]
    if known:
        there = {"path_parameters": known}
        kinds.append(operation.as_strategy(GenerationMode.POSITIVE, **there))
    if varies:
        kinds += [operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=known or None)] * 2
    elif known:
        kinds.append(operation.as_strategy(GenerationMode.NEGATIVE))
    return st.one_of(kinds)


def send(horizon: Horizon, case: Case) -> requests.Response:
    sent = case.as_transport_kwargs(base_url=f"{horizon.url}/api/freezer")
    # What it says of itself would be no browser's.
    sent["headers"] = {**horizon.headers, "Content-Type": "application/json"}
    return horizon._http.request(**sent, timeout=TIMEOUT, allow_redirects=False)


def check(case: Case, answer: requests.Response, writes: list) -> None:
    """It is ours, whatever was asked, and a refusal wrote nothing."""
    said = answer.text[:500]
    assert answer.status_code < 500, said
    if not _reaches_us(case):
        return
    if answer.status_code != 204:
        assert "json" in answer.headers.get("Content-Type", ""), said
        json.loads(answer.text, parse_constant=pytest.fail)
    if not answer.ok:
        assert answer.json()["error"], said
        assert writes == [], said
    case.validate_response(answer, checks=[negative_data_rejection])


def _reaches_us(case: Case) -> bool:
    """A path that is no path of ours is Horizon's to refuse, in HTML."""
    names = (case.path_parameters or {}).values()
    return all(re.fullmatch(r"[\w.-]+", str(each)) for each in names)


def _until_one_fails(one: Callable[[Case], None], strategy: st.SearchStrategy) -> None:
    shaped = settings(
        max_examples=NUMBER,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink] if NUMBER > 20 else [Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    seed(SEED)(shaped(given(strategy)(one)))()


@pytest.mark.parametrize("label", OPERATIONS)
def test_whatever_is_asked(as_demo, wired, demo, world, label):
    before, there = state(demo), dict(world.ids)

    def one(case: Case) -> None:
        nonlocal before
        for name, value in (case.path_parameters or {}).items():
            if value == there.get(name):
                case.path_parameters[name] = world.ids[name]
        wired.freezer.reset()
        answer = send(as_demo, case)
        writes = [each for each in wired.freezer.calls if re.fullmatch(WRITE, each[0])]
        try:
            check(case, answer, writes)
        finally:
            if writes:
                world.make()
                before = state(demo)

    _until_one_fails(one, cases(OPERATIONS[label], there))
    assert state(demo) == before
