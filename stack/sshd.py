"""A machine that stores the backups of others: a real sshd, with login by key, and by password if
it runs as root.

`python -m stack.sshd --port N --log FILE --lifeline FILE` runs the system's sshd with the keys in
the folder STACK_SSHD_HOME. Only root can check passwords, in /etc/shadow: sshd sees a file of ours
in its place, in a mount namespace of its own. The machine's own file stays as it is.
"""

import getpass
import os
import shutil
import subprocess
import sys
from pathlib import Path

import bcrypt

from stack import lifeline, program
from stack.ports import HOST
from stack.service import Service

PROGRAM = "/usr/sbin/sshd"
#: The folder to which root's sshd confines its children; the system creates it at start.
_OF_ROOT = Path("/run/sshd")
# internal-sftp: agents use sftp, and the path of an external program differs between systems
_CONFIGURATION = """\
ListenAddress {host}
HostKey {home}/host_key
AuthorizedKeysFile {home}/client_key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication {by_password}
PermitRootLogin {of_root}
AllowUsers {user}
Subsystem sftp internal-sftp
"""


def prepare(home: Path, password: str = "") -> None:
    """Write the configuration and missing keys; with a `password`, the user can also log in
    with it.
    """
    home.mkdir(parents=True, exist_ok=True)
    for name in ("host_key", "client_key"):
        if not (home / name).exists():
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
            subprocess.run(command, check=True, timeout=60)  # noqa: S603 the system's own
    user, _key = login(home)
    by_password = ("yes", "yes") if password else ("no", "prohibit-password")
    (home / "sshd.conf").write_text(
        _CONFIGURATION.format(
            host=HOST, home=home, user=user, by_password=by_password[0], of_root=by_password[1]
        )
    )
    if password:
        shadow = home / "shadow"
        shadow.touch(mode=0o600)
        digest = bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()
        shadow.write_text(f"{user}:{digest}:19000:0:99999:7:::\n")


def checks_passwords() -> bool:
    """Whether an sshd on this machine can see a file of ours in place of /etc/shadow."""
    if os.getuid() != 0 or not shutil.which("unshare"):
        return False
    command = ["unshare", "--mount", "true"]
    return subprocess.run(command, check=False, timeout=60).returncode == 0  # noqa: S603


def login(home: Path) -> tuple[str, Path]:
    """Return the user that can log in, and the file of the private key."""
    return getpass.getuser(), home / "client_key"


def service(home: Path, port: int) -> Service:
    """Return the service."""
    return Service(
        name="sshd", port=port, module="stack.sshd", environment={"STACK_SSHD_HOME": str(home)}
    )


def main() -> int:
    """Run until sshd ends, which it does together with this process; return its exit code."""
    options = lifeline.begun("stack.sshd")
    if os.getuid() == 0:
        _OF_ROOT.mkdir(mode=0o755, exist_ok=True)
    home = Path(os.environ["STACK_SSHD_HOME"])
    # in the foreground, to our log
    command = [PROGRAM, "-D", "-e", "-f", str(home / "sshd.conf"), "-p", str(options.port)]
    if (home / "shadow").exists():
        mounted = 'mount --bind "$0" /etc/shadow && exec "$@"'
        command = ["unshare", "--mount", "sh", "-c", mounted, str(home / "shadow"), *command]
    return program.run(command)


if __name__ == "__main__":
    sys.exit(main())
