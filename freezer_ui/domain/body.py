"""JSON bodies of requests: their fields as JSON schemas, and a check for unknown fields."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from freezer_ui.errors import Invalid
from freezer_ui.message import message

Schema = Mapping[str, Any]

BOOLEAN: Schema = {"type": "boolean"}
TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}


def nullable(schema: Schema) -> Schema:
    """The schema of a value or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*choices: str) -> Schema:
    return {"type": "string", "enum": list(choices)}


def array(items: Schema, **limits: int) -> Schema:
    """The schema of a list; `limits` are keywords such as maxItems."""
    return {"type": "array", "items": items, **limits}


def integer(least: int, most: int, **rest: int) -> Schema:
    """The schema of a whole number; `rest` are keywords such as default."""
    return {"type": "integer", "minimum": least, "maximum": most, **rest}


def record(fields: Mapping[str, Schema], needed: tuple[str, ...] = ()) -> Schema:
    """The schema of an object with these fields and no others."""
    required = {"required": list(needed)} if needed else {}
    return {
        "type": "object", "properties": dict(fields), **required, "additionalProperties": False
    }  # fmt: skip


def unknown(sent: Iterable[object], names: Container[object], prefix: str = "") -> dict[str, Any]:
    """Return a message for each field that is not among `names`, by the field's name."""
    odd = [str(name)[:60] for name in sent if name not in names]
    return {f"{prefix}{name}": message("input.unknown_field", name=name) for name in odd}


@dataclass(frozen=True)
class Body:
    """The fields of a body with their schemas, those that are `needed`, and whether the body is
    `optional`. The schemas are documentation (openapi.json); parsers check the values.
    """

    fields: Mapping[str, Schema]
    needed: tuple[str, ...] = ()
    optional: bool = False

    @property
    def schema(self) -> Schema:
        return record(self.fields, self.needed)


def parse_object(body: object, shape: Body) -> Mapping[str, Any]:
    """Return the body if it is an object with no unknown fields, and its flags are booleans. Raises
    Invalid; wrong flags are reported alone.
    """
    if body is None and shape.optional:
        return {}
    if not isinstance(body, Mapping) or set(body) - set(shape.fields):
        code = "input.no_object_or_nothing" if shape.optional else "input.no_object"
        raise Invalid({"body": message(code, keys=tuple(shape.fields))})
    refuse_flags(body, (name for name, schema in shape.fields.items() if schema is BOOLEAN))
    return body


def refuse_flags(body: Mapping[str, Any], flags: Iterable[str]) -> None:
    """Raises Invalid for flags that are no booleans."""
    wrong = [name for name in flags if not isinstance(body.get(name, False), bool)]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, message("input.no_boolean")))
