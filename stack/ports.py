"""The ports of the cloud, and whether they are free."""

import os
import random
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, fields

from stack.errors import StackError

HOST = "127.0.0.1"
#: Below the ports that systems use for outgoing connections.
_SET_ASIDE = range(20_000, 32_000)
#: One socket for each port that this process reserved, held until it ends.
_reserved: list[socket.socket] = []


@dataclass(frozen=True)
class Ports:
    """A TCP port on HOST for each service; Swift and Cinder may have None and then do not run."""

    keystone: int = 5000
    freezer: int = 9090
    horizon: int = 8080
    swift: int | None = 8888
    cinder: int | None = 8776


#: In the order of Ports.
SERVICES = tuple(field.name for field in fields(Ports))


def from_environment(environ: Mapping[str, str]) -> Ports:
    """Return the ports named by KEYSTONE_PORT, FREEZER_PORT, HORIZON_PORT, SWIFT_PORT and
    CINDER_PORT, or the defaults.

    Raises StackError for a value that is no port, and for two services with one port.
    """
    defaults = asdict(Ports())
    ports = Ports(
        *(_port(environ, f"{name.upper()}_PORT", default) for name, default in defaults.items())
    )
    if len(set(astuple(ports))) < len(SERVICES):
        *others, last = (f"{name.upper()}_PORT" for name in SERVICES)
        raise StackError(f"{', '.join(others)} and {last} must differ.")
    return ports


def free() -> Ports:
    """Return free ports for a whole cloud."""
    return Ports(*unused(len(SERVICES)))


def unused(count: int) -> list[int]:
    """Return `count` ports that nobody listens on and that no outgoing connection is given.

    While this process lives, no other call returns them, in this process or another.
    """
    found: list[int] = []
    for port in random.sample(_SET_ASIDE, len(_SET_ASIDE)):
        if len(found) == count:
            break
        with suppress(OSError):
            reservation = _reserve(port)
            socket.create_server((HOST, port)).close()
            _reserved.append(reservation)
            found.append(port)
    return found


def _reserve(port: int) -> socket.socket:
    """Reserve a port, by a socket name that exists in no folder and ends with the process. Raises
    OSError if it is reserved already.
    """
    reservation = socket.socket(socket.AF_UNIX)
    try:
        reservation.bind(f"\0freezer-ui-port-{port}")
    except OSError:
        reservation.close()
        raise
    return reservation


def refuse_taken(ports: Ports) -> None:
    """Raise StackError naming the first port that something already listens on."""
    for name in ("horizon", *SERVICES):
        port = getattr(ports, name)
        if port is None:
            continue
        try:
            socket.create_server((HOST, port)).close()
        except OSError as error:
            reason = os.strerror(error.errno)
            variable = f"{name.upper()}_PORT"
            raise StackError(
                f"{name.capitalize()} cannot listen on {HOST}:{port} ({reason}): "
                f"stop what uses that port, or choose another with {variable}=..."
            ) from error


def _port(environ: Mapping[str, str], variable: str, default: int | None) -> int | None:
    text = environ.get(variable, "").strip()
    if not text:
        return default
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StackError(f"{variable} must be a port number from 1 to 65535, not {text!r}.")
    return int(text)
