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

_SENTENCES = {
    400: (Refused, "Freezer refused what was sent."),
    401: (Failed, "Freezer did not accept your login. If this goes on, log out and in again."),
    403: (Forbidden, "Freezer does not allow you to do this in this project."),
    404: (NotFound, "Freezer does not have this: it may have been deleted meanwhile."),
    409: (Conflict, "Freezer says that this has changed meanwhile."),
}


_IN_DOUBT = f" {IN_DOUBT}"


#: What freezerclient raises over an answer that is no JSON, is nested too deep, or is JSON without
#: what was asked for.
_UNREADABLE = (ValueError, RecursionError, KeyError, TypeError, AttributeError)


#: What a call that was not sent leaves.
_NOT_MADE = " The change was not made."


@contextmanager
def translated(writing: bool = False) -> Iterator[None]:
    """Raise Freezer's and the network's errors as one of ours; `writing` says what became of it."""
    doubt = _IN_DOUBT if writing else ""
    not_made = _NOT_MADE if writing else ""
    try:
        yield
    except Unavailable as error:
        raise Unavailable(f"{error.sentence}{not_made}", error.detail) from None
    except ApiClientException as error:
        kind, sentence = _SENTENCES.get(
            error.status_code, (Failed, f"Freezer failed while doing this.{doubt}")
        )
        raise kind(sentence, detail=str(error)) from error
    except AnswerTooLarge as error:
        raise Failed(
            "Freezer's answer is larger than this dashboard reads. Your operator can raise "
            f"FREEZER_LARGEST_ANSWER, or lower FREEZER_PAGE_SIZE.{doubt}",
            detail=type(error).__name__,
        ) from error
    except NOT_SENT as error:
        # For urllib3 a refused connection is one that took too long.
        raise Failed(
            f"Freezer cannot be reached at the moment.{not_made}", type(error).__name__
        ) from error
    except network.HTTPError as error:
        raise _lost(error, doubt) from error
    except _UNREADABLE as error:
        raise Failed(
            "The answer did not come from Freezer, or it is broken: a proxy in between may have "
            f"sent it. Tell your operator.{doubt}",
            detail=type(error).__name__,
        ) from error


def _lost(error: Exception, doubt: str) -> FreezerError:
    if isinstance(error, network.TimeoutError):
        return NoAnswer(f"Freezer did not answer in time.{doubt}", type(error).__name__)
    return Failed(f"Freezer cannot be reached at the moment.{doubt}", type(error).__name__)
