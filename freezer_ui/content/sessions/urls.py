"""The list, and a page for each session: the browser does the rest (static/…/freezer/sessions and
session-page).
"""

from django.urls import re_path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

from freezer_ui.content.sessions import first_answer, first_rows


class Sessions(views.AngularIndexView):
    """Horizon's page for Angular, with the first rows of the list in it."""

    template_name = "freezer_ui/sessions.html"
    title = _("Sessions")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"rows": first_rows.rows(self.request)}


class Session(views.AngularIndexView):
    """Horizon's page for Angular, with the head of a session's page in it."""

    template_name = "freezer_ui/session.html"
    title = _("Sessions")

    def get_context_data(self, **kwargs) -> dict:
        told = first_answer.in_page(self.request, kwargs["session_id"])
        first_answer.begin(self.request, kwargs["session_id"])
        # the breadcrumb is drawn after the menus: wait for the name only then
        crumb = SimpleLazyObject(lambda: told.get("name") or self.title)
        return super().get_context_data(**kwargs) | {"told": told, "page_title": crumb}


urlpatterns = [
    re_path(r"^$", Sessions.as_view(), name="index"),
    re_path(r"^(?P<session_id>[^/]+)/?$", Session.as_view(), name="item"),
]
