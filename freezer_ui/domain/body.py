"""The JSON body of a request: what it may carry, as a JSON schema, and a first look at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from freezer_ui.errors import Invalid
from freezer_ui.message import message

Schema = Mapping[str, Any]

BOOLEAN: Schema = {"type": "boolean"}
TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*choices: str) -> Schema:
    return {"type": "string", "enum": list(choices)}


def array(items: Schema, **limits: int) -> Schema:
    """A list; `limits` such as maxItems."""
    return {"type": "array", "items": items, **limits}


def record(fields: Mapping[str, Schema], needed: tuple[str, ...] = ()) -> Schema:
    """An object with these fields and no others."""
    required = {"required": list(needed)} if needed else {}
    return {
        "type": "object", "properties": dict(fields), **required, "additionalProperties": False
    }  # fmt: skip


@dataclass(frozen=True)
class Body:
    """The fields that a request may carry, each with its schema; those that it has to; and whether
    no body is an empty one.

    The schemas are for who writes to us; what a value has to be beside is its parser's to say.
    """

    fields: Mapping[str, Schema]
    needed: tuple[str, ...] = ()
    optional: bool = False

    @property
    def schema(self) -> Schema:
        return record(self.fields, self.needed)


def parse_object(body: object, shape: Body) -> Mapping[str, Any]:
    """An object with the fields of this shape and no others. Raises Invalid."""
    if body is None and shape.optional:
        return {}
    if not isinstance(body, Mapping) or set(body) - set(shape.fields):
        code = "input.no_object_or_nothing" if shape.optional else "input.no_object"
        raise Invalid({"body": message(code, keys=tuple(shape.fields))})
    return body
