"""What one answer is made of: parts that are read of Freezer, or were a short while ago.

Who asks says how old a part may be; the oldest one tells how old the answer is. Parts are kept for
all of a project whose roles let them see the same (an admin's list of jobs is another one, F13).
"""

from collections.abc import Callable

from freezer_ui.api import recent
from freezer_ui.api.client import Freezer
from freezer_ui.services import paging
from freezer_ui.sessions import health


class Reading:
    """The parts of one answer; `age` is in seconds, `now` and `read` are epoch seconds. `anew`:
    whatever is kept, for who asks next.
    """

    def __init__(self, freezer: Freezer, now: int, age: int = 0, anew: bool = False):
        self._freezer = freezer
        self._now = now
        self._age = age
        self._anew = anew
        self.read = now

    def jobs(self, limit: int, offset: int) -> list[dict]:
        """A page of jobs, one call; an admin is answered with every project's (F13)."""
        name = ["jobs", limit, offset]
        return self._part(name, lambda: {"rows": self._freezer.jobs(limit, offset)})["rows"]

    def all_jobs(self) -> list[dict]:
        """Every job of the project, each once; a call for each stretch, which lists share."""
        found = {job["job_id"]: job for job in paging.every(self.jobs)}
        return [job for job in found.values() if self._freezer.ours(job)]

    def all_actions(self) -> list[dict]:
        """Every action of the project, each once; a call for each stretch, too."""
        return list({each["action_id"]: each for each in paging.every(self._actions)}.values())

    def _actions(self, limit: int, offset: int) -> list[dict]:
        name = ["actions", limit, offset]
        return self._part(name, lambda: {"rows": self._freezer.actions(limit, offset)})["rows"]

    def homes(self) -> dict[str, dict]:
        """The session that lists each job: {job_id: {"id", "name"}}; a call for each thousand
        sessions.
        """
        return self._part(["homes"], lambda: {"of": _homes(self._freezer.all_sessions())})["of"]

    def clients(self) -> dict[str, dict]:
        """As Freezer.all_clients; a call for each thousand."""
        return self._part(["clients"], lambda: {"by_id": self._freezer.all_clients()})["by_id"]

    def _part(self, name: list, make: Callable[[], dict]) -> dict:
        freezer = self._freezer
        what = {"url": freezer.url, "roles": freezer.roles, "part": name}
        found = recent.answer(freezer.project_id, what, self._age, self._now, make, self._anew)
        self.read = min(self.read, found["read"])
        return found


def _homes(sessions: list[dict]) -> dict[str, dict]:
    return {
        job_id: {"id": session["session_id"], "name": health.title(session)}
        for session in sessions
        for job_id in session.get("jobs") or {}
    }
