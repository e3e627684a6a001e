"""Counts the verdicts of all sessions (run.judge)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: Verdicts that need a person, the worst first.
NEEDY = ("incomplete", "overdue", "unknown")
#: Verdicts of sessions that have not run, or have nothing to run.
IDLE = ("never", "empty")


@dataclass(frozen=True)
class Summary:
    """Sessions by verdict, and whether every last run began after the last night did."""

    counts: dict[str, int]
    is_of_last_night: bool

    @property
    def sessions(self) -> int:
        return sum(self.counts.values())

    @property
    def ran(self) -> int:
        """The number of sessions that have run."""
        return self.sessions - sum(self.counts.get(state, 0) for state in IDLE)

    @property
    def complete(self) -> int:
        return self.counts.get("complete", 0)

    @property
    def needy(self) -> int:
        return sum(self.counts.get(state, 0) for state in NEEDY)

    @property
    def tone(self) -> str:
        """The verdict whose look stands for all sessions: the worst that any session has."""
        for state in (*NEEDY, "running", "checking", "complete"):
            if self.counts.get(state):
                return state
        return "never" if self.sessions else "empty"


def of(runs: Iterable[tuple[str, int | None]], last_night: int) -> Summary:
    """Count `runs`, which has (verdict, start of the last run) of each session. `last_night` is the
    start of the last night. Times are epoch seconds.
    """
    known = list(runs)
    counts = Counter(state for state, _began in known)
    begun = [began for state, began in known if state not in IDLE]
    return Summary(
        dict(counts), bool(begun) and all(began and began >= last_night for began in begun)
    )
