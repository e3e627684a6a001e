"""Settings are checked when Horizon starts."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from freezer_ui import settings
from stack import dashboard
from stack.service import ROOT

WRONG = [
    ("FREEZER_API_URL", "backup.example.com:9090"),
    ("FREEZER_API_URL", "ftp://backup.example.com"),
    ("FREEZER_API_URL", "http://"),
    ("FREEZER_API_URL", "http://backup.example.com:port"),
    ("FREEZER_API_URL", "http://backup.example.com:99999"),
    ("FREEZER_API_URL", "http://backup.example.com?region=one"),
    ("FREEZER_API_URL", "http://[broken"),
    ("FREEZER_API_URL", ""),
    ("FREEZER_API_URL", 9090),
    ("FREEZER_CONNECT_TIMEOUT", "3.05"),
    ("FREEZER_CONNECT_TIMEOUT", 0),
    ("FREEZER_CONNECT_TIMEOUT", None),
    ("FREEZER_READ_TIMEOUT", -20),
    ("FREEZER_READ_TIMEOUT", True),
    ("FREEZER_READ_TIMEOUT", float("nan")),
    ("FREEZER_READ_TIMEOUT", float("inf")),
    ("FREEZER_CALL_TIMEOUT", 0),
    ("FREEZER_CALL_TIMEOUT", "40"),
    ("FREEZER_REQUEST_TIMEOUT", None),
    ("FREEZER_LARGEST_ANSWER", 1e9),
    ("FREEZER_LARGEST_ANSWER", 0),
    ("FREEZER_CIRCUIT_FAILURES", 0),
    ("FREEZER_CIRCUIT_PAUSE", -1),
    ("FREEZER_WAITING_REQUESTS", True),
    ("FREEZER_PAGE_SIZE", 0),
    ("FREEZER_PAGE_SIZE", 99.5),
    ("FREEZER_PAGE_SIZE", "1000"),
    ("FREEZER_FOUR_BYTE_TEXT", "utf8mb4"),
    ("FREEZER_FOUR_BYTE_TEXT", 0),
    ("FREEZER_AGENT_TIME_ZONE", "Berlin"),
    ("FREEZER_AGENT_TIME_ZONE", "Europe"),
    ("FREEZER_AGENT_TIME_ZONE", "../../etc/passwd"),
    ("FREEZER_AGENT_TIME_ZONE", ""),
    ("FREEZER_AGENT_TIME_ZONE", None),
    ("FREEZER_AGENT_POLL", "a minute"),
    ("FREEZER_AGENT_POLL", 0),
]
RIGHT = [
    ("FREEZER_API_URL", None),
    ("FREEZER_API_URL", "http://127.0.0.1:9090"),
    ("FREEZER_API_URL", "https://[::1]:9090/backup/v2"),
    ("FREEZER_CONNECT_TIMEOUT", 0.5),
    ("FREEZER_READ_TIMEOUT", 120),
    ("FREEZER_CALL_TIMEOUT", None),
    ("FREEZER_CALL_TIMEOUT", 45.5),
    ("FREEZER_CIRCUIT_PAUSE", 0.5),
    ("FREEZER_WAITING_REQUESTS", 1),
    ("FREEZER_PAGE_SIZE", 1),
    ("FREEZER_FOUR_BYTE_TEXT", False),
    ("FREEZER_AGENT_TIME_ZONE", "Europe/Berlin"),
    ("FREEZER_AGENT_POLL", 5.5),
]


def test_the_defaults_can_be_used_and_each_setting_is_checked():
    settings.check()
    assert set(settings._ALLOWED) == set(settings.DEFAULTS)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_value_is_told_with_what_is_allowed(name, value):
    with override_settings(**{name: value}), pytest.raises(ImproperlyConfigured) as told:
        settings.check()
    _, allowed = settings._ALLOWED[name]
    assert f"{name} is {value!r}: it has to be {allowed}." in str(told.value)


@pytest.mark.parametrize(("name", "value"), RIGHT)
def test_a_right_value_is_taken(name, value):
    with override_settings(**{name: value}):
        settings.check()


def test_all_that_is_wrong_is_told_at_once():
    wrong = {"FREEZER_READ_TIMEOUT": -1, "FREEZER_AGENT_TIME_ZONE": "Berlin"}
    with override_settings(**wrong), pytest.raises(ImproperlyConfigured) as told:
        settings.check()
    assert all(name in str(told.value) for name in wrong)


def test_horizon_does_not_start_with_a_wrong_value(tmp_path):
    environment = dashboard.environment(tmp_path, tmp_path, "http://unused.invalid/v3", None)
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=ROOT,
        env={**os.environ, **environment, "STACK_FREEZER_AGENT_TIME_ZONE": "Berlin"},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert "FREEZER_AGENT_TIME_ZONE is 'Berlin'" in done.stderr
