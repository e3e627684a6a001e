"""The endpoints of our REST, as the code declares them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import tests.api.conftest  # noqa: F401 Django, as in a Horizon

from openstack_dashboard.api.rest import urls  # isort: skip

import freezer_ui.rest  # noqa: F401 registers them

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Endpoint:
    """`path` below /api/freezer/, with {names} of ids; `rules` of Freezer's policy; `doc` says what
    it takes and answers.
    """

    verb: str
    path: str
    rules: tuple[str, ...]
    body: bool
    doc: str

    @property
    def writes(self) -> bool:
        is_read = all(rule.endswith((":get", ":get_all")) for rule in self.rules)
        return self.verb != "GET" and not is_read


def declared() -> list[Endpoint]:
    """All of them."""
    return sorted(_declared(), key=lambda each: (each.path, each.verb))


def _declared() -> Iterator[Endpoint]:
    views = (each.callback.view_class for each in urls.urlpatterns)
    for view in (view for view in views if view.__module__.startswith("freezer_ui.")):
        for verb in VERBS:
            method = getattr(view, verb.lower(), None)
            if method:
                told = method.declared
                doc = (method.__doc__ or "").strip()
                yield Endpoint(verb, _path(view.url_regex), told.rules, told.body, doc)


def _path(regex: str) -> str:
    path = re.sub(r"\(\?P<(\w+)>(?:\(\?!.*?\))?.*?\)", r"{\1}", regex)
    return path.removeprefix("freezer/").removesuffix("$")
