"""Swift, Freezer's default storage: its four servers in one process, on one folder.

`python -m stack.swift --port N --log FILE --lifeline FILE` serves the proxy on the port. The
account, container and object servers use free ports. The folder is named by STACK_SWIFT_HOME.
"""

import os
from pathlib import Path

from stack import lifeline, ports
from stack.catalog import authtoken
from stack.ports import HOST
from stack.service import Service

#: Partition power, replicas and hours between moves of a ring: all data is in one folder.
_RING = (1, 1, 0)
STORAGE = ("account", "container", "object")

_SWIFT = "[swift-hash]\nswift_hash_path_suffix = stack\n"
_SERVER = """\
[DEFAULT]
bind_ip = {host}
bind_port = {port}
workers = 0
devices = {home}/devices
mount_check = false
disable_fallocate = true
swift_dir = {home}
log_address = /dev/null

[pipeline:main]
pipeline = {kind}-server

[app:{kind}-server]
use = egg:swift#{kind}
"""
# dlo: Freezer stores manifests of segments.
_PROXY = """\
[DEFAULT]
bind_ip = {host}
bind_port = {port}
workers = 0
swift_dir = {home}
log_address = /dev/null

[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk authtoken keystoneauth \
slo dlo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true

[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
# nobody listens there: it works without one
memcache_servers = {host}:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:keystoneauth]
use = egg:swift#keystoneauth
operator_roles = admin, member
project_reader_roles = reader
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo

[filter:authtoken]
paste.filter_factory = keystonemiddleware.auth_token:filter_factory
delay_auth_decision = true
{authtoken}"""


def url(port: int) -> str:
    """Return the URL for the catalog; Keystone fills in the project."""
    return f"http://{HOST}:{port}/v1/AUTH_%(project_id)s"


def prepare(home: Path, port: int, keystone: str) -> None:
    """Write configurations and rings; data in the folder stays there."""
    from swift.common.ring import RingBuilder

    (home / "devices" / "d1").mkdir(parents=True, exist_ok=True)
    (home / "swift.conf").write_text(_SWIFT)
    for kind, server_port in zip(STORAGE, ports.unused(len(STORAGE)), strict=True):
        server = _SERVER.format(host=HOST, port=server_port, home=home, kind=kind)
        _config(home, kind).write_text(server)
        ring = RingBuilder(*_RING)
        device = {"id": 0, "region": 1, "zone": 1, "ip": HOST, "port": server_port}
        ring.add_dev({**device, "device": "d1", "weight": 1.0})
        ring.rebalance()
        ring.get_ring().save(str(home / f"{kind}.ring.gz"))
    proxy = _PROXY.format(host=HOST, port=port, home=home, authtoken=authtoken(keystone))
    _config(home, "proxy").write_text(proxy)


def service(home: Path, port: int) -> Service:
    """Return the service."""
    return Service(
        name="swift", port=port, module="stack.swift", environment={"STACK_SWIFT_HOME": str(home)}
    )


def main() -> None:
    """Serve all four servers until a signal ends the process."""
    # before eventlet patches threads: this one has to be real
    lifeline.begun("stack.swift")
    import eventlet

    eventlet.monkey_patch()
    from eventlet import wsgi
    from swift.common.utils import set_swift_dir
    from swift.common.wsgi import SwiftHttpProtocol, appconfig, loadapp

    home = Path(os.environ["STACK_SWIFT_HOME"])
    set_swift_dir(str(home))
    servers = []
    for kind in (*STORAGE, "proxy"):
        config = str(_config(home, kind))
        port = int(appconfig(config)["bind_port"])
        application = loadapp(config, global_conf={"log_name": f"{kind}-server"})
        servers.append(
            eventlet.spawn(
                wsgi.server,
                eventlet.listen((HOST, port)),
                application,
                protocol=SwiftHttpProtocol,
                capitalize_response_headers=False,
            )
        )
    for server in servers:
        server.wait()


def _config(home: Path, kind: str) -> Path:
    return home / f"{kind}-server.conf"


if __name__ == "__main__":
    main()
