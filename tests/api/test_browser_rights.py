"""What a page offers is what the endpoints behind it let the user do: the rule is theirs."""

import re
from pathlib import Path

import freezer_ui
from tests.rest.endpoints import declared

PERMISSIONS = (
    Path(freezer_ui.__file__).parent
    / "static/dashboard/project/freezer/core/permissions.service.js"
)
#: What a page calls it, and the requests that it sends then.
SENDS = {
    "create": ["POST sessions/"],
    "edit": ["PATCH sessions/{session_id}"],
    "remove": ["DELETE sessions/{session_id}"],
    "members": [
        "PUT sessions/{session_id}/jobs/{job_id}",
        "DELETE sessions/{session_id}/jobs/{job_id}",
    ],
    "pin": [
        "PUT sessions/{session_id}/snapshots/{key}",
        "DELETE sessions/{session_id}/snapshots/{key}",
    ],
    "run": ["POST sessions/{session_id}/action"],
}


def test_a_page_asks_for_the_rules_of_the_endpoints():
    text = PERMISSIONS.read_text()
    asked = {
        name: set(re.findall(r"'([^']+)'", rules))
        for name, rules in re.findall(r"^      (\w+): \[([^\]]*)\]", text, re.MULTILINE)
    }
    needed = {f"{each.verb} {each.path}": each.declared.rules for each in declared()}
    assert asked == {
        # a page that is drawn has been read
        name: {
            rule
            for request in requests
            for rule in needed[request]
            if not rule.endswith((":get", ":get_all"))
        }
        for name, requests in SENDS.items()
    }
