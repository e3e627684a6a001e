"""New jobs that have Cinder back up volumes: what a body may say, and what is made of it."""

from datetime import UTC, datetime

import pytest

from freezer_ui.domain.forms import backup_jobs
from freezer_ui.errors import Invalid
from freezer_ui.messages import say

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def order(**changes):
    body = {"clients": ["vault-1"], "volumes": ["v1", "v2"], "action": {}} | changes
    return backup_jobs.read(body, NOW)


def refused(**changes) -> dict:
    with pytest.raises(Invalid) as problem:
        order(**changes)
    return {name: say(told) for name, told in problem.value.fields.items()}


def test_a_job_for_each_volume():
    made = backup_jobs.volume_document(order(), "vault-1", "v1", "shop-db-data")
    assert made["description"] == "Backup of volume shop-db-data"
    assert made["client_id"] == "vault-1"
    assert made["job_actions"] == [
        {
            "freezer_action": {
                "action": "backup",
                "mode": "cindernative",
                "cindernative_vol_id": "v1",
                "backup_name": "shop-db-data",
            },
            "max_retries": 0,
            "max_retries_interval": 60,
        }
    ]


def test_what_is_chosen_goes_along_and_nothing_else():
    chosen = {"incremental": True, "cindernative_backup_az": "west", "backup_name": "b {volume}"}
    made = backup_jobs.volume_document(order(action=chosen), "vault-1", "v1", "x")
    action = made["job_actions"][0]["freezer_action"]
    assert action["incremental"] is True
    assert (action["cindernative_backup_az"], action["backup_name"]) == ("west", "b x")
    assert not {"storage", "engine_name", "container"} & set(action)


@pytest.mark.parametrize(
    ("name", "stored"), [("50% {off}", "50_ _off_"), ("$money", "$$money"), ("a\nb", "a_b")]
)
def test_a_name_that_agents_cannot_take_is_changed(name, stored):
    made = backup_jobs.volume_document(order(), "vault-1", "v1", name)
    assert made["job_actions"][0]["freezer_action"]["backup_name"] == stored


def test_bad_input_gets_its_sentence():
    assert refused(volumes=[]) == {"volumes": "Choose at least one volume."}
    assert refused(volumes="v1") == {"volumes": "Choose at least one volume."}
    assert refused(volumes=["v1", "v1"]) == {"volumes": "Choose each volume once."}
    assert 'The volume "../v1" does not exist' in refused(volumes=["../v1"])["volumes"]
    assert refused(volumes=["v"] * 301) == {"volumes": "Choose at most 300 volumes."}
    assert "one client" in refused(clients=["a", "b"])["clients"]
    assert refused(clients=[])["clients"] == "Choose at least one client."
    assert "Remove all braces" in refused(action={"backup_name": "{uuid}"})["action.backup_name"]
    assert "action.storage" in refused(action={"storage": "swift"})
    assert "action.cindernative_backup_az" in refused(action={"cindernative_backup_az": "a b"})
