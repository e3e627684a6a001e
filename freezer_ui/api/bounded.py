"""Connection pools of urllib3 whose answers are bounded in time and size.

A socket's timeout is for the next byte only: a server that sends a byte from time to time would
never time out. These pools read through a file that also checks the clock and the bulkhead.
"""

import http.client
import io
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import urllib3
from urllib3 import exceptions as network

from freezer_ui import bulkhead, settings

#: Errors before anything was sent.
NOT_SENT = (network.NewConnectionError, network.ConnectTimeoutError)
#: Bytes that are read at a time.
_PART = 2**20
#: Seconds between two checks of the bulkhead.
_INTERVAL = 0.5


@dataclass
class Limits:
    """The limits of a call: seconds to wait for a connection and for the next bytes, and when the
    whole call must have ended (monotonic clock). `full`: `read` is what the settings say.
    """

    connect: float
    read: float
    until: float
    full: bool
    #: Whether the call was given up for the bulkhead.
    gave_way: bool = False


_current: ContextVar[Limits | None] = ContextVar("limits", default=None)


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    before = _current.set(limits)
    try:
        yield
    finally:
        _current.reset(before)


class AnswerTooLarge(network.HTTPError):
    """An answer of more bytes than FREEZER_LARGEST_ANSWER."""


def content(answer: "urllib3.BaseHTTPResponse") -> bytes:
    """Read the whole body, which frees the connection. Raises AnswerTooLarge.

    It is not unpacked: no encoding was asked for, and urllib3 1.26 unpacks a part to any size.
    """
    largest = settings.get("FREEZER_LARGEST_ANSWER")
    length = answer.headers.get("Content-Length", "")
    try:
        if length.isdecimal() and int(length[:20]) > largest:
            raise AnswerTooLarge
        parts, size = [], 0
        for part in answer.stream(_PART, decode_content=False):
            size += len(part)
            if size > largest:
                raise AnswerTooLarge
            parts.append(part)
        return b"".join(parts)
    except BaseException:
        answer.close()
        raise


class Reading(io.RawIOBase):
    """The bytes of an answer, read within the limits of its call."""

    def __init__(self, raw: io.RawIOBase, connection: socket.socket):
        self._raw, self._socket = raw, connection
        self._limits = _current.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        limits = self._limits
        if limits is None:
            return self._raw.readinto(buffer)
        until = min(limits.until, time.monotonic() + limits.read)
        while (left := until - time.monotonic()) > 0:
            if bulkhead.has_to_give_way():
                limits.gave_way = True
                break
            self._socket.settimeout(min(left, _INTERVAL))
            with suppress(TimeoutError):
                return self._socket.recv_into(buffer)
        raise TimeoutError("timed out")

    def close(self) -> None:
        self._raw.close()
        super().close()


class Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any):
        super().__init__(sock, *arguments, **options)
        self.fp = io.BufferedReader(Reading(self.fp.detach(), sock))


class Connection(urllib3.connection.HTTPConnection):
    response_class = Response


class TLSConnection(urllib3.connection.HTTPSConnection):
    response_class = Response


class Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = Connection


class TLSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = TLSConnection
