"""Each catalogue has all texts of the product, whole: what changes them brings its translations."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from tests.catalogues import DOMAINS, KEPT, ROOT, texts

LOCALE = ROOT / "freezer_ui" / "locale"
#: Of Horizon's catalogues, where they have a different name than ours.
HORIZONS = {"ko": "ko_KR"}
SOURCES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))

each_catalogue = pytest.mark.parametrize(
    "source", SOURCES, ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)


@cache
def catalogue(source: Path) -> Catalog:
    with source.open("rb") as text:
        return read_po(text)


def key(message: Message) -> tuple:
    ids = message.id
    return (message.context, ids if isinstance(ids, str) else tuple(ids))


def asked(message: Message) -> tuple[str | None, str]:
    """A text by its first form, as gettext() and ngettext() both find it."""
    ids = message.id
    return (message.context, ids if isinstance(ids, str) else ids[0])


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def horizons(source: Path) -> dict[tuple[str | None, str], set[str]]:
    """What its two catalogues say; some texts are in English there, as if they were translated."""
    language, *rest = source.parts[-3:]
    translations = defaultdict(set)
    for package in ("horizon", "openstack_dashboard"):
        locale = Path(find_spec(package).submodule_search_locations[0]) / "locale"
        for each in messages(locale.joinpath(HORIZONS.get(language, language), *rest)):
            text = forms(each)[0]
            if not each.fuzzy and text not in ("", asked(each)[1]):
                translations[asked(each)].add(text)
    return translations


def messages(source: Path) -> Iterator[Message]:
    return (each for each in catalogue(source) if each.id)


def kept(text: str) -> Counter:
    return Counter(KEPT.findall(text))


def is_kept(message: Message, form: int, count: int) -> bool:
    """A name may stand for one thing only where no other number has the same form; where there is
    one form for all, it has whatever the plural has: the number above all.
    """
    text = forms(message)[form]
    if not text:
        return True  # Another test tells.
    if isinstance(message.id, str):
        return kept(text) == kept(message.id)
    singular, plural = map(kept, message.id)
    if count == 1:
        return kept(text) == plural
    return kept(text) == plural or (form < count - 1 and kept(text) == singular)


def edges(text: str) -> tuple[str, str]:
    """The blanks before and after it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_each_language_has_both_catalogues():
    languages = {source.parts[-3] for source in SOURCES}
    assert "de" in languages
    assert {(each.parts[-3], each.stem) for each in SOURCES} == {
        (language, domain) for language in languages for domain in DOMAINS
    }


@each_catalogue
def test_all_texts_are_there_and_no_others(source):
    """`make messages` brings in what is new, and takes out what is gone."""
    written = {key(each) for each in messages(source)}
    wanted = {key(each) for each in texts(source.stem) if each.id}
    assert {"missing": wanted - written, "unused": written - wanted} == {
        "missing": set(),
        "unused": set(),
    }
    assert catalogue(source).obsolete == {}


@each_catalogue
def test_each_text_is_translated(source):
    assert [each.id for each in messages(source) if not all(forms(each))] == []
    assert [each.id for each in messages(source) if each.fuzzy] == []


@each_catalogue
def test_what_horizon_says_too_is_in_its_words(source):
    """All catalogues of a page are one: a different text would stand in Horizon's own places, too,
    or Horizon's in ours. What means something else has a phrase or a context of its own.
    """
    translations = horizons(source)
    differ = [
        (each.id, forms(each)[0], translations[asked(each)])
        for each in messages(source)
        if forms(each)[0] not in translations.get(asked(each), forms(each))
    ]
    assert differ == []


@each_catalogue
def test_each_number_has_its_form(source):
    catalog = catalogue(source)
    rule = get_plural(Locale.parse(source.parts[-3]))
    assert (catalog.num_plurals, catalog.plural_expr) == (rule.num_plurals, rule.plural_expr)
    plural = [each for each in messages(source) if not isinstance(each.id, str)]
    assert [each.id for each in plural if len(forms(each)) != catalog.num_plurals] == []


@each_catalogue
def test_what_is_filled_in_is_kept(source):
    differ = [
        (each.id, text)
        for each in messages(source)
        for number, text in enumerate(forms(each))
        if not is_kept(each, number, len(forms(each)))
    ]
    assert differ == []


def takes_parameters(text: str) -> bool:
    try:
        text % defaultdict(str)
    except ValueError:
        return False
    return True


@each_catalogue
def test_a_percent_sign_is_no_format(source):
    differ = [
        (each.id, text)
        for each in messages(source)
        if isinstance(each.id, str) and takes_parameters(each.id)
        for text in forms(each)
        if not takes_parameters(text)
    ]
    assert differ == []


@each_catalogue
def test_blanks_at_the_edges_are_kept(source):
    differ = [
        (each.id, text)
        for each in messages(source)
        for text in forms(each)
        # What only separates is written as the language writes it.
        if any(map(str.isalpha, text))
        and edges(text) != edges(each.id if isinstance(each.id, str) else each.id[-1])
    ]
    assert differ == []
