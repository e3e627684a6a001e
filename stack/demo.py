"""`make demo`: the cloud with a realistic tenant, until Ctrl-C."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from stack import cinder, ports, seed, volumes, wiki
from stack.cloud import Cloud
from stack.errors import StackError
from stack.service import ROOT
from stack.users import PASSWORD, PEOPLE

DATA = Path(".demo")


def main() -> int:
    """Run until Ctrl-C (returns 0); print in one sentence why that failed (returns 1)."""
    return until_interrupted(_run)


def until_interrupted(run: Callable[[], None]) -> int:
    """Return the exit code of a demo: 0 after Ctrl-C, 1 after a StackError, whose sentence is
    printed.
    """
    # SIGINT too: a shell ignores it for background processes.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        run()
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
        say(f"no volumes in this demo: {without_cinder}")
    say("preparing Keystone, freezer-api, Swift, Cinder, Horizon (a minute, the first time)")
    cloud.prepare()
    say("starting them")
    try:
        cloud.start()
        seed.seed_once(cloud, say)
        say("starting the agents of a wiki")
        with wiki.running(cloud, cloud.data_dir / "wiki"):
            if not without_cinder:
                say("making the volumes of the shop and the wiki")
                volumes.seed_once(cloud)
            say(welcome(cloud))
            cloud.watch()
    finally:
        cloud.stop()


def welcome(cloud: Cloud) -> str:
    """Return the URL and the users that may log in."""
    lines = ["ready", f"  Horizon  {cloud.horizon_url}   (Ctrl-C ends everything)"]
    for user in PEOPLE:
        role = f"{user.role} of project {user.project}"
        lines.append(f"  {user.name:<8} password {PASSWORD}   {role}")
    return "\n".join(lines)


def say(text: str) -> None:
    """Print at once, even into a file."""
    print(text, flush=True)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
