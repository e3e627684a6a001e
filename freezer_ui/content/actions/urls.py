"""The list, and a page for each row: drawn by the browser (static/…/freezer/actions)."""

from django.urls import re_path
from django.utils.translation import gettext_lazy as _
from horizon.browsers import views

PAGE = views.AngularIndexView.as_view(template_name="freezer_ui/actions.html", title=_("Actions"))

urlpatterns = [
    re_path(r"^$", PAGE, name="index"),
    re_path(r"^[^/]+/?$", PAGE, name="item"),
]
