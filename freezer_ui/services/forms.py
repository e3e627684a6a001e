"""Forms as the browser draws them: their fields, in the user's words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from freezer_ui.domain.forms import backup_action, backup_jobs
from freezer_ui.domain.forms.field import Field
from freezer_ui.errors import NotFound

_FORMS: Mapping[str, Mapping[str, Sequence[Field]]] = {
    "backup-jobs": {"job": backup_jobs.FIELDS, "action": backup_action.FIELDS},
}


def form(name: str) -> dict:
    """{"name": [field]} by part of the form; a field is {"name", "kind", "label", "help", "needed",
    "default", "choices": [{"value", "label"}], "when", "least", "most", "more"}.
    """
    parts = _FORMS.get(name)
    if parts is None:
        raise NotFound("There is no such form.")
    return {part: [_field(each) for each in fields] for part, fields in parts.items()}


def _field(field: Field) -> dict:
    return {
        "name": field.name,
        "kind": field.kind,
        "label": gettext(field.label),
        "help": gettext(field.help),
        "needed": field.needed,
        "default": field.default,
        "choices": [{"value": value, "label": gettext(text)} for value, text in field.choices],
        "when": {name: list(values) for name, values in field.when.items()},
        "least": field.least,
        "most": field.most,
        "more": field.more,
    }
