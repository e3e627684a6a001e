"""Scripts that only one panel's page loads: Horizon puts what it finds into every page of its own,
and few of those have to do with backups.

What a session's own page needs stays there, for that is a page of Horizon's (ngdetails).
"""

from django.conf import settings

_ROOT = "dashboard/project/freezer/"
#: Folders below static/, each with a module that adds itself to ours (board/board.module.js).
PANELS = ("actions", "backups", "board", "clients", "jobs", "overview", "sessions", "upcoming")
#: Folders that several panels use: on their pages only, too.
SHARED = {
    "lists": ("actions", "backups", "clients", "jobs", "overview", "sessions"),
    "protect": ("clients", "jobs", "overview", "sessions"),
    "verdict-checks": ("board", "sessions"),
}
_held: dict[str, list[str]] = {folder: [] for folder in (*PANELS, *SHARED)}


def of(panel: str) -> list[str]:
    """A panel's scripts, below STATIC_URL and in their order, behind those that it shares."""
    shared = [folder for folder, panels in SHARED.items() if panel in panels]
    return [name for folder in (*shared, panel) for name in _held[folder]]


def take_out() -> None:
    """Of what Horizon found; in place, because Horizon may have handed its list on."""
    found = settings.HORIZON_CONFIG["js_files"]
    for folder, names in _held.items():
        names += [name for name in found if name.startswith(f"{_ROOT}{folder}/")]
    taken = {name for names in _held.values() for name in names}
    found[:] = [name for name in found if name not in taken]
