"""One page: the browser does the rest (static/dashboard/project/freezer/clients)."""

from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

urlpatterns = [
    re_path(
        r"^$",
        views.AngularIndexView.as_view(template_name="freezer_ui/clients.html", title=_("Clients")),
        name="index",
    ),
]
