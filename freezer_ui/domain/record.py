"""Whole documents of Freezer for the screen, with possible secrets hidden."""

from collections.abc import Mapping

from freezer_ui.domain.documents import Unreadable
from freezer_ui.domain.jobs import secrets

#: Keys whose value is always hidden: the trust by which a central client works for a user.
_NEVER = ("user_credentials",)
#: Characters that are shown of an unreadable value.
_LONGEST = 200
_WIDEST = 2**53


def masked(value: object, name: str = "") -> object:
    """Return the same JSON with secrets.HIDDEN in place of each value that may be a secret."""
    if name in _NEVER:
        return secrets.HIDDEN
    if isinstance(value, Unreadable):
        return masked(repr(value.raw)[:_LONGEST], name)
    if isinstance(value, Mapping):
        if name == "freezer_action":
            return {str(key): _of_action(str(key), each) for key, each in value.items()}
        return {str(key): masked(each, str(key)) for key, each in value.items()}
    if isinstance(value, list):
        return [masked(each, name) for each in value]
    if isinstance(value, str) and value and _is_hidden(name, value):
        return secrets.HIDDEN
    if isinstance(value, int | float) and not isinstance(value, bool):
        # browsers round larger numbers
        return value if abs(value) < _WIDEST else str(value)
    return value


def _is_hidden(name: str, value: str) -> bool:
    if secrets.is_shown(name):
        return secrets.shown(name, value) is None
    return secrets.may_hold(f"{name}={value}")


def _of_action(name: str, value: object) -> object:
    is_empty = value in (None, "", False) or value == [] or value == {}
    return value if is_empty or secrets.shown(name, value) is not None else secrets.HIDDEN
