"""What the numbers were measured on, without which they mean little."""

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from tests.bench.web_ui import WHEEL

MEASURED = ("horizon", "freezer-api", "Django")


def described() -> dict[str, str]:
    """Date, machine and versions, as words."""
    versions = [f"{name} {metadata.version(name)}" for name in MEASURED]
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": f"{os.cpu_count()} cores of {_processor()}, {_memory()}",
        "versions": ", ".join([*versions, WHEEL.replace("==", " "), _python(), _chromium()]),
    }


def _python() -> str:
    return f"Python {platform.python_version()}"


def _processor() -> str:
    return _value("/proc/cpuinfo", "model name") or platform.machine()


def _memory() -> str:
    return f"{round(int(_value('/proc/meminfo', 'MemTotal').split()[0]) / 2**20)} GB"


def _value(path: str, name: str) -> str:
    """A line of the kernel's tables."""
    for line in Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _chromium() -> str:
    said = subprocess.run(  # noqa: S603 our own command
        [shutil.which("chromium"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return " ".join(said.split()[:2])
