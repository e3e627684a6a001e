"""What the verdicts of all sessions add up to. The verdicts are run.judge's, as lists show them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

#: Verdicts that ask for somebody, the worst first.
NEEDY = ("incomplete", "overdue", "unknown")
#: Verdicts of sessions that have not run, or have nothing to run.
IDLE = ("never", "empty")


@dataclass(frozen=True)
class Summary:
    """How many sessions have each verdict; whether all that ran began since the last night did."""

    counts: dict[str, int]
    is_of_last_night: bool

    @property
    def sessions(self) -> int:
        return sum(self.counts.values())

    @property
    def ran(self) -> int:
        """Sessions whose last run is judged, or about to be."""
        return self.sessions - sum(self.counts.get(state, 0) for state in IDLE)

    @property
    def complete(self) -> int:
        return self.counts.get("complete", 0)

    @property
    def needy(self) -> int:
        return sum(self.counts.get(state, 0) for state in NEEDY)

    @property
    def tone(self) -> str:
        """One of the verdicts' own: what the whole is to be shown as."""
        for state in (*NEEDY, "running", "checking", "complete"):
            if self.counts.get(state):
                return state
        return "never" if self.sessions else "empty"


def of(runs: Iterable[tuple[str, int | None]], last_night: int) -> Summary:
    """Of each session's verdict and when its last run began; `last_night` is when that began. All
    times are epoch seconds.
    """
    known = list(runs)
    counts = Counter(state for state, _began in known)
    begun = [began for state, began in known if state not in IDLE]
    return Summary(
        dict(counts), bool(begun) and all(began and began >= last_night for began in begun)
    )
