"""The list, and a page for each row: drawn by the browser (static/…/freezer/backups)."""

from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from horizon.browsers import views

from freezer_ui import menu
from freezer_ui.content.backups import first_rows


class Backups(views.AngularIndexView):
    """Horizon's page for Angular."""

    template_name = "freezer_ui/backups.html"
    title = menu.BACKUPS

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        first_rows.begin(request)
        return super().get(request, *args, **kwargs)


urlpatterns = [
    re_path(r"^$", Backups.as_view(), name="index"),
    re_path(
        r"^[^/]+/?$",
        views.AngularIndexView.as_view(template_name="freezer_ui/backups.html", title=menu.BACKUPS),
        name="item",
    ),
]
