"""Reads of Cinder, with the user's own token: volumes and their backups.

Deadlines are shorter than for Freezer: without Cinder's answer everything else is still shown.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import urllib3
from django.conf import settings as django_settings
from django.http import HttpRequest
from horizon.exceptions import ServiceCatalogException
from openstack_dashboard.api.base import url_for
from urllib3 import exceptions as network

from freezer_ui import bulkhead, deadline, settings
from freezer_ui.api import bounded, transport
from freezer_ui.cache import backend, keys
from freezer_ui.errors import Failed, Forbidden, NotFound
from freezer_ui.message import message

LOG = logging.getLogger(__name__)

#: Service types, in the order of openstack_dashboard.api.cinder.
_TYPES = ("block-storage", "block-store", "volumev3", "volume")
#: 3.43 is the first microversion with a backup's metadata.
_HEADERS = {"OpenStack-API-Version": "volume 3.43", "Accept": "application/json"}
#: Seconds for all pages of an answer; seconds without calls after Cinder did not answer.
TIMEOUT, PAUSE = 6, 30
#: Rows of a page; pages that are read at most.
PAGE, MOST_PAGES = 1000, 5
#: Raised for an answer that is not JSON, or not the expected list.
_UNREADABLE = (ValueError, RecursionError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True)
class Rows:
    """Rows of a list of Cinder; `whole` is False if there are more than MOST_PAGES."""

    rows: list[dict[str, Any]]
    whole: bool


def connect(request: HttpRequest) -> "Cinder | None":
    """Return Cinder for the user and project of a request; None if the catalog has no Cinder."""
    for kind in _TYPES:
        with suppress(ServiceCatalogException):
            return Cinder(request.user.token.id, url_for(request, kind))
    return None


class Cinder:
    """Cinder's volumes and backups of one project.

    Methods raise Failed if Cinder gives no good answer in time, Forbidden if its policy refuses.
    """

    def __init__(self, token: str, url: str):
        self.url = url.rstrip("/")
        self._token = token

    def backups(self, volume_id: str | None = None) -> Rows:
        """GET backups/detail of the project or of one volume, newest first: a call a page."""
        return self._all("backups", {"volume_id": volume_id} if volume_id else {})

    def volumes(self) -> Rows:
        """GET volumes/detail of the project: a call a page."""
        return self._all("volumes", {})

    def volume(self, volume_id: str) -> dict[str, Any] | None:
        """GET volumes/{id}, or None if the volume is gone."""
        found: list[dict[str, Any]] = []

        def take(answer: dict[str, Any]) -> None:
            found.extend(_objects([answer.get("volume")]))

        try:
            self._read(f"volumes/{quote(volume_id, safe='')}", take)
        except NotFound:
            return None
        return found[0]

    def _all(self, kind: str, wanted: Mapping[str, str]) -> Rows:
        rows: dict[str, dict[str, Any]] = {}
        pages, whole = 0, False
        first = {"limit": PAGE, "sort": "created_at:desc", **wanted}

        def take(answer: dict[str, Any]) -> str | None:
            nonlocal pages, whole
            page = _objects(answer.get(kind))
            rows.update((row["id"], row) for row in page)
            pages += 1
            # an operator may allow fewer rows than PAGE; Cinder links to the next page
            whole = not (page and answer.get(f"{kind}_links"))
            if whole or pages >= MOST_PAGES:
                return None
            return f"{kind}/detail?{urlencode({**first, 'marker': page[-1]['id']})}"

        self._read(f"{kind}/detail?{urlencode(first)}", take)
        return Rows(list(rows.values()), whole)

    def _read(self, path: str, take: Callable[[dict[str, Any]], str | None]) -> None:
        """Pass each answer to `take`, which returns the path of the next, or None. After a failure
        of the network, Cinder is not called for PAUSE seconds.
        """
        if self._was_silent():
            raise Failed(message("volumes.silent"), detail="Not asked: it was silent a moment ago")
        seconds = deadline.limited(TIMEOUT)
        until = time.monotonic() + seconds
        following: str | None = path
        with bulkhead.elsewhere():
            try:
                while following is not None:
                    following = take(self._get(following, until))
            except network.HTTPError as error:
                # with less time than TIMEOUT, a healthy Cinder may fail too
                if seconds == TIMEOUT:
                    self._note_silence(error)
                raise Failed(message("volumes.silent"), detail=type(error).__name__) from error
            except _UNREADABLE as error:
                raise Failed(message("volumes.silent"), detail=type(error).__name__) from error

    def _get(self, path: str, until: float) -> dict[str, Any]:
        left = until - time.monotonic()
        if left <= 0:
            raise network.TimeoutError
        connecting = min(left, settings.get("FREEZER_CONNECT_TIMEOUT"))
        reading = min(left, settings.get("FREEZER_READ_TIMEOUT"))
        limits = bounded.Limits(connecting, reading, until, full=False)
        url = f"{self.url}/{path}"
        with bounded.within(limits):
            answer = transport.pool(bulkhead.origin(url), _certificates()).request(
                "GET",
                url,
                headers={"User-Agent": "freezer-ui", "X-Auth-Token": self._token, **_HEADERS},
                timeout=urllib3.Timeout(connect=connecting, read=reading),
                redirect=False,
                retries=False,
                preload_content=False,
            )
            content = bounded.content(answer)
        if answer.status != HTTPStatus.OK:
            raise _refused(answer.status)
        found = json.loads(content)
        if not isinstance(found, dict):
            raise ValueError("This is no answer of Cinder.")
        return found

    def _was_silent(self) -> bool:
        with suppress(Failed):
            return bool(backend.cache("get", self._key()))
        return False

    def _note_silence(self, error: Exception) -> None:
        LOG.warning("Cinder at %s is left alone for a while: %s", self.url, type(error).__name__)
        with suppress(Failed):
            backend.cache("set", self._key(), 1, PAUSE)

    def _key(self) -> str:
        return keys.key("cinder-silent", keys.digest(bulkhead.origin(self.url)))


def _objects(rows: object) -> list[dict[str, Any]]:
    """Return a list of objects with an id. Raises ValueError for anything else."""
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows
    ):
        raise ValueError("This is no answer of Cinder.")
    return rows


def _refused(status: int) -> Failed | Forbidden | NotFound:
    detail = f"HTTP {status}"
    if status == HTTPStatus.NOT_FOUND:
        return NotFound(message("volumes.not_there"), detail=detail)
    if status in (HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED):
        return Forbidden(message("volumes.forbidden"), detail=detail)
    return Failed(message("volumes.silent"), detail=detail)


def _certificates() -> bool | str:
    if django_settings.OPENSTACK_SSL_NO_VERIFY:
        return False
    return django_settings.OPENSTACK_SSL_CACERT or True
