"""The schedulers of sessions' machines, which start and end members while a test runs."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from freezerclient.exceptions import ApiClientException
from freezerclient.v2.client import Client

#: Seconds between two calls, and to wait for the last answer.
PAUSE = 0.01
LAST_CALL = 30


class Schedulers:
    """Sends calls in a thread of its own.

    `refused` lists calls that Freezer refused, as it does when a job has just left the session;
    `errors` has every other exception.
    """

    def __init__(self, client: Client, sessions: Sequence[str]):
        self.sent = 0
        self.refused: list[ApiClientException] = []
        self.errors: list[Exception] = []
        self._client = client
        self._sessions = sessions
        self._told_to_stop = threading.Event()
        # A daemon, for python-freezerclient's calls have no timeout.
        self._thread = threading.Thread(target=self._work, name="schedulers", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return when no call is under way; a call that does not end counts as an error."""
        self._told_to_stop.set()
        self._thread.join(LAST_CALL)
        if self._thread.is_alive():
            self.errors.append(TimeoutError("Freezer has not answered the schedulers' last call."))

    def _work(self) -> None:
        while not self._told_to_stop.is_set():
            for session_id in self._sessions:
                self._run(session_id)

    def _run(self, session_id: str) -> None:
        """One run: start each member, then end each."""
        session = self._send(self._client.sessions.get, session_id) or {}
        tags = {
            job_id: self._start(session_id, job_id, session.get("session_tag", 0))
            for job_id in session.get("jobs") or {}
        }
        for job_id, tag in tags.items():
            self._send(self._client.sessions.end_session, session_id, job_id, tag, "success")

    def _start(self, session_id: str, job_id: str, tag: int) -> int:
        """Start a member with the tag of its job's last run: within the hold-off, that is the
        previous tag.
        """
        start = self._client.sessions.start_session
        answer = self._send(start, session_id, job_id, tag)
        if answer and answer["result"] == "hold-off":
            answer = self._send(start, session_id, job_id, tag - 1)
        return answer["session_tag"] if answer else tag

    def _send(self, call: Callable, *arguments: object) -> dict | None:
        """Return the answer; None without one, or if there is no time left."""
        if self._told_to_stop.wait(PAUSE):
            return None
        self.sent += 1
        try:
            return call(*arguments)
        except ApiClientException as error:
            (self.refused if error.status_code < 500 else self.errors).append(error)
        except Exception as error:  # noqa: BLE001 the test looks at them
            self.errors.append(error)
        return None


@contextmanager
def scheduling(new_client: Callable[[], Client], sessions: Sequence[str]) -> Iterator[Schedulers]:
    """Repeatedly start and end the members of these sessions, whichever they are."""
    schedulers = Schedulers(new_client(), sessions)
    schedulers.start()
    try:
        yield schedulers
    finally:
        schedulers.stop()
