"""What imports what, as the table in CONTRIBUTING.md says: down only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Modules beside the folders, which know nothing of them: anybody may import these.
BESIDE = {
    "bulkhead", "catalogue", "deadline", "details", "errors", "latest", "menu", "message", "scripts",
    "settings", "wsgi",
}  # fmt: skip
#: Only these may import what stands between us and Freezer, or Django.
ONLY = {
    "freezerclient": {"api"},
    "django": {"api", "cache", "content", "messages", "rest", "services", "templatetags"},
}


def imports(path: Path) -> Iterator[str]:
    """Dotted names of the modules that a file imports; "a.b" for `from a import b`, too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed() -> dict[str, set[str]]:
    """{folder: folders that it may import} of the table."""
    text = (ROOT / "CONTRIBUTING.md").read_text()
    rows = re.findall(r"^\| (`freezer_ui/.*?) \|.*\| (.*?) \|$", text, re.M)
    table = {}
    for folders, may_import in rows:
        for folder in re.findall(r"`(?:freezer_ui/)?(\w+)/`", folders):
            table[folder] = set(re.findall(r"[a-z]+", may_import))
    return table


def packages() -> dict[str, list[Path]]:
    found = {path.name: path for path in (ROOT / "freezer_ui").iterdir() if path.is_dir()}
    return {name: files for name, path in found.items() if (files := list(path.rglob("*.py")))}


@pytest.mark.parametrize("package", sorted(packages()))
def test_a_package_imports_what_the_table_says(package):
    used = {
        name.split(".")[1]
        for path in packages()[package]
        for name in imports(path)
        if name.startswith("freezer_ui.")
    }
    assert used - {package} - BESIDE == allowed()[package] - {package}


def test_the_table_goes_down_only():
    table, below = allowed(), []
    while len(below) < len(table):
        free = [name for name in table if name not in below and table[name] <= set(below)]
        assert free, f"{sorted(set(table) - set(below))} import each other"
        below += free


def test_the_rules_are_in_floors():
    """What stands beside each other in domain/ imports down only, too."""
    home = ROOT / "freezer_ui" / "domain"
    used: dict[str, set[str]] = {}
    for path in home.rglob("*.py"):
        own = path.relative_to(home).with_suffix("").parts[0]
        names = {name.split(".")[2] for name in imports(path) if "freezer_ui.domain." in name}
        used.setdefault(own, set()).update(names - {own})
    below: set[str] = set()
    while below != set(used):
        free = {name for name in used if name not in below and used[name] <= below}
        assert free, f"{sorted(set(used) - below)} import each other"
        below |= free


@pytest.mark.parametrize("package", sorted(packages()))
def test_freezerclient_and_django_are_for_some(package):
    for library, may in ONLY.items():
        users = [
            str(path)
            for path in packages()[package]
            if any(name.split(".")[0] == library for name in imports(path))
        ]
        assert package in may or users == [], library
