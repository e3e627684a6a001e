"""The screens to be photographed, as short walks, and the layouts for each."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.places import OLD, Visit, protect, wizard


@dataclass(frozen=True)
class Layout:
    """A window: width in pixels, Horizon's theme, the language, and which way that is written."""

    width: int = 1400
    theme: str = "default"
    direction: str = "ltr"
    language: str = "en"


#: Horizon 27 has no dark theme.
LAYOUTS = {
    "1400": Layout(),
    "1024": Layout(1024),
    "768": Layout(768),
    "material": Layout(theme="material"),
    "right-to-left": Layout(direction="rtl"),
}


#: By name, in the order in which they are walked.
PLACES: dict[str, Callable[[Visit], None]] = {
    "overview": lambda visit: visit.panel("overview"),
    "sessions": lambda visit: visit.panel("sessions"),
    "session-run": lambda visit: visit.tab("run"),
    "session-history": lambda visit: visit.tab("history", OLD),
    "session-jobs": lambda visit: visit.tab("jobs"),
    "session-schedule": lambda visit: visit.tab("schedule"),
    "board": lambda visit: visit.panel("board"),
    "wizard": wizard,
    "jobs": lambda visit: visit.panel("jobs"),
    "backups": lambda visit: visit.panel("backups"),
    "clients": lambda visit: visit.panel("clients"),
    "protect": protect,
    "restore": lambda visit: visit.restore(OLD),
}
