"""/api/freezer/backups/: mirrors Freezer's /v2/{project_id}/backups; a restore is our own."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.backups import restore_order
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import backups
from freezer_ui.services.reader import Reader
from freezer_ui.services.restores import backup_restore

_BACKUP = r"freezer/backups/(?P<backup_id>[^/]+)"
#: For the job that made a backup, and the session that lists the job.
_NAMES = ("jobs:get", "sessions:get_all")
_RESTORE = ("backups:get", "jobs:get", "clients:get_all")


@urls.register
class Backups(generic.View):
    url_regex = r"freezer/backups/$"

    @endpoint(
        "backups:get_all",
        *_NAMES,
        query={
            **parameters.LIST,
            **parameters.ORDER,
            **backups.QUERY,
        },
    )
    def get(self, freezer):
        """limit, cursor, q, client, job, session, machine, from, until, sort, dir, max_age ->
        {"items", "next", "read"}.
        """
        query = self.query
        reading = Reader(freezer, now(), query["max_age"])
        return backups.list_backups(reading, query["limit"], query)


@urls.register
class Backup(generic.View):
    url_regex = _BACKUP + "$"

    @endpoint("backups:get", *_NAMES)
    def get(self, freezer, backup_id):
        return backups.get_backup(freezer, Reader(freezer, now()), backup_id)

    @endpoint("backups:get", "backups:delete")
    def delete(self, freezer, backup_id):
        """Deletes the record; the data in the storage stays."""
        return backups.delete(freezer, backup_id)


@urls.register
class BackupRestore(generic.View):
    url_regex = _BACKUP + "/restore$"

    @endpoint(*_RESTORE)
    def get(self, freezer, backup_id):
        """-> the data of the dialog: {"name", "confirm", "root", "clients", "rows", …}."""
        return backup_restore.material(freezer, backup_id, now())

    @endpoint(*_RESTORE, "jobs:create", body=restore_order.ORDER)
    def post(self, freezer, backup_id, data):
        """choices, into, confirm, id -> 201 with {"jobs", "words", "at"}; with check {"words",
        "warnings", "overwrite"}.
        """
        answer = backup_restore.restore(freezer, backup_id, data, now())
        return (answer, 201) if "jobs" in answer else answer
