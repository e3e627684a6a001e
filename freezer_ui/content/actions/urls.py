"""The list, and a page for each row: drawn by the browser (static/…/freezer/actions)."""

from django.urls import re_path
from horizon.browsers import views

from freezer_ui import menu

PAGE = views.AngularIndexView.as_view(template_name="freezer_ui/actions.html", title=menu.ACTIONS)

urlpatterns = [
    re_path(r"^$", PAGE, name="index"),
    re_path(r"^[^/]+/?$", PAGE, name="item"),
]
