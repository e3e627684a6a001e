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
from freezer_ui.domain.forms import file, file_update
from freezer_ui.domain.jobs import export
from freezer_ui.errors import Invalid
from tests.unit.test_action_form import FORMS, OPTIONS
from tests.values import JSON

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
        ["/bin/bash", "-c", fake + command], capture_output=True, text=True, check=True, timeout=120
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


def update_of(document, stored=JOB) -> file_update.Update:
    return file_update.of_job(document, stored, NOW)


def exported_with(**keys) -> dict:
    """The job's file, with its action changed in an editor."""
    document = export.job(JOB)
    entry = document["job_actions"][0]
    given = {**entry["freezer_action"], **keys}
    return {**document, "job_actions": [{**entry, "freezer_action": given}]}


def told(update) -> dict:
    return {each.part: (each.before, each.after) for each in update.changes}


def test_a_file_that_nobody_changed_changes_nothing():
    """Whatever another tool wrote: it is not judged before it is changed."""
    odd = {
        **JOB,
        "description": "x" * 300,
        "job_schedule": {"schedule_interval": "0 minutes"},
        "job_actions": [{"action_id": "a1", "freezer_action": {**FILES, "foreign": "x", "%": "%"}}],
    }
    for stored in (JOB, odd):
        for document in (export.job(stored), stored):
            update = update_of(
                {**document, "job_schedule": export.job(stored)["job_schedule"]}, stored
            )
            assert (update.changes, update.parts) == ([], {})
            assert [entry.document for entry in update.entries] == [None]
    assert file_update.of_session(export.session(SESSION), SESSION, NOW).changes == []
    assert file_update.of_session(SESSION, SESSION, NOW).changes == []
    nameless = {**SESSION, "description": None}
    assert file_update.of_session(export.session(nameless), nameless, NOW).changes == []
    stored = JOB["job_actions"][0]
    assert file_update.of_action(export.action(stored), stored).changes == []


def test_what_was_changed_is_told_field_by_field_and_secrets_stay():
    document = exported_with(container="/vault", exclude="*.log")
    document |= {"description": "Weekly", "job_schedule": {"schedule_hour": "3"}}
    update = update_of(document, {**JOB, "session_id": None})
    assert told(update) == {
        "description": (JOB["description"], "Weekly"),
        "job_schedule.schedule_hour": ("2", "3"),
        "job_actions[1].container": ("/backups", "/vault"),
        "job_actions[1].exclude": ("", "*.log"),
    }
    assert update.parts == {"description": "Weekly", "schedule": {"schedule_hour": "3"}}
    (entry,) = update.entries
    made = entry.document["freezer_action"]
    assert made["ssh_password"] == FILES["ssh_password"]
    assert made["container"] == "/vault"
    assert entry.document["max_retries"] == 3


def test_what_an_agent_does_anyway_is_no_change():
    stored = {"action_id": "a1", "freezer_action": {**FILES, "quiet": "False"}}
    del stored["freezer_action"]["compression"]
    given = {**FILES, "mode": "fs", "incremental": False}
    update = file_update.of_action({"freezer_action": given, "max_retries": 2}, stored)
    assert told(update) == {"max_retries": ("", "2"), "max_retries_interval": ("", "60")}


def test_retries_that_a_file_does_not_have_stay():
    stored = JOB["job_actions"][0]
    update = file_update.of_action({"freezer_action": {**FILES, "container": "/new"}}, stored)
    assert told(update) == {"container": ("/backups", "/new")}
    assert update.entries[0].document["max_retries"] == 3


def test_a_secret_is_kept_replaced_or_removed():
    def password_after(document):
        update = update_of(document)
        (entry,) = update.entries
        return (entry.document or entry.stored)["freezer_action"].get("ssh_password"), told(update)

    assert password_after(exported_with(ssh_password="(hidden)")) == (FILES["ssh_password"], {})
    changed_too = exported_with(ssh_password="(hidden)", ssh_host="other")
    assert password_after(changed_too)[0] == FILES["ssh_password"]
    part = "job_actions[1].ssh_password"
    assert password_after(exported_with(ssh_password="new")) == ("new", {part: (None, None)})
    assert password_after(exported_with(ssh_password=None, ssh_key="/key")) == (
        None, {part: (None, ""), "job_actions[1].ssh_key": ("", "/key")},
    )  # fmt: skip


def test_a_part_that_the_file_does_not_have_stays():
    update = update_of({"description": "Weekly"})
    assert update.parts == {"description": "Weekly"}
    assert [(entry.stored, entry.document) for entry in update.entries] == [
        (JOB["job_actions"][0], None)
    ]
    assert (
        update_of({"job_schedule": {"event": "stop", **export.job(JOB)["job_schedule"]}}).parts
        == {}
    )
    stopping = update_of({"job_schedule": {"schedule_hour": "2", "event": "stop"}})
    assert (stopping.changes, stopping.ignored) == ([], ["event"])
    only = file_update.of_session({"hold_off": 90}, SESSION, NOW)
    assert (only.parts, told(only)) == ({"hold_off": 90}, {"hold_off": ("60", "90")})


def actions_named(*names) -> dict:
    entries = [
        {"action_id": f"id {name}", "freezer_action": {**FILES, "backup_name": name}}
        for name in names
    ]
    return {**JOB, "job_actions": entries}


def test_an_action_without_an_id_is_replaced_for_freezer_cannot_change_it():
    stored = {**JOB, "job_actions": [{"freezer_action": FILES}]}
    same = update_of({"job_actions": [{"freezer_action": FILES}]}, stored)
    assert [(each.stored is None, each.document) for each in same.entries] == [(False, None)]
    changed = {"freezer_action": {**FILES, "container": "/new"}}
    (entry,) = update_of({"job_actions": [changed]}, stored).entries
    assert entry.stored is None
    assert entry.document["freezer_action"] == {**FILES, "container": "/new"}


def test_each_action_of_a_file_is_the_one_of_the_job_that_it_was():
    stored = actions_named("a", "b", "c")
    without_ids = export.job(stored)
    first, second, third = without_ids["job_actions"]
    renamed = {**second, "freezer_action": {**second["freezer_action"], "backup_name": "new"}}
    dump = {**first, "freezer_action": {
        "action": "backup", "mode": "mysql", "storage": "local", "container": "/vault",
        "backup_name": "dump", "mysql_conf": "/root/.my.cnf", "path_to_backup": "/var",
    }}  # fmt: skip

    def ids(*entries):
        update = update_of({"job_actions": list(entries)}, stored)
        return [entry.stored and entry.stored["action_id"] for entry in update.entries], told(
            update
        )

    found, changes = ids(third, first, second)
    assert found == ["id c", "id a", "id b"]
    words = ['"a", "b" and "c"', '"c", "a" and "b"']
    assert list(map(messages.say, changes["job_actions"])) == words
    assert ids(first, renamed, third)[0] == ["id a", "id b", "id c"]
    assert ids(renamed, first, third)[0] == ["id b", "id a", "id c"]
    found, changes = ids(first, dump)
    assert found == ["id a", None]
    assert changes["job_actions[2].backup_name"] == ("", "dump")
    # an id, as Freezer's own command line writes it, says it whatever else changed
    assert ids({**renamed, "action_id": "id c"})[0] == ["id c"]


@pytest.mark.parametrize(
    ("document", "field", "words"),
    [
        ({"client_id": "web-2"}, "client_id", "stays on its client"),
        ({"description": " "}, "description", "Give the job a name"),
        ({"colour": "red"}, "colour", "no field"),
        ({"job_schedule": []}, "job_schedule", "schedule_* fields"),
        ({"job_schedule": {"schedule_hour": "3"}}, "job_schedule", "schedule of its session"),
        ({"job_schedule": {"schedule_colour": "x"}}, "schedule_colour", "no field"),
        ({"job_actions": []}, "job_actions", "at least one"),
        (exported_with(path_to_backup="data"), "job_actions[1].path_to_backup", "whole path"),
        (exported_with(restore_from_host="x"), "job_actions[1].restore_from_host", "do not know"),
        ({"job_actions": [7]}, "job_actions[1]", "not an action"),
    ],
)
def test_what_is_wrong_in_an_update_is_told_at_its_part(document, field, words):
    with pytest.raises(Invalid) as caught:
        update_of(document)
    assert words.casefold() in messages.resolved(caught.value.fields)[field].casefold()


@given(JSON, ENTRIES, JSON, ENTRIES)
def test_whatever_a_file_has_is_an_update_or_refused(text, entries, when, before):
    stored = documents.job({**JOB, "job_actions": before, "session_id": None})
    for sent in ({"description": text, "job_schedule": when}, {"job_actions": entries}):
        with suppress(Invalid):
            update_of(sent, stored)
    with suppress(Invalid):
        file_update.of_session({"schedule": when, "hold_off": text}, SESSION, NOW)
    with suppress(Invalid):
        file_update.read({"document": when, "check": text})
