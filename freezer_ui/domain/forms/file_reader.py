"""Reads the parts of a file for Freezer's command line, with the rules of the forms."""

from collections.abc import Mapping
from typing import Any

from freezer_ui.domain.body import unknown
from freezer_ui.domain.document_types import JobAction
from freezer_ui.domain.errors_by_field import Errors
from freezer_ui.domain.forms import action as action_form
from freezer_ui.domain.forms.backup_action import BESIDE
from freezer_ui.domain.forms.field import NUMBER, SECRET, SWITCH, Field, Value
from freezer_ui.domain.forms.job import MOST_ACTIONS
from freezer_ui.domain.jobs import agent_options, export, secrets
from freezer_ui.errors import Invalid
from freezer_ui.message import Message, message

_ENTRY = ("freezer_action", *BESIDE)
#: Fields that Freezer and its agents write.
BY_FREEZER = frozenset({
    "action_id", "client_id", "current_pid", "event", "hold_off_end", "job_id", "jobs",
    "last_start", "mandatory", "project_id", "result", "session_id", "session_tag", "status",
    "time_created", "time_end", "time_ended", "time_start", "time_started", "user_id", "_version",
})  # fmt: skip


class FileReader(Errors):
    """Collects what is wrong in a file, by field, and the names of fields that are left out."""

    def __init__(self) -> None:
        super().__init__()
        self._ignored: set[str] = set()

    @property
    def ignored(self) -> list[str]:
        return sorted(self._ignored)

    def ignore(self, *names: str) -> None:
        self._ignored.update(names)

    def check_names(
        self, document: Mapping[str, Any], names: tuple[str, ...], prefix: str = ""
    ) -> None:
        """Leave out the fields that Freezer writes; unknown fields are wrong."""
        self.add(unknown(document, {*names, *BY_FREEZER}, prefix))
        self.ignore(*(name for name in document if name not in names and name in BY_FREEZER))

    def schedule(self, when: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of a schedule, without its event and those that agents write."""
        written = [name for name in when if name in BY_FREEZER and name != "event"]
        self.ignore(*written)
        return {
            name: value
            for name, value in when.items()
            if name not in ("event", *written) and value is not None
        }

    def job_actions(self, sent: object) -> list[Any]:
        """Return the entries of job_actions; none where it is no list, or too long."""
        if not isinstance(sent, list) or not sent:
            self.add({"job_actions": message("forms.no_actions")})
            return []
        if len(sent) > MOST_ACTIONS:
            self.add({"job_actions": message("forms.action_count", most=MOST_ACTIONS)})
            return []
        return sent

    def action(self, name: str, entry: object, before: JobAction | None = None) -> dict[str, Any]:
        """Return the document of one action, as the form would write it; {} if it is wrong.

        Options that agents know but the form lacks are kept, as in an edit; so are retries and
        hidden options of the action `before`, unless the entry has them, or null. `name` is "" for
        a file of one action.
        """
        prefix = f"{name}." if name else ""
        given = entry.get("freezer_action") if isinstance(entry, Mapping) else None
        if not isinstance(entry, Mapping) or not isinstance(given, Mapping):
            self.add({name or "document": message("forms.no_file_action")})
            return {}
        self.check_names(entry, _ENTRY, prefix)
        given = {key: value for key, value in given.items() if value != secrets.HIDDEN}
        said = {key: value for key, value in given.items() if value is not None}
        retries = {key: (before or {}).get(key) for key in BESIDE}
        stored = {**retries, **entry, "freezer_action": said}
        clean = self._form(prefix, stored)
        if clean is None:
            return {}
        kept = {key: value for key, value in _hidden(before or {}).items() if key not in given}
        made = action_form.document(clean, {**stored, "freezer_action": {**kept, **said}})
        self.ignore(*(f"{prefix}{key}" for key in _unused(entry, made)))
        return made

    def _form(self, prefix: str, stored: Mapping[str, Any]) -> dict[str, Value] | None:
        """The values of the form of an action; None if anything is wrong."""
        wrong: dict[str, Message | str] = {
            other.name: other.warning for other in action_form.others_of(stored) if other.warning
        }
        clean, values = None, _values(wrong, stored)
        try:
            clean = action_form.read(values)
        except Invalid as problem:
            told = {key.removeprefix("action."): words for key, words in problem.fields.items()}
            wrong = {**told, **wrong}
        self.add(wrong, prefix)
        return None if wrong else clean


def _hidden(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that an export leaves out, for they may hold a secret."""
    given = entry.get("freezer_action") or {}
    return {name: given[name] for name in export.left_out([entry])}


def _unused(sent: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """The options that do not apply to this kind of action."""
    return [
        key
        for key, value in sent["freezer_action"].items()
        if key not in made["freezer_action"] and str(value).lower() not in ("", "false", "none")
    ]


def _values(wrong: dict[str, Message | str], stored: Mapping[str, Any]) -> dict[str, Value | None]:
    """The form's values of an action, with agents' defaults; wrong types are added to `wrong`."""
    values = action_form.values_of(stored)
    given = {**stored["freezer_action"], **{key: stored.get(key) for key in BESIDE}}
    for field in action_form.FIELDS:
        value = given.get(field.name)
        if value is None:
            continue
        told = _type_wrong(field, value)
        if told:
            wrong[field.name] = told
        elif field.kind == SECRET:
            values[field.name] = agent_options.plain(str(value))
    return values


def _type_wrong(field: Field, value: object) -> Message | None:
    """What is wrong with the type of a value, or None; the form checks its content."""
    if isinstance(value, Mapping | list):
        return message("input.no_text")
    if field.kind == SWITCH and str(value).lower() not in ("true", "false"):
        return message("input.no_boolean")
    if field.kind == NUMBER and action_form.whole(value) is None:
        return message("input.number_between", least=field.least, most=field.most)
    return None
