"""From a Horizon request to Freezer: the user's token, project and endpoint, without Keystone."""

import json
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
from freezer_ui.errors import Failed, NotFound
from freezer_ui.message import message

transport.install()

Document = TypeVar("Document", bound=Mapping[str, Any])
#: Makes a document of what Freezer answers; the id is the one that was asked for.
Read = Callable[[object, str], Document]
#: Reads rows: so many, from an offset on.
ReadPage = Callable[[int, int], list[Document]]

_VERSION = re.compile(r"/v\d+(/[^/]*)?$")


def connect(request: HttpRequest) -> "Freezer":
    """Freezer for the user and project of a Horizon request."""
    user = request.user
    roles = sorted(role["name"] for role in user.roles)
    return Freezer(
        user.token.id,
        user.project_id,
        root_url(request),
        ",".join(roles),
        cinder.connect(request),
    )


def root_url(request: HttpRequest) -> str:
    """freezer-api's root: FREEZER_API_URL, else the catalog's endpoint less its version (F17)."""
    try:
        url = settings.get("FREEZER_API_URL") or url_for(request, settings.SERVICE_TYPE)
    except ServiceCatalogException as error:
        raise Failed(message("freezer.no_service"), detail=str(error)) from error
    return _VERSION.sub("", url.rstrip("/"))


class Freezer:
    """Freezer's sessions and jobs of one project; documents as Freezer writes them, with a stand-in
    for each value that its field cannot have (domain/documents.py).

    Every method is one call to freezer-api unless it says otherwise, and raises a FreezerError.
    """

    def __init__(
        self,
        token: str,
        project_id: str,
        url: str,
        roles: str = "",
        volumes: cinder.Cinder | None = None,
    ):
        insecure = django_settings.OPENSTACK_SSL_NO_VERIFY
        cacert = django_settings.OPENSTACK_SSL_CACERT
        self.project_id = project_id
        self.url = url
        #: Of what Freezer lets the user see beside the project.
        self.roles = roles
        #: Cinder, for the same user and project; None where the catalog has none.
        self.volumes = volumes
        self._client = Client(
            session=Session(
                # A token with its endpoint needs no Keystone; freezerclient's own plugin would ask.
                auth=Token(url, token),
                verify=False if insecure else cacert or True,
                timeout=settings.get("FREEZER_READ_TIMEOUT"),
            ),
            endpoint=url,
            project_id=project_id,
            cacert=cacert,
            insecure=insecure,
        )

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Nothing is written where a turn that we took is lost. Whatever becomes of a write, what
        was read before it may be wrong now.
        """
        locks.renew_all()
        deadline.lift()
        try:
            with transport.one_attempt(), translated(writing=True):
                yield
        finally:
            responses.invalidate(self.project_id)

    def sessions(self, limit: int, offset: int) -> list[document_types.Session]:
        """GET sessions: one page, without an order of its own and without a total (F11).

        The documents are shared with whoever is answered the same: nobody may change them.
        """
        with translated(), transport.decoding_once(documents.sessions):
            rows = self._client.sessions.list_all(limit=limit, offset=offset)
            return documents.every(rows, documents.session)

    def all_sessions(self) -> list[document_types.Session]:
        """Every session of the project, in as many calls as it takes."""
        return self._all(self.sessions, "session_id")

    def session(self, session_id: str) -> document_types.Session:
        found = self.find_session(session_id)
        if found is None:
            raise NotFound(message("freezer.session_gone"))
        return found

    def find_session(self, session_id: str) -> document_types.Session | None:
        """The session, or None where it is gone or another project's."""
        return self._find(self._client.sessions, documents.session, session_id)

    def find_sessions(self, session_ids: Iterable[str]) -> dict[str, document_types.Session | None]:
        """find_session for each, several at a time."""
        return _each(self.find_session, session_ids)

    def create_session(self, document: Mapping[str, Any]) -> str:
        """POST sessions; answers the new id."""
        with self._writing():
            return _made(self._client.sessions.create(documents.written(document)))

    def update_session(self, session_id: str, changes: Mapping[str, Any]) -> None:
        """PATCH sessions/{id}; an unknown key would be answered with 500 (F8)."""
        with self._writing():
            self._client.sessions.update(session_id, documents.written(changes))

    def delete_session(self, session_id: str) -> None:
        """DELETE sessions/{id}; its members are left dangling (F6)."""
        with self._writing():
            self._client.sessions.delete(session_id)

    def add_job(self, session_id: str, job_id: str) -> None:
        """PUT sessions/{id}/jobs/{id}: copies the session's schedule and tag into the job (F4)."""
        with self._writing():
            self._client.sessions.add_job(session_id, job_id)

    def remove_job(self, session_id: str, job_id: str) -> None:
        """DELETE sessions/{id}/jobs/{id}: stops the job and destroys its schedule (F3).

        A ghost is answered with 404 and is removed all the same (F7). It is asked once, where
        freezerclient would ask five times: a turn is held for one call (locks.py).
        """
        with self._writing():
            self._client.sessions.remove_job(session_id, job_id)

    def jobs(self, limit: int, offset: int) -> list[document_types.Job]:
        """GET jobs: one page; an admin is answered with every project's (F13)."""
        with translated():
            rows = self._client.jobs.list_all(limit=limit, offset=offset)
            return documents.every(rows, documents.job)

    def all_jobs(self) -> list[document_types.Job]:
        """Every job of this project, in as many calls as it takes."""
        return [job for job in self._all(self.jobs, "job_id") if self.ours(job)]

    def job(self, job_id: str) -> document_types.Job:
        found = self.find_job(job_id)
        if found is None:
            raise NotFound(message("freezer.job_gone"))
        return found

    def find_job(self, job_id: str) -> document_types.Job | None:
        """The job, or None where it is gone or another project's."""
        found = self._find(self._client.jobs, documents.job, job_id)
        if found is not None and not isinstance(found.get("project_id"), str):
            # Nobody can tell whose it is: taken for gone, its entries would be taken away.
            raise Failed(message("freezer.other_job"))
        return found if found and self.ours(found) else None

    def find_jobs(self, job_ids: Iterable[str]) -> dict[str, document_types.Job | None]:
        """find_job for each, several at a time: Freezer does not list a session's jobs."""
        return _each(self.find_job, job_ids)

    def update_job(self, job_id: str, changes: Mapping[str, Any]) -> None:
        """PATCH jobs/{id}; always with the whole job_schedule, or Freezer wipes it (F14)."""
        with self._writing():
            self._client.jobs.update(job_id, documents.written(changes))

    def create_job(self, document: Mapping[str, Any]) -> str:
        """POST jobs; answers the new id."""
        with self._writing():
            return _made(self._client.jobs.create(documents.written(document)))

    def create_job_with_id(self, job_id: str, document: Mapping[str, Any]) -> None:
        """POST jobs with an id that we chose: a session can list the job before an agent sees it.

        freezerclient would POST it to jobs/{id}, which replaces a job and makes no trust, without
        which central clients cannot work.
        """
        manager, body = self._client.jobs, json.dumps({**document, "job_id": job_id})
        with self._writing():
            answer = jobs.requests.post(
                manager.endpoint, data=body, headers=manager.headers, verify=manager.verify
            )
            if answer.status_code != HTTPStatus.CREATED:
                raise ApiClientException(answer)

    def delete_job(self, job_id: str) -> None:
        """DELETE jobs/{id}; a session that lists it keeps its entry (F7)."""
        with self._writing():
            self._client.jobs.delete(job_id)

    def end_session(self, session_id: str, job_id: str, tag: int, result: str) -> None:
        """POST sessions/{id}/action: what an agent sends when a member's backup has ended."""
        with self._writing():
            self._client.sessions.end_session(session_id, job_id, tag, result)

    def all_backups(self) -> list[document_types.Record]:
        """Every backup record of the project, in as many calls as it takes: a search would load
        the whole table for each of them (F11). Of volumes they are Freezer's word only, see
        services/volumes.py.
        """

        def page(limit: int, offset: int) -> list[document_types.Record]:
            with translated():
                rows = self._client.backups.list(limit=limit, offset=offset)
                return documents.every(rows, documents.backup)

        return self._all(page, "backup_id")

    def backup(self, backup_id: str) -> document_types.Record:
        found = self.find_backup(backup_id)
        if found is None:
            raise NotFound(message("freezer.backup_gone"))
        return found

    def find_backup(self, backup_id: str) -> document_types.Record | None:
        """A backup's record, or None where it is gone or another project's."""
        return self._find(self._client.backups, documents.backup, backup_id)

    def delete_backup(self, backup_id: str) -> None:
        """DELETE backups/{id}: the record, and nothing in the storage; one that is not there is
        answered the same.
        """
        with self._writing():
            self._client.backups.delete(backup_id)

    def update_backup(self, backup_id: str, metadata: Mapping[str, Any]) -> None:
        """PATCH backups/{id}: merges `metadata` into its backup_metadata (R7)."""
        with self._writing():
            changes = {"backup_metadata": documents.written(metadata)}
            self._client.backups.update(backup_id, changes)

    def all_clients(self) -> dict[str, document_types.Client]:
        """Every client of the project by its client_id, as GET clients has them in "client"."""

        def page(limit: int, offset: int) -> list[document_types.Client]:
            with translated():
                rows = self._client.clients.list(limit=limit, offset=offset)
                return documents.every(rows, documents.client)

        return {client["client_id"]: client for client in self._all(page, "client_id")}

    def find_client(self, client_id: str) -> document_types.Client | None:
        """A client that this project may use, central ones included, or None."""
        return self._find(self._client.clients, documents.client, client_id, is_client_id)

    def client(self, client_id: str) -> document_types.Client:
        found = self.find_client(client_id)
        if found is None:
            raise NotFound(message("freezer.client_gone"))
        return found

    def delete_client(self, client_id: str) -> None:
        """DELETE clients/{id}: only its record goes, its scheduler and its jobs stay as they are.

        One that is not there is answered with success, another project's central one with 403.
        """
        with self._writing():
            self._client.clients.delete(client_id)

    def actions(self, limit: int, offset: int) -> list[document_types.Action]:
        """GET actions: one page, only this project's whoever asks."""
        with translated():
            rows = self._client.actions.list(limit=limit, offset=offset)
            return documents.every(rows, documents.action)

    def action(self, action_id: str) -> document_types.Action:
        found = self.find_action(action_id)
        if found is None:
            raise NotFound(message("freezer.action_gone"))
        return found

    def find_action(self, action_id: str) -> document_types.Action | None:
        """The action, or None where it is gone or another project's."""
        return self._find(self._client.actions, documents.action, action_id)

    def create_action(self, document: Mapping[str, Any]) -> str:
        """POST actions; answers the new id."""
        with self._writing():
            return _made(self._client.actions.create(documents.written(document)))

    def update_action(self, action_id: str, document: Mapping[str, Any]) -> None:
        """PATCH actions/{id}: replaces the whole freezer_action; a retry that is not sent is null,
        which leaves jobs running without end (N8).
        """
        with self._writing():
            self._client.actions.update(action_id, documents.written(document))

    def delete_action(self, action_id: str) -> None:
        """DELETE actions/{id}; jobs that use it lose it without a word."""
        with self._writing():
            self._client.actions.delete(action_id)

    def ours(self, document: Mapping[str, Any]) -> bool:
        """Whether it is this project's: an admin is shown every project's jobs (F13)."""
        return document.get("project_id") == self.project_id

    def _find(
        self, manager: Any, read: Read[Document], key: str, is_key: Callable[[str], bool] = is_id
    ) -> Document | None:
        """A document by its id. What is no id is nobody's: another tool may have written it."""
        if not is_key(key):
            return None
        with translated():
            found = manager.get(key)
            try:
                return None if found is None else read(found, key)
            except documents.Namesake:
                return None

    def _all(self, page: ReadPage[Document], key: str) -> list[Document]:
        """All rows, each once: without an order, a row can move between two pages (F11)."""
        size = settings.get("FREEZER_PAGE_SIZE")
        rows: dict[str, Document] = {}
        for rows_read in _pages(page, size):
            rows.update((row[key], row) for row in rows_read)
        return list(rows.values())


def _made(key: object) -> str:
    """The id of what was made. Raises ValueError for what is no id."""
    if not (isinstance(key, str) and is_id(key)):
        raise ValueError("This is no id.")
    return key


def _each(find: Callable[[str], Document | None], ids: Iterable[str]) -> dict[str, Document | None]:
    wanted = list(ids)
    return dict(zip(wanted, parallel.gather(partial(find, each) for each in wanted), strict=True))


def _pages(page: ReadPage[Document], size: int) -> Iterator[list[Document]]:
    for offset in count(0, size):
        rows = page(size, offset)
        yield rows
        if len(rows) < size:
            return
