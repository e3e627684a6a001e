"""The folders of restores: new ones, and overlaps between them."""

import posixpath
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from freezer_ui.domain.jobs import agent_options

#: The default folder of restores, where nothing of the machine's own is.
ASIDE = "/srv/restored"


def root(title: str, name: str, now: int) -> str:
    """Return a folder that no restore has used, named by what is restored and by `now`."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
    parts = [agent_options.safe(title) or "session", agent_options.safe(name) or "snapshot"]
    return "/".join([ASIDE, *parts, f"restored-{stamp}"])


def below(wanted: Iterable[tuple[str | None, str | None, str]]) -> list[str]:
    """Return a folder below a root for each (client, original folder, name): the original path,
    with the name in front where folders would overlap on one client.
    """
    taken, found = _Taken(), []
    for number, (client, original, name) in enumerate(wanted):
        own = agent_options.safe(name) or "backup"
        plain = agent_options.safe_path(original or "") or f"/{own}"
        options = [plain, f"/{own}{plain}", *(f"/{own}-{n}{plain}" for n in range(2, number + 3))]
        path = next(each for each in options if taken.meets(client, each) is None)
        taken.add(client, path, number)
        found.append(path)
    return found


def meeting(places: Sequence[tuple[str, str | None]]) -> dict[int, int]:
    """Return {index: earlier index} of places (client_id, folder or None) that are the same or
    nested on one client.
    """
    taken, found = _Taken(), {}
    for number, (client_id, path) in enumerate(places):
        if path:
            earlier = taken.meets(client_id, path)
            if earlier is not None:
                found[number] = earlier
            taken.add(client_id, path, number)
    return found


class _Taken:
    """Folders of clients that are in use, each with an index."""

    def __init__(self) -> None:
        self._whole: dict[tuple[Any, ...], int] = {}
        self._above: dict[tuple[Any, ...], int] = {}

    def add(self, client: str | None, path: str, number: int) -> None:
        folders = (client, *_folders(path))
        self._whole.setdefault(folders, number)
        for depth in range(1, len(folders)):
            self._above.setdefault(folders[:depth], number)

    def meets(self, client: str | None, path: str) -> int | None:
        """Return the index of the one whose folder is the same or nested, or None."""
        folders = (client, *_folders(path))
        if folders in self._above:
            return self._above[folders]
        parts = (folders[:depth] for depth in range(1, len(folders) + 1))
        return next((self._whole[each] for each in parts if each in self._whole), None)


def same_place(one: str | None, other: str | None) -> bool:
    """Whether two paths are the same folder."""
    return one is not None and other is not None and _folders(one) == _folders(other)


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it."""
    outer = _folders(folder)
    return bool(path) and _folders(path)[: len(outer)] == outer


def _folders(path: str) -> list[str]:
    return [name for name in posixpath.normpath(path).split("/") if name]
