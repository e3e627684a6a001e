"""Sentences about runs and the members that took part."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

empty = _("No jobs")
never = _("Never run")
awaited = _("Starts when the agents pick it up")
unreadable = _("Unknown: Freezer's record of this run is not readable")
complete = _("Complete: %(done)s of %(members)s in tag %(tag)s")
overdue = _("Tag %(tag)s was complete, but the next run is overdue: check the agents")
checking = _("Checking tag %(tag)s…")


def running(tag: int, done: int, members: int, rest: Mapping) -> str:
    words = gettext("Running tag %(tag)s: %(done)s of %(members)s succeeded")
    return _with_rest(words % {"tag": tag, "done": done, "members": members}, **rest)


def incomplete(tag: int, done: int, members: int, rest: Mapping) -> str:
    words = gettext("Tag %(tag)s: %(done)s of %(members)s succeeded")
    return _with_rest(words % {"tag": tag, "done": done, "members": members}, **rest)


def unconfirmed(tag: int, done: int, members: int, rest: Mapping) -> str:
    words = gettext("Tag %(tag)s not confirmed: %(done)s of %(members)s succeeded")
    return _with_rest(words % {"tag": tag, "done": done, "members": members}, **rest)


def _with_rest(
    words: str,
    named: Sequence[tuple[str, str]] = (),
    counted: Mapping[str, int] | None = None,
) -> str:
    """`named` are clients with their states, `counted` has the number of members by state."""
    items = [client_is(state, client) for client, state in named]
    items += [count_is(state, count) for state, count in (counted or {}).items()]
    return data.statements([words, *items])


def client_is(state: str, client: str) -> str:
    """Return a member's part in a run, by the name of its machine."""
    words = {
        "succeeded": gettext("%(client)s succeeded"),
        "failed": gettext("%(client)s failed"),
        "running": gettext("%(client)s running"),
        "late": gettext("%(client)s started too late"),
        "missing": gettext("%(client)s did not run"),
        "waiting": gettext("%(client)s waiting"),
        "unknown": gettext("%(client)s unknown"),
        "checking": gettext("%(client)s being checked"),
    }
    return words[state] % {"client": client}


def count_is(state: str, count: int) -> str:
    """Return how many members of a run are in a state."""
    words = {
        "succeeded": ngettext("%(count)s succeeded", "%(count)s succeeded", count),
        "failed": ngettext("%(count)s failed", "%(count)s failed", count),
        "running": ngettext("%(count)s running", "%(count)s running", count),
        "late": ngettext("%(count)s started too late", "%(count)s started too late", count),
        "missing": ngettext("%(count)s did not run", "%(count)s did not run", count),
        "waiting": ngettext("%(count)s waiting", "%(count)s waiting", count),
        "unknown": ngettext("%(count)s unknown", "%(count)s unknown", count),
        "checking": ngettext("%(count)s being checked", "%(count)s being checked", count),
    }
    return words[state] % {"count": count}


# Why Freezer's own result differs

booked_as_running = _("Freezer still shows this run as running: it missed the end of a member.")
success_of_client = _("Freezer says success because %(client)s's previous run worked.")
success_of_others = _(
    "Freezer says success because it counts results of previous runs for members that did not "
    "take part in this run."
)
success_too_early = _("Freezer said success before every member had ended.")
failure_of_others = _(
    "Freezer says fail because it counts a result of a previous run. Every member succeeded in "
    "this run."
)


def member(state: str, kind: str) -> str:
    """Return a member's part in the current run; `kind` is kind.of its job."""
    if state in _BY_KIND:
        return _BY_KIND[state](kind)
    words = {
        "failed": gettext("Failed in this run"),
        "running": gettext("Running"),
        "missing": gettext("Did not run"),
        "waiting": gettext("Waiting for the first run in this session"),
        "unknown": gettext("Freezer's records contradict each other"),
        "checking": gettext("Being checked"),
    }
    return words[state]


def _succeeded(kind: str) -> str:
    words = {
        "backup": gettext("Backed up in this run"),
        "restore": gettext("Restored in this run"),
    }
    return words.get(kind) or gettext("Succeeded in this run")


def _late(kind: str) -> str:
    words = {
        "backup": gettext("Backed up too late to be part of this run"),
        "restore": gettext("Restored too late to be part of this run"),
    }
    return words.get(kind) or gettext("Ran too late to be part of this run")


_BY_KIND = {"succeeded": _succeeded, "late": _late}
