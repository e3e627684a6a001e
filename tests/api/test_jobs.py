"""Jobs of a list, with what Cinder says of their backups."""

from types import SimpleNamespace

import pytest

from freezer_ui.domain import volumes
from freezer_ui.services import jobs
from tests.unit.test_volumes import AT, job, made


@pytest.mark.parametrize(("result", "has_log"), [("success", False), ("fail", True)])
def test_the_agents_log_is_named_only_if_the_agent_failed(result, has_log):
    """After its success, Cinder failed, and said why."""
    document = {**job(result=result), "project_id": "demo"}
    freezer = SimpleNamespace(project_id="demo", find_jobs=lambda _ids: {"a": document})
    reading = SimpleNamespace(
        find_clients=dict.fromkeys, of_volumes=lambda: made(volumes.FAILED), read=AT
    )
    (row,) = jobs.some_jobs(freezer, reading, ["a"])["items"]
    assert row["result"] == "fail"
    assert (row["log_words"] is not None, row["result_words"] is not None) == (has_log, not has_log)
