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
