"""One page: the browser does the rest (static/dashboard/project/freezer/actions)."""

from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

urlpatterns = [
    re_path(
        r"^$",
        views.AngularIndexView.as_view(template_name="freezer_ui/actions.html", title=_("Actions")),
        name="index",
    ),
]
