"""What Cinder says of backups of volumes, which Freezer calls a success in any case."""

import pytest

from freezer_ui.domain import volumes
from freezer_ui.domain.backups import records, restore_outcome, restores
from freezer_ui.domain.overview import ages
from freezer_ui.domain.runs import history
from freezer_ui.domain.runs.run import judge
from freezer_ui.messages import say
from tests.unit.documents import entry, session

NOW = 10_100
#: When the member of tests.unit.documents ran.
AT = 10_005
VOLUME = "15b4-volume"


def record(backup_id="r1", status="available", at=AT, volume=VOLUME, name="db"):
    """As Freezer has it, for good and for failed backups alike: seven keys, no job, no Cinder."""
    return {
        "backup_id": backup_id,
        "status": status,
        "backup_metadata": {
            "mode": "cindernative",
            "action": "backup",
            "backup_media": "cindernative",
            "backup_name": name,
            "container": None,
            "cindernative_vol_id": volume,
            "time_stamp": at,
        },
    }


def in_cinder(status="available", backup_id="r1", cinder_id="c1", reason=None, **more):
    made = {"created_by": "freezer", "freezer_backup_id": backup_id}
    return {
        "id": cinder_id,
        "status": status,
        "fail_reason": reason,
        "metadata": made,
        "created_at": "2026-11-26T18:00:00.000000",
        **more,
    }


def job(job_id="a", volume=VOLUME, name="db", **schedule):
    action = {"action": "backup", "mode": "cindernative", "backup_name": name}
    return {
        "job_id": job_id,
        "client_id": "vault-1",
        "job_actions": [{"freezer_action": {**action, "cindernative_vol_id": volume}}],
        "job_schedule": {"result": "success", "time_started": AT, "time_ended": AT + 5, **schedule},
    }


def word(row, *backups, whole=True, now=NOW):
    return volumes.word_of(row, volumes.listed(backups, whole), now)


def settled(row, *backups, known=True):
    found = volumes.listed(backups, True) if known else None
    return volumes.settled([row], found, NOW)[0]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("creating", volumes.REQUESTED),
        ("available", volumes.AVAILABLE),
        ("restoring", volumes.AVAILABLE),
        ("error", volumes.FAILED),
        ("error_deleting", volumes.FAILED),
        ("deleting", volumes.DELETING),
        ("deleted", volumes.GONE),
        ("a status of tomorrow", volumes.UNKNOWN),
        (None, volumes.UNKNOWN),
    ],
)
def test_the_word_is_cinders(status, state):
    assert word(record(), in_cinder(status)).state == state


def test_a_failure_has_cinders_reason_without_a_login():
    told = word(record(), in_cinder("error", reason="[Errno 28] No space left on device"))
    assert (told.state, told.reason) == (volumes.FAILED, "[Errno 28] No space left on device")
    reason = "https://user:pa55@target/ is full"
    assert "pa55" not in word(record(), in_cinder("error", reason=reason)).reason
    assert word(record(), in_cinder("error", reason={})).reason is None


def test_of_two_requests_for_one_record_the_one_that_is_there_counts():
    good, bad = in_cinder(), in_cinder("error", cinder_id="c2")
    assert word(record(), bad, good) == word(record(), good, bad)
    assert word(record(), bad, good).cinder_id == "c1"


def test_what_cinder_has_not_is_gone_or_was_never_made():
    assert word(record()).state == volumes.GONE
    making = record(status="creating", at=NOW - volumes.REQUESTED_FOR)
    assert word(making).state == volumes.REQUESTED
    assert word(making, now=NOW + 1).state == volumes.NEVER_MADE
    assert word(record(status="creating", at="soon")).state == volumes.NEVER_MADE


def test_nothing_is_known_of_what_was_not_read():
    assert volumes.word_of(record(), None, NOW).state == volumes.UNKNOWN
    # no metadata at all: an older Cinder, or a policy that hides it
    bare = {"id": "c1", "status": "available", "created_at": "2026-11-26T18:00:00"}
    assert volumes.listed([bare], True) is None
    # the pages that were read end after the record was made
    newer = in_cinder(backup_id="other")
    assert word(record(), newer, whole=False).state == volumes.UNKNOWN
    at = 1_795_720_000  # after all that was read
    assert word(record(at=at), newer, whole=False, now=at).state == volumes.GONE


@pytest.mark.parametrize(
    "odd",
    [
        {"metadata": None},
        {"metadata": "freezer_backup_id"},
        {"metadata": {"freezer_backup_id": 7}},
        {"metadata": {}, "created_at": "yesterday"},
        {"metadata": {}, "created_at": None},
    ],
)
def test_strange_backups_of_cinder_are_nobodys(odd):
    assert word(record(), {"id": "c9", "status": "available", **odd}).state == volumes.GONE
    newest = {"id": "c9", **odd, "created_at": "a time of tomorrow"}
    assert word(record(), newest, whole=False).state == volumes.UNKNOWN


def test_a_settled_record_is_available_only_where_cinder_has_it():
    row = settled(record(), in_cinder())
    assert (row["status"], row["volume"]["word"]) == ("available", "available")
    assert records.facts(row)["refused"] is None
    for backups, known, word_is in (
        ((in_cinder("creating"),), True, "requested"),
        ((in_cinder("error", reason="no space"),), True, "failed"),
        ((), True, "gone"),
        ((), False, "unknown"),
    ):
        fact = records.facts(settled(record(), *backups, known=known))
        assert fact["status"] == fact["volume"]["word"] == word_is
        assert fact["refused"].code == f"volumes.{word_is}"
        assert not ages.is_good(fact, NOW)
        assert not history.backup_of(settled(record(), *backups, known=known)).usable


def test_records_of_files_stay_as_they_are():
    files = {"backup_id": "r2", "backup_metadata": {"mode": "fs", "job_id": "a", "time_stamp": AT}}
    assert volumes.settled([files], None, NOW) == [files]
    assert volumes.attributed([files], [job()]) == [files]
    assert records.facts(files)["volume"] is None


def test_a_record_finds_its_job_by_volume_and_name():
    rows = volumes.settled([record(), record("r2", name="other")], None, NOW)
    mine, others = volumes.attributed(rows, [job(), job("b", "another-volume"), None])
    assert mine["backup_metadata"]["job_id"] == "a"
    assert "job_id" not in others["backup_metadata"]
    facts = volumes.facts_attributed(map(records.facts, rows), [job()])
    assert [each["job_id"] for each in facts] == ["a", None]


@pytest.mark.parametrize(
    ("client", "can"),
    [
        ({}, True),
        ({"supported_modes": []}, True),
        ({"supported_modes": ["fs", "cindernative"]}, True),
        ({"supported_modes": ["fs"]}, False),
    ],
)
def test_not_every_client_asks_cinder(client, can):
    assert volumes.can_ask(client) is can


def made(state, reason=None, at=AT):
    return {"a": [[volumes.Made(at, state, reason)]]}


@pytest.mark.parametrize(
    ("state", "member", "verdict"),
    [
        (volumes.AVAILABLE, "succeeded", "complete"),
        (volumes.REQUESTED, "running", "running"),
        (volumes.FAILED, "failed", "incomplete"),
        (volumes.NEVER_MADE, "failed", "incomplete"),
        (volumes.GONE, "unknown", "unknown"),
        (volumes.DELETING, "unknown", "unknown"),
        (volumes.UNKNOWN, "unknown", "unknown"),
    ],
)
def test_a_run_is_complete_only_when_cinder_has_the_backups(state, member, verdict):
    alone = session(jobs={"a": entry(), "b": entry()})
    run = judge(alone, None, NOW, of_volumes=made(state))
    assert (run.members["a"], run.state) == (member, verdict)
    assert run.members["b"] == "succeeded"
    assert (run.complete is True) == (state == volumes.AVAILABLE)
    # the jobs themselves are proved: nobody has to read them again
    assert run.unproved == ()
    if verdict == "incomplete":
        assert "does not wait for Cinder" in say(run.differs)
    without = judge(alone, None, NOW)
    assert (without.state, without.in_cinder) == ("complete", {})


def test_a_backup_of_another_run_proves_nothing():
    alone = session(jobs={"a": entry()})
    for at in (AT - 1000, AT + 1000):
        run = judge(alone, None, NOW, of_volumes=made(volumes.AVAILABLE, at=at))
        assert run.members == {"a": "unknown"}
    failed = judge(session(jobs={"a": entry(result="fail")}), None, NOW, of_volumes=made("gone"))
    assert failed.members == {"a": "failed"}


def test_a_job_of_two_volumes_is_as_good_as_the_worse_one():
    two = [[volumes.Made(AT, volumes.AVAILABLE)], [volumes.Made(AT, volumes.FAILED, "full")]]
    assert volumes.of_span(two, AT, AT + 5).reason == "full"
    assert volumes.of_span([two[0], []], AT, AT + 5) is None
    # tried again
    again = [[volumes.Made(AT, volumes.FAILED), volumes.Made(AT + 3, volumes.AVAILABLE)]]
    assert volumes.of_span(again, AT, None).state == volumes.AVAILABLE


@pytest.mark.parametrize(
    ("state", "result"),
    [
        (volumes.AVAILABLE, "success"),
        (volumes.FAILED, "fail"),
        (volumes.NEVER_MADE, "fail"),
        (volumes.REQUESTED, ""),
        (volumes.UNKNOWN, ""),
        (volumes.GONE, ""),
    ],
)
def test_a_jobs_result_is_cinders_word(state, result):
    document = job()
    shown = volumes.shown(document, made(state))
    assert shown["job_schedule"]["result"] == result
    assert document["job_schedule"]["result"] == "success"
    assert volumes.shown(job(result="fail"), made(state))["job_schedule"]["result"] == "fail"


def test_a_jobs_success_without_a_record_is_none():
    assert volumes.shown(job(), {"a": [[]]})["job_schedule"]["result"] == ""
    assert volumes.shown(job(), {}) == job()


def test_an_age_waits_for_cinder_and_is_neither_good_nor_bad():
    facts = [
        {**records.facts(settled(record(), known=False)), "job_id": "a"},
        {**records.facts(settled(record("r2"), in_cinder("error", "r2"))), "job_id": "b"},
    ]
    since = ages.open_since(facts)
    assert since == {"a": AT}
    never = ages.Age(ages.NEVER)
    assert ages.with_open(never, since.get("a")).state == ages.UNCONFIRMED
    assert ages.with_open(never, since.get("b")) == never
    late = ages.Age(ages.LATE, AT + 10, AT + 20)
    assert ages.with_open(late, AT) == late
    fresh = ages.Age(ages.FRESH, AT - 10)
    assert ages.with_open(fresh, AT) == fresh


def test_a_restore_names_cinders_backup_and_the_volume():
    backup = history.backup_of(settled(record(), in_cinder()))
    assert restores.refused(backup, None) is None
    assert restores.action_of(backup, None, None, backup.at) == {
        "action": "restore",
        "mode": "cindernative",
        "backup_name": "db",
        "cindernative_vol_id": VOLUME,
        "cindernative_backup_id": "c1",
    }
    assert VOLUME in say(restores.outcome(backup))


@pytest.mark.parametrize(
    ("volume", "state", "ended"),
    [
        ({"name": "db", "status": "restoring-backup"}, "running", False),
        ({"name": "db", "status": "available"}, "succeeded", True),
        ({"name": "db", "status": "error_restoring"}, "failed", True),
        ({"name": None, "status": "in-use"}, "stopped", True),
        ({}, "stopped", True),
        (None, "failed", True),
    ],
)
def test_a_restore_is_what_the_volume_says(volume, state, ended):
    row = {"state": "succeeded", "ended": True, "message": None}
    found = restore_outcome.with_volume(row, VOLUME, volume, is_known=True)
    assert (found["state"], found["ended"]) == (state, ended)
    assert say(found["message"])


def test_a_restore_goes_on_while_cinder_does_not_tell():
    row = {"state": "succeeded", "ended": True, "message": None}
    found = restore_outcome.with_volume(row, VOLUME, None, is_known=False)
    assert (found["state"], found["ended"]) == ("running", False)
    restoring = {"action": "restore", "mode": "cindernative", "cindernative_vol_id": VOLUME}
    done = {**job(), "job_actions": [{"freezer_action": restoring}]}
    done["job_schedule"] = {"status": "completed", "result": "success", "event": ""}
    assert restore_outcome.volume_of(done) == VOLUME
    done["job_schedule"] = {"status": "running", "event": ""}
    assert restore_outcome.volume_of(done) is None
