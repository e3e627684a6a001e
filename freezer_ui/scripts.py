"""The scripts and templates of our pages.

Horizon adds every plugin's scripts to all of its pages. Ours are taken out of that list, since only
few pages need them, and loaded by our pages alone. For the styles see
templates/freezer_ui/page.html.
"""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from horizon.templatetags import angular

_ROOT = "dashboard/project/freezer/"
#: Folders below static/, each with a module of the folder's name (board/board.module.js).
PANELS = ("actions", "backups", "board", "clients", "jobs", "overview", "sessions", "upcoming")
#: Folders whose scripts are in one file for all panels, which the browser caches; "" is the root
#: with our main module.
COMMON = ("", "core", "forms", "health", "pool", "schedule", "session-wizard", "writes")
#: Folders that several panels use; they are loaded on the pages of those panels only.
SHARED = {
    "files": ("actions", "jobs", "sessions"),
    "lists": ("actions", "backups", "clients", "jobs", "overview", "sessions"),
    "protect": ("clients", "jobs", "overview", "sessions"),
    "retention": ("actions", "jobs"),
    "restore": ("backups", "sessions"),
    "session-page": ("sessions",),
    "snapshots": ("sessions",),
    "timeline": ("overview", "sessions", "upcoming"),
    "verdict-checks": ("board", "sessions"),
}
#: Our scripts in the order in which Horizon found them.
_ours: dict[str, list[str]] = {"js_files": [], "external_templates": []}
#: By panel and theme.
_rendered: dict[tuple[str, str], SafeString] = {}


def common() -> list[str]:
    """Return the scripts that all panels share, as paths below STATIC_URL, in order."""
    return list(_in("js_files", COMMON))


def of(panel: str) -> list[str]:
    """Return a panel's own scripts and those it shares with some panels, to be loaded after
    common().
    """
    return list(_in("js_files", _folders(panel)))


def templates(panel: str, theme: str) -> SafeString:
    """Return a panel's templates, with the theme's own where it has them, as scripts that put them
    into Angular's cache.
    """
    key = (panel, theme)
    if settings.DEBUG or key not in _rendered:
        _rendered[key] = _render((*COMMON, *_folders(panel)), theme)
    return _rendered[key]


def _render(folders: tuple[str, ...], theme: str) -> SafeString:
    config = settings.HORIZON_CONFIG | {
        "external_templates": list(_in("external_templates", folders))
    }
    context = {"HORIZON_CONFIG": config, "STATIC_URL": settings.STATIC_URL, "THEME": theme}
    found = angular.angular_templates(context)
    # Horizon's own template renders our files.
    return mark_safe(render_to_string("angular/angular_templates.html", found))  # noqa: S308


def _folders(panel: str) -> tuple[str, ...]:
    return (*(folder for folder, panels in SHARED.items() if panel in panels), panel)


def _in(kind: str, folders: tuple[str, ...]) -> Iterator[str]:
    """Return the files of these folders, modules first: a file may need the module of a later
    folder.
    """
    found = [name for folder in folders for name in _ours[kind] if _folder_of(name) == folder]
    return iter(sorted(found, key=lambda name: not name.endswith(".module.js")))


def _folder_of(name: str) -> str:
    return name.removeprefix(_ROOT).rpartition("/")[0].partition("/")[0]


def take_out() -> None:
    """Take our scripts, specs and catalogue out of the lists that Horizon found. The lists are
    changed in place, because Horizon may have passed them on already.
    """
    config = settings.HORIZON_CONFIG
    for kind, ours in _ours.items():
        ours += [name for name in config[kind] if name.startswith(_ROOT)]
        config[kind][:] = [name for name in config[kind] if not name.startswith(_ROOT)]
    specs = config["js_spec_files"]
    specs[:] = [name for name in specs if not name.startswith(_ROOT)]
    config["plugins"][:] = [name for name in config["plugins"] if name != "freezer_ui"]
