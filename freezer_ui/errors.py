"""What can go wrong: bad input, and Freezer's errors, each with a message for the tenant."""

from collections.abc import Mapping
from typing import Any

from freezer_ui.message import Message

#: The code of what a lost answer to a write leaves open.
IN_DOUBT = "service.in_doubt"


class Invalid(ValueError):
    """What a user sent cannot be used; `fields` has each field's name, with a message or a
    sentence of what is wrong."""

    def __init__(self, fields: Mapping[str, Any]):
        super().__init__(str(next(iter(fields.values()))))
        self.fields = fields


class Wrong(ValueError):
    """A value is wrong; `message` says why."""

    def __init__(self, reason: Message):
        super().__init__(str(reason))
        self.message = reason


class FreezerError(Exception):
    """The HTTP `status` we answer with, and the message that becomes its sentence; `detail` is
    Freezer's own word.
    """

    status = 502

    def __init__(self, sentence: Message, detail: object = None):
        super().__init__(str(sentence))
        self.sentence = sentence
        self.detail = detail


class Refused(FreezerError):
    """Freezer found the document bad; our own checks should have said so first."""

    status = 400


class Forbidden(FreezerError):
    status = 403


class NotFound(FreezerError):
    status = 404


class Conflict(FreezerError):
    """It changed under the user's hand, or is running."""

    status = 409


class Failed(FreezerError):
    """Freezer failed, or cannot be reached."""

    status = 502


class NoAnswer(FreezerError):
    """Freezer did not answer in time; a write may or may not have happened."""

    status = 504


class Unavailable(Failed):
    """Freezer is not asked at the moment: what this is raised for was certainly not sent."""

    status = 503
