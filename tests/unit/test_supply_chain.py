"""What the stack and the tests install has versions that are written down, and licences."""

import configparser
import json

import pytest
from packaging.requirements import Requirement

from stack.service import ROOT
from tests.licences import constraints, locked, normalized

EXTRAS = ("stack", "test", "load")


def required() -> list[Requirement]:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    listed = [setup["options"]["install_requires"]]
    listed += [setup["options.extras_require"][extra] for extra in EXTRAS]
    return [Requirement(line) for text in listed for line in text.splitlines() if line]


@pytest.mark.parametrize("requirement", required(), ids=str)
def test_what_is_asked_for_has_a_version_that_fits(requirement):
    assert requirement.specifier.contains(constraints()[normalized(requirement.name)])


def test_every_package_of_npm_has_a_hash_and_no_host():
    text = (ROOT / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert [path for path, each in packages.items() if path and not each.get("integrity")] == []
    assert '"resolved"' not in text


def test_every_package_has_its_licence_listed():
    lines = (ROOT / "doc" / "licences.md").read_text().splitlines()
    rows = {tuple(line.strip("| ").split(" | ")[:2]) for line in lines if line.startswith("| ")}
    wanted = {*constraints().items(), *((name, each["version"]) for name, each in locked().items())}
    assert wanted - rows == set()
