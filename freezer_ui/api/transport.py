"""HTTP below python-freezerclient: calls with deadlines, bounded answers and pooled connections.

freezerclient 6 calls `requests.get` and the other verbs with no timeout, each on a new connection.
`install` replaces the name `requests` in its manager modules, and refuses a release without that
name: its errors would not be those that errors.py knows.

Calls use urllib3 directly, at half the cost of requests for a short call. No cookies are kept, so
one user's cookie cannot accompany another user's token, and no redirects are followed, which would
carry the token elsewhere. While Freezer fails in a row, cache/circuit refuses calls.
"""

import json as json_of_python
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, partial
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import requests
import urllib3
from django.core.exceptions import ImproperlyConfigured
from freezerclient.v2.managers import actions, backups, clients, jobs, sessions
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH, prepend_scheme_if_needed, select_proxy
from urllib3 import exceptions as network

from freezer_ui import bulkhead, deadline, settings
from freezer_ui.api import bounded
from freezer_ui.api.bounded import Limits
from freezer_ui.cache import access, circuit
from freezer_ui.cache.parsed import get_or_parse
from freezer_ui.errors import NoAnswer
from freezer_ui.message import message

#: Modules of freezerclient that call Freezer.
MANAGERS = (actions, backups, clients, jobs, sessions)
_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
#: Pooled connections to one freezer-api; a thread uses one at a time.
_CONNECTIONS = 64
_once: ContextVar[Callable[..., Any] | None] = ContextVar("once", default=None)
_answered: ContextVar[dict[tuple[str, str], "Answer"] | None] = ContextVar("answered", default=None)


@dataclass(frozen=True)
class Answer:
    """The part of a requests.Response that freezerclient uses."""

    status_code: int
    url: str
    content: bytes
    once: Callable[[object], object] | None

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")

    def json(self) -> object:
        """Raises ValueError, also for null, which freezerclient would take for "not found"."""
        once = self.once
        if once is None:
            return self._decoded()
        return get_or_parse(self.url, self.content, lambda: once(self._decoded()))

    def _decoded(self) -> object:
        found = json_of_python.loads(self.content)
        if found is None:
            raise ValueError("This is no answer of Freezer.")
        return found


class PooledRequests:
    """A requests module whose verbs use the connection pools of this process."""

    def __getattr__(self, name: str) -> Any:
        return partial(_call, name.upper()) if name in _VERBS else getattr(requests, name)


def _call(
    method: str,
    url: str,
    headers: Mapping[str, str] | None = None,
    verify: bool | str | None = None,
    params: Mapping[str, object] | None = None,
    data: str | bytes | None = None,
) -> Answer:
    """Call Freezer. Raises urllib3's HTTPError, or a FreezerError if nothing was sent."""
    whole = f"{url}?{urlencode(params)}" if params else url
    answered = _answered.get()
    if answered is None:
        return _exchange(method, whole, headers, verify, data)
    if (method, whole) not in answered:
        answered[method, whole] = _exchange(method, whole, headers, verify, data)
    return answered[method, whole]


def _exchange(
    method: str,
    url: str,
    headers: Mapping[str, str] | None,
    verify: bool | str | None,
    data: str | bytes | None,
) -> Answer:
    """As _call, and tell the circuit and the bulkhead what became of it."""
    origin = bulkhead.origin(url)
    limits = _limits()
    with circuit.call(origin) as attempt, bounded.within(limits):
        try:
            answer = _send(pool(origin, verify), method, url, headers, data, limits)
            _note(method)
        except network.HTTPError as error:
            if not isinstance(error, bounded.NOT_SENT):
                _note(method)
            if _is_freezers_failure(error, limits):
                attempt.failed(type(error).__name__)
            raise
        attempt.answered(answer.status_code)
    bulkhead.answered(origin)
    if HTTPStatus.OK <= answer.status_code < HTTPStatus.MULTIPLE_CHOICES and headers:
        access.note(headers["X-Auth-Token"])
    elif answer.status_code == HTTPStatus.UNAUTHORIZED and headers:
        access.forget(headers["X-Auth-Token"])
    return answer


def _send(
    connections: urllib3.PoolManager,
    method: str,
    url: str,
    headers: Mapping[str, str] | None,
    data: str | bytes | None,
    limits: Limits,
) -> Answer:
    response = connections.request(
        method,
        url,
        body=data,
        headers={"User-Agent": "freezer-ui", **(headers or {})},
        timeout=urllib3.Timeout(connect=limits.connect, read=limits.read),
        redirect=False,
        retries=False,
        preload_content=False,
    )
    return Answer(response.status, url, bounded.content(response), _once.get())


def _limits() -> Limits:
    """The limits of a call. Raises NoAnswer if the request has no time left."""
    connect, read = timeouts()
    whole = deadline.limited(settings.call_timeout())
    if not whole:
        raise NoAnswer(message("freezer.no_time_left"), "The time of the request is over")
    read = min(read, whole)
    full = read == settings.get("FREEZER_READ_TIMEOUT")
    return Limits(min(connect, whole), read, time.monotonic() + whole, full)


def _note(method: str) -> None:
    if method != "GET":
        deadline.note_write()


def _is_freezers_failure(error: network.HTTPError, limits: Limits) -> bool:
    """Not a failure of Freezer: an answer that we cannot decode or whose certificate we do not
    trust, and a call that had less time than the settings allow.
    """
    if isinstance(error, network.NewConnectionError):
        return True
    if isinstance(error, network.TimeoutError):
        return limits.full and not limits.gave_way
    return isinstance(error, network.ProtocolError | network.ProxyError)


@lru_cache(maxsize=64)
def pool(origin: str, verify: bool | str | None) -> urllib3.PoolManager:
    """Return the connections to an origin, with the proxy and certificates that requests would use.
    The environment variables that name them are read once.
    """
    environment = requests.Session().merge_environment_settings(origin, {}, False, verify, None)
    certificates = _certificates(environment["verify"])
    proxy = select_proxy(origin, environment["proxies"])
    manager = urllib3.PoolManager(maxsize=_CONNECTIONS, **certificates)
    if proxy:
        manager = HTTPAdapter(pool_maxsize=_CONNECTIONS).proxy_manager_for(
            prepend_scheme_if_needed(proxy, "http"),  # type: ignore[no-untyped-call]
            **certificates,
        )
    manager.pool_classes_by_scheme = {"http": bounded.Pool, "https": bounded.TLSPool}
    return manager


def _certificates(verify: bool | str | None) -> dict[str, Any]:
    if verify is False:
        return {"cert_reqs": "CERT_NONE"}
    bundle = verify if isinstance(verify, str) else DEFAULT_CA_BUNDLE_PATH
    name = "ca_cert_dir" if Path(bundle).is_dir() else "ca_certs"
    return {"cert_reqs": "CERT_REQUIRED", name: bundle}


@contextmanager
def decoding_once(make: Callable[[object], object]) -> Iterator[None]:
    """Within this context, decoded answers are passed through `make`, and the result is shared
    while the bytes stay the same (cache/parsed): callers must not change it.
    """
    before = _once.set(make)
    try:
        yield
    finally:
        _once.reset(before)


@contextmanager
def one_attempt() -> Iterator[None]:
    """Within this context, a repeated call gets the first answer again and is not sent."""
    before = _answered.set({})
    try:
        yield
    finally:
        _answered.reset(before)


def timeouts() -> tuple[float, float]:
    """Seconds to wait for a connection, and for the next bytes of an answer."""
    return (
        deadline.limited(settings.get("FREEZER_CONNECT_TIMEOUT")),
        deadline.limited(settings.get("FREEZER_READ_TIMEOUT")),
    )


def install(modules: Iterable[ModuleType] = MANAGERS) -> None:
    """Replace `requests` in these modules by PooledRequests; a second call changes nothing.

    Raises ImproperlyConfigured for a module without that name.
    """
    for module in modules:
        used = getattr(module, "requests", None)
        if used is requests:
            vars(module)["requests"] = PooledRequests()
        elif not isinstance(used, PooledRequests):
            raise ImproperlyConfigured(
                f"freezer-ui cannot use python-freezerclient {version('python-freezerclient')}: "
                f"{module.__name__} does not call Freezer by 'requests'. Install a release that "
                "does, such as 6.5.0."
            )
