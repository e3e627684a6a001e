"""Waiting for Cinder; what it answers is in tests/rest/test_live_volumes.py."""

import pytest

from freezer_ui import bulkhead
from freezer_ui.api import cinder
from freezer_ui.errors import Failed, Unavailable

FREEZER = "http://127.0.0.1:9090"


@pytest.fixture
def silent(monkeypatch):
    """A Freezer that counts as silent while anybody waits for it, and for which one may."""
    monkeypatch.setattr(bulkhead, "SILENT_AFTER", 0)
    monkeypatch.setattr(bulkhead, "_most", lambda: 1)


def is_refused():
    try:
        with bulkhead.request(FREEZER):
            return False
    except Unavailable:
        return True


@pytest.mark.usefixtures("silent")
def test_who_waits_for_cinder_says_nothing_of_freezer():
    with bulkhead.request(FREEZER):
        assert is_refused()
        with bulkhead.elsewhere():
            assert not bulkhead.has_to_give_way()
            assert not is_refused()
        assert is_refused()
    assert not is_refused()


def test_a_cinder_that_was_silent_is_left_alone(monkeypatch):
    asked = []
    place = cinder.Cinder("token", "http://127.0.0.1:1/v3/p")
    get = place._get
    monkeypatch.setattr(place, "_get", lambda *arguments: asked.append(1) or get(*arguments))
    for _ in range(3):
        with pytest.raises(Failed):
            place.backups()
    assert len(asked) == 1
