"""Template tags of our pages. They are tags because offline compression has no view's context."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from freezer_ui import scripts
from freezer_ui.content import page_rules as rules

register = template.Library()


@register.simple_tag
def page_rules() -> dict:
    """Return what scripts know before their first request (content/page_rules.py)."""
    return rules.of_page()


@register.simple_tag
def common_scripts() -> list[str]:
    """Return the scripts that all panels share."""
    return scripts.common()


@register.simple_tag
def panel_scripts(panel: str) -> list[str]:
    """Return a panel's own scripts."""
    return scripts.of(panel)


@register.simple_tag(takes_context=True)
def panel_templates(context: Mapping, panel: str) -> SafeString:
    """Return a panel's Angular templates, in the theme of the page."""
    return scripts.templates(panel, context["THEME"])
