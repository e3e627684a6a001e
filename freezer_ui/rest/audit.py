"""Logs our writes to Horizon's operation log, in its format.

Horizon's own middleware (horizon.middleware.operation_log) ignores /api/ and PATCH, and masks only
the outermost fields of a body.
"""

import functools
import json
import logging
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from horizon.utils import settings as horizon_settings

from freezer_ui.domain.jobs import secrets

LOG = logging.getLogger("horizon.operation_log")
OWN_LOG = logging.getLogger(__name__)

#: As in Horizon's log.
_MASK = "*" * 8
#: Fields of our bodies that are not masked; others may hold secrets.
_OURS = frozenset({
    "action", "actions", "again", "also", "as_calendar", "backup_id", "check", "choices",
    "client_id", "clients", "confirm", "copy_of", "description", "drop", "event",
    "freezer_action", "from",
    "hold_off", "id", "ids", "into", "job", "job_id", "jobs", "kind", "max_retries",
    "max_retries_interval", "members", "path", "schedule", "session", "session_id", "tag", "then",
    "time_started", "time_ended", "version",
})  # fmt: skip
# Characters that end a line of the log, or cannot be written to it.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def logged(rules: tuple[str, ...]) -> Callable:
    """Log the requests of a method with a policy rule of a write, except GET; refused and failed
    requests and checks too.
    """
    writes = any(not rule.endswith((":get", ":get_all")) for rule in rules)

    def decorate(answer: Callable) -> Callable:
        @functools.wraps(answer)
        def answer_and_log(view, request: HttpRequest, **ids: str) -> HttpResponse:
            try:
                response = answer(view, request, **ids)
            except Exception as error:
                _log(request, "-", error)
                raise
            # a failure of the log must not hide what was written
            try:
                _log(request, response.status_code, _sentence(response))
            except Exception:  # noqa: BLE001 the log has it
                OWN_LOG.exception("%s %s is not in the log", request.method, request.path)
            return response

        return answer_and_log if writes else answer

    return decorate


def _log(request: HttpRequest, status: int | str, message: object) -> None:
    if request.method == "GET":
        return
    if settings.OPERATION_LOG_ENABLED and request.user.is_authenticated:
        options = functools.partial(horizon_settings.get_dict_config, "OPERATION_LOG_OPTIONS")
        if not _is_logged_by_horizon(request, options):
            mask_fields = frozenset(options("mask_fields"))
            LOG.info(options("format"), _parameters(request, status, message, mask_fields))


def _is_logged_by_horizon(request: HttpRequest, options: Callable) -> bool:
    """Whether the operator has configured Horizon to log /api/ itself; it ignores PATCH."""
    if request.method not in {"POST", "PUT", "DELETE"} & set(options("target_methods")):
        return False
    return not any(re.search(pattern, unquote(request.path)) for pattern in options("ignore_urls"))


def _parameters(
    request: HttpRequest, status: int | str, message: object, mask_fields: frozenset[str]
) -> dict[str, object]:
    """The parameters of Horizon's formats."""
    user = request.user
    query = request.META.get("QUERY_STRING")
    return {
        "client_ip": request.META.get("REMOTE_ADDR"),
        "domain_name": getattr(user, "domain_name", None),
        "domain_id": getattr(user, "domain_id", None),
        "project_name": getattr(user, "project_name", None),
        "project_id": getattr(user, "project_id", None),
        "user_name": getattr(user, "username", None),
        "user_id": request.session.get("user_id"),
        "request_scheme": request.scheme,
        "referer_url": _referer(request),
        "request_url": _line(unquote(request.path) + (f"?{query}" if query else "")),
        "message": None if message is None else _line(str(message)),
        "method": request.method,
        "http_status": status,
        "param": _param(request, mask_fields),
    }


def _referer(request: HttpRequest) -> str | None:
    """Path and query of the page that sent the request."""
    try:
        referer = urlsplit(unquote(request.META.get("HTTP_REFERER") or ""))
    except ValueError:  # It is no URL.
        return None
    return _line(referer.path + (f"?{referer.query}" if referer.query else "")) or None


def _param(request: HttpRequest, mask_fields: frozenset[str]) -> str:
    try:
        return _line(json.dumps(_masked(_body(request), mask_fields), ensure_ascii=False))
    except RecursionError:  # It is nested too deep.
        return "Unserializable Object"


def _body(request: HttpRequest) -> object:
    try:
        return json.loads(request.body) if request.body else {}
    except Exception:  # noqa: BLE001 it is no JSON, or cannot be read: the answer has said so.
        return {}


def _masked(value: object, mask_fields: frozenset[str]) -> object:
    """The value with all possible secrets masked, at any depth."""
    if isinstance(value, Mapping):
        return {
            name: _field(name, part, mask_fields) if name not in mask_fields else _MASK
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [_masked(part, mask_fields) for part in value]
    return _MASK if isinstance(value, str) and secrets.may_hold(value) else value


def _field(name: str, value: object, mask_fields: frozenset[str]) -> object:
    if name in _OURS or name.startswith("schedule_"):
        return _masked(value, mask_fields)
    return _MASK if secrets.shown(name, value) is None else value


def _sentence(response: HttpResponse) -> str | None:
    """The sentence of an error, in English (endpoint.py); None for a success."""
    if response.status_code < 400:
        return None
    return getattr(response, "sentence", None) or json.loads(response.content)["error"]


def _line(text: str) -> str:
    """The text as one line that can be logged."""
    return _UNWRITABLE.sub(lambda match: ascii(match[0])[1:-1], text)
