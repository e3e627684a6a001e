"""Jobs, actions and sessions as files of Freezer's command line, as commands, and back."""

import json
import shlex
import subprocess
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oslo_config import cfg

from freezer_ui import messages
from freezer_ui.domain import documents
from freezer_ui.domain.forms import action as action_form
from freezer_ui.domain.forms import file
from freezer_ui.domain.jobs import export
from freezer_ui.errors import Invalid
from tests.unit.test_action_form import FORMS, OPTIONS

NOW = datetime(2026, 12, 1, tzinfo=UTC)
FILES = {
    "action": "backup",
    "mode": "fs",
    "engine_name": "tar",
    "path_to_backup": "/srv/data",
    "backup_name": "data",
    "storage": "ssh",
    "container": "/backups",
    "ssh_host": "vault",
    "ssh_username": "backup",
    "ssh_password": 'o\'neil $$ "x"',
    "compression": "gzip",
}
JOB = {
    "job_id": "j1",
    "project_id": "p1",
    "user_id": "u1",
    "session_id": "s1",
    "session_tag": 4,
    "client_id": "web-1",
    "description": "It's <b>nightly</b> $HOME \N{FLOPPY DISK}",
    "job_schedule": {"schedule_hour": "2", "event": "", "status": "scheduled", "result": "success"},
    "job_actions": [
        {"action_id": "a1", "freezer_action": FILES, "max_retries": 3, "max_retries_interval": 9}
    ],
}
SESSION = {
    "session_id": "s1",
    "session_tag": 7,
    "description": "Nightly",
    "hold_off": 60,
    "schedule": {"schedule_interval": "1 days", "schedule_start_date": "2026-12-02T02:00:00"},
    "jobs": {"j1": {"client_id": "web-1"}},
    "status": "completed",
    "time_end": 5,
}


def job_of(document, **more) -> file.Job:
    return file.read_job({"document": document, **more}, NOW)


def wrong(read, document, **more) -> dict:
    with pytest.raises(Invalid) as caught:
        read({"document": document, **more}, NOW)
    return messages.resolved(caught.value.fields)


def changed(**keys) -> dict:
    """The job with its action changed."""
    return {**JOB, "job_actions": [{"freezer_action": {**FILES, **keys}}]}


def run_by_agent(line: str) -> dict:
    """What the released agent reads of its command line."""
    name, *words = shlex.split(line)
    assert name == "freezer-agent"
    agent = cfg.ConfigOpts()
    agent.register_cli_opts(OPTIONS.values())
    agent(words, project="freezer", default_config_files=[])
    return {name: getattr(agent, name) for name in OPTIONS}


@settings(max_examples=60)
@given(FORMS)
def test_an_agent_reads_of_its_command_what_the_action_says(sent):
    if sent["storage"] != "swift":
        sent["container"] = "/backups/data"
    document = action_form.document(action_form.read(sent))
    secrets = set(action_form.secrets_of(document))
    read = run_by_agent(export.run(document["freezer_action"]))
    for name, value in document["freezer_action"].items():
        meant = value.replace("$$", "$") if isinstance(value, str) else value
        # agents take any text for some switches
        meant = str(meant) if isinstance(read[name], str) else meant
        assert read[name] == ("(hidden)" if name in secrets else meant), name


@settings(max_examples=60)
@given(FORMS)
def test_what_was_exported_is_made_again(sent):
    if sent["storage"] != "swift":
        sent["container"] = "/backups/data"
    document = action_form.document(action_form.read(sent))
    exported = export.action(document)
    assert not set(action_form.secrets_of(document)) & set(exported["freezer_action"])
    given = {**exported["freezer_action"]}
    given.update({name: document["freezer_action"][name] for name in export.left_out([document])})
    job = job_of({**JOB, "job_actions": [{**exported, "freezer_action": given}]})
    assert job.entries == [document]


def test_a_file_has_no_ids_and_no_secrets():
    exported = export.job(JOB)
    assert exported == {
        "description": JOB["description"],
        "client_id": "web-1",
        "job_schedule": {"schedule_hour": "2", "event": "start"},
        "job_actions": [
            {
                "freezer_action": {k: v for k, v in FILES.items() if k != "ssh_password"},
                "max_retries": 3,
                "max_retries_interval": 9,
            }
        ],
    }
    assert export.left_out(JOB["job_actions"]) == ["ssh_password"]
    assert export.session(SESSION) == {
        "description": "Nightly",
        "hold_off": 60,
        "schedule": {**SESSION["schedule"], "event": "start"},
    }


def test_nulls_of_freezer_and_marks_of_a_scheduler_are_in_no_file():
    odd = {"freezer_action": {**FILES, "log_file": None, "backup_id": "b1", "foreign": "x"}}
    exported = export.action(odd)
    assert exported["max_retries"] == 0
    assert not {"log_file", "backup_id", "foreign"} & set(exported["freezer_action"])
    assert export.left_out([odd]) == ["foreign", "ssh_password"]
    assert "foreign" not in export.run(odd["freezer_action"])


@pytest.mark.parametrize("client_id", ["web-1", "it's; rm -rf $HOME"])
def test_a_shell_reads_the_command_as_it_is_meant(client_id):
    """bash itself, with a stand-in for the command that says what it was given."""
    exported = {**export.job(JOB), "client_id": client_id}
    command = export.creation("job", exported)
    fake = 'openstack() { printf "%s\\n" "$@" >&2; cat "${!#}"; }\n'
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", fake + command], capture_output=True, text=True, check=True, timeout=20
    )
    assert done.stderr.splitlines() == [
        "backup", "job", "create", "--client", client_id, "--file", "/dev/stdin",
    ]  # fmt: skip
    assert json.loads(done.stdout) == {k: v for k, v in exported.items() if k != "client_id"}


def test_a_job_of_a_file_runs_as_the_file_says():
    job = job_of(JOB)
    assert (job.client_id, job.schedule, job.runs) == ("web-1", {"schedule_hour": "2"}, True)
    assert job.entries[0]["freezer_action"] == FILES
    assert job.ignored == sorted(
        ["job_id", "project_id", "user_id", "session_id", "session_tag", "status", "result",
         "action_id"]
    )  # fmt: skip
    assert job_of(JOB, client_id="web-2").client_id == "web-2"
    stopped = {**JOB, "job_schedule": {"schedule_hour": "2", "event": "stop"}}
    assert job_of(stopped).runs is False
    assert job_of({**JOB, "job_schedule": {"event": "start"}}).runs is False


def test_numbers_and_switches_that_are_texts_are_what_agents_read():
    job = job_of(changed(incremental="True", max_level="6", quiet="false"))
    assert job.entries[0]["freezer_action"] == {**FILES, "incremental": True, "max_level": 6}
    assert "incremental" not in job_of(changed()).entries[0]["freezer_action"]


def test_what_says_nothing_there_is_left_out_and_told():
    job = job_of(changed(mode="mysql", mysql_conf="/root/.my.cnf", exclude="*.log"))
    assert "exclude" not in job.entries[0]["freezer_action"]
    assert "job_actions[1].exclude" in job.ignored


@pytest.mark.parametrize(
    ("document", "field", "words"),
    [
        ({"schedule": {}}, "document", "not a job file"),
        ([], "document", "not a job file"),
        ({**JOB, "description": ""}, "description", "Give the job a name"),
        ({**JOB, "client_id": None}, "client_id", "names no client"),
        ({**JOB, "client_id": "../x"}, "client_id", "names no client"),
        ({**JOB, "colour": "red"}, "colour", "no field"),
        ({**JOB, "job_schedule": []}, "job_schedule", "schedule_* fields"),
        ({**JOB, "job_schedule": {"schedule_interval": "0 days"}}, "schedule_interval", ""),
        ({**JOB, "job_schedule": {"schedule_colour": "x"}}, "schedule_colour", "no field"),
        ({**JOB, "job_actions": []}, "job_actions", "at least one"),
        ({**JOB, "job_actions": [{}] * 501}, "job_actions", "at most 500"),
        ({**JOB, "job_actions": [{"action_id": "a1"}]}, "job_actions[1]", "not an action"),
        (changed(path_to_backup="data"), "job_actions[1].path_to_backup", "whole path"),
        (changed(path_to_backup="/a%b"), "job_actions[1].path_to_backup", "%"),
        (changed(backup_name="{hostname}"), "job_actions[1].backup_name", "braces"),
        (changed(restore_from_host="x"), "job_actions[1].restore_from_host", "do not know"),
        (changed(ssh_host=None), "job_actions[1].ssh_host", "required"),
        (changed(max_level="six"), "job_actions[1].max_level", "whole number"),
        (changed(incremental="perhaps"), "job_actions[1].incremental", "true or false"),
        (changed(exclude=["*.log"]), "job_actions[1].exclude", "text"),
        (changed(storage="tape"), "job_actions[1].storage", "one of"),
    ],
)
def test_what_is_wrong_in_a_file_of_a_job_is_told_at_its_part(document, field, words):
    assert words.casefold() in wrong(file.read_job, document)[field].casefold()


def test_a_session_of_a_file():
    session = file.read_session({"document": SESSION}, NOW)
    assert session.parts == {
        "description": "Nightly",
        "hold_off": 60,
        "schedule": {
            "schedule_interval": "1 days", "schedule_start_date": "2026-12-02T02:00:00Z"
        },
    }  # fmt: skip
    assert {"jobs", "session_id", "session_tag", "status", "time_end"} == set(session.ignored)
    assert "not a session file" in wrong(file.read_session, JOB)["document"]
    assert "hold_off" in wrong(file.read_session, {**SESSION, "hold_off": -1})
    assert "schedule" in wrong(file.read_session, {**SESSION, "schedule": "daily"})
    again = file.read_session({"document": export.session(SESSION)}, NOW)
    assert (again.parts, again.ignored) == (session.parts, [])


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)
ACTIONS = st.dictionaries(st.sampled_from([*action_form.NAMES, "engine_name", "x"]), JSON)
ENTRIES = st.one_of(
    JSON, st.lists(st.one_of(JSON, st.fixed_dictionaries({"freezer_action": ACTIONS})))
)


@given(JSON, ENTRIES, JSON)
def test_whatever_a_file_has_is_read_or_refused(text, entries, when):
    document = {**JOB, "description": text, "job_actions": entries, "job_schedule": when}
    for sent in (document, text, {**JOB, "job_actions": entries}):
        with suppress(Invalid):
            job_of(sent, client_id=text, check=when)
    with suppress(Invalid):
        file.read_session({"document": {**SESSION, "schedule": when, "hold_off": text}}, NOW)


@given(JSON, ENTRIES, JSON)
def test_whatever_any_tool_wrote_is_exported(text, entries, when):
    odd = {**JOB, "description": text, "job_actions": entries, "job_schedule": when}
    job = documents.job({**odd, "client_id": text})
    assert json.dumps(export.job(job))
    assert export.creation("job", export.job(job)).endswith("\nEND")
    for entry in job["job_actions"] or []:
        assert export.run(entry.get("freezer_action") or {}).startswith("freezer-agent")
        assert isinstance(export.left_out([entry]), list)
    session = documents.session({**SESSION, "schedule": when, "description": text})
    assert json.dumps(export.session(session))
