"""Characters that freezer-api's database has no room for: utf8mb3 keeps three bytes of each.

MySQL and MariaDB refuse the others with an error that Freezer answers as 500 (M4).
"""

from collections.abc import Iterator, Mapping

from freezer_ui.errors import Invalid
from freezer_ui.message import message

#: The last one of three bytes in UTF-8.
_LAST = "\uffff"


def check(body: object) -> None:
    """Raises Invalid for the texts of a request that have longer ones, by the way to each text:
    "description", "action.backup_name", "jobs.0.description".
    """
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
        for place, each in enumerate(value):
            yield from _longer(each, f"{field}.{place}" if field else str(place))
