"""python-freezerclient for the cloud's users."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import requests
from freezerclient.exceptions import ApiClientException
from freezerclient.v2.client import Client
from keystoneauth1.exceptions import ClientException

from stack import catalog, freezer, keystone
from stack.errors import StackError
from stack.ports import Ports


class Reachable(Protocol):
    """The ports and URLs of a cloud's services; stack.cloud.Cloud has them."""

    keystone_url: str
    freezer_url: str


@dataclass(frozen=True)
class Running:
    """A cloud that another process started."""

    keystone_url: str
    freezer_url: str

    @classmethod
    def at(cls, ports: Ports) -> "Running":
        """Return the cloud that listens on these ports."""
        return cls(keystone.url(ports.keystone), freezer.url(ports.freezer))


def client_for(cloud: Reachable, username: str, project: str) -> Client:
    """Return a v2 client of `username` in `project`. Logs in at once; raises
    keystoneauth1's errors.
    """
    session = catalog.password_session(cloud.keystone_url, username, project)
    return Client(session=session, endpoint=cloud.freezer_url)


def default_id(client: Client, machine: str) -> str:
    """Return the client id that a scheduler uses by default."""
    return f"{client.get_project_id}_{machine}"


@contextmanager
def told_in_a_sentence(what: str) -> Iterator[None]:
    """Turn exceptions of Keystone's and Freezer's clients into StackError "{what}: reason"."""
    try:
        yield
    except (ApiClientException, ClientException, requests.RequestException) as error:
        reason = " ".join(str(error).split())
        raise StackError(f"{what}: {reason}") from error
