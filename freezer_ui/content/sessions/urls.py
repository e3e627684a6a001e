"""One page; the browser does the rest (static/dashboard/project/freezer/sessions)."""

from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

from freezer_ui.content.sessions import first_rows


class Sessions(views.AngularIndexView):
    """Horizon's page for Angular, with the first rows of the list in it."""

    template_name = "freezer_ui/sessions.html"
    title = _("Sessions")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"rows": first_rows.rows(self.request)}


urlpatterns = [re_path(r"^$", Sessions.as_view(), name="index")]
