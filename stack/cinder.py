"""Cinder: API, scheduler, volume and backup in one process, with volumes and backups in a folder.

`python -m stack.cinder --port N --log FILE --lifeline FILE` serves the folder STACK_CINDER_HOME.
The driver is Cinder's own for NFS, which uses whatever is mounted at its share's mount point: here
a bind mount, in a mount namespace that ends with the process. Nothing else is needed; `refused`
says if a machine does not allow that.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from stack import lifeline, stamp, tool
from stack.catalog import authtoken
from stack.ports import HOST
from stack.service import Application

#: Files that Cinder ships, below the prefix that it was installed into.
_SHIPPED = Path(sys.prefix) / "etc" / "cinder"
_SHARE = "localhost:/cinder-share"
_NAMESPACE = ("unshare", "--mount", "--propagation", "private")
_MOUNTED = "STACK_CINDER_MOUNTED"
TIMEOUT = 20

_CONFIG = """\
[DEFAULT]
use_stderr = true
state_path = {home}/state
my_ip = {host}
host = stack
transport_url = fake://
auth_strategy = keystone
api_paste_config = {shipped}/api-paste.ini
resource_query_filters_file = {shipped}/resource_filters.json
rootwrap_config = {home}/rootwrap.conf
osapi_volume_listen = {host}
osapi_volume_listen_port = {port}
osapi_volume_workers = 1
storage_availability_zone = nova
glance_api_servers = http://{host}:1
enabled_backends = local
default_volume_type = __DEFAULT__
backup_driver = cinder.backup.drivers.posix.PosixBackupDriver
backup_posix_path = {home}/backups
backup_compression_algorithm = zstd
backup_sha_block_size_bytes = 4194304
backup_file_size = 268435456
backup_use_same_host = true
# In one process each service sends the heartbeats of the one that was made last (Service.service_id
# is the class's): they live and end together, so that none is ever down.
service_down_time = 1000000000

[local]
volume_driver = cinder.volume.drivers.nfs.NfsDriver
volume_backend_name = local
nfs_shares_config = {home}/shares
nfs_mount_point_base = {home}/state/mnt
nas_secure_file_operations = false
nas_secure_file_permissions = false

[database]
connection = sqlite:///{home}/cinder.db?timeout=60
sqlite_synchronous = false

[coordination]
backend_url = file://{home}/state/coordination

[oslo_concurrency]
lock_path = {home}/state/locks

[keystone_authtoken]
{authtoken}"""
_ROOTWRAP = (
    "[DEFAULT]\nfilters_path={shipped}/rootwrap.d\nexec_dirs=/sbin,/usr/sbin,/bin,/usr/bin\n"
)
#: Two scripts that come first in PATH. The driver checks for the first and never needs it to mount.
#: The second is called as `sudo cinder-rootwrap CONFIG COMMAND …` by a user who may already do all
#: of that.
_COMMANDS = {"mount.nfs": "exit 1", "sudo": 'shift 2; exec "$@"'}


@dataclass(frozen=True, kw_only=True)
class _Cinder(Application):
    """Served by this module: the four services share a process and need no message broker."""

    def command(self, logs: Path, lifeline: Path) -> list[str]:
        options = ["--port", str(self.port), "--log", str(self.log(logs))]
        return [sys.executable, "-m", self.module, *options, "--lifeline", str(lifeline)]


def url(port: int) -> str:
    """Return the URL for the catalog; Keystone fills in the project."""
    return f"http://{HOST}:{port}/v3/%(project_id)s"


def refused() -> str | None:
    """Return in a sentence why Cinder cannot run on this machine; None if it can."""
    if not shutil.which("qemu-img"):
        return "Cinder needs qemu-img: install the package qemu-utils."
    probe = 'mount --bind "$1" "$1" && grep -q " $1 " /proc/mounts'
    folder = str(Path(sys.prefix).resolve())
    try:
        subprocess.run(  # noqa: S603 our own command
            [*_NAMESPACE, "sh", "-c", probe, "sh", folder],
            capture_output=True,
            check=True,
            timeout=TIMEOUT,
        )
    except (OSError, subprocess.SubprocessError):
        return "Cinder needs a bind mount, which this machine does not allow (root can, mostly)."
    return None


def prepare(home: Path, log: Path, port: int, keystone: str) -> None:
    """Write the configuration for Keystone at URL `keystone`; the first time, also create the
    database.

    Raises StackError if that fails.
    """

    def make(folder: Path) -> None:
        _configure(folder, port, keystone)
        tool.run(["cinder-manage", "--config-file", str(_config(folder)), "db", "sync"], log)

    stamp.fill(home, stamp.version("cinder"), make)
    _configure(home, port, keystone)


def _configure(home: Path, port: int, keystone: str) -> None:
    for folder in ("backups", "bin", "share", "state/coordination", "state/locks"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    _mount_point(home).mkdir(parents=True, exist_ok=True)
    texts = {"home": home, "host": HOST, "port": port, "shipped": _SHIPPED}
    _config(home).write_text(_CONFIG.format(**texts, authtoken=authtoken(keystone)))
    (home / "rootwrap.conf").write_text(_ROOTWRAP.format(**texts))
    (home / "shares").write_text(f"{_SHARE}\n")
    for name, line in _COMMANDS.items():
        command = home / "bin" / name
        command.write_text(f"#!/bin/sh\n{line}\n")
        command.chmod(0o755)


def service(home: Path, port: int) -> Application:
    """Return the service."""
    path = os.pathsep.join([str(home / "bin"), str(tool.BIN), os.environ["PATH"]])
    return _Cinder(
        name="cinder",
        port=port,
        module="stack.cinder",
        application="cinder",
        health=f"http://{HOST}:{port}/healthcheck",
        threads=1,
        environment={"STACK_CINDER_HOME": str(home), "PATH": path},
    )


def main() -> None:
    """Serve all four services until a signal ends the process."""
    home = Path(os.environ["STACK_CINDER_HOME"])
    if os.environ.get(_MOUNTED) != str(os.getpid()):
        _begin_in_namespace(home)
    # before eventlet patches threads: this one has to be real
    lifeline.begun("stack.cinder")
    from cinder import monkey_patch

    monkey_patch.patch()
    _serve(_config(home))


def _begin_in_namespace(home: Path) -> None:
    """Become this module again, in a mount namespace where the share is mounted. Its mounts end
    with the process, however that ends.
    """
    script = f'mount --bind "$1" "$2" && shift 2 && {_MOUNTED}=$$ exec "$@"'
    share, place = str(home / "share"), str(_mount_point(home))
    again = [sys.executable, "-m", "stack.cinder", *sys.argv[1:]]
    command = [*_NAMESPACE, "sh", "-c", script, "sh", share, place, *again]
    os.execvp(command[0], command)  # noqa: S606 our own command


def _serve(config: Path) -> None:
    """Do what the four commands of Cinder do (cinder.cmd), in one process."""
    import shlex

    import os_brick
    from cinder import coordination, objects, rpc, service, utils, version
    from cinder.cmd import backup as _backup_options  # noqa: F401
    from cinder.cmd import volume as _volume_options  # noqa: F401
    from cinder.common import config as cinder_config
    from oslo_config import cfg
    from oslo_log import log as logging
    from oslo_privsep import priv_context
    from oslo_service import service as launching

    conf = cfg.CONF
    objects.register_all()
    conf(["--config-file", str(config)], project="cinder", version=version.version_string())
    cinder_config.set_middleware_defaults()
    logging.setup(conf, "cinder")
    priv_context.init(root_helper=shlex.split(utils.get_root_helper()))
    os_brick.setup(conf)
    coordination.COORDINATOR.start()
    rpc.init(conf)
    launcher = launching.ServiceLauncher(conf)
    create = service.Service.create
    host = conf.host
    started = [
        create(binary="cinder-scheduler"),
        create(
            binary="cinder-volume", host=f"{host}@local", service_name="local", coordination=True
        ),
        create(
            binary="cinder-backup",
            coordination=True,
            service_name="backup",
            process_number=1,
            semaphore=utils.semaphore_factory(conf.backup_max_operations, 1),
        ),
        service.WSGIService("osapi_volume"),
    ]
    for each in started:
        launcher.launch_service(each)
    launcher.wait()


def _config(home: Path) -> Path:
    return home / "cinder.conf"


def _mount_point(home: Path) -> Path:
    """Return where the driver expects its share."""
    digest = hashlib.md5(_SHARE.encode(), usedforsecurity=False).hexdigest()
    return home / "state" / "mnt" / digest


if __name__ == "__main__":
    main()
