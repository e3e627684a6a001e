"""What can be told of past runs, held against a session of three real agents whose truth is known.

recorded/backups.json has every backup record of the session in three-hosts.jsonl.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freezer_ui.domain.runs import history, run
from tests.unit.test_recorded_runs import states_at_the_end_of_each_tag

ROWS = json.loads((Path(__file__).parent / "recorded" / "backups.json").read_text())


def told(tag, rows=ROWS, later=40):
    """The history as it was when a tag had ended, and the clients of its jobs."""
    t, session, jobs = states_at_the_end_of_each_tag()[tag]
    known = [row for row in rows if row["backup_metadata"]["time_stamp"] <= t + later]
    judged = run.judge(session, jobs, int(t) + later)
    found = history.reconstruct(session, jobs, history.backups_of(session, known), judged)
    return found, {job_id: entry["client_id"] for job_id, entry in session["jobs"].items()}


def by_client(snapshot, clients):
    return {clients[job_id]: cell.state for job_id, cell in snapshot.cells.items()}


def numbered(found):
    return [(each.tag, each.confidence) for each in found.snapshots]


def test_the_current_run_is_exact_and_older_ones_are_estimated():
    found, clients = told(13)
    estimated = [(tag, "estimated") for tag in (12, 11, 10, 9, 8)]
    assert numbered(found) == [(13, "exact"), *estimated]
    assert by_client(found.snapshots[0], clients) == {
        "cache-1": "succeeded",
        "db-1": "failed",
        "web-1": "succeeded",
    }
    assert set(by_client(found.snapshots[1], clients).values()) == {"backed_up"}
    assert [len(cell.backups) for cell in found.snapshots[0].cells.values()] == [1, 0, 1]
    assert found.outside == []


def test_a_failed_run_left_no_backup_and_nobody_says_why():
    found, clients = told(17)
    thirteen = next(each for each in found.snapshots if each.tag == 13)
    assert by_client(thirteen, clients) == {
        "cache-1": "backed_up",
        "db-1": "none",
        "web-1": "backed_up",
    }
    assert (thirteen.backed_up, thirteen.members) == (2, 3)


def test_the_late_backup_and_those_of_the_wedged_session_are_in_no_snapshot():
    t, session, jobs = states_at_the_end_of_each_tag()[18]
    backups = history.backups_of(session, ROWS)
    judged = run.judge(session, jobs, int(t) + 600)
    found = history.reconstruct(session, jobs, backups, judged)
    assert found.snapshots[0].tag == 18
    assert {reason for _backup, reason in found.outside} == {history.AFTER}
    assert all(backup.at > session["time_start"] for backup, _reason in found.outside)
    placed = sum(len(cell.backups) for each in found.snapshots for cell in each.cells.values())
    assert placed + len(found.outside) == len(backups)


def test_as_many_groups_as_tags_is_an_exact_numbering():
    t, session, jobs = states_at_the_end_of_each_tag()[12]
    session = session | {"session_tag": 5}
    judged = run.judge(session, jobs, int(t))
    backups = history.backups_of(session, ROWS[:15])
    found = history.reconstruct(session, jobs, backups, judged)
    assert numbered(found) == [(tag, "exact") for tag in (5, 4, 3, 2, 1)]


def test_more_groups_than_tags_cannot_be_numbered():
    t, session, jobs = states_at_the_end_of_each_tag()[12]
    session = session | {"session_tag": 3}
    found = history.reconstruct(
        session, jobs, history.backups_of(session, ROWS[:15]), run.judge(session, jobs, int(t))
    )
    assert numbered(found) == [(3, "exact"), *[(None, "unknown")] * 4]


def pinned(rows, found, tag):
    """The rows as they are after a snapshot was pinned."""
    snapshot = next(each for each in found.snapshots if each.tag == tag)
    pins = history.pin_of(snapshot, "b7127a")
    return [
        row | {"backup_metadata": row["backup_metadata"] | pins.get(row["backup_id"], {})}
        for row in rows
    ]


def test_a_pinned_snapshot_stays_exact_with_what_freezer_forgets():
    found, _clients = told(13)
    later, clients = told(17, pinned(ROWS, found, 13))
    thirteen = history.find(later, "t13")
    assert (thirteen.confidence, thirteen.pinned, thirteen.current) == ("pinned", True, False)
    assert by_client(thirteen, clients) == {
        "cache-1": "succeeded",
        "db-1": "failed",
        "web-1": "succeeded",
    }
    assert thirteen.end is None  # nobody wrote when the failed one ended
    # 14 to 16 lie between two sure tags and are as many as there can be
    assert numbered(later)[:5] == [
        (17, "exact"), (16, "exact"), (15, "exact"), (14, "exact"), (13, "pinned")
    ]  # fmt: skip


def test_unpinned_again_it_is_as_before():
    found, _clients = told(13)
    rows = [
        row | {"backup_metadata": row["backup_metadata"] | history.UNPINNED}
        for row in pinned(ROWS, found, 13)
    ]
    assert numbered(told(17, rows)[0]) == numbered(told(17)[0])


def test_the_pin_of_a_job_that_has_left_is_shown_and_a_pin_elsewhere_is_not():
    found, _clients = told(13)
    _t, session, _jobs = states_at_the_end_of_each_tag()[13]
    gone = next(iter(session["jobs"]))
    rest = {job_id: entry for job_id, entry in session["jobs"].items() if job_id != gone}
    rows = pinned(ROWS, found, 13)
    assert gone in {b.job_id for b in history.backups_of(session | {"jobs": rest}, rows)}
    other = session | {"session_id": "another"}
    assert not any(b.metadata.get("session_id") for b in history.backups_of(other, rows))


def test_a_tag_held_back_by_the_hold_off_takes_one_backup_of_a_job():
    """With a hold-off of 100 s and runs every 30 s, 4 backups a job fall into one tag."""
    session = {
        "session_id": "s", "session_tag": 4, "time_start": 360, "hold_off": 95, "jobs": {"j": {}},
    }  # fmt: skip
    rows = [row("j", at) for at in range(1, 480, 30)]
    judged = run.judge(session, {"j": None}, 1000)
    found = history.reconstruct(session, {"j": None}, history.backups_of(session, rows), judged)
    assert [each.tag for each in found.snapshots] == [4, 3, 2, 1]
    reasons = Counter(reason for _backup, reason in found.outside)
    assert set(reasons) == {history.AGAIN, history.AFTER}


def test_the_actions_of_a_job_are_one_execution():
    """The second one starts when the first has ended, long after the hold-off."""
    actions = [{"action": "backup", "backup_name": name} for name in ("$$db", "files")]
    job = {"job_actions": [{"freezer_action": action} for action in actions]}
    session = {
        "session_id": "s", "session_tag": 3, "time_start": 5000, "hold_off": 30, "jobs": {"j": {}},
    }  # fmt: skip
    rows = [row("j", 1000, "$db"), row("j", 1500, "files"), row("j", 3000, "$db")]
    judged = run.judge(session, {"j": job}, 6000)
    found = history.reconstruct(session, {"j": job}, history.backups_of(session, rows), judged)
    assert [(each.tag, each.start) for each in found.snapshots] == [(3, 5000), (2, 3000), (1, 1000)]
    assert [b.name for b in found.snapshots[2].cells["j"].backups] == ["$db", "files"]


def row(job_id, at, name="data", **metadata):
    return {
        "backup_id": f"{job_id}-{name}-{at}",
        "backup_metadata": {"job_id": job_id, "time_stamp": at, "backup_name": name, **metadata},
    }


TIMES = st.one_of(st.integers(-1, 4000), st.just(""), st.none())
MEMBERS = ("a", "b", "c")


@given(
    rows=st.lists(
        st.builds(
            lambda number, job_id, at, name, pin: {
                "backup_id": str(number),
                "backup_metadata": {"job_id": job_id, "time_stamp": at, "backup_name": name, **pin},
            },
            st.integers(0, 10_000),
            st.sampled_from([*MEMBERS, "stranger", None]),
            TIMES,
            st.sampled_from(["data", "more", None]),
            st.sampled_from(
                [
                    {},
                    {"session_id": "s", "session_tag": 2},
                    {"session_id": "s", "session_tag": "2", "session_run": "x"},
                    {"session_id": "other", "session_tag": 2},
                    history.UNPINNED,
                ]
            ),
        ),
        unique_by=lambda row: row["backup_id"],
        max_size=30,
    ),
    tag=st.integers(0, 6),
    opened=TIMES,
    hold_off=st.sampled_from([0, 30, -5, "60", None]),
    entries=st.fixed_dictionaries(
        {},
        optional={
            key: st.fixed_dictionaries(
                {"time_started": TIMES, "time_ended": TIMES},
                optional={"result": st.just("success")},
            )
            for key in MEMBERS
        },
    ),
)
def test_every_backup_is_told_once_and_no_tag_twice(rows, tag, opened, hold_off, entries):
    session = {
        "session_id": "s",
        "session_tag": tag,
        "time_start": opened,
        "hold_off": hold_off,
        "jobs": entries,
    }
    jobs = dict.fromkeys(entries)
    backups = history.backups_of(session, rows)
    found = history.reconstruct(session, jobs, backups, run.judge(session, jobs, 5000))
    placed = [
        backup.id
        for each in found.snapshots
        for cell in each.cells.values()
        for backup in cell.backups
    ]
    outside = [backup.id for backup, _reason in found.outside]
    assert sorted(placed + outside) == sorted(backup.id for backup in backups)
    tags = [each.tag for each in found.snapshots if each.tag is not None]
    assert len(tags) == len(set(tags))
    keys = [each.key for each in found.snapshots]
    assert len(keys) == len(set(keys))
    assert all(each.tag is None or each.tag >= 1 for each in found.snapshots)


@pytest.mark.parametrize(
    ("metadata", "level"),
    [
        ({"curr_backup_level": 2, "max_level": 3}, 2),
        ({"curr_backup_level": 0, "max_level": 3}, None),
        ({"curr_backup_level": 0}, 0),
    ],
)
def test_a_level_is_told_only_where_freezer_recorded_it(metadata, level):
    assert history.Backup("i", "j", "n", 1, metadata).level == level
