"""/api/freezer/sessions/{session_id}/snapshots/: our own; Freezer has nothing like it."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.backups import restore_order
from freezer_ui.domain.body import ID, one_of
from freezer_ui.domain.session_input import check_ids
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import snapshots
from freezer_ui.services.exports import snapshot_files
from freezer_ui.services.paging import Page

_SNAPSHOTS = r"freezer/sessions/(?P<session_id>[^/]+)/snapshots/"
_READ = ("sessions:get", "jobs:get", "backups:get_all")


@urls.register
class Snapshots(generic.View):
    url_regex = _SNAPSHOTS + r"$"

    @endpoint(*_READ, query=parameters.PAGE)
    def get(self, freezer, session_id):
        """limit, cursor -> the history, newest first."""
        return snapshots.list_snapshots(freezer, session_id, Page.of(self.query), now())


@urls.register
class Comparison(generic.View):
    url_regex = _SNAPSHOTS + r"compare$"

    @endpoint(*_READ, query={"a": ID, "b": ID}, needed=("a", "b"))
    def get(self, freezer, session_id):
        """a, b (keys of snapshots) -> their differences."""
        check_ids(self.query)
        return snapshots.compare(freezer, session_id, self.query["a"], self.query["b"], now())


@urls.register
class Snapshot(generic.View):
    url_regex = _SNAPSHOTS + r"(?P<key>(?!compare$)[^/]+)$"

    @endpoint(*_READ)
    def get(self, freezer, session_id, key):
        return snapshots.get_snapshot(freezer, session_id, key, now())

    @endpoint(*_READ, "backups:update")
    def put(self, freezer, session_id, key):
        """Pins it: saves session and tag in its backups."""
        return snapshots.pin(freezer, session_id, key, now())

    @endpoint(*_READ, "backups:update")
    def delete(self, freezer, session_id, key):
        """Removes the pin."""
        return snapshots.unpin(freezer, session_id, key, now())


@urls.register
class SnapshotExport(generic.View):
    url_regex = _SNAPSHOTS + r"(?P<key>[^/]+)/export$"

    @endpoint(*_READ, query={"format": one_of(*snapshot_files.FORMATS)}, needed=("format",))
    def get(self, freezer, session_id, key):
        """format -> {"name", "type", "text"} of a file."""
        found = snapshots.get_snapshot(freezer, session_id, key, now())
        return snapshot_files.FORMATS[self.query["format"]](found)


@urls.register
class SnapshotRestore(generic.View):
    url_regex = _SNAPSHOTS + r"(?P<key>[^/]+)/restore$"

    @endpoint(*_READ, "clients:get_all")
    def get(self, freezer, session_id, key):
        """-> the data of the dialog: {"snapshot", "name", "confirm", "root", "gaps",
        "clients", …}.
        """
        return snapshots.restore_material(freezer, session_id, key, now())

    @endpoint(
        *_READ,
        "clients:get_all",
        "sessions:create",
        "sessions:update",
        "jobs:create",
        body=restore_order.ORDER,
    )
    def post(self, freezer, session_id, key, data):
        """choices, into, confirm, id -> 201 with {"session", "jobs", "words", "at"}; with check
        {"words", "warnings", "overwrite"}.
        """
        answer = snapshots.restore_snapshot(freezer, session_id, key, data, now())
        return (answer, 201) if "session" in answer else answer
