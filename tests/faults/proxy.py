"""A real proxy between Horizon and a service, which records calls and can fail the n-th call of a
kind.
"""

import http.client
import json
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

#: Seconds that a proxied call may take; longer than any timeout under test.
PATIENCE = 60
#: Seconds between two bytes of an answer with the fault `drip`.
DROP = 0.4
#: The verbs of every call that changes something.
WRITE = "POST|PUT|PATCH|DELETE"
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


@dataclass
class Fault:
    """What happens to a call: `delay` waits until released, `cut` drops it, `status` answers so,
    `drip` sends what the service answers byte by byte, after the first `skip`, until released,
    `change` answers what `change` makes of the service's JSON.

    `verb` and `path` are patterns; `once_written` spares what comes before the first write; `after`
    lets the service do its work first, so that only the answer is lost or late. A held call reaches
    the service even if its caller died meanwhile.
    """

    verb: str
    path: str
    kind: str
    nth: int = 1
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False
    change: Callable[[object], object] | None = None
    skip: int = 0
    once_written: bool = False
    seen: int = 0
    held: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def strikes(self, verb: str, path: str) -> bool:
        """Whether the fault applies to this call; `nth` 0 applies to every call."""
        if self.once_written:
            self.once_written = not re.fullmatch(WRITE, verb)
            return False
        if not re.fullmatch(self.verb, verb) or not re.search(self.path, path):
            return False
        self.seen += 1
        return self.nth in (0, self.seen)

    def drip(self, write: Callable[[bytes], object], answer: bytes) -> None:
        """Send a byte from time to time. When the fault is released, the rest is not sent."""
        write(answer[: self.skip])
        self.held.set()
        for number in range(self.skip, len(answer)):
            if self.released.wait(DROP):
                return
            write(answer[number : number + 1])

    def hold(self) -> None:
        """Make a call wait; `held` says that it does."""
        self.held.set()
        self.released.wait(PATIENCE)


class Proxy:
    """Forwards from `url` to `target`. `calls` lists (verb, path) of the calls, `headers` their
    headers, and `peers` the ports of their connections.
    """

    def __init__(self, target: str, port: int, tls: ssl.SSLContext | None = None):
        self.calls: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.peers: list[int] = []
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self, urlsplit(target)))
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}{urlsplit(target).path}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def inject(self, verb: str, path: str, kind: str, **options) -> Fault:
        """Add a fault (see Fault) for calls whose verb and path match; WRITE matches all writes."""
        fault = Fault(verb, path, kind, **options)
        self._faults.append(fault)
        return fault

    def reset(self) -> None:
        """Forget calls and faults; held calls go on."""
        for fault in self._faults:
            fault.released.set()
        self._faults, self.calls, self.headers, self.peers = [], [], [], []

    @contextmanager
    def only_reads(self) -> Iterator[None]:
        """Fail if a write arrives in this context."""
        self.reset()
        yield
        assert {verb for verb, _path in self.calls} <= {"GET"}

    def close(self) -> None:
        self.reset()
        self._server.shutdown()
        self._server.server_close()

    def note(self, verb: str, path: str, headers: dict[str, str], peer: int) -> Fault | None:
        """Record a call; return the fault that applies to it, or None."""
        with self._lock:
            self.calls.append((verb, path))
            self.headers.append(headers)
            self.peers.append(peer)
            return next((fault for fault in self._faults if fault.strikes(verb, path)), None)


def _handler(proxy: Proxy, target) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            fault = proxy.note(self.command, self.path, dict(self.headers), self.client_address[1])
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = None
            if fault is None or fault.after or fault.kind in ("delay", "change", "drip"):
                if fault and fault.kind == "delay" and not fault.after:
                    fault.hold()
                answer = self._ask(body)
            if fault and fault.kind == "delay" and fault.after:
                fault.hold()
            if fault and fault.kind == "cut":
                self.close_connection = True
                return
            if fault and fault.kind == "status":
                content = b"" if fault.status == 204 else b"made to fail"
                answer = (fault.status, list(fault.headers.items()), content)
            if fault and fault.kind == "change" and answer[2]:
                status, headers, content = answer
                answer = (status, headers, json.dumps(fault.change(json.loads(content))).encode())
            if fault and fault.kind == "drip":
                self._drip(fault, *answer)
                return
            self._answer(*answer)

        def _drip(self, fault: Fault, status: int, _headers: list, content: bytes) -> None:
            self.close_connection = True
            head = f"HTTP/1.1 {status} Dripping\r\nContent-Length: {len(content)}\r\n\r\n"
            with suppress(OSError):  # The caller has closed the connection.
                fault.drip(self.wfile.write, head.encode() + content)

        def _ask(self, body: bytes) -> tuple[int, list, bytes]:
            asked = urlsplit(self.path)
            # a client that uses this proxy for everything sends the whole URL
            service = asked if asked.netloc else target
            connection = http.client.HTTPConnection(
                service.hostname, service.port, timeout=PATIENCE
            )
            kept = {k: v for k, v in self.headers.items() if k.lower() not in _HOP_BY_HOP}
            connection.request(self.command, self.path, body=body or None, headers=kept)
            response = connection.getresponse()
            content = response.read()
            connection.close()
            return response.status, response.getheaders(), content

        def _answer(self, status: int, headers: list, content: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in _HOP_BY_HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args) -> None:
            """Print nothing: calls are recorded."""

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = forward

    return Handler
