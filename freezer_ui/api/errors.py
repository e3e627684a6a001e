"""Translates exceptions of freezerclient and of the network into ours (freezer_ui/errors.py)."""

from collections.abc import Iterator
from contextlib import contextmanager

from freezerclient.exceptions import ApiClientException
from urllib3 import exceptions as network

from freezer_ui.api.bounded import NOT_SENT, AnswerTooLarge
from freezer_ui.errors import (
    IN_DOUBT,
    Conflict,
    Failed,
    Forbidden,
    FreezerError,
    NoAnswer,
    NotFound,
    Refused,
    Unavailable,
)
from freezer_ui.message import Message, message

#: By HTTP status: the exception to raise, and its message.
_KINDS = {
    400: (Refused, message("freezer.refused")),
    401: (Failed, message("freezer.login_not_accepted")),
    403: (Forbidden, message("freezer.not_allowed")),
    404: (NotFound, message("freezer.not_found")),
    409: (Conflict, message("freezer.changed")),
}


#: Raised by freezerclient for an answer that is not JSON, is nested too deeply, or lacks a key.
_UNREADABLE = (ValueError, RecursionError, KeyError, TypeError, AttributeError)


@contextmanager
def translated(writing: bool = False) -> Iterator[None]:
    """Raise every error of Freezer and of the network as a FreezerError. With `writing`, its
    message says whether the write may have happened.
    """
    try:
        yield
    except Unavailable as error:
        raise Unavailable(_not_made(error.sentence, writing), error.detail) from None
    except ApiClientException as error:
        unknown = (Failed, _in_doubt(message("freezer.failed"), writing))
        kind, reason = _KINDS.get(error.status_code, unknown)
        raise kind(reason, detail=str(error)) from error
    except AnswerTooLarge as error:
        reason = _in_doubt(message("freezer.too_large"), writing)
        raise Failed(reason, type(error).__name__) from error
    except NOT_SENT as error:
        # Before the next clause: for urllib3, a refused connection is a timeout.
        reason = _not_made(message("freezer.unreachable"), writing)
        raise Failed(reason, type(error).__name__) from error
    except network.HTTPError as error:
        raise _lost(error, writing) from error
    except _UNREADABLE as error:
        reason = _in_doubt(message("freezer.unreadable"), writing)
        raise Failed(reason, type(error).__name__) from error


def _lost(error: Exception, writing: bool) -> FreezerError:
    detail = type(error).__name__
    if isinstance(error, network.TimeoutError):
        return NoAnswer(_in_doubt(message("freezer.no_answer"), writing), detail)
    return Failed(_in_doubt(message("freezer.unreachable"), writing), detail)


def _in_doubt(failure: Message, writing: bool) -> Message:
    return message(IN_DOUBT, what=failure) if writing else failure


def _not_made(failure: Message, writing: bool) -> Message:
    """The message for a call that was not sent."""
    return message("freezer.not_made", failure=failure) if writing else failure
