"""Load and faults: `python -m tests.load`, see `make load`.

On the deployment of stack/ha.py: the first requests to Horizons that have just started; 50 tenants
who log in and work; then each part is killed and frozen while they go on. Every move of a job is
read back from Freezer in the end.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from stack import ports
from stack.ha import Deployment
from stack.service import ROOT
from tests.load import journal, starts, tenants
from tests.load.running import running

#: Kept, with the tenants: a second run is ready sooner.
DATA = ROOT / ".test" / "load"
#: Seconds that a part is away, and that are watched after it is back.
AWAY, AFTERWARDS = 10, 20
#: Tenants that log in each second.
SPAWN = 1
#: Until locust has ended, in seconds.
PATIENCE = 300
PARTS = (
    ("one Horizon", ("horizon-1",)),
    ("one of two memcacheds", ("memcached-1",)),
    ("both memcacheds", ("memcached-1", "memcached-2")),
    ("one freezer-api", ("freezer-1",)),
    ("MariaDB", ("mariadb",)),
)


def main() -> int:
    """0 if no write was lost."""
    options = _options()
    chosen = ports.free()
    with running(Deployment(DATA, chosen.keystone, chosen.freezer, chosen.horizon)) as deployment:
        people = tenants.make_once(deployment, options.users, deployment.data_dir / "tenants.json")
        return _measure(deployment, people, options)


def _measure(
    deployment: Deployment, people: Sequence[tenants.Tenant], options: argparse.Namespace
) -> int:
    parts = PARTS if options.faults else ()
    fault = AWAY + AFTERWARDS
    lasts = options.seconds + len(parts) * 2 * fault
    say("Horizons and their cache, just started")
    print(starts.table(starts.measure(deployment, people[0])))
    say(f"{options.users} tenants for {lasts} seconds")
    path = deployment.data_dir / "journal"
    path.unlink(missing_ok=True)
    with _locust(deployment, people, path, lasts):
        began = time.time()
        time.sleep(options.seconds)
        calm = time.time()
        faults = [
            _fault(deployment, kind, name, members)
            for name, members in parts
            for kind in ("killed", "frozen")
        ]
        # Nobody asks while what was written is read.
    written = journal.read(path)
    _tell_load(written, began, calm, options.users)
    if faults:
        _tell_faults(written, faults)
    lost, half = _lost(deployment, people, written)
    print(
        f"\n{written.moved} moves were acknowledged: {lost} lost. The last move of "
        f"{len(written.doubtful)} jobs was not answered well: {half} half moved."
    )
    return int(lost > 0)


@contextmanager
def _locust(
    deployment: Deployment, people: Sequence[tenants.Tenant], path: Path, seconds: float
) -> Iterator[None]:
    known = deployment.data_dir / "tenants.json"
    # It ends with us, also where we are killed.
    command = ["setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "locust"]
    command += ["--locustfile", str(ROOT / "tests/load/people.py")]
    command += ["--headless", "--users", str(len(people)), "--spawn-rate", str(SPAWN)]
    command += ["--run-time", f"{seconds:.0f}s", "--stop-timeout", "60", "--only-summary"]
    environment = {
        "PYTHONPATH": str(ROOT),
        "LOAD_TENANTS": str(known),
        "LOAD_URL": deployment.horizon_url,
        "LOAD_JOURNAL": str(path),
    }
    with (deployment.logs / "locust.log").open("w") as log:
        running = subprocess.Popen(  # noqa: S603 our own command
            command, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        try:
            yield
            running.wait(PATIENCE + seconds)
        finally:
            running.kill()
            running.wait()
    if not path.exists():
        print((deployment.logs / "locust.log").read_text()[-3000:])


def _fault(
    deployment: Deployment, kind: str, name: str, members: Sequence[str]
) -> tuple[str, float, float, float]:
    """What was done, and when it was done, over, and watched to its end."""
    say(f"{name} {kind}")
    began = time.time()
    for member in members:
        deployment.send(member, signal.SIGSTOP if kind == "frozen" else signal.SIGKILL)
    while time.time() < began + AWAY:
        time.sleep(0.2)
        if kind == "killed":
            _kill_again(deployment, members)
    if kind == "frozen":
        for member in members:
            deployment.send(member, signal.SIGCONT)
    ended = time.time()
    time.sleep(AFTERWARDS)
    return f"{name} {kind}", began, ended, time.time()


def _kill_again(deployment: Deployment, members: Sequence[str]) -> None:
    """The supervisor has started it: it is to be away for a while."""
    for member in members:
        try:
            deployment.kill(member)
        except ProcessLookupError:
            continue


def _tell_load(written: journal.Journal, began: float, calm: float, users: int) -> None:
    print(f"\n| {users} tenants | requests/s | p50 ms | p95 | p99 | errors |")
    print("|---|---|---|---|---|---|")
    # Logins are Keystone's and Horizon's: what is asked beside them is told apart.
    all_in = min(calm - 1, max(each.ended for each in written.requests if each.name == "login"))
    for name, start, end in (("logging in", began, all_in), ("all in", all_in, calm)):
        # What is answered after the calm may have met the first fault.
        asked = [
            each for each in written.requests if start <= each.began < end and each.ended <= calm
        ]
        rate = len(asked) / (end - start)
        told = journal.errors(asked)
        print(f"| {name}, {end - start:.0f} s | {rate:.1f} | {journal.times(asked)} | {told} |")
        for each in sorted({request.name for request in asked}):
            own = [request for request in asked if request.name == each]
            print(f"| - {each} | {len(own) / (end - start):.1f} | {journal.times(own)} | |")


def _tell_faults(
    written: journal.Journal, faults: Sequence[tuple[str, float, float, float]]
) -> None:
    print(f"\n| for {AWAY} s | requests | p50 ms | p95 | p99 | whole again | what users saw |")
    print("|---|---|---|---|---|---|---|")
    for name, began, ended, watched in faults:
        # What is answered later may have met the next fault.
        asked = [
            each
            for each in journal.between(written.requests, began, watched)
            if each.ended <= watched
        ]
        last = max((each.ended for each in asked if each.error), default=0)
        whole = f"{last - ended:.1f} s" if last > ended else "at once"
        told = journal.errors(asked)
        print(f"| {name} | {len(asked)} | {journal.times(asked)} | {whole} | {told} |")


def _lost(
    deployment: Deployment, people: Sequence[tenants.Tenant], written: journal.Journal
) -> tuple[int, int]:
    """How many jobs are not where their last acknowledged move, or a later one in doubt, put them;
    and how many are half moved besides, which their pages show with the repair.
    """
    with ThreadPoolExecutor(tenants.TOGETHER) as pool:
        found = list(pool.map(lambda each: _places(deployment, each), people))
    lost = half = 0
    for job, (listed, named) in ((job, at) for places in found for job, at in places.items()):
        if listed != ([named] if named else []):
            half += 1
            print(f"half moved: job {job} is listed in {listed} and names {named}")
        if job in written.acknowledged:
            doubtful = written.doubtful.get(job, set())
            allowed = {written.acknowledged[job], *doubtful}
            # One that was cut in the middle is told so, and still listed where it goes, or was.
            is_there = named in allowed and (not named or named in listed)
            if not is_there and not (doubtful and allowed & {*listed}):
                lost += 1
                print(f"lost: job {job} is listed in {listed} and names {named}, not {allowed}")
    return lost, half


def _places(deployment: Deployment, tenant: tenants.Tenant) -> dict[str, tuple[list, str | None]]:
    """Which sessions list each job, and which one it names."""
    freezer = tenants.logged_in(deployment, tenant.user)
    listed = {each: freezer.sessions.get(each).get("jobs") or {} for each in tenant.sessions}
    return {
        job: (
            [session for session in tenant.sessions if job in listed[session]],
            freezer.jobs.get(job)["session_id"] or None,
        )
        for job in tenant.jobs
    }


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=300, help="of the load without faults")
    parser.add_argument("--faults", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
