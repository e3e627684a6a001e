"""One page; the browser does the rest (static/dashboard/project/freezer/overview)."""

from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

from freezer_ui.content.overview import first_answer


class Overview(views.AngularIndexView):
    """Horizon's page for Angular, with the overview of the sessions in it."""

    template_name = "freezer_ui/overview.html"
    title = _("Overview")

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"told": first_answer.in_page(self.request)}


urlpatterns = [re_path(r"^$", Overview.as_view(), name="index")]
