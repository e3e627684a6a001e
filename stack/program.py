"""A program of the system's among the services: `python -m stack.memcached`, `stack.mariadb`,
`stack.haproxy` and `stack.sshd` run theirs with this.
"""

import os
import pwd
import signal
import subprocess
from collections.abc import Sequence


def run(command: Sequence[str], end: int = signal.SIGTERM) -> int:
    """Run until the program ends, which it does with us; its exit code.

    It knows no lifeline: it is sent `end` when we are told to end, and killed by the kernel if we
    are, as long as it does not change its user.
    """
    program = subprocess.Popen(  # noqa: S603 our own commands
        ["setpriv", "--pdeathsig", "KILL", *command]  # noqa: S607
    )
    signal.signal(signal.SIGTERM, lambda *_: program.send_signal(end))
    return program.wait()


def user() -> str:
    """Who runs this: root has to say so to programs that give up its rights."""
    return pwd.getpwuid(os.getuid()).pw_name
