"""Runs a program of the system as a service: used by `python -m stack.memcached`, `stack.mariadb`,
`stack.haproxy` and `stack.sshd`.
"""

import os
import pwd
import signal
import subprocess
from collections.abc import Sequence


def run(command: Sequence[str], end: int = signal.SIGTERM) -> int:
    """Run until the program ends, which it does together with this process; return its exit code.

    The program ignores the lifeline. It is sent `end` when we are told to stop. If we are killed,
    the kernel kills it, unless it has changed its user.
    """
    program = subprocess.Popen(  # noqa: S603 our own commands
        ["setpriv", "--pdeathsig", "KILL", *command]  # noqa: S607
    )
    signal.signal(signal.SIGTERM, lambda *_: program.send_signal(end))
    return program.wait()


def user() -> str:
    """Return the name of the current user: root has to pass it to programs that drop privileges."""
    return pwd.getpwuid(os.getuid()).pw_name
