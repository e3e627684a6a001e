"""Who is shown what others have read."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import override_settings

from freezer_ui.cache import access, backend, responses
from freezer_ui.errors import Forbidden


@pytest.fixture(autouse=True)
def _nothing_noted(monkeypatch):
    cache.clear()
    monkeypatch.setattr(access, "_noted", access.Latest(10))


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(access.time, "monotonic", lambda: clock.now)
    return clock


def user(token: str) -> SimpleNamespace:
    return SimpleNamespace(
        project_id="p",
        url="http://freezer.invalid",
        roles="member",
        token=token,
        prove=lambda: access.note(token),
    )


def read(caller, mark: str) -> dict:
    return responses.get_or_make(caller, ["x"], 60, 1000, lambda: {"by": mark})


def test_an_answer_is_shared_with_whom_freezer_has_answered():
    assert read(user("first"), "first")["by"] == "first"
    assert not access.is_recent("second")
    assert read(user("second"), "second")["by"] == "first"
    assert access.is_recent("second")


def test_an_answer_is_not_shown_to_whom_freezer_refuses():
    def refuse():
        raise Forbidden("not any more")

    read(user("first"), "first")
    gone = user("gone")
    gone.prove = refuse
    with pytest.raises(Forbidden):
        read(gone, "gone")


def test_a_token_that_freezer_refuses_is_forgotten():
    access.note("a")
    access.forget("a")
    assert not access.is_recent("a")
    access.note("a")
    assert access.is_recent("a")


def test_a_token_counts_for_the_stated_age_since_freezer_took_it_last(clock, monkeypatch):
    lifetimes = []

    def note_lifetime(operation, *arguments):
        if operation == "set":
            lifetimes.append(arguments[-1])
        return getattr(cache, operation)(*arguments)

    monkeypatch.setattr(backend, "cache", note_lifetime)
    for clock.now in (0, 1, 4, 6):
        access.note("a")
    assert lifetimes == [access.LIFETIME, access.LIFETIME]
    assert access.LIFETIME == responses.LIFETIME
    assert access.is_recent("a")
    assert not access.is_recent("b")


def test_a_token_is_not_kept_in_the_cache():
    access.note("very-secret")
    assert "very-secret" not in access._key("very-secret")


def test_nobody_is_recent_without_the_cache():
    deaf = {"default": {"BACKEND": "tests.api.test_locks._Deaf", "LOCATION": "deaf"}}
    with override_settings(CACHES=deaf):
        access.note("a")
        assert not access.is_recent("a")
