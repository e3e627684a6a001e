"""Sentences are whole: no language can reorder, inflect or punctuate what is glued from pieces.

Two places may put texts together, by messages of their own: messages/data.py and
core/texts.service.js. Found by pattern are: a join by blanks or punctuation, a "+" at a text, an
f-string around a text, and punctuation between two elements of a template.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages import jslexer

PACKAGE = Path(__file__).resolve().parents[2] / "freezer_ui"
STATIC = PACKAGE / "static"
#: Where what is read is made; domain/ has codes, api/ and cache/ have logs.
WORDS = ("content", "messages", "rest", "services")
#: What makes a text, in Python and in scripts.
TEXTS = {"_", "gettext", "gettext_lazy", "interpolate", "ngettext", "npgettext", "pgettext"}
#: By file: what is no text, and what makes texts of texts.
ALLOWED = {
    "messages/data.py": {'" · "', 'gettext(", ")'},
    "core/texts.service.js": {"gettext", "' · '"},
    "core/page-title.service.js": {"' - '"},  # As Horizon's own titles have it.
    # Where something is searched for, or given to a program: no language.
    "services/actions.py": {'" "'},
    "services/clients.py": {'" "'},
    "services/exports/upcoming_files.py": {'" "'},
    "services/jobs.py": {'" "'},
    "services/serializers.py": {'" "'},  # Freezer's own words for an action, and its name.
    "core/clock.service.js": {"' '"},  # Keys.
    "forms/field.directive.js": {"' '"},  # Ids.
    "health/health.controller.js": {"' '"},  # Names of terms.
    "lists/resources.service.js": {"' '"},  # Classes, and what is sorted by.
    "forms/dialog.service.js": {"' '"},  # A selector.
    "schedule/schedule-form.service.js": {"' '"},  # An interval as Freezer has it.
}
#: With a blank, as people write; machines have none.
SEPARATES = re.compile(r"""(['"])(?=[^\w]* )[\s.,:;·()"'-]*\1""")
VOID = {"br", "col", "hr", "img", "input", "wbr"}
PUNCTUATION = re.compile(r"[.,:;?!…]")


def python_glue(source: str) -> Iterator[str]:
    """The joins, sums and f-strings of texts: by what they are joined."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _attribute(node.func) == "join":
            by = ast.get_source_segment(source, node.func.value) or ""
            if SEPARATES.fullmatch(by) or _is_text(node.func.value):
                yield by
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from (_name(each) for each in (node.left, node.right) if _is_text(each))
        elif isinstance(node, ast.FormattedValue) and _is_text(node.value):
            yield _name(node.value)


def _attribute(node: ast.expr) -> str | None:
    return node.attr if isinstance(node, ast.Attribute) else None


def _name(node: ast.expr) -> str:
    """Of the function that makes a text."""
    call = node.left if isinstance(node, ast.BinOp) else node
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    """gettext(…) and gettext(…) % …"""
    return _name(node) in TEXTS


def script_glue(source: str) -> Iterator[str]:
    tokens = [
        token
        for token in jslexer.tokenize(source)
        if token.type not in ("comment", "linecomment", "multilinecomment")
    ]
    values = ["", "", *(token.value for token in tokens), ""]
    calls: list[str] = []
    for token, (last, before, value, after) in zip(
        tokens, zip(values, values[1:], values[2:], values[3:], strict=False), strict=True
    ):
        if value == "(":
            calls.append(before)
        elif value == ")":
            call = calls.pop()
            if call in TEXTS and after == "+":
                yield call
        elif value in TEXTS or (token.type == "string" and SEPARATES.fullmatch(value)):
            is_joined = before == "(" and last.rpartition(".")[2] == "join"
            if is_joined or before == "+" or (after == "+" and value not in TEXTS):
                yield value


class Template(HTMLParser):
    """In `glue`: text with punctuation that no translator sees, between the elements of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.glue: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            given = dict(attrs)
            is_read = tag == "translate" or "translate" in given or "aria-hidden" in given
            self._open.append((tag, is_read))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        bare = re.sub(r"\{\$.*?\$\}", "", data)
        if PUNCTUATION.search(bare) and not any(is_read for _, is_read in self._open):
            self.glue.append(bare.strip())


def template_glue(source: str) -> list[str]:
    page = Template()
    page.feed(source)
    return page.glue


def sources() -> Iterator[tuple[str, Path]]:
    """With the name that ALLOWED has for it."""
    for folder in WORDS:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            yield str(path.relative_to(PACKAGE)), path
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in (".html", ".js") and not path.name.endswith((".spec.js", ".mock.js")):
            yield str(path.relative_to(STATIC / "dashboard" / "project" / "freezer")), path


READERS = {".py": python_glue, ".js": script_glue, ".html": template_glue}


def test_no_sentence_is_put_together_of_pieces():
    found = {name: set(READERS[path.suffix](path.read_text())) for name, path in sources()}
    glued = {name: each - ALLOWED.get(name, set()) for name, each in found.items()}
    assert {name: each for name, each in glued.items() if each} == {}


def test_what_is_allowed_is_there():
    there = {name: set(READERS[path.suffix](path.read_text())) for name, path in sources()}
    assert {name: each - there[name] for name, each in ALLOWED.items() if each - there[name]} == {}


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (".py", '", ".join(names)'),
        (".py", '" ".join([gettext("One."), gettext("Two.")])'),
        (".py", 'gettext(", ").join(names)'),
        (".py", 'gettext("Job") + " 1"'),
        (".py", '"1 " + gettext("job of %(name)s") % {"name": name}'),
        (".py", "f\"{gettext('Job')} 1\""),
        (".js", "names.join(', ')"),
        (".js", "names.join('\", \"')"),
        (".js", "[gettext('One.'), rest].join(' ')"),
        (".js", "names.join(gettext(', '))"),
        (".js", "name + ': ' + error"),
        (".js", "gettext('about') + time"),
        (".js", "time + interpolate(gettext('%s past'), [minutes])"),
        (".html", '<span ng-bind="a"></span>, <span ng-bind="b"></span>'),
        (".html", "<translate>agents' time</translate><span>, {$ zone $}</span>"),
        (".html", '<b>{$ name $}</b>: <span ng-bind="error"></span>'),
        (".html", "<caption>{$ 'Runs' | translate $}: {$ count $}</caption>"),
    ],
)
def test_glue_is_found(kind, source):
    assert list(READERS[kind](source))
