"""The question marks of the screens and doc/glossary.md speak from one source, in all languages."""

import re
from collections.abc import Iterator
from pathlib import Path

from freezer_ui.domain.membership import health
from tests import glossary

STATIC = glossary.SOURCE.parents[1]
#: <freezer-hint terms="tag hold-off">, and of a list's declaration.
TERMS = re.compile(r"""\bterms(?:="|: ')([a-z -]+)["']""")


def spoken() -> Iterator[str]:
    """The names of the terms that a question mark has."""
    for path in Path(STATIC).rglob("*"):
        if path.suffix in (".html", ".js") and not path.name.endswith(".spec.js"):
            for names in TERMS.findall(path.read_text()):
                yield from names.split()
    kinds = (STATIC / "health" / "health.controller.js").read_text()
    yield from re.findall(r"'([a-z-]+)'", re.search(r"KINDS = \[(.*?)\]", kinds)[1])
    yield "repair"


def names() -> set[str]:
    return {word.replace(" ", "-") for word, _ in glossary.terms()}


def test_the_documentation_says_what_the_screens_say():
    """In every language of the catalogues; `make glossary` brings it up to date."""
    assert (glossary.ROOT / "doc" / "glossary.md").read_text() == glossary.text()
    places = (glossary.ROOT / "freezer_ui/locale").iterdir()
    assert {place.name for place in places if place.is_dir()} <= set(glossary.HEADS)


def test_each_term_is_told_on_a_screen_and_no_others():
    assert set(spoken()) == names()


def test_each_problem_that_has_a_term_is_told_by_it():
    """Kinds are named in the head of the rules."""
    kinds = set(re.findall(r"(\w+) \(", health.__doc__))
    assert {each for each in names() if each.replace("-", "_") in kinds} == {
        "dangling",
        "drift",
        "ghost",
        "out-of-step",
        "wedged",
    }


def test_terms_are_in_order_and_say_a_sentence():
    words = [word for word, _ in glossary.terms()]
    assert words == sorted(words)
    assert [told for _, told in glossary.terms() if not told.endswith(".")] == []
