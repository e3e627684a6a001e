"""/api/freezer/openapi.json: a description of this REST, made from its endpoints."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from django.views import generic
from openstack_dashboard.api.rest import urls

from freezer_ui.domain import session_input
from freezer_ui.domain.body import ID, Schema
from freezer_ui.rest.endpoint import Declared, endpoint

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: Schemas of names in paths; any other is an id of Freezer's.
_IN_PATHS: dict[str, Schema] = {
    "client_id": session_input.CLIENT_ID,
    "form": {"type": "string", "pattern": r"^[\w-]+$"},
}
_ERROR = {
    "type": "object",
    "properties": {
        "error": {"description": "A sentence; or, by field, a sentence for each."},
        "field": {
            "type": ["string", "null"],
            "description": "The field or parameter that is wrong.",
        },
        "detail": {"description": "What Freezer said, or what is needed to go on."},
    },
    "required": ["error"],
}


@dataclass(frozen=True)
class Endpoint:
    """A verb and its path below /api/freezer/, with {names} of ids; `doc` is its docstring."""

    verb: str
    path: str
    declared: Declared
    doc: str

    @property
    def ids(self) -> list[str]:
        return re.findall(r"\{(\w+)\}", self.path)

    @property
    def writes(self) -> bool:
        is_read = all(rule.endswith((":get", ":get_all")) for rule in self.declared.rules)
        return self.verb != "GET" and not is_read


def endpoints() -> list[Endpoint]:
    """Return all registered endpoints, by path."""
    return sorted(_endpoints(), key=lambda each: (each.path, each.verb))


def document() -> dict[str, Any]:
    """Return the description in OpenAPI 3.1."""
    paths: dict[str, dict] = {}
    for each in endpoints():
        paths.setdefault(f"/{each.path}", {})[each.verb.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "freezer-ui",
            "version": metadata.version("freezer-ui"),
            "description": "The REST of Horizon's backup panels, for a browser that is logged in. "
            "Each request needs the header X-Requested-With: XMLHttpRequest, and one that is no "
            "GET the header X-CSRFToken with the value of the cookie csrftoken. A parameter that "
            "an endpoint does not name is passed over. x-policies are the rules of Freezer's "
            "policy that a user needs.",
        },
        "servers": [{"url": "."}],
        "security": [{"login": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"login": {"type": "apiKey", "in": "cookie", "name": "sessionid"}},
            "schemas": {"Error": _ERROR},
        },
    }


@urls.register
class OpenAPI(generic.View):
    url_regex = r"freezer/openapi\.json$"

    @endpoint()
    def get(self, _freezer):
        """-> this document, for every user."""
        return document()


def _endpoints() -> Iterator[Endpoint]:
    views = (each.callback.view_class for each in urls.urlpatterns)
    for view in (view for view in views if view.__module__.startswith("freezer_ui.")):
        for verb in VERBS:
            method = getattr(view, verb.lower(), None)
            if method:
                doc = inspect.cleandoc(method.__doc__ or "")
                yield Endpoint(verb, _path(view.url_regex), method.declared, doc)


def _path(regex: str) -> str:
    path = re.sub(r"\(\?P<(\w+)>(?:\(\?!.*?\))?.*?\)", r"{\1}", regex)
    return path.removeprefix("freezer/").removesuffix("$").replace("\\", "")


def _operation(described: Endpoint) -> dict[str, Any]:
    declared = described.declared
    operation: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", f"{described.verb} {described.path}").strip("_").lower(),
        "tags": [described.path.split("/")[0]],
        "description": described.doc,
        "x-policies": list(declared.rules),
        "parameters": [
            *(_parameter("path", name, _IN_PATHS.get(name, ID), True) for name in described.ids),
            *(
                _parameter("query", name, schema, name in declared.needed)
                for name, schema in declared.query.items()
            ),
        ],
        "responses": {
            "2XX": _json({}, description="What is now true; 204 has no content."),
            "default": _json(
                {"$ref": "#/components/schemas/Error"}, description="Refused, or failed."
            ),
        },
    }
    if declared.body is not None:
        is_needed = not declared.body.optional
        operation["requestBody"] = _json(declared.body.schema, required=is_needed)
    return operation


def _json(schema: Schema, **rest: object) -> dict[str, Any]:
    return {**rest, "content": {"application/json": {"schema": schema}}}


def _parameter(location: str, name: str, schema: Schema, required: bool) -> dict[str, Any]:
    return {"name": name, "in": location, "required": required, "schema": schema}
