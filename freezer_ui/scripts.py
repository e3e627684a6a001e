"""The scripts and templates of our pages: Horizon puts what it finds of a plugin into every page of
its own, and few of those have to do with backups. Their styles: templates/freezer_ui/page.html.
"""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from horizon.templatetags import angular

_ROOT = "dashboard/project/freezer/"
#: Folders below static/, each with a module that adds itself to ours (board/board.module.js).
PANELS = ("actions", "backups", "board", "clients", "jobs", "overview", "sessions", "upcoming")
#: What each of them has, in one file that the browser keeps: "" is our module itself.
COMMON = ("", "core", "forms", "health", "pool", "schedule", "session-wizard", "writes")
#: Folders that several panels use: on their pages only.
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
#: What Horizon found of ours, in its order.
_ours: dict[str, list[str]] = {"js_files": [], "external_templates": []}
#: By the names of a panel and a theme.
_rendered: dict[tuple[str, str], SafeString] = {}


def common() -> list[str]:
    """The scripts of every panel, below STATIC_URL and in their order."""
    return list(_in("js_files", COMMON))


def of(panel: str) -> list[str]:
    """A panel's own, and those that it shares with some: to be loaded behind the common ones."""
    return list(_in("js_files", _folders(panel)))


def templates(panel: str, theme: str) -> SafeString:
    """A panel's templates, the theme's own in their place, as scripts that hand them to Angular."""
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
    # Horizon's own template, of our own files
    return mark_safe(render_to_string("angular/angular_templates.html", found))  # noqa: S308


def _folders(panel: str) -> tuple[str, ...]:
    return (*(folder for folder, panels in SHARED.items() if panel in panels), panel)


def _in(kind: str, folders: tuple[str, ...]) -> Iterator[str]:
    """The modules of all folders first: a file of one may need the module of the next."""
    found = [name for folder in folders for name in _ours[kind] if _folder_of(name) == folder]
    return iter(sorted(found, key=lambda name: not name.endswith(".module.js")))


def _folder_of(name: str) -> str:
    return name.removeprefix(_ROOT).rpartition("/")[0].partition("/")[0]


def take_out() -> None:
    """Of what Horizon found; in place, because Horizon may have handed its lists on. Specs and the
    catalogue of texts, too.
    """
    config = settings.HORIZON_CONFIG
    for kind, ours in _ours.items():
        ours += [name for name in config[kind] if name.startswith(_ROOT)]
        config[kind][:] = [name for name in config[kind] if not name.startswith(_ROOT)]
    specs = config["js_spec_files"]
    specs[:] = [name for name in specs if not name.startswith(_ROOT)]
    config["plugins"][:] = [name for name in config["plugins"] if name != "freezer_ui"]
