"""Forms as tables of fields, which the browser draws and the server checks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from freezer_ui.domain.body import BOOLEAN, Schema, integer, one_of, record, unknown
from freezer_ui.errors import Invalid, Wrong
from freezer_ui.message import Message, message

TEXT, NUMBER, SWITCH, CHOICE, SECRET = "text", "number", "switch", "choice", "secret"
#: Texts for which the browser offers choices: the times of backups, the ids of volumes, instances
#: and images.
RESTORE_POINT, VOLUME_ID, INSTANCE_ID, IMAGE_ID = "restore_point", "volume", "instance", "image"
#: Characters of Freezer's columns on MySQL.
LONGEST = 255

#: Texts that agents read as other types, in any field.
_WORDS = ("true", "false", "none")

Value = str | int | bool
#: Returns what is wrong with a value, or None.
Check = Callable[[str], Message | None]


@dataclass(frozen=True)
class Field:
    """One field of a form.

    `name` is the key in Freezer's document. `when` names the values of other fields for which the
    field applies, {"storage": ("ssh",)}; a field that does not apply is not sent. `refused` says
    why some values are no choice. `more` puts the field behind the form's "More options".
    `per_client`: in a form for several clients, the value may contain {hostname}.
    """

    name: str
    kind: str
    label: str
    help: str
    needed: bool = False
    default: Value | None = None
    choices: tuple[tuple[str, str], ...] = ()
    refused: Mapping[str, Message] = field(default_factory=dict)
    when: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    least: int = 0
    most: int = 2**31 - 1
    check: Check | None = None
    more: bool = False
    per_client: bool = False

    def applies(self, values: Mapping[str, object]) -> bool:
        return all(values.get(name) in allowed for name, allowed in self.when.items())

    @property
    def schema(self) -> Schema:
        """JSON Schema of the value; `check` has the further rules of a text."""
        return {"anyOf": [self._own_schema(), {"enum": [None, ""]}]}

    def _own_schema(self) -> Schema:
        if self.kind == SWITCH:
            return BOOLEAN
        if self.kind == NUMBER:
            return integer(self.least, self.most)
        if self.kind == CHOICE:
            return one_of(*dict(self.choices))
        return {"type": "string", "maxLength": LONGEST}

    def read(self, value: object) -> Value | None:
        """Return the value as Freezer stores it, or None for an empty one; raise Wrong."""
        if value is None or value == "":
            return None
        if self.kind == SWITCH:
            return _switch(value)
        if self.kind == NUMBER:
            return self._number(value)
        text = self._text(value)
        if self.kind == CHOICE and text not in dict(self.choices):
            known = message("input.one_of", choices=tuple(dict(self.choices)))
            raise Wrong(self.refused.get(text, known))
        wrong = self.check(text) if self.check and text else None
        if wrong:
            raise Wrong(wrong)
        return text or None

    def _number(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(message("input.number_between", least=self.least, most=self.most))
        if not self.least <= value <= self.most:
            raise Wrong(message("input.number_between", least=self.least, most=self.most))
        return value

    def _text(self, value: object) -> str:
        if not isinstance(value, str):
            raise Wrong(message("input.no_text"))
        # as agents do
        text = value.strip()
        if len(text) > LONGEST:
            raise Wrong(message("input.longer_text", most=LONGEST, length=len(text)))
        if not text.isprintable():
            raise Wrong(message("input.no_line"))
        if text.lower() in _WORDS:
            raise Wrong(message("forms.word_of_agents", text=text))
        if "%" in text:
            # the scheduler could not write its file, and the job would stay "running"
            raise Wrong(message("forms.percent"))
        return text


def schema(fields: Iterable[Field]) -> Schema:
    """JSON Schema of a whole form. Fields that share a name are alternatives."""
    by_name: dict[str, list[Schema]] = {}
    for each in fields:
        known = by_name.setdefault(each.name, [])
        if each.schema not in known:
            known.append(each.schema)
    return record(
        {name: found[0] if len(found) == 1 else {"anyOf": found} for name, found in by_name.items()}
    )


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Wrong(message("input.no_boolean"))
    return value


def parse(fields: Iterable[Field], sent: object, prefix: str = "") -> dict[str, Value]:
    """Return the values of a submitted form by field name, without empty fields and fields that do
    not apply.

    A field that was not sent has its default. Among fields that share a name, the field that
    applies is read. Raises Invalid with a sentence for each field that is wrong, unknown, or
    missing although needed; the keys are `prefix` + field name.
    """
    table = list(fields)
    names = {each.name for each in table}
    if not isinstance(sent, Mapping):
        raise Invalid({f"{prefix}{table[0].name}": message("input.needed")})
    errors = unknown(sent, names, prefix)
    values: dict[str, Value] = {}
    for each in table:
        name = each.name
        if not each.applies(values):
            continue
        try:
            value = each.read(sent.get(name, each.default))
        except Wrong as problem:
            errors[prefix + name] = problem.message
            continue
        if value is None and each.needed:
            errors[prefix + name] = message("input.needed")
        elif value is not None:
            values[name] = value
    if errors:
        raise Invalid(errors)
    return values
