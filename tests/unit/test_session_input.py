"""The parts of a session that a tenant writes."""

from datetime import UTC, datetime

import pytest

from freezer_ui.domain import session_input
from tests.unit.refusals import refused

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (None, "body"),
        ([], "body"),
        ({"description": ""}, "description"),
        ({"description": "   "}, "description"),
        ({"description": 5}, "description"),
        ({"description": "x" * 256}, "description"),
        ({"description": "two\nlines"}, "description"),
        ({"description": "\ud800"}, "description"),
        ({"hold_off": -1}, "hold_off"),
        ({"hold_off": "30"}, "hold_off"),
        ({"hold_off": 1.5}, "hold_off"),
        ({"hold_off": True}, "hold_off"),
        ({"hold_off": None}, "hold_off"),
        ({"hold_off": 2**31}, "hold_off"),
        ({"status": "completed"}, "status"),
    ],
)
def test_bad_parts_are_told_at_their_field(body, field):
    assert field in refused(session_input.parse, body, NOW)


def test_every_wrong_field_is_told_at_once():
    body = {"description": "", "hold_off": -1, "schedule": {"schedule_hour": "x"}}
    told = refused(session_input.parse, body, NOW)
    assert set(told) == {"description", "hold_off", "schedule_hour"}


def test_needed_parts():
    needed = ("description", "hold_off")
    assert list(refused(session_input.parse, {}, NOW, needed=needed)) == [*needed]


@pytest.mark.parametrize("value", ["web-1", "web-1.example.com", "0123abc_web-1", "büro-1"])
def test_a_clients_id_is_mostly_a_hosts_name(value):
    session_input.check_ids({"client_id": value})


@pytest.mark.parametrize(
    "value", ["", "..", ".hidden", "a/b", "a b", "a?b", "a%2f", "x" * 256, None]
)
def test_what_leads_out_of_a_path_is_no_clients_id(value):
    assert list(refused(session_input.check_ids, {"client_id": value})) == ["client_id"]


def test_only_a_clients_id_may_have_dots():
    assert refused(session_input.check_ids, {"job_id": "web-1.example.com"})


@pytest.mark.parametrize("text", ["متجر ليلي", "family 👨‍👩‍👧", "x" * 255, "<b>bold</b> {{ 1 }}"])
def test_any_script_is_a_description(text):
    assert session_input.parse({"description": f" {text} "}, NOW) == {"description": text}
