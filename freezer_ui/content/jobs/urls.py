"""The list, and a page for each row: drawn by the browser (static/…/freezer/jobs)."""

from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.services import jobs
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader


class Jobs(prefetch.ListView):
    template_name = "freezer_ui/jobs.html"
    title = _("Jobs")
    rules = ("jobs:get_all",)

    def read(self, freezer: Freezer, reading: Reader) -> None:
        jobs.list_jobs(freezer, reading, Page(), homes=True)


ITEM = views.AngularIndexView.as_view(template_name=Jobs.template_name, title=Jobs.title)

urlpatterns = [
    re_path(r"^$", Jobs.as_view(), name="index"),
    re_path(r"^[^/]+/?$", ITEM, name="item"),
]
