"""HTTP below python-freezerclient: every call with a timeout and an end, an answer with a largest
size, connections kept for the next call, and none to a Freezer that fails in a row (cache/circuit).

freezerclient 6 calls `requests.get` and its sisters with no timeout and a new connection each
(F17). `install` puts a pool in the place of that one name in its manager modules, and refuses a
release that no longer has it: its calls would have other errors than those that errors.py knows.

A call is urllib3's, which is below requests: half the work of a short call. It keeps no cookie, so
none of one user can reach Freezer with another's token, and follows no redirect, so none carries a
token to wherever it points.
"""

import json as json_of_python
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, partial
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
from freezer_ui.cache import circuit
from freezer_ui.cache.parsed import get_or_parse
from freezer_ui.errors import NoAnswer
from freezer_ui.message import message

#: The modules of freezerclient that call Freezer.
MANAGERS = (actions, backups, clients, jobs, sessions)
_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
#: Kept connections to one freezer-api; a thread has one at a time.
_MOST = 64
_once: ContextVar[Callable[..., Any] | None] = ContextVar("once", default=None)
_answered: ContextVar[dict[tuple[str, str], "Answer"] | None] = ContextVar("answered", default=None)


@dataclass(frozen=True)
class Answer:
    """What freezerclient looks at of a requests.Response."""

    status_code: int
    url: str
    content: bytes
    once: Callable[[object], object] | None

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")

    def json(self) -> object:
        """Raises ValueError, for null too: freezerclient would take that for nothing found."""
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
    """Stands in for the requests module: its verbs use the connections of this process."""

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
    """Raises urllib3's HTTPError, and FreezerError for what was not sent."""
    whole = f"{url}?{urlencode(params)}" if params else url
    answered = _answered.get()
    if answered is not None and (method, whole) in answered:
        return answered[method, whole]
    place = bulkhead.origin(url)
    limits = _limits()
    with circuit.call(place) as told, bounded.within(limits):
        try:
            answer = pool(place, verify).request(
                method,
                whole,
                body=data,
                headers={"User-Agent": "freezer-ui", **(headers or {})},
                timeout=urllib3.Timeout(connect=limits.connect, read=limits.read),
                redirect=False,
                retries=False,
                preload_content=False,
            )
            made = Answer(answer.status, whole, bounded.content(answer), _once.get())
            _note(method)
        except network.HTTPError as error:
            if not isinstance(error, bounded.NOT_SENT):
                _note(method)
            if _says_that_freezer_fails(error, limits):
                told.failed(type(error).__name__)
            raise
        told.answered(made.status_code)
    bulkhead.answered(place)
    if answered is not None:
        answered[method, whole] = made
    return made


def _limits() -> Limits:
    """Raises NoAnswer where no time is left."""
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


def _says_that_freezer_fails(error: network.HTTPError, limits: Limits) -> bool:
    """Not so: what we cannot read, what we do not trust, and one that was given less time than the
    settings say.
    """
    if isinstance(error, network.NewConnectionError):
        return True
    if isinstance(error, network.TimeoutError):
        return limits.full and not limits.gave_way
    return isinstance(error, network.ProtocolError | network.ProxyError)


@lru_cache(maxsize=64)
def pool(origin: str, verify: bool | str | None) -> urllib3.PoolManager:
    """Connections to an origin, with the proxy and the certificates that requests would use: those
    that the process's environment names are read once.
    """
    environment = requests.Session().merge_environment_settings(origin, {}, False, verify, None)
    certificates = _certificates(environment["verify"])
    proxy = select_proxy(origin, environment["proxies"])
    manager = urllib3.PoolManager(maxsize=_MOST, **certificates)
    if proxy:
        manager = HTTPAdapter(pool_maxsize=_MOST).proxy_manager_for(
            prepend_scheme_if_needed(proxy, "http"),  # type: ignore[no-untyped-call]
            **certificates,
        )
    manager.pool_classes_by_scheme = {"http": bounded.Pool, "https": bounded.TLSPool}
    return manager


def _certificates(verify: bool | str | None) -> dict[str, Any]:
    if verify is False:
        return {"cert_reqs": "CERT_NONE"}
    place = verify if isinstance(verify, str) else DEFAULT_CA_BUNDLE_PATH
    name = "ca_cert_dir" if Path(place).is_dir() else "ca_certs"
    return {"cert_reqs": "CERT_REQUIRED", name: place}


@contextmanager
def decoding_once(make: Callable[[object], object]) -> Iterator[None]:
    """The answer to a call in here is what `make` makes of it, and may be one that was made before:
    nobody may change it.
    """
    before = _once.set(make)
    try:
        yield
    finally:
        _once.reset(before)


@contextmanager
def one_attempt() -> Iterator[None]:
    """A call that is repeated in here is answered as it was the first time, and not sent again."""
    before = _answered.set({})
    try:
        yield
    finally:
        _answered.reset(before)


def timeouts() -> tuple[float, float]:
    """Seconds to wait for a connection, and for the next bytes."""
    return (
        deadline.limited(settings.get("FREEZER_CONNECT_TIMEOUT")),
        deadline.limited(settings.get("FREEZER_READ_TIMEOUT")),
    )


def install(modules: Iterable[ModuleType] = MANAGERS) -> None:
    """Give freezerclient the pool, where it uses requests by its name; harmless where it has it.
    Raises ImproperlyConfigured where a module does not use requests so.
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
