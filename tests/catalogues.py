"""The texts of the product, as `make messages` extracts them, and a pseudo-language made
from them.
"""

import re
from functools import cache
from pathlib import Path

from babel.messages import extract, frontend
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parents[1]
DOMAINS = ("django", "djangojs")
#: What a text keeps in every language: what is filled in, and the tags of HTML.
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\$.*?\$\}|\{\{.*?\}\}|\{\w+\}|</?\w[^>]*>|&\w+;")
_PLAIN = "AaCcDdEeGgIiNnOoSsUuYyBbFfHhJjKkLlMmPpQqRrTtVvWwXxZz"
_ACCENTED = "ÅåÇçÐðÉéĞğÎîÑñÖöŠšÛûÝýßƀƑƒĤĥĴĵĶķĻļṀṁÞþǪǫŔŕŢţṼṽŴŵẊẋŽž"


@cache
def texts(domain: str) -> Catalog:
    """Every text of one of the two catalogues."""
    with (ROOT / f"babel-{domain}.cfg").open() as config:
        methods, options = frontend.parse_mapping_cfg(config)
    catalog = Catalog()
    for _, _, ids, _, context in extract.extract_from_dir(ROOT / "freezer_ui", methods, options):
        if ids:  # An empty one is a catalogue's head.
            catalog.add(ids, context=context)
    return catalog


def pseudo(text: str) -> str:
    """Return the text accented, at least a third longer, and in brackets; placeholders are kept."""
    letters = sum(map(len, KEPT.split(text)))
    if not re.search("[A-Za-z]", KEPT.sub("", text)):
        return text
    table = str.maketrans(_PLAIN, _ACCENTED)
    kept = [*KEPT.findall(text), ""]
    accented = "".join(
        part.translate(table) + each for part, each in zip(KEPT.split(text), kept, strict=True)
    )
    return f"[{accented}{_longer(letters)}]"


def _longer(letters: int) -> str:
    """Words, which break into lines as those of a translation do."""
    missing = max(2, letters // 3)
    words = missing // 8
    return " ~~~~~~~" * words + "~" * (missing - 8 * words)


def write_pseudo(folder: Path, language: str) -> None:
    """Both catalogues, compiled, as `language` has them below a folder of translations."""
    home = folder / language / "LC_MESSAGES"
    home.mkdir(parents=True)
    for domain in DOMAINS:
        catalog = Catalog(locale=language)
        for each in texts(domain):
            if each.id:
                # a language's own name is none of its words
                forms = (
                    language.replace("_", "-")
                    if each.context == "language tag"
                    else _forms(each.id, catalog.num_plurals)
                )
                catalog.add(each.id, forms, context=each.context)
        with (home / f"{domain}.mo").open("wb") as output:
            write_mo(output, catalog)


def _forms(ids: str | tuple[str, str], plurals: int) -> str | tuple[str, ...]:
    if isinstance(ids, str):
        return pseudo(ids)
    singular, plural = map(pseudo, ids)
    return (singular, *[plural] * (plurals - 1)) if plurals > 1 else (plural,)
