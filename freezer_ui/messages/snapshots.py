"""Sentences about snapshots: their names, contents, and how certain they are."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data, runs

#: Between statements that are read one by one.
_NEXT = " · "
#: Names of members in one sentence.
_NAMED = 5


def name(tag: int | None, start: int, estimated: bool) -> str:
    """Return "Tag 42", "About tag 41", or the start of a snapshot without a tag."""
    if tag is None:
        return data.moment(start)
    return (gettext("About tag %(tag)s") if estimated else gettext("Tag %(tag)s")) % {"tag": tag}


def confidence() -> dict[str, str]:
    """Return sentences by how sure the tag of a snapshot is."""
    return {
        "exact": gettext("Exact"),
        "pinned": gettext(
            "Pinned: session and tag are saved in the backups, so the tag stays exact."
        ),
        "estimated": gettext(
            "Estimated: Freezer keeps no previous runs. These backups started together; the tag is "
            "counted back from an exact tag, and a run without a backup shifts the count."
        ),
        "unknown": gettext("Unknown: there are more groups of backups than runs."),
    }


def counts(done: int, members: int, rest: Mapping[str, int], without: int) -> str:
    """Return how many members were backed up, and the state of the others."""
    items = [
        gettext("%(done)s of %(members)s backed up") % {"done": done, "members": members},
        *(runs.count_is(state, count) for state, count in rest.items()),
    ]
    if without:
        forms = ngettext("%(count)s without a backup", "%(count)s without a backup", without)
        items.append(forms % {"count": without})
    return _NEXT.join(items)


# A member's part, without a full stop


def part(state: str) -> str:
    words = {
        "succeeded": gettext("Backed up"),
        "backed_up": gettext("Backed up"),
        "failed": gettext("Failed"),
        "running": gettext("Running"),
        "late": gettext("Too late: the backup is in no snapshot"),
        "missing": gettext("Did not run"),
        "waiting": gettext("Had not run yet"),
        "unknown": gettext("Freezer's records contradict each other"),
        "none": gettext("No backup, reason not recorded"),
        "apart": gettext("No backup yet: probably not a member at that time"),
    }
    return words.get(state, state)


def part_without_record() -> str:
    return gettext("Backed up, but Freezer has no record of the backup")


def part_of_other(kind: str) -> str:
    """Return the part of a job that makes no backups."""
    return gettext("Restored") if kind == "restore" else gettext("Succeeded")


def job_gone() -> str:
    return gettext("The job was deleted. Its backups still exist.")


def job_left() -> str:
    return gettext("The job is no longer in this session.")


def backup(name: str, at: int) -> str:
    return gettext("%(backup)s, %(moment)s") % {"backup": name, "moment": data.moment(at)}


# Why a backup is in no snapshot


def before() -> str:
    return gettext("The session never ran. The job made this backup by itself.")


def again() -> str:
    return gettext("The job ran again within the hold-off, so Freezer assigned no new tag.")


def beside() -> str:
    return gettext("Started at the same time as a pinned snapshot, but is not part of it.")


def unusable(status: str) -> str:
    return gettext("Freezer marks this backup as %(status)s: it cannot be restored.") % {
        "status": status
    }


def after(tag: int) -> str:
    return gettext("Started after the hold-off of tag %(tag)s, so Freezer assigned no tag.") % {
        "tag": tag
    }


def beside_run(tag: int) -> str:
    return gettext("Started at the time of tag %(tag)s, but is not part of that run.") % {
        "tag": tag
    }


# Why there are no snapshots


def no_jobs() -> str:
    return gettext("This session has no jobs, so there is no snapshot.")


def never_ran() -> str:
    return gettext("This session never ran, so there is no snapshot yet.")


gone = _(
    "This snapshot no longer exists. Its backups may have been deleted or regrouped. Check the "
    "history."
)


# Pins


def pinned(name: str) -> str:
    return gettext("%(name)s is pinned: the tag stays exact.") % {"name": name}


def unpinned(name: str) -> str:
    return gettext("%(name)s is no longer pinned.") % {"name": name}


already_pinned = _("This snapshot is already pinned.")
not_exact = _("Only a snapshot with an exact tag can be pinned. This tag is an estimate.")
still_running = _("The run is not over. Pin the snapshot after the run.")
nothing_to_pin = _("This snapshot has no backups to save the pin in.")
half_pinned = _(
    "The pin was saved in %(done)s of %(backups)s backups. %(reason)s Unpin the snapshot, then "
    "pin it again."
)
half_unpinned = _(
    "The pin was removed from %(done)s of %(backups)s backups. %(reason)s Unpin the snapshot again."
)
not_kept = _("Freezer did not keep the change. Check the history.")


# Comparison of two snapshots


def only_in_second() -> str:
    return gettext("Only in the second")


def only_in_first() -> str:
    return gettext("Only in the first")


def changed(fields: Sequence[str]) -> str:
    return gettext("Different: %(fields)s") % {
        "fields": data.enumerated([_fields()[each] for each in fields])
    }


def _fields() -> dict[str, str]:
    return {
        "state": gettext("state"),
        "level": gettext("level"),
        "container": gettext("container"),
        "client_version": gettext("agent version"),
        "backup_name": gettext("backup name"),
    }


def only_in(snapshot: str, members: Sequence[str]) -> str:
    return gettext("Only in %(snapshot)s: %(members)s.") % {
        "snapshot": snapshot,
        "members": data.some(members, _NAMED),
    }


def members_differ(field: str, count: int, members: int) -> str:
    forms = {
        "state": ngettext(
            "%(count)s of %(members)s members has a different state.",
            "%(count)s of %(members)s members have a different state.",
            count,
        ),
        "level": ngettext(
            "%(count)s of %(members)s members has a different level.",
            "%(count)s of %(members)s members have a different level.",
            count,
        ),
        "container": ngettext(
            "%(count)s of %(members)s members has a different container.",
            "%(count)s of %(members)s members have a different container.",
            count,
        ),
        "client_version": ngettext(
            "%(count)s of %(members)s members has a different agent version.",
            "%(count)s of %(members)s members have a different agent version.",
            count,
        ),
        "backup_name": ngettext(
            "%(count)s of %(members)s members has a different backup name.",
            "%(count)s of %(members)s members have a different backup name.",
            count,
        ),
    }
    return forms[field] % {"count": count, "members": members}


def skews(first: str, seconds: int, second: str, seconds_of_second: int) -> str:
    return gettext(
        "Members started within %(length)s in %(snapshot)s, within %(length_of_second)s in "
        "%(second)s."
    ) % {
        "snapshot": first,
        "length": data.length(seconds),
        "second": second,
        "length_of_second": data.length(seconds_of_second),
    }


def same() -> str:
    return gettext("Both snapshots have the same members, backed up in the same way.")


# The printable page


def heading(what: str) -> str:
    words = {
        "session": gettext("Session"),
        "snapshot": pgettext("of a session", "Snapshot"),
        "result": gettext("Result"),
        "confidence": gettext("Confidence"),
        "started": gettext("Started"),
        "ended": gettext("Ended"),
        "skew": gettext("Members started within"),
        "member": gettext("Member"),
        "client": gettext("Client"),
        "state": gettext("State"),
        "backups": pgettext("Freezer", "Backups"),
    }
    return words[what]


def not_recorded() -> str:
    return gettext("not recorded")


def title(session: str, snapshot: str) -> str:
    return gettext("%(session)s: %(snapshot)s") % {"session": session, "snapshot": snapshot}


def backup_in(name: str, at: int, container: str | None) -> str:
    return gettext("%(backup)s, %(moment)s (%(container)s)") % {
        "backup": name,
        "moment": data.moment(at),
        "container": container or not_recorded(),
    }
