"""Forms as the browser draws them: their fields, in the user's words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from freezer_ui.domain.forms import action, backup_action, backup_jobs
from freezer_ui.domain.forms.field import Field
from freezer_ui.errors import NotFound

_FORMS: Mapping[str, Mapping[str, Sequence[Field]]] = {
    "action": {"action": action.FIELDS},
    "backup-jobs": {"job": backup_jobs.FIELDS, "action": backup_action.FIELDS},
}
#: Forms that are filled in for several clients at once.
_PER_CLIENT = ("backup-jobs",)


def form(name: str) -> dict:
    """{"name": [field]} by part of the form; a field is {"name", "kind", "label", "help", "needed",
    "default", "choices": [{"value", "label"}], "when", "least", "most", "more"}.
    """
    parts = _FORMS.get(name)
    if parts is None:
        raise NotFound("There is no such form.")
    return {
        part: [_field(each, name in _PER_CLIENT) for each in fields]
        for part, fields in parts.items()
    }


def _field(field: Field, per_client: bool) -> dict:
    words = [gettext(field.help)]
    if field.per_client and per_client:
        words.append(gettext("{hostname} becomes the name of each machine."))
    return {
        "name": field.name,
        "kind": field.kind,
        "label": gettext(field.label),
        "help": " ".join(words),
        "needed": field.needed,
        "default": field.default,
        "choices": [{"value": value, "label": gettext(text)} for value, text in field.choices],
        "when": {name: list(values) for name, values in field.when.items()},
        "least": field.least,
        "most": field.most,
        "more": field.more,
    }
