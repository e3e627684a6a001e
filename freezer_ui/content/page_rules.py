"""Rules and looks that a page gives to its scripts; the same for all users and languages."""

from functools import cache

import freezer_ui.rest  # noqa: F401 registers the endpoints
from freezer_ui.domain.schedules import schedule
from freezer_ui.rest.openapi import endpoints

#: Tone and icon of each state. Tones are classes of freezer.scss; icons exist in Horizon's material
#: theme too.
LOOKS = {
    "complete": ("good", "fa-check"),
    "succeeded": ("good", "fa-check"),
    "incomplete": ("bad", "fa-exclamation-triangle"),
    "failed": ("bad", "fa-times-circle"),
    "running": ("busy", "fa-play"),
    "late": ("warn", "fa-exclamation-circle"),
    "missing": ("warn", "fa-minus"),
    "overdue": ("warn", "fa-exclamation-circle"),
    "unknown": ("warn", "fa-question-circle"),
    # jobs are being read
    "checking": ("calm", "fa-search"),
    "waiting": ("calm", "fa-pause"),
    "never": ("calm", "fa-pause"),
    "empty": ("calm", "fa-ban"),
    "partial": ("bad", "fa-exclamation-triangle"),
    "refused": ("bad", "fa-ban"),
    "dangling": ("warn", "fa-exclamation-circle"),
    # of a client; not green, since it says nothing about results
    "protected": ("calm", "fa-check"),
    "unprotected": ("warn", "fa-exclamation-triangle"),
    # of a backup
    "gone": ("warn", "fa-question-circle"),
    "there": ("calm", "fa-check"),
    # of an action
    "free": ("calm", "fa-ban"),
    "used": ("calm", "fa-check"),
}
#: Rights of a page, and the requests that need them.
_REQUESTS = {
    "create": ("POST sessions/",),
    "edit": ("PATCH sessions/{session_id}",),
    "remove": ("DELETE sessions/{session_id}",),
    "members": (
        "PUT sessions/{session_id}/jobs/{job_id}",
        "DELETE sessions/{session_id}/jobs/{job_id}",
    ),
    "pin": (
        "PUT sessions/{session_id}/snapshots/{key}",
        "DELETE sessions/{session_id}/snapshots/{key}",
    ),
    "run": ("POST sessions/{session_id}/action",),
}


@cache
def of_page() -> dict:
    """Return {"stateStyles": {state: {"tone", "icon"}}, "rights": {name: policy rules},
    "calendarFields": [[field, default]] from coarse to fine}.
    """
    return {
        "stateStyles": {
            state: {"tone": tone, "icon": icon} for state, (tone, icon) in LOOKS.items()
        },
        "rights": {name: _rules(requests) for name, requests in _REQUESTS.items()},
        "calendarFields": [list(item) for item in schedule.BY_DEFAULT.items()],
    }


def _rules(requests: tuple[str, ...]) -> list[str]:
    """The policy rules of writes; a page that is drawn needs no other."""
    needed = {f"{each.verb} {each.path}": each.declared.rules for each in endpoints()}
    rules = (rule for request in requests for rule in needed[request])
    return list(dict.fromkeys(rule for rule in rules if not rule.endswith((":get", ":get_all"))))
