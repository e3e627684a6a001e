"""Sentences of the overview."""

from django.utils.translation import gettext, ngettext

from freezer_ui.domain.overview import nights
from freezer_ui.domain.overview.nights import Cell
from freezer_ui.domain.overview.summary import Summary

HOUR = 3600


def of_sessions(summary: Summary) -> list[str]:
    """Return sentences about the last runs of all sessions, by verdict."""
    if not summary.sessions:
        return [gettext("There are no sessions yet.")]
    if not summary.ran:
        words = ngettext(
            "%(count)s session, which has not run yet.",
            "%(count)s sessions, none of which has run yet.",
            summary.sessions,
        )
        return [words % {"count": summary.sessions}]
    return [_complete(summary), *_others(summary)]


def _complete(summary: Summary) -> str:
    if summary.is_of_last_night:
        words = ngettext(
            "Last night: %(complete)s of %(total)s session complete.",
            "Last night: %(complete)s of %(total)s sessions complete.",
            summary.ran,
        )
    else:
        words = ngettext(
            "Last runs: %(complete)s of %(total)s session complete.",
            "Last runs: %(complete)s of %(total)s sessions complete.",
            summary.ran,
        )
    return words % {"complete": summary.complete, "total": summary.ran}


def _others(summary: Summary) -> list[str]:
    running, checking = summary.counts.get("running", 0), summary.counts.get("checking", 0)
    told = (
        (ngettext("%(count)s needs you.", "%(count)s need you.", summary.needy), summary.needy),
        (ngettext("%(count)s is running.", "%(count)s are running.", running), running),
        (
            ngettext("%(count)s is being checked.", "%(count)s are being checked.", checking),
            checking,
        ),
    )
    return [words % {"count": count} for words, count in told if count]


def of_machines(fresh: int, total: int, unprotected: int, limit: int | None) -> list[str]:
    """Return sentences about the age of the machines' backups and the number of unprotected
    machines. `limit` is in seconds; None if each schedule counts.
    """
    found = [_fresh(fresh, total, limit)] if total else []
    if unprotected:
        words = ngettext(
            "%(count)s machine is not protected.",
            "%(count)s machines are not protected.",
            unprotected,
        )
        found.append(words % {"count": unprotected})
    return found


def _fresh(fresh: int, total: int, limit: int | None) -> str:
    if limit is None:
        words = ngettext(
            "%(fresh)s of %(total)s machine has a backup as recent as its schedule requires.",
            "%(fresh)s of %(total)s machines have a backup as recent as their schedule requires.",
            total,
        )
        return words % {"fresh": fresh, "total": total}
    words = ngettext(
        "%(fresh)s of %(total)s machine has a backup younger than %(hours)s h.",
        "%(fresh)s of %(total)s machines have a backup younger than %(hours)s h.",
        total,
    )
    return words % {"fresh": fresh, "total": total, "hours": limit // HOUR}


def of_cell(cell: Cell) -> str:
    """Return a night of a machine, without a full stop."""
    if cell.state == nights.MADE:
        words = ngettext("%(count)s backup", "%(count)s backups", cell.backups)
        return words % {"count": cell.backups}
    if cell.state == nights.PARTLY:
        words = ngettext(
            "%(kept)s of %(total)s job made its expected backup",
            "%(kept)s of %(total)s jobs made their expected backup",
            cell.expected,
        )
        return words % {"kept": cell.kept, "total": cell.expected}
    if cell.state == nights.UNUSABLE:
        words = ngettext(
            "%(count)s backup, which cannot be restored",
            "%(count)s backups, none of which can be restored",
            cell.unusable,
        )
        return words % {"count": cell.unusable}
    if cell.state == nights.MISSED:
        words = ngettext(
            "No backup, although %(count)s job was expected to make one",
            "No backup, although %(count)s jobs were expected to make one",
            cell.expected,
        )
        return words % {"count": cell.expected}
    if cell.state == nights.COMING:
        return gettext("A backup is still to come")
    return gettext("No backup, and none expected")


def notes(unplaced: int, ahead: int) -> list[str]:
    """Return what the records cannot tell: backups of unknown machines, and from the future."""
    found = []
    if unplaced:
        words = ngettext(
            "%(count)s backup is not counted, because its machine is not a client of Freezer.",
            "%(count)s backups are not counted, because their machines are not clients of Freezer.",
            unplaced,
        )
        found.append(words % {"count": unplaced})
    if ahead:
        words = ngettext(
            "%(count)s backup has a time in the future, and is not counted: the clock of its "
            "machine is wrong.",
            "%(count)s backups have a time in the future, and are not counted: the clocks of their "
            "machines are wrong.",
            ahead,
        )
        found.append(words % {"count": ahead})
    return found
