"""/api/freezer/jobs/: mirrors Freezer's /v2/{project_id}/jobs."""

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain.forms import backup_jobs
from freezer_ui.domain.forms import job as job_form
from freezer_ui.rest import parameters
from freezer_ui.rest.endpoint import endpoint, now
from freezer_ui.services import job_actions, job_creation, job_edit, jobs
from freezer_ui.services.paging import Page
from freezer_ui.services.query import ids
from freezer_ui.services.reader import Reader


@urls.register
class Jobs(generic.View):
    url_regex = r"freezer/jobs/$"

    @endpoint(
        "jobs:get_all",
        query={
            **parameters.LIST,
            "pool": parameters.YES,
            "ids": parameters.IDS,
            "homes": parameters.YES,
        },
    )
    def get(self, freezer):
        """limit, cursor, q, pool, or ids; homes, max_age ->
        {"items", "next", "checked", "read"}.
        """
        query = self.query
        reading = Reader(freezer, now(), query["max_age"])
        page = Page.of(query)
        homes = bool(query.get("homes"))
        if "ids" in query:
            return jobs.some_jobs(freezer, reading, ids(query["ids"]), homes)
        pool = bool(query.get("pool"))
        return jobs.list_jobs(freezer, reading, page, query.get("q", ""), pool, homes)

    @endpoint("jobs:create", "jobs:get", "jobs:get_all", "clients:get_all", body=backup_jobs.ORDER)
    def post(self, freezer, data):
        """description, clients, action, ids -> 201 {"items", "failed"}; with check (and session_id
        or session) 200 {"jobs", "session", "schedule", "retention"}: what would be created.
        """
        answer = job_creation.create_jobs(freezer, data, now())
        return answer if "jobs" in answer else (answer, 201)


@urls.register
class JobForm(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)/form$"

    @endpoint("jobs:get", "jobs:update")
    def get(self, freezer, job_id):
        """-> the data of its form: description, actions, schedule, version, …"""
        return job_edit.form_of(freezer, job_id)


@urls.register
class Job(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)$"

    @endpoint("jobs:get", "jobs:update", "actions:get", "clients:get", body=job_form.EDIT)
    def patch(self, freezer, job_id, data):
        """Any of description, actions, schedule, as_calendar; version -> the job."""
        return job_edit.edit(freezer, job_id, data, now())

    @endpoint("jobs:get", "jobs:delete", "sessions:job:remove")
    def delete(self, freezer, job_id):
        """A member is taken out of its session first."""
        return job_actions.delete(freezer, job_id, now())


@urls.register
class JobEvent(generic.View):
    url_regex = r"freezer/jobs/(?P<job_id>[^/]+)/event$"

    @endpoint("jobs:event:create", "jobs:get", "jobs:update", body=job_actions.EVENT)
    def post(self, freezer, job_id, data):
        """event, start or stop -> the job."""
        return job_actions.send(freezer, job_id, data, now())
