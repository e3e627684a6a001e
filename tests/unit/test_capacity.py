"""How many members fit into freezer-api's column (M1: MariaDB took 329 that had not run, and lost
ends of their runs).
"""

import json

from freezer_ui.domain.membership import capacity

MYSQL = 65_535
#: As Freezer makes them by default: a project's id, and a host's name of 27 characters.
CLIENT = f"{'0' * 32}_{'a' * 27}"
ENTRY = {
    "client_id": CLIENT, "status": "completed", "result": "success",
    "time_started": 1_795_700_000, "time_ended": 1_795_700_009,
}  # fmt: skip


def members(number: int, **changed) -> dict:
    return {f"{each:032x}": {**ENTRY, **changed} for each in range(number)}


def test_the_size_is_that_of_what_freezer_writes():
    for number in (1, 2, 100):
        written = len(json.dumps(members(number)))
        assert written <= capacity.size(members(number)) <= written + 2


def test_a_session_is_full_before_mariadb_refuses():
    few, new = members(306), {"f" * 32: ENTRY}
    assert not capacity.is_full(few, new, MYSQL)
    full = members(307)
    assert len(json.dumps(full)) < MYSQL < len(json.dumps({**full, **new}))
    assert capacity.is_full(full, new, MYSQL)


def test_members_that_have_not_run_are_counted_as_if_they_had():
    """Else their first run would not fit, and its end would be lost."""
    fresh = members(329, status="", result="", time_started=-1, time_ended=-1)
    assert len(json.dumps({**fresh, "f" * 32: ENTRY})) < MYSQL
    assert capacity.is_full(fresh, {"f" * 32: ENTRY}, MYSQL)


def test_a_member_may_be_put_again_into_a_full_session():
    full = members(400)
    assert not capacity.is_full(full, {f"{3:032x}": ENTRY}, MYSQL)


def test_no_limit_is_none():
    assert not capacity.is_full(members(2000), {"f" * 32: ENTRY}, None)


def test_odd_entries_have_a_size():
    assert capacity.size({"a": {}, "b": {"client_id": None}, "ä": {"client_id": "ü" * 9}}) > 200


def test_room_is_said_in_jobs():
    assert capacity.room([CLIENT], MYSQL) == 307
    assert capacity.room([CLIENT, CLIENT], 0) == capacity.room([], MYSQL) == 0
