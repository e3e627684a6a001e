"""Volumes where the catalog has no Cinder: nothing is asked, shown, or made.

With a real Cinder: test_live_volumes.py.
"""

import pytest

from tests.conftest import HOST
from tests.rest.horizon import answered

BODY = {"description": "Backup of volume {volume}", "clients": [HOST], "volumes": ["v1"]}


@pytest.fixture
def record(demo):
    """A record as agents write it of a volume's backup: seven keys."""
    made = {
        "status": "creating",
        "mode": "cindernative",
        "action": "backup",
        "backup_media": "cindernative",
        "backup_name": "shop-db-data",
        "container": None,
        "cindernative_vol_id": "15b4",
        "time_stamp": 1_795_674_940,
    }
    backup_id = demo.backups.create(made)
    demo.backups.update(backup_id, {"status": "available"})
    yield backup_id
    demo.backups.delete(backup_id)


def test_there_are_no_volumes(as_demo, calls):
    assert calls(as_demo.get, "volumes/") == []
    answer = as_demo.get("volumes/").json()
    assert (answer["offered"], answer["items"], answer["clients"]) == (False, [], [])


def test_a_record_stays_as_freezer_has_it(as_demo, calls, record):
    # all backups and all sessions, and no jobs
    assert calls(as_demo.get, "backups/?limit=100") == ["GET", "GET"]
    (mine,) = (
        each for each in as_demo.get("backups/?limit=100").json()["items"] if each["id"] == record
    )
    assert (mine["status"], mine["volume"]) == ("available", None)
    assert as_demo.get(f"backups/{record}").json()["volume"] is None
    # which of Cinder's backups it is nobody knows: an older one may be written over the volume
    refused = answered(409, as_demo.get(f"backups/{record}/restore"))
    assert "does not name Cinder's backup" in refused["error"]


def test_no_job_is_made_for_a_volume(as_demo, demo, wired):
    with wired.freezer.only_reads():
        answer = answered(400, as_demo.post("jobs/", {**BODY, "action": {}}))
    assert answer["detail"] == {"volumes": "This cloud has no Cinder, so there are no volumes."}
