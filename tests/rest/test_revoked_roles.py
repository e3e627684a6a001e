"""A role that Keystone takes away: nothing is read or written with a login that had it."""

import pytest

from stack import catalog
from stack.users import DEMO, User
from tests.rest.horizon import Horizon
from tests.rest.test_rights_table import ENDPOINTS, NEEDLE, TABLE, ids, send, state

__all__ = ["ids"]

LEAVER = User("leaver", DEMO.project, DEMO.role)
PANELS = ("overview", "sessions", "board", "upcoming", "jobs", "clients", "actions", "backups")
#: Reads whose answers are shared by the users of a project.
SHARED = (
    "sessions/", "overview/", "overview/details", "jobs/", "actions/", "backups/", "clients/",
    "upcoming/",
)  # fmt: skip
#: Answers that are about no document: forms, what was sent, and volumes without Cinder.
ABOUT_NOTHING = {
    "GET openapi.json", "GET forms/{form}", "GET installation", "POST retention/",
    "POST schedule/preview", "POST actions/file/", "POST sessions/file/",
    "GET volumes/",
}  # fmt: skip


@pytest.fixture
def leaver(wired) -> Horizon:
    """Logged in as a member of the project whose role was taken away before the first request."""
    keystone = catalog._client(wired.cloud.keystone_url)
    catalog._ensure_user(keystone, LEAVER)
    login = Horizon(wired.cloud.horizon_url, LEAVER)
    (user,) = keystone.users.list(name=LEAVER.name)
    for assignment in keystone.role_assignments.list(user=user):
        keystone.roles.revoke(
            assignment.role["id"], user=user, project=assignment.scope["project"]["id"]
        )
    return login


@pytest.mark.parametrize("path", SHARED)
def test_what_colleagues_have_just_read_is_not_shown(as_demo, leaver, ids, path):
    assert as_demo.get(path, max_age="60").ok
    answer = leaver.get(path, max_age="60")
    assert not answer.ok, answer.text
    assert NEEDLE not in answer.text


def test_no_endpoint_reads_or_writes(leaver, demo, ids):
    before = state(demo)
    for name in TABLE:
        answer = send(leaver, ENDPOINTS[name], ids)
        assert NEEDLE not in answer.text, name
        if name not in ABOUT_NOTHING:
            assert not answer.ok, f"{name}: {answer.text[:300]}"
    assert state(demo) == before


@pytest.mark.parametrize("panel", PANELS)
def test_no_page_has_rows(as_demo, leaver, ids, panel):
    path = f"/project/freezer_{panel}/"
    shown = as_demo.page(path)
    assert shown.ok
    answer = leaver.page(path)
    assert answer.ok
    assert NEEDLE not in answer.text
