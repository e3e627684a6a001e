"""Each AngularJS module names those whose services it uses: a page has only the modules it names."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "freezer_ui/static/dashboard/project/freezer"
ROOT = "horizon.dashboard.project.freezer"
SOURCES = [
    path
    for path in sorted(STATIC.rglob("*.js"))
    if ".spec" not in path.name and ".mock" not in path.name
]
#: 'horizon.dashboard.project.freezer.core.api', or FREEZER + '.core.api'.
NAMES = re.compile(rf"(?:'{re.escape(ROOT)}|FREEZER \+ ')\.([a-z.-]+[a-zA-Z.-]*)'")


def module_of(name: str) -> str:
    """The longest module that a service's name begins with."""
    return max((each for each in MODULES if f"{name}.".startswith(f"{each}.")), key=len, default="")


def declared(path: Path) -> tuple[str, set[str]]:
    """A module's name, and those that it requires."""
    names = NAMES.findall(path.read_text().partition("]")[0])
    return names[0], set(names[1:])


MODULES = dict(
    declared(path) for path in SOURCES if path.name.endswith(".module.js") and path.parent != STATIC
)


def required(module: str) -> set[str]:
    """It, and all that come along."""
    found, new = set(), {module}
    while new:
        found |= new
        new = {each for name in new for each in MODULES.get(name, ())} - found
    return found


def uses() -> dict[str, set[str]]:
    """{module: modules whose services its files ask for}"""
    found: dict[str, set[str]] = {}
    for path in SOURCES:
        names = NAMES.findall(path.read_text())
        folder = ".".join(path.parent.relative_to(STATIC).parts)
        found.setdefault(module_of(folder), set()).update(module_of(name) for name in names)
    return found


@pytest.mark.parametrize("module", sorted(set(uses()) - {""}))
def test_a_module_requires_those_that_it_uses(module):
    assert uses()[module] - {""} - required(module) == set()
