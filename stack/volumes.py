"""The demo's volumes: a session whose jobs have Cinder back them up, one without success.

Nothing is simulated: the wiki's first scheduler calls Cinder, which makes one backup and fails at
the other, although Freezer reports success for both.
"""

import time

from cinderclient import client as cinderclient
from cinderclient.exceptions import ClientException
from freezerclient.v2.client import Client

from stack import catalog, scheduler, seed
from stack.clients import Reachable, client_for
from stack.errors import StackError
from stack.users import DEMO
from stack.wiki import HEADWAY, POLL

#: The volumes and their availability zones: the second zone has no backup service.
VOLUMES = {"shop-db-data": None, "wiki-data": "archive-zone"}
#: A volume that no job backs up.
BARE = "shop-pictures"
SESSION = "Volumes, every night"
MACHINE = "wiki-web-1"
TIMEOUT = 60


def seed_once(cloud: Reachable) -> None:
    """Create the volumes, jobs and session unless they exist. Raises StackError if Cinder or a
    scheduler fails.
    """
    client = client_for(cloud, DEMO.name, DEMO.project)
    if any(each["description"] == SESSION for each in client.sessions.list_all(limit=seed.ALL)):
        return
    session = catalog.password_session(cloud.keystone_url, DEMO.name, DEMO.project)
    cinder = cinderclient.Client("3.43", session=session, service_type="volumev3")
    try:
        made = {name: _volume(cinder, name) for name in (*VOLUMES, BARE)}
    except ClientException as error:
        raise StackError(f"Cinder does not make the volumes: {error}") from error
    seed.clear(client, set(), {_title(name) for name in VOLUMES}, set())
    jobs = [_job(client, name, made[name], zone) for name, zone in VOLUMES.items()]
    scheduler.wait_until_read(client, jobs)
    start = time.time() + 3 * POLL + HEADWAY
    # one scheduler runs its jobs one after the other
    seed.new_session(client, SESSION, "1 days", start, jobs, hold_off=120)


def _volume(cinder, name: str) -> str:
    known = cinder.volumes.list(search_opts={"name": name})
    volume = known[0] if known else cinder.volumes.create(1, name=name)
    deadline = time.monotonic() + TIMEOUT
    while cinder.volumes.get(volume.id).status != "available":
        if time.monotonic() > deadline:
            raise StackError(f"Cinder does not make the volume {name}.")
        time.sleep(0.2)
    return volume.id


def _title(name: str) -> str:
    return f"Volume {name}"


def _job(client: Client, name: str, volume_id: str, zone: str | None) -> str:
    action = {
        "action": "backup",
        "mode": "cindernative",
        "backup_name": name,
        "cindernative_vol_id": volume_id,
        **({"cindernative_backup_az": zone} if zone else {}),
    }
    return seed.new_job(client, MACHINE, _title(name), action)
