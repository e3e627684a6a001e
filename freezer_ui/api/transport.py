"""HTTP below python-freezerclient: every call with a timeout, connections kept for the next one.

freezerclient 6 calls `requests.get` and its sisters with no timeout and a new connection each
(F17). `install` puts a pool in the place of that one name in its manager modules. A later release
that no longer has the name goes through keystoneauth1 and finds timeouts there (client.py).

A call is requests' own request, adapter and answer without its Session, which for each call looks
for proxies, cookies, a netrc and redirects: a fifth of a short call. So no cookie of one user can
reach Freezer with another's token, and no redirect carries a token to wherever it points.
"""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import default_headers

from freezer_ui import settings
from freezer_ui.api.decoded import decoded

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
#: Kept connections to one freezer-api; a thread has one at a time.
_MOST = 64
_most: ContextVar[float] = ContextVar("most", default=math.inf)
_once: ContextVar[bool] = ContextVar("once", default=False)


class PooledRequests:
    """Stands in for the requests module: its verbs use the connections of this process."""

    def __init__(self):
        self._adapter = HTTPAdapter(pool_maxsize=_MOST)

    def __getattr__(self, name: str):
        return partial(self._call, name.upper()) if name in _VERBS else getattr(requests, name)

    def _call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        verify: bool | str | None = None,
        **parts: object,
    ) -> requests.Response:
        """`parts` are requests.Request's: params, data, json. Raises requests' errors."""
        sent = {**default_headers(), **(headers or {})}
        prepared = requests.Request(method, url, headers=sent, **parts).prepare()
        origin = urlsplit(prepared.url)._replace(path="", query="", fragment="").geturl()
        answer = self._adapter.send(prepared, timeout=timeouts(), **_environment(origin, verify))
        # Read, so that the connection is there for the next one.
        content = answer.content
        if _once.get():
            answer.json = partial(decoded, answer.url, content, answer.json)
        return answer


@lru_cache(maxsize=64)
def _environment(origin: str, verify: bool | str | None) -> Mapping[str, object]:
    """Proxies and certificates that the process's environment names, read once."""
    return requests.Session().merge_environment_settings(origin, {}, False, verify, None)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """No call in here waits longer than this, whatever the settings say."""
    before = _most.set(seconds)
    try:
        yield
    finally:
        _most.reset(before)


@contextmanager
def decoding_once() -> Iterator[None]:
    """The answer to a call in here may be one that was decoded before: nobody may change it."""
    before = _once.set(True)
    try:
        yield
    finally:
        _once.reset(before)


def timeouts() -> tuple[float, float]:
    """Seconds to wait for a connection, and for the next bytes."""
    most = _most.get()
    return (
        min(most, settings.get("FREEZER_CONNECT_TIMEOUT")),
        min(most, settings.get("FREEZER_READ_TIMEOUT")),
    )


def install(*modules) -> None:
    """Give these freezerclient modules the pool, where they use requests by its name."""
    pool = PooledRequests()
    for module in modules:
        if getattr(module, "requests", None) is requests:
            module.requests = pool
