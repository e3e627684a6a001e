"""Forms for the browser, with labels in the user's language."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from freezer_ui.domain.forms import action, backup_action, backup_jobs, volume_action
from freezer_ui.domain.forms.backup_action import LOCAL, SWIFT
from freezer_ui.domain.forms.field import TEXT, Field
from freezer_ui.errors import NotFound
from freezer_ui.message import message
from freezer_ui.messages import data
from freezer_ui.services.answers import Answer

_FORMS: Mapping[str, Mapping[str, Sequence[Field]]] = {
    "action": {"action": action.FIELDS},
    "backup-jobs": {"job": backup_jobs.FIELDS, "action": backup_action.FIELDS},
    "volume-jobs": {"job": volume_action.JOB_FIELDS, "action": volume_action.FIELDS},
}
#: Forms for several clients at once.
_PER_CLIENT = ("backup-jobs",)


def form(name: str, has_object_storage: bool = True) -> Answer:
    """Return {part of the form: [field]}; a field is {"name", "kind", "label", "help", "needed",
    "default", "choices": [{"value", "label"}], "when", "least", "most", "more"}.

    Without object storage in the catalog, the default storage is a folder of the client. Raises
    NotFound.
    """
    parts = _FORMS.get(name)
    if parts is None:
        raise NotFound(message("forms.no_form"))
    drawn = {
        part: [_field(each, name in _PER_CLIENT) for each in fields]
        for part, fields in parts.items()
    }
    for field in drawn["action"]:
        if field["name"] == "storage" and not has_object_storage:
            _discourage_swift(field)
    return drawn


def _discourage_swift(field: Answer) -> None:
    field["default"] = LOCAL
    for choice in field["choices"]:
        if choice["value"] == SWIFT:
            choice["label"] = gettext("Object storage (Swift), which this cloud does not have")


def _is_words(field: Field) -> bool:
    """Whether the default is a text to translate."""
    return field.kind == TEXT and field.default is not None


def _field(field: Field, per_client: bool) -> Answer:
    words = [gettext(field.help)]
    if field.per_client and per_client:
        words.append(gettext("{hostname} becomes the name of each machine."))
    return {
        "name": field.name,
        "kind": field.kind,
        "label": gettext(field.label),
        "help": data.sentences(words),
        "needed": field.needed,
        "default": gettext(str(field.default)) if _is_words(field) else field.default,
        "choices": [{"value": value, "label": gettext(text)} for value, text in field.choices],
        "when": {name: list(values) for name, values in field.when.items()},
        "least": field.least,
        "most": field.most,
        "more": field.more,
    }
