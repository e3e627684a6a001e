"""Sentences about how long backups stay, and which are probably gone."""

from django.utils.translation import gettext, ngettext

from freezer_ui.domain.backups.fates import Fate
from freezer_ui.domain.backups.retention import Chain
from freezer_ui.domain.backups.simulation import Outcome
from freezer_ui.messages import data

_DAY = 86_400


def sentence(fate: Fate) -> str:
    """Return what becomes of a backup, or has become of it."""
    if fate.gone_at is not None:
        return gone(fate.gone_at, fate.rule.days, fate.backups, fate.full_at)
    return kept(fate.ends or 0, fate.backups, fate.full_at)


def gone(at: int, days: float | None, backups: int, full_at: int) -> str:
    """Return sentences about a backup that the run at `at` should have deleted; `backups` is the
    size of its chain, `full_at` the time of its full backup.
    """
    if days is None:
        told = gettext("Should be gone since %(day)s: its job deletes old backups.") % {
            "day": data.local_day(at)
        }
    else:
        told = gettext("Should be gone since %(day)s: kept %(length)s.") % {
            "day": data.local_day(at),
            "length": data.length(round(days * _DAY)),
        }
    return _with_chain(told, backups, full_at)


def kept(ends: int, backups: int, full_at: int) -> str:
    """Return sentences about a backup that stays until the first run after `ends`."""
    told = gettext("Kept until the first run after %(moment)s.") % {"moment": data.moment(ends)}
    return _with_chain(told, backups, full_at)


def beside(told: str, count: int) -> str:
    """Return a statement about a snapshot, with the number of members whose backup is
    probably gone.
    """
    forms = ngettext(
        "%(told)s · %(count)s backup should be gone",
        "%(told)s · %(count)s backups should be gone",
        count,
    )
    return forms % {"told": told, "count": count}


def sentences(first: str, second: str) -> str:
    """Return a statement, given without its full stop, followed by a sentence."""
    return gettext("%(first)s. %(second)s") % {"first": first, "second": second}


def warning(name: str, told: str) -> str:
    """Return a warning before the restore of a backup that is probably gone; `told` is from
    gone().
    """
    return gettext(
        '"%(backup)s": %(told)s Its record is still in Freezer, but the restore may find no data.'
    ) % {"backup": name, "told": told}


def outcome(found: Outcome) -> list[str]:
    """Return the restore points after the simulated runs, in sentences."""
    if not found.runs:
        return [gettext("No runs follow, so no backup is made or deleted.")]
    forms = ngettext(
        "After the run of %(moment)s there is %(count)s restore point.",
        "After the run of %(moment)s there are %(count)s restore points.",
        found.points,
    )
    told = [forms % {"moment": data.moment(found.runs[-1]), "count": found.points}]
    if not found.points:
        return [*told, gettext("Each run deletes the backup that it just made.")]
    if found.oldest is not None:
        told.append(
            gettext("The oldest is from %(moment)s.") % {"moment": data.moment(found.oldest)}
        )
    if found.least is not None:
        told.append(reach(found.least))
    elif not found.deleted:
        told.append(gettext("None of these runs deletes a backup."))
    return told


def planned(found: Outcome, days: float | None) -> str:
    """Return what a new action keeps; `days` is its rule, None without one."""
    if days is None:
        return gettext("Retention: no backup is deleted.")
    kept = gettext("Retention: backups are deleted after %(length)s, together with their chain.")
    told = [kept % {"length": data.length(round(days * _DAY))}]
    return data.sentences(told if found.least is None else [*told, reach(found.least)])


def reach(seconds: int) -> str:
    """Return how far back a restore reaches in the worst case."""
    if not seconds:
        return gettext(
            "After each deletion, only the newest backup is left: keep backups for more days."
        )
    return gettext("From the first deletion on, you can go back %(length)s or more.") % {
        "length": data.length(seconds)
    }


def refused() -> str:
    return gettext("The agent refuses this rule after each backup, and deletes nothing.")


def chain(found: Chain) -> str:
    """Return a chain of a forecast, and the run that deletes it."""
    values = {"moment": data.moment(found.made[0]), "count": len(found.made) - 1}
    if found.gone_at is None:
        alone = gettext("Full backup of %(moment)s")
        forms = ngettext(
            "Full backup of %(moment)s and %(count)s increment",
            "Full backup of %(moment)s and %(count)s increments",
            values["count"],
        )
    else:
        values["gone"] = data.moment(found.gone_at)
        alone = gettext("Full backup of %(moment)s, deleted by the run of %(gone)s")
        forms = ngettext(
            "Full backup of %(moment)s and %(count)s increment, deleted by the run of %(gone)s",
            "Full backup of %(moment)s and %(count)s increments, deleted by the run of %(gone)s",
            values["count"],
        )
    return (forms if values["count"] else alone) % values


def _with_chain(told: str, backups: int, full_at: int) -> str:
    if backups < 2:
        return told
    forms = ngettext(
        "%(told)s It is deleted with its chain: %(count)s backup from the full one of %(day)s.",
        "%(told)s It is deleted with its chain: %(count)s backups from the full one of %(day)s.",
        backups,
    )
    return forms % {"told": told, "count": backups, "day": data.local_day(full_at)}
