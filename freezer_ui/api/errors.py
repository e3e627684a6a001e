"""Exceptions of freezerclient and of the network, translated into ours (freezer_ui/errors.py)."""

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

#: By status: what it is for us, and what is said of it.
_KINDS = {
    400: (Refused, message("freezer.refused")),
    401: (Failed, message("freezer.login_not_accepted")),
    403: (Forbidden, message("freezer.not_allowed")),
    404: (NotFound, message("freezer.not_found")),
    409: (Conflict, message("freezer.changed")),
}


#: What freezerclient raises over an answer that is no JSON, is nested too deep, or is JSON without
#: what was asked for.
_UNREADABLE = (ValueError, RecursionError, KeyError, TypeError, AttributeError)


@contextmanager
def translated(writing: bool = False) -> Iterator[None]:
    """Raise Freezer's and the network's errors as one of ours; `writing` says what became of it."""
    try:
        yield
    except Unavailable as error:
        raise Unavailable(_not_made(error.sentence, writing), error.detail) from None
    except ApiClientException as error:
        unknown = (Failed, _in_doubt(message("freezer.failed"), writing))
        kind, told = _KINDS.get(error.status_code, unknown)
        raise kind(told, detail=str(error)) from error
    except AnswerTooLarge as error:
        told = _in_doubt(message("freezer.too_large"), writing)
        raise Failed(told, type(error).__name__) from error
    except NOT_SENT as error:
        # For urllib3 a refused connection is one that took too long.
        told = _not_made(message("freezer.unreachable"), writing)
        raise Failed(told, type(error).__name__) from error
    except network.HTTPError as error:
        raise _lost(error, writing) from error
    except _UNREADABLE as error:
        told = _in_doubt(message("freezer.unreadable"), writing)
        raise Failed(told, type(error).__name__) from error


def _lost(error: Exception, writing: bool) -> FreezerError:
    detail = type(error).__name__
    if isinstance(error, network.TimeoutError):
        return NoAnswer(_in_doubt(message("freezer.no_answer"), writing), detail)
    return Failed(_in_doubt(message("freezer.unreachable"), writing), detail)


def _in_doubt(failure: Message, writing: bool) -> Message:
    return message(IN_DOUBT, what=failure) if writing else failure


def _not_made(failure: Message, writing: bool) -> Message:
    """Of a call that was not sent."""
    return message("freezer.not_made", failure=failure) if writing else failure
