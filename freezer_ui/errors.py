"""Exceptions for bad input and for Freezer's errors, each with a message for the tenant."""

from collections.abc import Mapping
from typing import Any

from freezer_ui.message import Message

#: The code of the sentence that a write may have happened although no answer came.
IN_DOUBT = "service.in_doubt"


class Invalid(ValueError):
    """A user's input cannot be used; `fields` maps field names to a message or sentence."""

    def __init__(self, fields: Mapping[str, Any]):
        super().__init__(str(next(iter(fields.values()))))
        self.fields = fields


class Wrong(ValueError):
    """A value is wrong; `message` says why."""

    def __init__(self, reason: Message):
        super().__init__(str(reason))
        self.message = reason


class FreezerError(Exception):
    """An error that is answered with the HTTP `status` and the sentence of `message`; `detail` is
    Freezer's own text.
    """

    status = 502

    def __init__(self, sentence: Message, detail: object = None):
        super().__init__(str(sentence))
        self.sentence = sentence
        self.detail = detail


class Refused(FreezerError):
    """Freezer refused the document; our own checks should have found the error first."""

    status = 400


class Forbidden(FreezerError):
    status = 403


class NotFound(FreezerError):
    status = 404


class Conflict(FreezerError):
    """The document has changed since the user read it, or its job is running."""

    status = 409


class IdTaken(Conflict):
    """The id of a new document is in use, or was a deleted document's: Freezer keeps those."""


class Failed(FreezerError):
    """Freezer failed, or cannot be reached."""

    status = 502


class NoAnswer(FreezerError):
    """Freezer did not answer in time; a write may or may not have happened."""

    status = 504


class Unavailable(Failed):
    """Freezer is not called at the moment; the request that raises this was not sent."""

    status = 503
