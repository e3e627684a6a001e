"""The JSON body of a request, before its parts are looked at."""

from collections.abc import Mapping, Sequence

from freezer_ui.errors import Invalid
from freezer_ui.message import message


def parse_object(body: object, keys: Sequence[str], needed: bool = True) -> Mapping:
    """An object with these keys and no others; no body is an empty one unless it is `needed`.

    Raises Invalid.
    """
    if body is None and not needed:
        return {}
    if not isinstance(body, Mapping) or set(body) - set(keys):
        code = "input.no_object" if needed else "input.no_object_or_nothing"
        raise Invalid({"body": message(code, keys=tuple(keys))})
    return body
