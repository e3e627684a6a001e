"""Collects the errors of a form's fields, to refuse them together."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from freezer_ui.errors import Invalid
from freezer_ui.message import Message

T = TypeVar("T")


class Errors:
    """Messages by field."""

    def __init__(self) -> None:
        self._messages: dict[str, Message | str] = {}

    def add(self, messages: Mapping[str, Message | str], prefix: str = "") -> None:
        self._messages.update({f"{prefix}{name}": words for name, words in messages.items()})

    def read(self, read: Callable[..., T], *arguments: object, prefix: str = "") -> T | None:
        """Return what `read` does; None for Invalid, whose messages are added."""
        try:
            return read(*arguments)
        except Invalid as problem:
            self.add(problem.fields, prefix)
            return None

    def refuse(self, name: str, wrong: Message | None) -> None:
        """Add the error of a field, if there is one."""
        if wrong:
            self.add({name: wrong})

    def raise_any(self) -> None:
        if self._messages:
            raise Invalid(self._messages)
