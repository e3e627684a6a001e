"""Exceptions of freezerclient and of the network, translated into ours (freezer_ui/errors.py)."""

from collections.abc import Iterator
from contextlib import contextmanager

from freezerclient.exceptions import ApiClientException
from urllib3 import exceptions as network

from freezer_ui.errors import Conflict, Failed, Forbidden, FreezerError, NoAnswer, NotFound, Refused

_SENTENCES = {
    400: (Refused, "Freezer refused what was sent."),
    401: (Failed, "Freezer did not accept your login. If this goes on, log out and in again."),
    403: (Forbidden, "Freezer does not allow you to do this in this project."),
    404: (NotFound, "Freezer does not have this: it may have been deleted meanwhile."),
    409: (Conflict, "Freezer says that this has changed meanwhile."),
}


#: What a lost answer to a write leaves open.
_IN_DOUBT = " The change may have been made or not: look before you repeat it."


#: What freezerclient raises over an answer that is no JSON, is nested too deep, or is JSON without
#: what was asked for.
_UNREADABLE = (ValueError, RecursionError, KeyError, TypeError, AttributeError)


@contextmanager
def translated(writing: bool = False) -> Iterator[None]:
    """Raise Freezer's and the network's errors as one of ours; `writing` says what is in doubt."""
    doubt = _IN_DOUBT if writing else ""
    try:
        yield
    except ApiClientException as error:
        kind, sentence = _SENTENCES.get(
            error.status_code, (Failed, "Freezer failed while doing this.")
        )
        raise kind(sentence, detail=str(error)) from error
    except network.HTTPError as error:
        raise _lost(error, doubt) from error
    except _UNREADABLE as error:
        raise Failed(
            "The answer did not come from Freezer, or it is broken: a proxy in between may have "
            f"sent it. Tell your operator.{doubt}",
            detail=type(error).__name__,
        ) from error


def _lost(error: Exception, doubt: str) -> FreezerError:
    """For urllib3 a refused connection is one that took too long."""
    late = isinstance(error, network.TimeoutError)
    if late and not isinstance(error, network.NewConnectionError):
        return NoAnswer(f"Freezer did not answer in time.{doubt}", type(error).__name__)
    return Failed(f"Freezer cannot be reached at the moment.{doubt}", type(error).__name__)
