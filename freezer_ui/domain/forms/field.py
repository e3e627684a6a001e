"""A form as a table of fields: from it come the form in the browser, and what the server takes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from freezer_ui.errors import Invalid

TEXT, NUMBER, SWITCH, CHOICE, SECRET = "text", "number", "switch", "choice", "secret"
#: Freezer's columns on MySQL.
LONGEST = 255

#: What agents take for a boolean, whatever the field (F-S2).
_WORDS = ("true", "false", "none")

Value = str | int | bool
#: Says what is wrong with a value, or None.
Check = Callable[[str], str | None]


@dataclass(frozen=True)
class Field:
    """One field of a form.

    `name` is the key in Freezer's document. `when` says for which values of other fields it
    applies: {"storage": ("ssh",)}; a field that does not apply is not sent. `more` puts it behind
    the form's "More options". `per_client`: where one form makes jobs for several clients, it can
    have the name of each.
    """

    name: str
    kind: str
    label: str
    help: str
    needed: bool = False
    default: Value | None = None
    choices: tuple[tuple[str, str], ...] = ()
    when: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    least: int = 0
    most: int = 2**31 - 1
    check: Check | None = None
    more: bool = False
    per_client: bool = False

    def applies(self, values: Mapping[str, object]) -> bool:
        return all(values.get(name) in allowed for name, allowed in self.when.items())

    def read(self, value: object) -> Value | None:
        """The value as Freezer is to keep it, None for none; raises ValueError with a sentence."""
        if value is None or value == "":
            return None
        if self.kind == SWITCH:
            return _switch(value)
        if self.kind == NUMBER:
            return self._number(value)
        text = self._text(value)
        if self.kind == CHOICE and text not in dict(self.choices):
            raise ValueError(f"This is one of {', '.join(dict(self.choices))}.")
        wrong = self.check(text) if self.check and text else None
        if wrong:
            raise ValueError(wrong)
        return text or None

    def _number(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("This is a whole number.")
        if not self.least <= value <= self.most:
            raise ValueError(f"This is a whole number from {self.least} to {self.most}.")
        return value

    def _text(self, value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("Write this as text.")
        # agents cut the blanks around a value
        text = value.strip()
        if len(text) > LONGEST:
            raise ValueError(f"{LONGEST} characters are the most; this has {len(text)}.")
        if not text.isprintable():
            raise ValueError("Use one line of plain text, without control characters.")
        if text.lower() in _WORDS:
            raise ValueError(f"Agents read the word {text} as no text.")
        if "%" in text:
            # The scheduler fails to write its file, and the job stays "running" (F-S2).
            raise ValueError("Leave out %: a job with it would stay running without end.")
        return text


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("This is true or false.")
    return value


def parse(fields: Iterable[Field], sent: object, prefix: str = "") -> dict[str, Value]:
    """The values of a form that was sent, by name: those that apply and have one.

    A field that is not sent has its default. Of fields of one name, the one that applies counts.
    Raises Invalid with a sentence for each field that is wrong, unknown or needed and not there, by
    `prefix` and its name.
    """
    table = list(fields)
    names = {each.name for each in table}
    if not isinstance(sent, Mapping):
        raise Invalid({f"{prefix}{table[0].name}": "This is needed."})
    errors = {
        f"{prefix}{str(name)[:60]}": "There is no such field." for name in sent if name not in names
    }
    values: dict[str, Value] = {}
    for each in table:
        name = each.name
        if not each.applies(values):
            continue
        try:
            value = each.read(sent.get(name, each.default))
        except ValueError as problem:
            errors[prefix + name] = str(problem)
            continue
        if value is None and each.needed:
            errors[prefix + name] = "This is needed."
        elif value is not None:
            values[name] = value
    if errors:
        raise Invalid(errors)
    return values
