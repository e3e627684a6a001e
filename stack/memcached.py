"""memcached, the cache that several Horizon processes share.

`python -m stack.memcached --port N --log FILE --lifeline FILE` runs the system's memcached.
"""

import signal
import sys

from stack import lifeline, program
from stack.ports import HOST
from stack.service import Service


def address(*ports: int) -> str:
    """Return the addresses of memcacheds as stack.horizon's settings read them."""
    return ",".join(f"{HOST}:{port}" for port in ports)


def service(port: int, name: str = "memcached") -> Service:
    """Return the service."""
    return Service(name=name, port=port, module="stack.memcached")


def main() -> int:
    """Run until memcached ends, which it does together with this process; return its exit code."""
    options = lifeline.begun("stack.memcached")
    command = ["memcached", "-l", HOST, "-p", str(options.port), "-u", program.user()]
    # A cache has nothing to save.
    return program.run(command, end=signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
