"""For our pages. Tags, because compressing ahead of time knows no view's context."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from freezer_ui import scripts
from freezer_ui.content import page_rules as rules

register = template.Library()


@register.simple_tag
def page_rules() -> dict:
    """What scripts know before they ask."""
    return rules.of_page()


@register.simple_tag
def common_scripts() -> list[str]:
    """Those of every panel."""
    return scripts.common()


@register.simple_tag
def panel_scripts(panel: str) -> list[str]:
    """Its own scripts."""
    return scripts.of(panel)


@register.simple_tag(takes_context=True)
def panel_templates(context: Mapping, panel: str) -> SafeString:
    """What Angular draws it from, in the theme that the page has."""
    return scripts.templates(panel, context["THEME"])
