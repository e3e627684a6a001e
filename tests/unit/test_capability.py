"""A client that cannot do a job's action is named before the job is put anywhere."""

from freezer_ui.domain.jobs.capability import refused, warning
from freezer_ui.messages import resolved, say
from tests.unit.documents import job

CLIENT = {"supported_actions": ["backup"], "supported_modes": ["fs"], "supported_storages": []}


def acting(**action):
    return job() | {"job_actions": [{"freezer_action": action}]}


def test_a_job_that_its_client_can_do():
    assert warning(acting(action="backup", mode="fs", storage="swift"), CLIENT) is None


def test_what_the_client_does_not_support_is_named():
    assert "does not support the mode mysql" in say(warning(acting(mode="mysql"), CLIENT))
    tar_only = CLIENT | {"supported_engines": ["tar"]}
    assert "the engine rsync" in say(warning(acting(engine_name="rsync"), tar_only))


def test_a_client_that_is_gone_is_named():
    assert "web-1 is not registered" in say(warning(acting(action="backup"), None))


def test_the_choices_that_a_client_cannot_make_are_told_with_the_reason():
    choices = {"mode": {"fs": "Files", "mysql": "MySQL"}, "storage": {"swift": "Swift"}}
    told = resolved(refused(CLIENT | {"client_id": "web-1"}, choices))
    reason = '"MySQL" is not available: the client web-1 does not support it.'
    assert told == {"mode": {"mysql": reason}}
    assert refused({"client_id": "web-2"}, choices) == {}
