"""What can go wrong between us and Freezer: few kinds, each with a sentence for the tenant."""

from collections.abc import Iterator
from contextlib import contextmanager

from freezerclient.exceptions import ApiClientException
from urllib3 import exceptions as network


class FreezerError(Exception):
    """The HTTP `status` we answer with and a `sentence`; `detail` is Freezer's own word."""

    status = 502

    def __init__(self, sentence: str, detail: object = None):
        super().__init__(sentence)
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


_SENTENCES = {
    400: (Refused, "Freezer refused what was sent."),
    401: (Failed, "Freezer did not accept your login. If this goes on, log out and in again."),
    403: (Forbidden, "Freezer does not allow you to do this in this project."),
    404: (NotFound, "Freezer does not have this: it may have been deleted meanwhile."),
    409: (Conflict, "Freezer says that this has changed meanwhile."),
}


#: What a lost answer to a write leaves open.
_IN_DOUBT = " The change may have been made or not: look before you repeat it."


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
    except (network.HTTPError, ValueError, KeyError, TypeError, RecursionError) as error:
        # A proxy's page instead of JSON, or JSON without what was asked for, is a failure too.
        raise _lost(error, doubt) from error


def _lost(error: Exception, doubt: str) -> FreezerError:
    """For urllib3 a refused connection is one that took too long."""
    late = isinstance(error, network.TimeoutError)
    if late and not isinstance(error, network.NewConnectionError):
        return NoAnswer(f"Freezer did not answer in time.{doubt}", type(error).__name__)
    return Failed(f"Freezer cannot be reached at the moment.{doubt}", type(error).__name__)
