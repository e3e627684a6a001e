"""Writes doc/licences.md: what the stack and the tests install, with versions and licences.

`python -m tests.licences doc/licences.md`, see `make licences`. The packages are in constraints.txt
and package-lock.json; each installed package names its licence.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from stack.service import ROOT

HEAD = """\
# Licences of what is installed

Made by `make licences`. None of these packages is part of freezer-ui: its wheel has our own files
only. The first table is what `make demo`, `make load` and the tests install from PyPI
(constraints.txt); the plugin itself needs what `install_requires` in setup.cfg names, most of which
Horizon brings along. The second is what lint and the specs install from npm (package-lock.json,
with a hash of each package). memcached, MariaDB, HAProxy, qemu-img and Chromium are packages of
Debian's.
"""
#: What PyPI's classifiers begin with.
_CLASSIFIER = "License :: "
#: A longer text is a licence itself, not its name.
_LONGEST = 60


def constraints() -> dict[str, str]:
    """The versions in constraints.txt, by normalized name."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    return {normalized(name): version for name, version in pairs}


def normalized(name: str) -> str:
    """Return a name as PyPI compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, dict]:
    """Return the packages of package-lock.json by name, each in its last version."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {path.rpartition("node_modules/")[2]: each for path, each in packages.items() if path}


def main() -> None:
    """Write the page."""
    python = ((name, version, _licence(name)) for name, version in constraints().items())
    browser = ((name, each["version"], each.get("license", "")) for name, each in locked().items())
    parts = [HEAD, *_table("From PyPI", python), *_table("From npm", browser)]
    Path(sys.argv[1]).write_text("\n".join(parts) + "\n")


def _table(title: str, rows) -> Iterator[str]:
    yield f"## {title}\n\n| package | version | licence |\n|---|---|---|"
    for row in sorted(rows):
        yield "| " + " | ".join(row) + " |"
    yield ""


def _licence(name: str) -> str:
    told = metadata.metadata(name)
    expression = told.get("License-Expression")
    if expression:
        return expression
    classified = [
        each.rpartition(" :: ")[2]
        for each in told.get_all("Classifier") or []
        if each.startswith(_CLASSIFIER) and each != "License :: OSI Approved"
    ]
    written = (told.get("License") or "").strip()
    is_name = written and "\n" not in written and len(written) <= _LONGEST
    return " and ".join(classified) or (written if is_name else "") or "see the package"


if __name__ == "__main__":
    main()
