"""HTTP below python-freezerclient: every call with a timeout, connections kept for the next one.

freezerclient 6 calls `requests.get` and its sisters with no timeout and a new connection each
(F17). `install` puts a pool in the place of that one name in its manager modules. A later release
that no longer has the name goes through keystoneauth1 and finds timeouts there (client.py).
"""

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests

from freezer_ui import settings
from freezer_ui.api.decoded import decoded

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
_most: ContextVar[float] = ContextVar("most", default=math.inf)
_once: ContextVar[bool] = ContextVar("once", default=False)


class PooledRequests:
    """Stands in for the requests module: its verbs use a session of this thread."""

    def __init__(self):
        self._local = threading.local()

    def __getattr__(self, name: str):
        return getattr(self._session(), name) if name in _VERBS else getattr(requests, name)

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = _TimedSession()
        return self._local.session


class _TimedSession(requests.Session):
    def __init__(self):
        super().__init__()
        # A worker serves many users: no cookie of one may reach Freezer with another's token.
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def request(self, method, url, **kwargs):
        kwargs.setdefault("timeout", timeouts())
        # A redirect would carry the token to wherever it points.
        kwargs["allow_redirects"] = False
        answer = super().request(method, url, **kwargs)
        if _once.get():
            answer.json = partial(decoded, answer.url, answer.content, answer.json)
        return answer

    def merge_environment_settings(self, url, proxies, stream, verify, cert):
        """Proxies and certificates of the process's environment, which is read once: a call of
        freezerclient's names none of its own, and looking costs a tenth of a short one.
        """
        parts = urlsplit(url)
        return dict(_environment(f"{parts.scheme}://{parts.netloc}", stream, verify))


@lru_cache(maxsize=64)
def _environment(origin: str, stream: bool | None, verify: bool | str | None) -> dict:
    return requests.Session().merge_environment_settings(origin, {}, stream, verify, None)


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
