"""Lists known vulnerabilities of what the stack and the tests install: `make audit`.

`python -m tests.audit PIP_AUDIT CONSTRAINTS` asks the databases of PyPI and npm. A package for
which a database gave no answer counts as a failure: pip-audit would skip it and report no
vulnerability.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: Seconds until a database has answered for all packages.
PATIENCE = 600


@dataclass(frozen=True)
class Audit:
    """How many of `packages` a database answered for, "name: what is known" of each vulnerability,
    and, where it did not answer for all, its `reason`.
    """

    packages: int
    audited: int
    vulnerabilities: list[str]
    reason: str

    def is_clean(self) -> bool:
        return self.audited == self.packages and not self.vulnerabilities


def of_pypi(answer: dict[str, Any]) -> Audit:
    """Return the Audit of pip-audit's JSON."""
    packages = answer["dependencies"]
    skipped = [each["skip_reason"] for each in packages if "skip_reason" in each]
    known = [
        f"{each['name']} {each['version']}: {one['id']}, gone in "
        f"{', '.join(one['fix_versions']) or 'no version'}"
        for each in packages
        for one in each.get("vulns", [])
    ]
    return Audit(len(packages), len(packages) - len(skipped), known, "".join(skipped[:1]))


def of_npm(answer: dict[str, Any]) -> Audit:
    """Return the Audit of npm audit's JSON, which covers all packages at once."""
    if "vulnerabilities" not in answer:
        return Audit(1, 0, [], str(answer.get("message") or answer))
    total = answer["metadata"]["dependencies"]["total"]
    known = [f"{name}: {one['severity']}" for name, one in answer["vulnerabilities"].items()]
    return Audit(total, total, known, "")


def told(name: str, audit: Audit) -> str:
    """Return the audit as lines of text."""
    lines = [f"{name}: {len(audit.vulnerabilities)} known vulnerabilities"]
    if not audit.audited:
        lines = [f"{name}: nothing was audited, for its database was not reached: {audit.reason}"]
    elif audit.audited < audit.packages:
        left = audit.packages - audit.audited
        lines.append(f"{name}: {left} of {audit.packages} were not audited: {audit.reason}")
    return "\n".join([*lines, *audit.vulnerabilities])


def main() -> int:
    """Return 0 if every package was audited and no vulnerability is known."""
    pip_audit, constraints = sys.argv[1:]
    pip = [pip_audit, "--format", "json", "--no-deps", "--disable-pip", "-r", constraints]
    audits = {
        "PyPI": _ask(pip, of_pypi),
        "npm": _ask(["npm", "audit", "--json"], of_npm),
    }
    for name, audit in audits.items():
        print(told(name, audit))
    return int(not all(audit.is_clean() for audit in audits.values()))


def _ask(command: list[str], read: Callable[[dict[str, Any]], Audit]) -> Audit:
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)  # noqa: S603
    try:
        return read(json.loads(ran.stdout))
    except ValueError:
        return Audit(1, 0, [], ran.stderr.strip()[-300:])


if __name__ == "__main__":
    sys.exit(main())
