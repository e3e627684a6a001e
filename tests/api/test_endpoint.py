"""What nobody foresaw: an answer in JSON, a page without its first rows, and a line in the log."""

import json
import logging
import math
from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.views import View

from freezer_ui import messages
from freezer_ui.domain.body import Body
from freezer_ui.errors import Invalid
from freezer_ui.message import message
from freezer_ui.rest import endpoint as rest
from freezer_ui.rest import parameters


@pytest.fixture
def asked(monkeypatch):
    """The answer of an endpoint whose method is this; who asks does not matter here."""
    monkeypatch.setattr(rest, "_admit", lambda _request, _rules: None)
    freezer = SimpleNamespace(url="http://freezer.example:9090")
    monkeypatch.setattr(rest, "connect", lambda _request: freezer)
    monkeypatch.setattr(rest, "in_zone", lambda _request: nullcontext())

    def ask(method):
        ours = rest.endpoint()(lambda _view, _freezer: method())
        answer = ours(View(), RequestFactory().get("/x"))
        return answer.status_code, answer["Content-Type"], json.loads(answer.content)

    return ask


def _nested():
    return _nested()


@pytest.mark.parametrize("method", [lambda: 1 // 0, _nested, lambda: {"at": math.nan}])
def test_whatever_fails_is_told_in_json_and_in_the_log(asked, caplog, method):
    status, kind, said = asked(method)
    assert (status, kind, said["field"]) == (500, "application/json", None)
    assert said["detail"] in said["error"]
    line = next(each for each in caplog.records if said["detail"] in each.getMessage())
    assert line.levelno == logging.ERROR
    assert line.exc_info


def test_an_error_is_told_in_the_users_language_and_logged_in_english(asked):
    """Names of months are in Django's own catalogues."""
    on = {"on": "2026-12-01", "clock": "02:30", "zone": "Europe/Berlin"}
    told = message("input.skipped", **on, earlier="01:30", later="03:30")

    def refuse():
        raise Invalid({"schedule_date": told})

    with translation.override("de"):
        status, _kind, said = asked(refuse)
        assert "1 December 2026" in messages.in_english(told)
    assert (status, said["field"]) == (400, "schedule_date")
    assert "Dezember" in said["error"]
    assert said["detail"] == {"schedule_date": said["error"]}


def test_what_the_database_cannot_keep_is_refused_at_its_field(monkeypatch):
    monkeypatch.setattr(rest, "_admit", lambda _request, _rules: None)
    freezer = SimpleNamespace(url="http://freezer.example:9090")
    monkeypatch.setattr(rest, "connect", lambda _request: freezer)
    monkeypatch.setattr(rest, "in_zone", lambda _request: nullcontext())
    ours = rest.endpoint(body=Body({"description": {"type": "string"}}))(
        lambda _view, _freezer, data: data
    )
    sent = {"description": "Safe \U0001f512"}
    for is_kept, status in ((True, 200), (False, 400)):
        with override_settings(FREEZER_FOUR_BYTE_TEXT=is_kept):
            request = RequestFactory().post("/x", json.dumps(sent), "application/json")
            answer = ours(View(), request)
        assert answer.status_code == status
    said = json.loads(answer.content)
    assert said["field"] == "description"
    assert "\U0001f512" in said["error"]


def test_what_works_is_answered(asked):
    assert asked(lambda: {"at": 1.5}) == (200, "application/json", {"at": 1.5})


QUERY = {
    "key": {"type": "string"},
    "hours": {"type": "integer", "minimum": 1, "maximum": 168, "default": 24},
    "form": {"type": "string", "enum": ["csv", "ics"]},
    "job": {"type": "array"},
}


def test_parameters_have_their_types_and_defaults():
    sent = QueryDict("key=x&job=a&job=b&form=ics&hours=7&unknown=1")
    typed = {"key": "x", "job": ["a", "b"], "form": "ics", "hours": 7}
    assert parameters.read(sent, QUERY) == typed
    assert parameters.read(QueryDict("key="), QUERY, ("key",)) == {"key": "", "hours": 24}


@pytest.mark.parametrize("hours", ["0", "169", "-1", "x", "1e2", "٣", "9" * 40, "0" * 60 + "1", ""])
def test_parameters_that_are_wrong_are_all_told(hours):
    with pytest.raises(Invalid) as caught:
        parameters.read(QueryDict(f"hours={hours}&form=pdf"), QUERY, ("key",))
    assert set(caught.value.fields) == {"hours", "form", "key"}
