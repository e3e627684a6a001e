"""What a page tells its scripts before they ask: the rules and looks that both need.

They are the same for every user and language.
"""

from functools import cache

import freezer_ui.rest  # noqa: F401 registers the endpoints
from freezer_ui.domain.schedules import schedule
from freezer_ui.rest.openapi import endpoints

#: Tone and icon of a state; its words come with it. The tones are classes of freezer.scss, the
#: icons those that Horizon's material theme has, too.
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
    # Only the jobs can tell, and they are being read.
    "checking": ("calm", "fa-search"),
    "waiting": ("calm", "fa-pause"),
    "never": ("calm", "fa-pause"),
    "empty": ("calm", "fa-ban"),
    "partial": ("bad", "fa-exclamation-triangle"),
    "refused": ("bad", "fa-ban"),
    "dangling": ("warn", "fa-exclamation-circle"),
    # Of a client: that something runs says nothing of what became of it, so it is not green.
    "protected": ("calm", "fa-check"),
    "unprotected": ("warn", "fa-exclamation-triangle"),
    # Of a backup.
    "gone": ("warn", "fa-question-circle"),
    "there": ("calm", "fa-check"),
    # Of an action.
    "free": ("calm", "fa-ban"),
    "used": ("calm", "fa-check"),
}
#: What a page calls a right, and the requests that it sends then.
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
    """{"stateStyles": {state: {"tone", "icon"}}, "rights": {name: rules of Freezer's policies},
    "calendarFields": [[field, what agents take if it is too fine to be given]], coarse to fine}
    """
    return {
        "stateStyles": {
            state: {"tone": tone, "icon": icon} for state, (tone, icon) in LOOKS.items()
        },
        "rights": {name: _rules(requests) for name, requests in _REQUESTS.items()},
        "calendarFields": [list(item) for item in schedule.BY_DEFAULT.items()],
    }


def _rules(requests: tuple[str, ...]) -> list[str]:
    """Those that write: a page that is drawn has been read."""
    needed = {f"{each.verb} {each.path}": each.declared.rules for each in endpoints()}
    rules = (rule for request in requests for rule in needed[request])
    return list(dict.fromkeys(rule for rule in rules if not rule.endswith((":get", ":get_all"))))
