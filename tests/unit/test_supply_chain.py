"""What the stack and the tests install has versions that are written down, and licences."""

import configparser
import json

import pytest
from packaging.requirements import Requirement

from stack.service import ROOT
from tests import audit
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


SKIPPED = {"name": "amqp", "skip_reason": "amqp was not found"}
KNOWN = {"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": []}
SAFE, UNSAFE = ({"name": "pyyaml", "version": "2.0", "vulns": vulns} for vulns in ([], [KNOWN]))
OF_ALL = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 3}}}


@pytest.mark.parametrize(
    ("found", "is_clean", "words"),
    [
        (audit.of_pypi({"dependencies": [SAFE]}), True, "PyPI: 0 known vulnerabilities"),
        (audit.of_pypi({"dependencies": [UNSAFE]}), False, "pyyaml 2.0: PYSEC-1, gone in 2.1"),
        (audit.of_pypi({"dependencies": [SAFE, SKIPPED]}), False, "1 of 2 were not audited"),
        (audit.of_pypi({"dependencies": [SKIPPED]}), False, "nothing was audited"),
        (audit.of_npm(OF_ALL), True, "PyPI: 0 known vulnerabilities"),
        (audit.of_npm({"message": "405"}), False, "database was not reached: 405"),
    ],
)
def test_an_audit_is_clean_where_every_package_was_audited(found, is_clean, words):
    assert found.is_clean() == is_clean
    assert words in audit.told("PyPI", found)
