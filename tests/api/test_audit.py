"""A line of the operation log, whatever was sent."""

import json
from types import SimpleNamespace

import pytest
from django.http import JsonResponse
from django.test import RequestFactory, override_settings
from horizon.middleware.operation_log import OperationLogMiddleware

from freezer_ui.rest import audit

WRITES, READS = ("sessions:get", "sessions:update"), ("sessions:get", "sessions:get_all")


@pytest.fixture(autouse=True)
def _switched_on():
    with override_settings(OPERATION_LOG_ENABLED=True):
        yield


@pytest.fixture
def lines(monkeypatch) -> list[dict]:
    found = []
    monkeypatch.setattr(audit.LOG, "info", lambda _format, parameters: found.append(parameters))
    return found


def request(verb: str = "PATCH", body: object = None, **parts: str):
    sent = body if isinstance(body, str) else json.dumps(body)
    made = RequestFactory().generic(verb, "/api/freezer/sessions/s1", sent, **parts)
    made.user = SimpleNamespace(is_authenticated=True, username="demo")
    made.session = {"user_id": "u1"}
    return made


def answer(_view, _request, status: int = 200):
    return JsonResponse({"error": "Not now."} if status >= 400 else {}, status=status)


def ask(asked, rules: tuple[str, ...] = WRITES, status: int = 200) -> None:
    audit.logged(rules)(answer)(None, asked, status=status)


def test_it_has_what_horizons_lines_have(lines):
    asked = request(body={"description": "x"})
    ask(asked)
    theirs = OperationLogMiddleware(lambda _: None)._get_parameters_from_request(asked)
    assert set(lines[0]) == {*theirs, "message", "http_status"}
    same = set(theirs) - {"referer_url"}
    assert {key: lines[0][key] for key in same} == {key: theirs[key] for key in same}


def test_reads_are_not_logged_nor_anything_where_it_is_off_or_nobody_is_logged_in(lines):
    ask(request(), READS)
    nobody = request()
    nobody.user.is_authenticated = False
    ask(nobody, status=401)
    with override_settings(OPERATION_LOG_ENABLED=False):
        ask(request())
    assert lines == []


def test_what_horizon_logs_itself_is_not_logged_twice(lines):
    options = {"target_methods": ["POST", "PUT"], "ignore_urls": ["/static/"]}
    with override_settings(OPERATION_LOG_OPTIONS=options):
        for verb in ("POST", "PUT", "PATCH", "DELETE"):
            ask(request(verb))
    assert [line["method"] for line in lines] == ["PATCH", "DELETE"]


def test_an_error_that_nobody_foresaw_is_logged_and_raised(lines):
    def fail(_view, _request):
        raise OverflowError("a strange document")

    with pytest.raises(OverflowError):
        audit.logged(WRITES)(fail)(None, request())
    assert (lines[0]["http_status"], lines[0]["message"]) == ("-", "a strange document")


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ("no JSON", "{}"),
        ("", "{}"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, None),
        ('"\\ud800 \\u2028"', r'"\ud800 \u2028"'),
        ('{"password": {"of": "x"}, "current_password": 5}', None),
    ],
)
def test_whatever_was_sent_is_a_line(lines, body, param):
    ask(request(body=body, HTTP_REFERER="http://[broken"), status=400)
    (line,) = lines
    assert (line["message"], line["referer_url"]) == ("Not now.", None)
    assert param is None or line["param"] == param
    assert '"x"' not in line["param"]
    line["param"].encode()
    assert line["param"].isprintable()


def test_only_what_may_be_shown_is_written(lines):
    """Our own fields and an action's that hold no secret, as the one rule of secrets.py has it."""
    action = {
        "backup_name": "nightly",
        "container": "https://joe:sesame@store",
        "command": "mysql -psesame",
        "ssh_password": "sesame",
        "zip": "sesame",
        "max_level": 6,
    }
    body = {
        "description": "Bearer sesame",
        "clients": ["web-1", "password=sesame"],
        "action": action,
        "schedule": {"schedule_hour": "5"},
        "pwd": {"of": ["sesame"]},
        "check": True,
    }
    ask(request(body=body))
    hidden = audit._MASK
    assert json.loads(lines[0]["param"]) == {
        "description": hidden,
        "clients": ["web-1", hidden],
        "action": dict.fromkeys(action, hidden) | {"backup_name": "nightly", "max_level": 6},
        "schedule": {"schedule_hour": "5"},
        "pwd": hidden,
        "check": True,
    }


def test_a_line_that_cannot_be_written_changes_no_answer(monkeypatch, caplog):
    def broken(*_arguments):
        raise OSError("disk full")

    monkeypatch.setattr(audit.LOG, "info", broken)
    told = audit.logged(WRITES)(answer)(None, request())
    assert told.status_code == 200
    assert "is not in the log" in caplog.text
