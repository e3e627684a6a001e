"""Whatever a page asks a catalogue for, Horizon's extractors find: a msgid that they miss, or spell
differently, can never be translated.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import extract, frontend, jslexer

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "freezer_ui"
STATIC = PACKAGE / "static"
#: Which of the arguments of a call are msgids, and how many are read.
CALLS = {"gettext": (0, 1), "ngettext": (0, 2), "pgettext": (1, 2)}
#: Elements without an end.
VOID = {"br", "hr", "img", "input", "wbr"}
STRING = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
FILTER = re.compile(r"\|\s*translate\b")
ASKED = re.compile(r"\{\$\s*(?:::)?\s*(" + STRING + r")\s*\|\s*translate\s*\$\}")


class Unclear(AssertionError):
    """Text that no extractor can read: not one literal."""


def found(domain: str) -> set[str]:
    """Every msgid of one of the two catalogues, as `make messages` extracts it."""
    with (ROOT / f"babel-{domain}.cfg").open() as config:
        methods, options = frontend.parse_mapping_cfg(config)
    found = set()
    for _, _, ids, _, _ in extract.extract_from_dir(PACKAGE, methods, options):
        found.update([ids] if isinstance(ids, str) else ids)
    return found


def js_calls(source: str) -> Iterator[str]:
    """The msgids of a script's calls."""
    tokens = [
        token
        for token in jslexer.tokenize(source)
        if token.type not in ("comment", "linecomment", "multilinecomment")
    ]
    for at, token in enumerate(tokens[:-1]):
        if token.type == "name" and token.value in CALLS and tokens[at + 1].value == "(":
            rest = iter(tokens[at + 2 :])
            first, count = CALLS[token.value]
            yield from [_literal(rest, token.lineno) for _ in range(count)][first:]


def _literal(tokens: Iterator[jslexer.Token], line: int) -> str:
    """Strings, joined by "+", up to the end of an argument."""
    text = ""
    for token in tokens:
        if token.type == "string":
            text += ast.literal_eval(token.value)
        elif token.value in (",", ")"):
            return text
        elif token.value != "+":
            raise Unclear(f"line {line}: {token.value}")
    raise Unclear(f"line {line}: no end")


class Page(HTMLParser):
    """What a browser that shows a template asks for, in `ids`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        #: Inside of an element that is translated: the tags that are open, and its HTML so far.
        self.open: list[str] = []
        self.html = ""
        self.plural: str | None = None

    def handle_starttag(self, tag, attrs):
        for _, value in attrs:
            self._filters(value or "")
        if self.open:
            if tag not in VOID:
                self.open.append(tag)
            self.html += self.get_starttag_text()
        elif tag == "translate" or "translate" in dict(attrs):
            self.open, self.html = [tag], ""
            self.plural = dict(attrs).get("translate-plural")

    def handle_data(self, data):
        if self.open:
            # As innerHTML, which Angular reads, has them.
            self.html += data.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        else:
            self._filters(data)

    def handle_endtag(self, tag):
        if not self.open:
            return
        self.open.pop()
        if self.open:
            self.html += f"</{tag}>"
        else:
            self.ids += [self.html.strip(), *([self.plural] if self.plural else [])]

    def _filters(self, text: str) -> None:
        asked = ASKED.findall(text)
        if len(asked) != len(FILTER.findall(text)):
            raise Unclear(f"line {self.getpos()[0]}: {text}")
        self.ids += [ast.literal_eval(literal) for literal in asked]


def page_asks(source: str) -> list[str]:
    page = Page()
    page.feed(source)
    return page.ids


def asked_of(path: Path) -> list[str]:
    source = path.read_text()
    return page_asks(source) if path.suffix == ".html" else list(js_calls(source))


def sources() -> Iterator[Path]:
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in (".html", ".js") and not path.name.endswith((".spec.js", ".mock.js")):
            yield path


def test_what_a_script_or_a_template_asks_for_is_found():
    ids = found("djangojs")
    missed = {}
    for path in sources():
        try:
            lost = [text for text in asked_of(path) if text not in ids]
        except Unclear as error:
            lost = [str(error)]
        if lost:
            missed[str(path.relative_to(STATIC))] = lost
    assert missed == {}


def test_the_panels_and_their_group_are_found():
    assert {"Backup and Restore", "Sessions", "Upcoming Runs"} <= found("django")


@pytest.mark.parametrize(
    "source", ["{$ (a ? 'One' : 'Two') | translate $}", '<p title="{$ a | translate $}"></p>']
)
def test_a_filter_on_anything_but_a_literal_is_noticed(source):
    with pytest.raises(Unclear):
        page_asks(source)


@pytest.mark.parametrize(
    "source",
    ["gettext(a ? 'One' : 'Two')", "ngettext('One', many, n)", "pgettext('of one', a ? 'b' : 'c')"],
)
def test_a_call_with_anything_but_literals_is_noticed(source):
    with pytest.raises(Unclear):
        list(js_calls(source))


@pytest.mark.parametrize(
    "source",
    [
        "<b title=\"{$ 'Freezer\\'s own' | translate $}\"></b>",
        "<p translate>One<br>two <b>three</b></p>",
        "<p translate title=\"{$ 'A title' | translate $}\">Text</p>",
    ],
)
def test_what_horizons_extractor_reads_differently_is_noticed(source):
    """Each can be written so that both read the same; this is how the first test knows."""
    method = "horizon.utils.babel_extract_angular:extract_angular"
    read = [ids for _, ids, _, _ in extract.extract(method, BytesIO(source.encode()))]
    assert set(page_asks(source)) - set(read)
