"""A real relay of bytes to a service that does not speak HTTP. It can hang or refuse."""

import socket
import threading
from contextlib import suppress


class Relay:
    """Passes connections to `port` on to `target`, another port of this machine.

    While it `hangs`, connections are accepted and nothing is answered; while it `refuses`, they are
    closed at once.
    """

    def __init__(self, target: int, port: int):
        self._target = target
        self._mode = ""
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._server = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, daemon=True).start()

    def hang(self) -> None:
        self._mode = "hang"

    def refuse(self) -> None:
        self._mode = "refuse"
        self._drop()

    def pass_on(self) -> None:
        """Work normally again; held connections are closed."""
        self._mode = ""
        self._drop()

    def close(self) -> None:
        self._mode = "refuse"
        self._server.close()
        self._drop()

    def _drop(self) -> None:
        with self._lock:
            dropped, self._open = self._open, set()
        for each in dropped:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                caller, _address = self._server.accept()
            except OSError:
                return
            if self._mode == "refuse":
                caller.close()
                continue
            with self._lock:
                self._open.add(caller)
            if self._mode == "hang":
                continue
            service = socket.create_connection(("127.0.0.1", self._target))
            with self._lock:
                self._open.add(service)
            for one, other in ((caller, service), (service, caller)):
                threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self._mode == "hang":
                    return  # open, and silent
                sink.sendall(data)
        for each in (source, sink):
            with self._lock:
                self._open.discard(each)
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
