"""The decorator of all REST methods: login, rights, JSON, and errors as {"error", "field", …}.

Horizon's own `ajax` decorator answers errors as bare strings and does not know Freezer's errors
(its 401 would log the user out), so only its response class is used.
"""

import functools
import json
import logging
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils import timezone
from django.views import View
from horizon.utils.functions import get_timezone
from horizon.utils.http import is_ajax
from openstack_dashboard import policy
from openstack_dashboard.api.rest.utils import JSONResponse

from freezer_ui import bulkhead, deadline, messages, settings
from freezer_ui.api.client import connect
from freezer_ui.domain import characters, session_input
from freezer_ui.domain.body import Body, Schema
from freezer_ui.domain.jobs import secrets
from freezer_ui.domain.times import NotATime, zone
from freezer_ui.errors import IN_DOUBT, FreezerError, Invalid
from freezer_ui.message import Message, message
from freezer_ui.rest import audit, parameters
from freezer_ui.settings import SERVICE_TYPE

LOG = logging.getLogger(__name__)

#: Bytes of a request body; the largest session with 10,000 jobs fits.
LARGEST_BODY = 1_000_000


@dataclass(frozen=True)
class Declared:
    """The attribute `declared` of an endpoint: policy rules, query parameters with their schemas,
    those that are needed, and its body, if any.
    """

    rules: tuple[str, ...]
    query: Mapping[str, Schema]
    needed: tuple[str, ...]
    body: Body | None


def endpoint(
    *rules: str,
    query: Mapping[str, Schema] | None = None,
    needed: tuple[str, ...] = (),
    body: Body | None = None,
) -> Callable:
    """Make a view's method an endpoint that needs all these policy rules of Freezer.

    The method gets (freezer, **ids), and the JSON body as `data` if there is a `body`. The view's
    `query` has the parameters named here (parameters.read). The method returns plain data, (data,
    status), or None for 204.
    """
    declared = Declared(rules, query or {}, needed, body)

    def decorate(method: Callable) -> Callable:
        @audit.logged(rules)
        @functools.wraps(method)
        def answer(view: View, request: HttpRequest, **ids: Any) -> JSONResponse:
            return _answer(declared, method, view, request, ids)

        vars(answer)["declared"] = declared
        return answer

    return decorate


def _answer(
    declared: Declared, method: Callable, view: View, request: HttpRequest, ids: dict[str, Any]
) -> JSONResponse:
    with deadline.request(settings.get("FREEZER_REQUEST_TIMEOUT")) as current:
        try:
            _admit(request, declared.rules)
            session_input.check_ids(ids)
            if declared.body is not None:
                ids["data"] = _read_json(request)
                if not settings.get("FREEZER_FOUR_BYTE_TEXT"):
                    characters.check(ids["data"])
            vars(view)["query"] = parameters.read(request.GET, declared.query, declared.needed)
            freezer = connect(request)
            with in_zone(request), bulkhead.request(freezer.url):
                return _respond(method(view, freezer, **ids))
        except Invalid as problem:
            field = next(iter(problem.fields))
            return _error(request, 400, problem.fields[field], field, problem.fields)
        except FreezerError as problem:
            return _failed(request, problem, current.has_written)
        except Exception:  # noqa: BLE001 HTML helps nobody who asked for JSON
            return _unforeseen(request, current.has_written)


def now() -> int:
    return int(time.time())


def in_zone(request: HttpRequest) -> AbstractContextManager:
    """Use the user's time zone: Horizon's middleware does not set it for REST requests."""
    return timezone.override(_zone(request))


class _Refuse(FreezerError):
    """An error before Freezer is called."""

    def __init__(self, status: int, code: str):
        super().__init__(message(code))
        self.status = status


def _zone(request: HttpRequest) -> ZoneInfo:
    """The time zone of the user's settings in Horizon."""
    try:
        return zone(str(get_timezone(request)))
    except NotATime:
        return zone("UTC")


def _admit(request: HttpRequest, rules: tuple[str, ...]) -> None:
    if not request.user.is_authenticated:
        raise _Refuse(401, "service.not_logged_in")
    if not is_ajax(request):
        raise _Refuse(400, "service.not_from_browser")
    if not policy.check(tuple((SERVICE_TYPE, rule) for rule in rules), request):
        raise _Refuse(403, "service.not_allowed")


def _read_json(request: HttpRequest) -> object:
    """The decoded body; None for an empty one. Raises Invalid."""
    try:
        sent = request.body
    except RequestDataTooBig:
        raise Invalid({"body": message("input.too_much")}) from None
    except RawPostDataException:  # Django has read it as a form
        raise Invalid({"body": message("input.no_json")}) from None
    if len(sent) > LARGEST_BODY:
        raise Invalid({"body": message("input.too_much")})
    if not sent:
        return None
    try:
        return json.loads(sent)
    except (ValueError, RecursionError):
        raise Invalid({"body": message("input.no_json")}) from None


def _respond(answer: object) -> JSONResponse:
    if answer is None:
        return JSONResponse("", status=204)
    data, status = answer if isinstance(answer, tuple) else (answer, 200)
    return JSONResponse(data, status=status, json_encoder=_Strict)


class _Strict(json.JSONEncoder):
    """Raises ValueError for NaN, which browsers cannot read."""

    def __init__(self, **options: Any):
        super().__init__(**{**options, "allow_nan": False})


def _failed(request: HttpRequest, problem: FreezerError, has_written: bool) -> JSONResponse:
    sentence = problem.sentence
    if problem.status >= 500:
        said = secrets.text(problem.detail or messages.in_english(sentence))
        LOG.warning("%s %s: %s", request.method, request.path, said)
        # an error with a cause already says what was written
        is_said = isinstance(problem.__cause__, FreezerError) or IN_DOUBT in str(sentence)
        if has_written and not is_said:
            sentence = message("service.in_doubt", what=sentence)
    return _error(request, problem.status, sentence, detail=problem.detail)


def _unforeseen(request: HttpRequest, has_written: bool) -> JSONResponse:
    """The answer to an unexpected exception, with the number under which it is logged."""
    number = uuid.uuid4().hex[:8]
    LOG.exception("%s %s failed, error %s", request.method, request.path, number)
    sentence = message("service.failed", number=number)
    if has_written:
        sentence = message("service.in_doubt", what=sentence)
    return _error(request, 500, sentence, detail=number)


def _error(
    request: HttpRequest,
    status: int,
    sentence: Message | str,
    field: str | None = None,
    detail: object = None,
) -> JSONResponse:
    """An error in the user's language and zone; the response has it in English for the log."""
    body = {"error": sentence, "field": field, "detail": detail}
    with in_zone(request):
        response = JSONResponse(messages.resolved(body), status=status)
    response.sentence = messages.in_english(sentence)
    return response
