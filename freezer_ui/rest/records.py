"""/api/freezer/{jobs,actions,clients,backups,sessions}/{id}/record: Freezer's document, with
possible secrets hidden.
"""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain import record
from freezer_ui.rest.endpoint import endpoint


def _view(kind: str) -> type[generic.View]:
    """The view of documents that Freezer's method of this name reads, by id."""
    key = f"{kind}_id"

    class Record(generic.View):
        url_regex = rf"freezer/{kind}s/(?P<{key}>[^/]+)/record$"

        @endpoint(f"{kind}s:get")
        def get(self, freezer, **ids):
            """-> {"record": the document}."""
            return {"record": record.masked(getattr(freezer, kind)(ids[key]))}

    return Record


for _kind in ("job", "action", "client", "backup", "session"):
    urls.register(_view(_kind))
