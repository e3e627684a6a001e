"""What a rule has to tell a user, without words: freezer_ui.messages makes a sentence of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Message:
    """`code` names a sentence of freezer_ui.messages ("runs.complete"), which takes `params`: plain
    data, or messages.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """For logs, which are English and have no language to choose."""
        return f"{self.code} {dict(self.params)}" if self.params else self.code


def N_(text: str) -> str:
    """Marks a text that is plain data here, and is translated where it is shown."""
    return text


def message(code: str, /, **params: Any) -> Message:
    """A Message with these parameters."""
    return Message(code, params)
