"""Runs a command of the installed services."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from stack.errors import StackError
from stack.service import ROOT

BIN = Path(sys.executable).parent


def run(command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
    """Run a script from this Python's bin folder until it ends; append its output to `log`.

    Raises StackError, naming the command and the log, if it fails or takes over five minutes.
    """
    env = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with log.open("ab") as output:
        try:
            code = subprocess.run(  # noqa: S603 our own commands
                [str(BIN / command[0]), *command[1:]],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=env,
                timeout=300,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired as error:
            raise StackError(f"{_name(command)} did not end; its log is {log}") from error
    if code:
        raise StackError(f"{_name(command)} ended with exit code {code}; its log is {log}")


def _name(command: list[str]) -> str:
    return " ".join(word for word in command if not word.startswith(("-", "/")))
