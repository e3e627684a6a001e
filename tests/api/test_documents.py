"""Any document can be shown: whatever is in Freezer, every read answers, and answers JSON."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freezer_ui.content.sessions import first_rows
from freezer_ui.domain.schedules.schedule import FIELDS
from freezer_ui.errors import FreezerError, Invalid
from freezer_ui.messages import say
from freezer_ui.services import (
    action_writes,
    actions,
    backups,
    clients,
    file_update,
    health,
    job_creation,
    job_edit,
    jobs,
    overview,
    overview_details,
    preview,
    retention,
    run_actions,
    session_list,
    session_table,
    sessions,
    snapshots,
    upcoming,
)
from freezer_ui.services.exports import record_files, snapshot_files
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader
from freezer_ui.services.restores import backup_restore, restore_points
from tests.api.documents import NOW, changed, freezer, places, spelled, world
from tests.values import JSON, deep

PAGE = Page()


def _reading(it):
    return Reader(it, NOW)


def _first_rows(it):
    page = session_table.of(session_list.list_sessions(it, Page(1000), NOW, {}))
    return [str(first_rows.shown(item, NOW)) for item in session_table.items(page, page["rows"])]


def _snapshots(it):
    found = snapshots.list_snapshots(it, "s1", PAGE, NOW)
    keys = [each["key"] for each in found["items"]]
    reviews = [snapshots.get_snapshot(it, "s1", key, NOW) for key in keys]
    files = [form(each) for each in reviews for form in snapshot_files.FORMATS.values()]
    compared = [snapshots.compare(it, "s1", keys[0], key, NOW) for key in keys]
    return [found, reviews, files, compared]


def _restores(it):
    keys = [each["key"] for each in snapshots.list_snapshots(it, "s1", PAGE, NOW)["items"]]
    return [snapshots.restore_material(it, "s1", key, NOW) for key in keys]


def _sorted(it):
    orders = ("description", "status", "result", "session_tag", "time_start", "members")
    return [session_list.list_sessions(it, PAGE, NOW, {"sort": each}) for each in orders]


def _chosen(it):
    queries = ({"q": "shop"}, {"state": "complete"}, {"status": "running"}, {"members": "1"})
    return [session_list.list_sessions(it, PAGE, NOW, query) for query in queries]


def _protect(it):
    """What would be made of a new action and of an existing one: alone, and in a session."""
    wanted = {"description": "Backup of {hostname}", "clients": ["web-1"], "check": True}
    new = {"storage": "local", "path_to_backup": "/srv", "backup_name": "x", "container": "/var/b"}
    return [
        job_creation.create_jobs(it, {**wanted, **what, **when}, NOW)
        for what in ({"action": new}, {"actions": ["a1"]})
        for when in ({"schedule": {"schedule_hour": "5"}}, {"session_id": "s1"})
    ]


def _updates(it):
    """What files would change; of a job, of the action that it has, of its session."""
    options = {"storage": "local", "path_to_backup": "/srv", "backup_name": "x", "container": "/b"}
    entry = {"action_id": "a1", "freezer_action": {**options, "incremental": True, "max_level": 5}}
    job = {
        "client_id": "web-1",
        "description": "New",
        "job_schedule": {"schedule_hour": "5"},
        "job_actions": [entry],
    }
    session = {"description": "New", "hold_off": 5, "schedule": {"schedule_hour": "5"}}
    return [
        update(it, key, {"document": document, "version": "", "check": True}, NOW)
        for update, key, document in (
            (file_update.update_job, "j4", job),
            (file_update.update_action, "a1", {**entry, "max_retries": 1}),
            (file_update.update_session, "s1", session),
        )
    ]


#: Everything that can be asked for without writing.
READS = {
    "first rows": _first_rows,
    "sessions, sorted": _sorted,
    "sessions, chosen": _chosen,
    "session": lambda it: [sessions.get_session(it, each, NOW) for each in ("s1", "s2")],
    "session, brief": lambda it: [session_list.get_row(it, each, NOW) for each in ("s1", "s2")],
    "offers": lambda it: [run_actions.list_actions(it, each, NOW) for each in ("s1", "s2")],
    "health": lambda it: health.check(it, NOW),
    "upcoming": lambda it: upcoming.upcoming(it, PAGE, NOW, 24, ""),
    "upcoming, searched": lambda it: upcoming.upcoming(it, PAGE, NOW, 24, "shop"),
    "upcoming, as a table": lambda it: upcoming.export(it, NOW, 24, "", "csv"),
    "upcoming, as a calendar": lambda it: upcoming.export(it, NOW, 24, "", "ics"),
    "preview": lambda it: [preview.preview(it, {"session_id": each}, NOW) for each in ("s1", "s2")],
    "jobs": lambda it: jobs.list_jobs(it, _reading(it), PAGE, "o", homes=True),
    "pool": lambda it: jobs.list_jobs(it, _reading(it), PAGE, pool=True),
    "some jobs": lambda it: jobs.some_jobs(it, _reading(it), ["j1", "j4"]),
    "clients": lambda it: clients.list_clients(_reading(it), PAGE, "w", with_jobs=True),
    "client": lambda it: clients.get_client(it, _reading(it), "web-1"),
    "actions": lambda it: actions.list_actions(_reading(it), PAGE, "o", with_jobs=True),
    "action": lambda it: actions.get_action(it, _reading(it), "a1"),
    "backups": lambda it: backups.list_backups(_reading(it), 100, {}),
    "backups, sorted": lambda it: [
        backups.list_backups(_reading(it), 1, {"sort": each})
        for each in ("at", "backup_name", "hostname")
    ],
    "backups, chosen": lambda it: [
        backups.list_backups(_reading(it), 100, query)
        for query in ({"q": "o"}, {"client": "web-1"}, {"session": "s1"}, {"job": "j1"})
    ],
    "backup": lambda it: [backups.get_backup(it, _reading(it), each) for each in ("b0", "b3")],
    "choices of actions": lambda it: actions.choices(_reading(it), {"clients": ["web-1"]}),
    "what the next runs leave": lambda it: retention.of_job(it, "j1", 30, NOW),
    "files": lambda it: [
        record_files.of_job(it, "j1"),
        record_files.of_action(it, "a1"),
        record_files.of_session(it, "s1"),
    ],
    "overview": lambda it: overview.look(it, {"max_age": 0}, NOW),
    "overview, details": lambda it: [
        overview_details.details(it, {"max_age": 0, "nights": 14, **query}, NOW)
        for query in ({}, {"limit": 200, "older": 1})
    ],
    "protect": _protect,
    "updates by files": _updates,
    "form of a job": lambda it: job_edit.form_of(it, "j4"),
    "form of an action": lambda it: action_writes.form_of(it, _reading(it), "a1"),
    "restore points": lambda it: restore_points.offered(it, "orders", "web-1", NOW),
    "restore of a backup": lambda it: backup_restore.material(it, "b0", NOW),
    "snapshots": _snapshots,
    "restore of a snapshot": _restores,
}

#: What other tools, databases and proxies were seen to write, and worse.
ODD = (
    None, "", "text", "x" * 300, "9" * 4301, "*/" + "9" * 4301, "0-" + "9" * 30, "a,b", "\0",
    "half \ud83d", "=1+1", "9999-12-31T23:59:59", "0001-01-01T00:00:00Z", "1 fortnights",
    True, False, 0, -1, -5, 1, 2**31, 2**63, 9_999_999_999_999, 253_402_300_799, 10**400,
    0.5, 1e18, 1e308, math.nan, math.inf, -math.inf, [], [None], ["x"], [[]], {}, {"x": None},
    {"x": []}, {"session_id": 5}, {"": {"": ""}},
)  # fmt: skip


ANY = st.one_of(st.sampled_from((*ODD, deep(900))), JSON)
PLACES = {
    kind: sorted({path for row in rows for path in places(row)}, key=repr)
    for kind, rows in world().items()
}


#: What may be refused with a sentence: a backup without a time, a document that is none at all.
REFUSABLE = {
    "session",
    "session, brief",
    "offers",
    "preview",
    "snapshots",
    "restore of a snapshot",
    "client",
    "action",
    "backup",
    "files",
    "protect",
    "updates by files",
    "form of a job",
    "form of an action",
    "restore of a backup",
}


#: What is sent along with them may not fit what is there.
CHECKS = {"protect", "updates by files"}


#: What is no document any more, or nobody's: found by its id, it is a failure with a sentence.
NO_DOCUMENT = ((), ("client",), ("project_id",))


def refused(it, refusable=REFUSABLE) -> dict[str, object]:
    """The reads of a project that fail, and why."""
    wrong = {}
    for name, read in READS.items():
        try:
            spelled(read(it)).encode()
        except Exception as error:  # noqa: BLE001 whatever it is, it is wrong
            refusal = FreezerError | Invalid if name in CHECKS else FreezerError
            if not (name in refusable and isinstance(error, refusal)):
                wrong[name] = error
    return wrong


def test_the_project_itself_can_be_read():
    """Else nothing would be shown by the others: no read of it is refused."""
    it = freezer(world())
    for name, read in READS.items():
        assert spelled(read(it)), name


@pytest.mark.parametrize("kind", PLACES)
@settings(max_examples=60)
@given(data=st.data())
def test_any_value_in_any_field(kind, data):
    """One or two fields of a document are something else."""
    of = world()
    number = data.draw(st.integers(0, len(of[kind]) - 1))
    refusable = REFUSABLE
    for _ in range(data.draw(st.integers(1, 2))):
        row = of[kind][number]
        path = data.draw(st.sampled_from(sorted(places(row), key=repr)))
        of[kind][number] = changed(row, path, data.draw(ANY))
        refusable = READS if path in NO_DOCUMENT else refusable
    assert refused(freezer(of), refusable) == {}


TYPED = st.dictionaries(
    st.sampled_from(FIELDS),
    st.one_of(
        st.text("0123456789*/-,: +TZ[]adehlmnorsuwy", max_size=24),
        st.from_regex(r"\A[0-9]{1,12} (seconds|hours|weeks)\Z"),
        st.from_regex(
            r"\A[0-9]{4}-[01][0-9]-[0-3][0-9][ T][0-2][0-9]:[0-5][0-9](Z|\+0[0-9]:30)?\Z"
        ),
        JSON,
    ),
    max_size=5,
)


@settings(max_examples=250)
@given(
    st.one_of(
        JSON,
        st.fixed_dictionaries(
            {"schedule": TYPED},
            optional={
                "hold_off": st.one_of(st.integers(0, 10**6), JSON),
                "members": st.one_of(
                    st.lists(
                        st.fixed_dictionaries(
                            {"client_id": st.sampled_from(["a", "b", None])},
                            optional={"time_started": JSON, "time_ended": JSON},
                        ),
                        max_size=4,
                    ),
                    JSON,
                ),
            },
        ),
    )
)
def test_whatever_is_previewed_is_answered_or_refused_with_a_sentence(body):
    try:
        told = preview.preview(freezer(world()), body, NOW)
    except Invalid as problem:
        told = {"words": [say(each) for each in problem.fields.values()], "runs": ()}
    assert spelled(told)
    assert told["words"]
    assert len(told["runs"]) <= 10
