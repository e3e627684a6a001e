"""For the panels' templates."""

from django import template

from freezer_ui import scripts

register = template.Library()


@register.simple_tag
def panel_scripts(panel: str) -> list[str]:
    """Its own scripts. A tag, because compressing ahead of time knows no view's context."""
    return scripts.of(panel)
