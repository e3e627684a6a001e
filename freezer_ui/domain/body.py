"""The JSON body of a request, before its parts are looked at."""

from collections.abc import Mapping, Sequence

from freezer_ui.errors import Invalid


def parse_object(body: object, keys: Sequence[str], needed: bool = True) -> Mapping:
    """An object with these keys and no others; no body is an empty one unless it is `needed`.

    Raises Invalid.
    """
    if body is None and not needed:
        return {}
    if not isinstance(body, Mapping) or set(body) - set(keys):
        begin = "Send" if needed else "Send nothing, or"
        raise Invalid({"body": f"{begin} an object with {', '.join(keys)}."})
    return body
