"""What an operator has switched on, or has put in Horizon's folders, in a Horizon of its own."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openstack_dashboard
import pytest
from horizon.defaults import OPERATION_LOG_OPTIONS

from stack import ports
from stack.users import DEMO
from tests.conftest import Twin
from tests.rest.horizon import Horizon, answered

POLICIES = """
"backups:delete": "role:admin"
"""


@pytest.fixture(scope="module")
def operated(wired, tmp_path_factory) -> Iterator[Twin]:
    """With the operation log, and a policy of the operator beside Horizon's own files."""
    policies = tmp_path_factory.mktemp("policies") / "conf"
    shutil.copytree(Path(openstack_dashboard.__path__[0]) / "conf", policies)
    (policies / "freezer_policy.yaml").write_text(POLICIES)
    environment = {"STACK_OPERATION_LOG": "1", "STACK_POLICY_FILES_PATH": str(policies)}
    horizon = Twin(wired.cloud, *ports.unused(1), name="operated", environment=environment)
    horizon.start()
    yield horizon
    horizon.stop()


@pytest.fixture(scope="module")
def there(operated) -> Horizon:
    return Horizon(operated.url, DEMO)


@pytest.fixture
def logged(operated, there):
    """What the operation log has of our REST since the test began: {name in the format: text}."""
    shape = re.sub(
        r"\\\[%\\\((\w+)\\\)s\\\]", r"\\[(?P<\1>.*)\\]", re.escape(OPERATION_LOG_OPTIONS["format"])
    )
    before = operated.log.stat().st_size

    def read() -> list[dict[str, str]]:
        lines = operated.log.read_bytes()[before:].decode().splitlines()
        ours = [line.split(" INFO horizon.operation_log ", 1)[-1] for line in lines]
        found = [re.fullmatch(shape, line) for line in ours]
        return [match.groupdict() for match in found if match and "/api/" in match["request_url"]]

    return read


def test_each_verb_that_writes_is_logged_in_horizons_format(logged, there, new_job):
    body = {"description": "Audited", "hold_off": 60, "schedule": {"schedule_interval": "1 days"}}
    session = there.post("sessions/", body).json()
    path, job_id = f"sessions/{session['id']}", new_job()
    assert there.patch(path, {"description": "Audited twice"}).ok
    assert there.put(f"{path}/jobs/{job_id}", {"from": None}).ok
    assert there.delete(f"{path}/jobs/{job_id}").ok
    assert there.get(path).ok
    assert there.post("schedule/preview", {"schedule": {"schedule_hour": "2"}}).ok
    assert there.delete(path).status_code == 204
    lines = logged()
    assert [(line["method"], line["http_status"]) for line in lines] == [
        ("POST", "201"),
        ("PATCH", "200"),
        ("PUT", "200"),
        ("DELETE", "200"),
        ("DELETE", "204"),
    ]
    first = lines[0]
    assert json.loads(first["param"]) == body
    assert first["request_url"] == "/api/freezer/sessions/"
    assert (first["user_name"], first["project_name"], first["domain_name"]) == (
        DEMO.name,
        DEMO.project,
        "None",
    )
    assert first["client_ip"] == "127.0.0.1"
    assert first["message"] == "None"
    assert re.fullmatch(r"[0-9a-f]{32}", first["user_id"])
    assert re.fullmatch(r"[0-9a-f]{32}", first["project_id"])


def test_what_is_refused_is_logged_with_the_reason(logged, there):
    answer = answered(400, there.post("sessions/", {"description": "No schedule"}))
    (line,) = logged()
    assert (line["http_status"], line["message"]) == ("400", answer["error"])


def test_no_secret_is_logged_and_no_line_is_added(logged, there):
    hidden = "s3cr3t-of-ours"
    there.post(
        "sessions/",
        {
            "description": "x\n[127.0.0.1] forged\u2028\ud800",
            "password": hidden,
            "actions": [{"freezer_action": {"os_auth_token": hidden, "mysql_passwd": hidden}}],
            "proxy": f"http://me:{hidden}@proxy.example",
        },
    )
    there.post("sessions/%0A%5Bforged%5D/action", "no object")
    created, acted = logged()
    assert hidden not in json.dumps([created, acted])
    param = json.loads(created["param"])
    assert param["password"] == "********"
    assert param["actions"][0]["freezer_action"]["mysql_passwd"] == "********"
    assert param["proxy"] == "********"
    assert param["description"] == "x\n[127.0.0.1] forged\u2028\ud800"
    assert acted["request_url"] == r"/api/freezer/sessions/\n[forged]/action"


def test_a_policy_file_in_horizons_folder_goes_before_ours(there, wired):
    """It overrides one rule; Freezer's defaults hold for the others."""
    answer = there.delete("backups/0123456789abcdef0123456789abcdef")
    assert answer.status_code == 403
    assert wired.freezer.calls == []
    assert there.get("backups/").ok
    assert there.get("sessions/").ok
