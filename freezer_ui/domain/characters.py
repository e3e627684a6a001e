"""Characters of four bytes in UTF-8, which freezer-api's database (utf8mb3) cannot store.

MySQL and MariaDB refuse them, and Freezer answers 500.
"""

from collections.abc import Iterator, Mapping

from freezer_ui.errors import Invalid
from freezer_ui.message import message

#: The last character of three bytes.
_LAST = "\uffff"


def check(body: object) -> None:
    """Raises Invalid for texts with such characters, by path, such as "jobs.0.description"."""
    wrong = {
        field or "body": message("input.four_bytes", character=character)
        for field, character in _longer(body, "")
    }
    if wrong:
        raise Invalid(wrong)


def _longer(value: object, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        character = next((each for each in value if each > _LAST), None)
        if character:
            yield field, character
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _longer(each, f"{field}.{name}" if field else str(name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _longer(each, f"{field}.{number}" if field else str(number))
