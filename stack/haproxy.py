"""HAProxy in front of two Horizons and two freezer-api, as an operator has it.

`python -m stack.haproxy --port N --log FILE --lifeline FILE --home FOLDER` runs the system's
haproxy with the configuration that `prepare` wrote.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from stack import lifeline, program
from stack.errors import StackError
from stack.ports import HOST
from stack.service import Service

CONFIG = """\
global
    maxconn 2000

defaults
    mode http
    timeout connect 2s
    timeout client 120s
    # More than Horizon takes for a request: FREEZER_REQUEST_TIMEOUT, and a write beyond it.
    timeout server 120s
    timeout check 10s
    timeout queue 60s
    retries 2
    option redispatch
    # What a process that died was asked is asked of the other, where nothing can be done twice.
    retry-on conn-failure empty-response
    # A server that is busy is none that is down: of its eight threads, one is left for the check.
    # Requests that wait here go to another server where theirs dies.
    default-server maxconn 7 check inter 2s fall 3 rise 1 on-marked-down shutdown-sessions

listen horizon
    bind {host}:{horizon}
    balance roundrobin
    http-request disable-l7-retry unless METH_GET
    option httpchk
    # Without a Host that ALLOWED_HOSTS has, Django answers 400, and every Horizon is down.
    http-check send meth GET uri /auth/login/ ver HTTP/1.1 hdr Host {host}
{horizons}

listen freezer
    bind {host}:{freezer}
    balance roundrobin
    http-request disable-l7-retry unless METH_GET
    option httpchk
    http-check send meth GET uri /healthcheck ver HTTP/1.1 hdr Host {host}
{freezers}
"""


def prepare(
    home: Path, horizon: int, horizons: Sequence[int], freezer: int, freezers: Sequence[int]
) -> None:
    """Write the configuration: the ports of Horizon and freezer-api on HAProxy, and the ports of
    the servers behind it. Raises StackError if haproxy is not installed.
    """
    if not shutil.which("haproxy"):
        raise StackError("There is no haproxy here: as root, 'apt-get install haproxy'.")
    home.mkdir(parents=True, exist_ok=True)
    text = CONFIG.format(
        host=HOST,
        horizon=horizon,
        horizons=_servers("horizon", horizons),
        freezer=freezer,
        freezers=_servers("freezer", freezers),
    )
    _config(home).write_text(text)


def service(home: Path, port: int) -> Service:
    """Return the service; `port` is Horizon's."""
    return Service(name="haproxy", port=port, module="stack.haproxy", options={"home": str(home)})


def _servers(name: str, ports: Sequence[int]) -> str:
    lines = (f"    server {name}-{n} {HOST}:{port}" for n, port in enumerate(ports, start=1))
    return "\n".join(lines)


def _config(home: Path) -> Path:
    return home / "haproxy.cfg"


def main() -> int:
    """Run until haproxy ends, which it does together with this process; return its exit code."""
    options = lifeline.begun("stack.haproxy", "home")
    return program.run(["haproxy", "-db", "-f", str(_config(options.home))])


if __name__ == "__main__":
    sys.exit(main())
