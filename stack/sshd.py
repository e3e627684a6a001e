"""A machine that keeps the backups of others: a real sshd, which its own user logs in to by key.

`python -m stack.sshd --port N --log FILE --lifeline FILE` runs the system's sshd with the keys of
the folder that STACK_SSHD_HOME names.
"""

import getpass
import os
import signal
import subprocess
import sys
from pathlib import Path

from stack import lifeline
from stack.ports import HOST
from stack.service import Service

PROGRAM = "/usr/sbin/sshd"
#: Where an sshd of root's locks its children in; the system makes it when it starts.
_OF_ROOT = Path("/run/sshd")
# internal-sftp: agents store over sftp, and another program for it may be anywhere
_CONFIGURATION = """\
ListenAddress {host}
HostKey {home}/host_key
AuthorizedKeysFile {home}/client_key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
"""


def prepare(home: Path) -> None:
    """Write the configuration, and the keys that are not there."""
    home.mkdir(parents=True, exist_ok=True)
    for name in ("host_key", "client_key"):
        if not (home / name).exists():
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
            subprocess.run(command, check=True, timeout=60)  # noqa: S603 the system's own
    (home / "sshd.conf").write_text(_CONFIGURATION.format(host=HOST, home=home))


def login(home: Path) -> tuple[str, Path]:
    """The user who can log in, and the file of the private key."""
    return getpass.getuser(), home / "client_key"


def service(home: Path, port: int) -> Service:
    """How to run it."""
    return Service(
        name="sshd", port=port, module="stack.sshd", environment={"STACK_SSHD_HOME": str(home)}
    )


def main() -> int:
    """Run until sshd ends, which it does with us; its exit code."""
    options = lifeline.parser("stack.sshd").parse_args()
    lifeline.begin(options)
    if os.getuid() == 0:
        _OF_ROOT.mkdir(mode=0o755, exist_ok=True)
    configuration = str(Path(os.environ["STACK_SSHD_HOME"]) / "sshd.conf")
    # in the foreground, to our log; it knows no lifeline, as memcached
    command = [PROGRAM, "-D", "-e", "-f", configuration, "-p", str(options.port)]
    program = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command])  # noqa: S603, S607
    signal.signal(signal.SIGTERM, lambda *_: program.terminate())
    return program.wait()


if __name__ == "__main__":
    sys.exit(main())
