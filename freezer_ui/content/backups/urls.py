"""The list, and a page for each row: drawn by the browser (static/…/freezer/backups)."""

from django.urls import re_path
from horizon.browsers import views

from freezer_ui import menu
from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.services import backups
from freezer_ui.services.reader import Reader

#: The browser's first limit (backups/backups.service.js).
FIRST = 100


class Backups(prefetch.ListView):
    template_name = "freezer_ui/backups.html"
    title = menu.BACKUPS
    rules = ("backups:get_all", "jobs:get", "sessions:get_all")

    def read(self, _freezer: Freezer, reading: Reader) -> None:
        backups.list_backups(reading, FIRST, {})


ITEM = views.AngularIndexView.as_view(template_name=Backups.template_name, title=Backups.title)

urlpatterns = [
    re_path(r"^$", Backups.as_view(), name="index"),
    re_path(r"^[^/]+/?$", ITEM, name="item"),
]
