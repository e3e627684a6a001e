"""The commands that make a machine a client, read by bash and by oslo.config as on the machine."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from freezer.scheduler import arguments
from oslo_config import cfg

from freezer_ui.domain.jobs.installation import Account, steps

ACCOUNT = Account("http://cloud:5000/v3", "demo", "default", "0123abc", "RegionOne", "UTC", 30)
ODD = ["$(touch {here}/run)", "`touch {here}/run`", "a$b", "it's", 'a "b"', "a\\b", "ü ☃", "a%b"]


def configured(tmp_path: Path, account: Account, password: str) -> cfg.ConfigOpts:
    """What freezer-scheduler reads after the second step."""
    commands = steps(account)[1].commands.replace("/etc/freezer", f"{tmp_path}/freezer")
    done = subprocess.run(  # noqa: S603 the commands under test
        ["/bin/bash", "-e", "-c", commands], input=f"{password}\n", text=True, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    file = tmp_path / "freezer" / "scheduler.conf"
    assert file.stat().st_mode & 0o077 == 0, "others can read the password"
    read = cfg.ConfigOpts()
    read.register_opts(arguments.get_common_opts(), group="scheduler")
    read.register_opts(arguments.build_os_options(), group="service_auth")
    read(["--config-file", str(file)], project="freezer-scheduler")
    return read


def test_the_scheduler_reads_what_was_meant(tmp_path):
    read = configured(tmp_path, ACCOUNT, "secret")
    login = read.service_auth
    assert (login.os_auth_url, login.os_username) == ("http://cloud:5000/v3", "demo")
    assert (login.os_password, login.os_project_id) == ("secret", "0123abc")
    assert (login.os_user_domain_id, login.os_region_name) == ("default", "RegionOne")
    assert (read.scheduler.interval, read.scheduler.no_daemon) == (30, True)


@pytest.mark.parametrize("text", ODD)
def test_odd_names_and_passwords_are_text(tmp_path, text):
    text = text.format(here=tmp_path)
    login = configured(tmp_path, replace(ACCOUNT, user=text), text).service_auth
    assert (login.os_username, login.os_password) == (text, text)
    assert not (tmp_path / "run").exists(), "a name was carried out"


def test_a_line_break_in_a_name_begins_no_line(tmp_path):
    account = replace(ACCOUNT, user="demo\nos_project_id = other\nEND\ntouch run")
    login = configured(tmp_path, account, "secret").service_auth
    assert login.os_project_id == "0123abc"
    assert login.os_username == "demo os_project_id = other END touch run"


def test_no_step_has_a_password():
    assert all("secret" not in step.commands for step in steps(ACCOUNT))
    assert "Environment=TZ=UTC " in steps(ACCOUNT)[2].commands
