"""`make demo`: the cloud with a believable tenant, until Ctrl-C."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from stack import cinder, ports, seed, volumes, wiki
from stack.cloud import Cloud
from stack.errors import StackError
from stack.service import ROOT
from stack.users import PASSWORD, PEOPLE

DATA = Path(".demo")


def main() -> int:
    """Run until Ctrl-C (0), or say in one sentence why not (1)."""
    # SIGINT too: a shell that starts us in the background has it ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        _run()
    except KeyboardInterrupt:
        print("\nstopped", flush=True)
    except StackError as error:
        print(f"freezer-ui demo: {error}", file=sys.stderr)
        return 1
    return 0


def _run() -> None:
    wanted = ports.from_environment(os.environ)
    ports.refuse_taken(wanted)
    without_cinder = cinder.refused()
    cloud = Cloud(
        ROOT / DATA,
        wanted.keystone,
        wanted.freezer,
        wanted.horizon,
        swift_port=wanted.swift,
        cinder_port=None if without_cinder else wanted.cinder,
        live=True,
    )
    if without_cinder:
        _say(f"no volumes in this demo: {without_cinder}")
    _say("preparing Keystone, freezer-api, Swift, Cinder, Horizon (a minute, the first time)")
    cloud.prepare()
    _say("starting them")
    try:
        cloud.start()
        seed.seed_once(cloud, _say)
        _say("starting the agents of a wiki")
        with wiki.running(cloud, cloud.data_dir / "wiki"):
            if not without_cinder:
                _say("making the volumes of the shop and the wiki")
                volumes.seed_once(cloud)
            _say(_welcome(cloud))
            cloud.watch()
    finally:
        cloud.stop()


def _welcome(cloud: Cloud) -> str:
    lines = ["ready", f"  Horizon  {cloud.horizon_url}   (Ctrl-C ends everything)"]
    for user in PEOPLE:
        role = f"{user.role} of project {user.project}"
        lines.append(f"  {user.name:<8} password {PASSWORD}   {role}")
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, flush=True)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
