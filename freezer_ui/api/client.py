"""Calls to Freezer with the token, project and endpoint of a Horizon request, without Keystone."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from itertools import count
from typing import Any, TypeVar

from django.conf import settings as django_settings
from django.http import HttpRequest
from freezerclient.exceptions import ApiClientException
from freezerclient.v2.client import Client
from freezerclient.v2.managers import jobs
from horizon.exceptions import ServiceCatalogException
from keystoneauth1.session import Session
from keystoneauth1.token_endpoint import Token
from openstack_dashboard.api.base import url_for

from freezer_ui import deadline, settings
from freezer_ui.api import cinder, parallel, transport
from freezer_ui.api.errors import translated
from freezer_ui.cache import locks, responses
from freezer_ui.domain import document_types, documents
from freezer_ui.domain.session_input import is_client_id, is_id
from freezer_ui.errors import Failed, IdTaken, NotFound
from freezer_ui.message import Message, message

LOG = logging.getLogger(__name__)

transport.install()

Document = TypeVar("Document", bound=Mapping[str, Any])
#: Makes a document of an answer of Freezer, to a request for this id.
Read = Callable[[object, str], Document]
#: Reads a page of rows, by limit and offset.
ReadPage = Callable[[int, int], list[Document]]

#: The most readings of a list that changes while it is read.
READINGS = 3
_VERSION = re.compile(r"/v\d+(/[^/]*)?$")


def connect(request: HttpRequest) -> "Freezer":
    """Return Freezer for the user and project of a Horizon request. Raises Failed."""
    user = request.user
    roles = sorted(role["name"] for role in user.roles)
    return Freezer(
        user.token.id, user.project_id, root_url(request), ",".join(roles), cinder.connect(request)
    )


def root_url(request: HttpRequest) -> str:
    """Return freezer-api's root: FREEZER_API_URL, or the catalog's endpoint without its version.
    Raises Failed if the catalog has none.
    """
    try:
        url = settings.get("FREEZER_API_URL") or url_for(request, settings.SERVICE_TYPE)
    except ServiceCatalogException as error:
        raise Failed(message("freezer.no_service"), detail=str(error)) from error
    return _VERSION.sub("", url.rstrip("/"))


class Freezer:
    """Freezer's documents of one project, with a stand-in for each value that its field cannot have
    (domain/documents.py).

    Unless it says otherwise, a method is one call to freezer-api, and raises FreezerError.
    """

    def __init__(
        self,
        token: str,
        project_id: str,
        url: str,
        roles: str = "",
        volumes: cinder.Cinder | None = None,
    ):
        self.token = token
        self.project_id = project_id
        self.url = url
        #: The user's roles, with commas between them: they decide what Freezer shows.
        self.roles = roles
        #: Cinder for the same user and project; None if the catalog has no Cinder.
        self.volumes = volumes
        self._client = _client(token, project_id, url)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Check that our locks are still held, and invalidate cached answers even if the write
        fails: it may have happened.
        """
        locks.renew_all()
        deadline.lift()
        try:
            with transport.one_attempt(), translated(writing=True):
                yield
        finally:
            responses.invalidate(self.project_id)

    def sessions(self, limit: int, offset: int) -> list[document_types.Session]:
        """GET sessions: one page; Freezer has neither an order nor a total.

        The documents are shared between callers, who must not change them.
        """
        with transport.decoding_once(documents.sessions):
            return _page(self._client.sessions.list_all, documents.session, limit, offset)

    def prove(self) -> None:
        """GET sessions, one row at most. Raises FreezerError where Freezer refuses the caller."""
        self.sessions(1, 0)

    def all_sessions(self) -> list[document_types.Session]:
        """Every session of the project: one call for each FREEZER_PAGE_SIZE."""
        return self._all(self.sessions, "session_id")

    def session(self, session_id: str) -> document_types.Session:
        return _there(self.find_session(session_id), message("freezer.session_gone"))

    def find_session(self, session_id: str) -> document_types.Session | None:
        """The session, or None if it is gone or another project's."""
        return self._find(self._client.sessions, documents.session, session_id)

    def find_sessions(self, session_ids: Iterable[str]) -> dict[str, document_types.Session | None]:
        """find_session for each id, several calls at a time."""
        return _each(self.find_session, session_ids)

    def create_session(self, document: Mapping[str, Any]) -> str:
        """POST sessions. Returns the new id."""
        with self._writing():
            return _new_id(self._client.sessions.create(documents.with_raw_values(document)))

    def update_session(self, session_id: str, changes: Mapping[str, Any]) -> None:
        """PATCH sessions/{id}. Freezer answers 500 to an unknown key."""
        with self._writing():
            self._client.sessions.update(session_id, documents.with_raw_values(changes))

    def delete_session(self, session_id: str) -> None:
        """DELETE sessions/{id}. Its members are left dangling."""
        with self._writing():
            self._client.sessions.delete(session_id)

    def add_job(self, session_id: str, job_id: str) -> None:
        """PUT sessions/{id}/jobs/{id}: Freezer copies schedule and tag into the job."""
        with self._writing():
            self._client.sessions.add_job(session_id, job_id)

    def remove_job(self, session_id: str, job_id: str) -> None:
        """DELETE sessions/{id}/jobs/{id}: stops the job and destroys its schedule.

        For a ghost, Freezer answers 404 and removes it all the same. freezerclient would try
        five times; transport.one_attempt sends one call, as long as a lock's lease lasts.
        """
        with self._writing():
            self._client.sessions.remove_job(session_id, job_id)

    def jobs(self, limit: int, offset: int) -> list[document_types.Job]:
        """GET jobs: one page. An admin gets every project's."""
        return _page(self._client.jobs.list_all, documents.job, limit, offset)

    def all_jobs(self) -> list[document_types.Job]:
        """Every job of this project: one call for each FREEZER_PAGE_SIZE."""
        return [job for job in self._all(self.jobs, "job_id") if self.ours(job)]

    def job(self, job_id: str) -> document_types.Job:
        return _there(self.find_job(job_id), message("freezer.job_gone"))

    def find_job(self, job_id: str) -> document_types.Job | None:
        """The job, or None if it is gone or another project's."""
        found = self._find(self._client.jobs, documents.job, job_id)
        if found is not None and not isinstance(found.get("project_id"), str):
            # Taken for gone, its entries would be removed from sessions.
            raise Failed(message("freezer.other_job"))
        return found if found and self.ours(found) else None

    def find_jobs(self, job_ids: Iterable[str]) -> dict[str, document_types.Job | None]:
        """find_job for each id, several calls at a time: Freezer cannot list a session's jobs."""
        return _each(self.find_job, job_ids)

    def update_job(self, job_id: str, changes: Mapping[str, Any]) -> None:
        """PATCH jobs/{id}. Without the whole job_schedule, Freezer wipes it."""
        with self._writing():
            self._client.jobs.update(job_id, documents.with_raw_values(changes))

    def create_job_with_id(self, job_id: str, document: Mapping[str, Any]) -> None:
        """POST jobs with an id of ours: a session can list the job before an agent sees it."""
        self._post(self._client.jobs, {**document, "job_id": job_id})

    def delete_job(self, job_id: str) -> None:
        """DELETE jobs/{id}. A session that lists it keeps its entry."""
        with self._writing():
            self._client.jobs.delete(job_id)

    def end_session(self, session_id: str, job_id: str, tag: int, result: str) -> None:
        """POST sessions/{id}/action, as an agent does when a member's backup has ended."""
        with self._writing():
            self._client.sessions.end_session(session_id, job_id, tag, result)

    def all_backups(self) -> list[document_types.Record]:
        """Every backup record of the project: one call for each FREEZER_PAGE_SIZE.

        Records of volumes say what Freezer knows; services/backup_records.py adds what Cinder says.
        """
        return self._backups(None)

    def backups_with(self, **metadata: str) -> list[document_types.Record]:
        """The records with these values in their backup_metadata.

        Freezer reads its whole table for each FREEZER_PAGE_SIZE of them: for few records.
        """
        search = {"match": [{name: value} for name, value in metadata.items()]}
        # another database of Freezer may not know the search, and answers all
        return [
            row
            for row in self._backups(search)
            if metadata.items() <= (row.get("backup_metadata") or {}).items()
        ]

    def _backups(self, search: Mapping[str, Any] | None) -> list[document_types.Record]:
        ask = partial(self._client.backups.list, search=search)
        return self._all(partial(_page, ask, documents.backup), "backup_id")

    def backup(self, backup_id: str) -> document_types.Record:
        return _there(self.find_backup(backup_id), message("freezer.backup_gone"))

    def find_backup(self, backup_id: str) -> document_types.Record | None:
        """The backup's record, or None if it is gone or another project's."""
        return self._find(self._client.backups, documents.backup, backup_id)

    def delete_backup(self, backup_id: str) -> None:
        """DELETE backups/{id}: deletes the record and nothing in the storage. Freezer's answer is
        the same if there was no record.
        """
        with self._writing():
            self._client.backups.delete(backup_id)

    def update_backup(self, backup_id: str, metadata: Mapping[str, Any]) -> None:
        """PATCH backups/{id}: merges `metadata` into its backup_metadata."""
        with self._writing():
            changes = {"backup_metadata": documents.with_raw_values(metadata)}
            self._client.backups.update(backup_id, changes)

    def all_clients(self) -> dict[str, document_types.Client]:
        """Every client of the project by client_id: one call for each FREEZER_PAGE_SIZE."""
        page = partial(_page, self._client.clients.list, documents.client)
        return {client["client_id"]: client for client in self._all(page, "client_id")}

    def find_client(self, client_id: str) -> document_types.Client | None:
        """The client, which may be a central one, or None if this project cannot use it."""
        return self._find(self._client.clients, documents.client, client_id, is_client_id)

    def client(self, client_id: str) -> document_types.Client:
        return _there(self.find_client(client_id), message("freezer.client_gone"))

    def delete_client(self, client_id: str) -> None:
        """DELETE clients/{id}: deletes the record; its scheduler and jobs stay as they are.

        Freezer answers success if there was none, and 403 for another project's central client.
        """
        with self._writing():
            self._client.clients.delete(client_id)

    def actions(self, limit: int, offset: int) -> list[document_types.Action]:
        """GET actions: one page, of this project even for an admin."""
        return _page(self._client.actions.list, documents.action, limit, offset)

    def action(self, action_id: str) -> document_types.Action:
        return _there(self.find_action(action_id), message("freezer.action_gone"))

    def find_action(self, action_id: str) -> document_types.Action | None:
        """The action, or None if it is gone or another project's."""
        return self._find(self._client.actions, documents.action, action_id)

    def create_action(self, action_id: str, document: Mapping[str, Any]) -> None:
        """POST actions with an id of ours."""
        self._post(self._client.actions, {**document, "action_id": action_id})

    def update_action(self, action_id: str, document: Mapping[str, Any]) -> None:
        """PATCH actions/{id}: replaces the whole freezer_action. A retry field that is not sent
        becomes null, which leaves jobs running without end.
        """
        with self._writing():
            self._client.actions.update(action_id, documents.with_raw_values(document))

    def delete_action(self, action_id: str) -> None:
        """DELETE actions/{id}. Freezer takes it out of the jobs that use it."""
        with self._writing():
            self._client.actions.delete(action_id)

    def ours(self, document: Mapping[str, Any]) -> bool:
        """Whether a document is this project's: an admin gets every project's jobs."""
        return document.get("project_id") == self.project_id

    def _post(self, manager: Any, document: Mapping[str, Any]) -> None:
        """POST a document that has its id. Raises IdTaken.

        freezerclient would POST it to the id's own address, which replaces a document and makes no
        trust for a job; central clients cannot work without one.
        """
        body = json.dumps(documents.with_raw_values(document))
        with self._writing():
            answer = jobs.requests.post(
                manager.endpoint, data=body, headers=manager.headers, verify=manager.verify
            )
            if answer.status_code == HTTPStatus.CONFLICT:
                raise IdTaken(message("freezer.id_taken"), str(ApiClientException(answer)))
            if answer.status_code != HTTPStatus.CREATED:
                raise ApiClientException(answer)

    def _find(
        self, manager: Any, read: Read[Document], key: str, is_key: Callable[[str], bool] = is_id
    ) -> Document | None:
        """Return a document, or None; also for a key that cannot be an id, as other tools write."""
        if not is_key(key):
            return None
        with translated():
            found = manager.get(key)
            try:
                return None if found is None else read(found, key)
            except documents.Namesake:
                return None

    def _all(self, page: ReadPage[Document], key: str) -> list[Document]:
        """All rows, each once. A row that comes or goes between two pages shifts the others: one
        may be on both, or on none. Then all are read again, READINGS times in all; if none
        is whole, the rows of all readings are returned.
        """
        size = settings.get("FREEZER_PAGE_SIZE")
        seen: dict[str, Document] = {}
        for _reading in range(READINGS):
            rows, is_whole = _read_pages(page, size, key)
            if is_whole:
                return list(rows.values())
            seen |= rows
        LOG.warning("A list changed during each of %s readings", READINGS)
        return list(seen.values())


def _client(token: str, project_id: str, url: str) -> Client:
    insecure = django_settings.OPENSTACK_SSL_NO_VERIFY
    cacert = django_settings.OPENSTACK_SSL_CACERT
    session = Session(
        # needs no Keystone, unlike freezerclient's own plugin
        auth=Token(url, token),
        verify=False if insecure else cacert or True,
        timeout=settings.get("FREEZER_READ_TIMEOUT"),
    )
    return Client(
        session=session, endpoint=url, project_id=project_id, cacert=cacert, insecure=insecure
    )


def _new_id(key: object) -> str:
    """Return the id that Freezer gave to a new document. Raises ValueError if it is no id."""
    if not (isinstance(key, str) and is_id(key)):
        raise ValueError("This is no id.")
    return key


def _page(
    ask: Callable[..., object], read: Callable[[object], Document], limit: int, offset: int
) -> list[Document]:
    with translated():
        return documents.every(ask(limit=limit, offset=offset), read)


def _there(found: Document | None, gone: Message) -> Document:
    """Return a document. Raises NotFound for None."""
    if found is None:
        raise NotFound(gone)
    return found


def _each(find: Callable[[str], Document | None], ids: Iterable[str]) -> dict[str, Document | None]:
    wanted = list(ids)
    return dict(zip(wanted, parallel.gather(partial(find, each) for each in wanted), strict=True))


def _read_pages(page: ReadPage[Document], size: int, key: str) -> tuple[dict[str, Document], bool]:
    """Return all rows by `key`, and whether each page, from the second on, begins with the last row
    of the page before.
    """
    rows: dict[str, Document] = {}
    last, is_whole = None, True
    for offset in count(0, size):
        again = min(offset, 1)
        found = page(size + again, offset - again)
        is_whole = is_whole and (not again or last in [row[key] for row in found[:1]])
        rows.update((row[key], row) for row in found)
        if len(found) < size + again:
            break
        last = found[-1][key]
    return rows, is_whole
