"""memcached, the cache that several Horizon processes share.

`python -m stack.memcached --port N --log FILE --lifeline FILE` runs the system's memcached.
"""

import os
import pwd
import signal
import subprocess
import sys

from stack import lifeline
from stack.ports import HOST
from stack.service import Service


def address(port: int) -> str:
    """What Django's LOCATION takes."""
    return f"{HOST}:{port}"


def service(port: int) -> Service:
    """How to run it."""
    return Service(name="memcached", port=port, module="stack.memcached")


def main() -> int:
    """Run until memcached ends, which it does with us; its exit code."""
    options = lifeline.parser("stack.memcached").parse_args()
    lifeline.begin(options)
    # It knows no lifeline: we end it when we are told to end, and the kernel does if we are killed,
    # as long as it does not change its user (which root has to say). A cache has nothing to save.
    user = pwd.getpwuid(os.getuid()).pw_name
    command = ["memcached", "-l", HOST, "-p", str(options.port), "-u", user]
    program = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command])  # noqa: S603, S607
    signal.signal(signal.SIGTERM, lambda *_: program.kill())
    return program.wait()


if __name__ == "__main__":
    sys.exit(main())
