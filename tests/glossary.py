"""`python -m tests.glossary FILE` writes the glossary from the browser's, in all languages."""

import sys
import unicodedata
from pathlib import Path

from babel.messages import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "freezer_ui/static/dashboard/project/freezer/core/glossary.service.js"
CATALOGUE = "freezer_ui/locale/{}/LC_MESSAGES/djangojs.po"
CONTEXT = "glossary"
#: By language, the heads of its table: the language, the word, what it is in English, the meaning.
HEADS = {
    "en": ("English", "word", "", "meaning"),
    "de": ("Deutsch", "Wort", "englisch", "Bedeutung"),
    "ja": ("日本語", "用語", "英語", "意味"),
    "ko": ("한국어", "용어", "영어", "뜻"),
    "ru": ("Русский", "слово", "по-английски", "значение"),
}
INTRODUCTION = """\
# Glossary · Glossar · 用語集 · 용어집 · Глоссарий

The words of the screens, the code and this documentation, each in one sentence, in the languages of
the catalogues (`freezer_ui/locale/`). The question marks of the screens say the same:
`make glossary` writes this page from `core/glossary.service.js`, with its translations.
"""


def terms() -> list[tuple[str, str]]:
    """Each word with its sentence, in English."""
    found = list(extract.extract_from_file("javascript", SOURCE))
    words = [text for _, text, _, context in found if context == CONTEXT]
    sentences = [text for _, text, _, context in found if context is None]
    return list(zip(words, sentences, strict=True))


def table(language: str) -> str:
    name, *heads = HEADS[language]
    heads = [head for head in heads if head]
    return "\n".join(
        [f"## {name}", "", _line(heads), _line(["---"] * len(heads)), *_lines(language)]
    )


def _lines(language: str) -> list[str]:
    if language == "en":
        return [_line([f"**{word}**", told]) for word, told in sorted(terms())]
    with (ROOT / CATALOGUE.format(language)).open("rb") as source:
        catalogue = read_po(source)
    rows = [
        (catalogue.get(word, CONTEXT).string, word, catalogue.get(told).string)
        for word, told in terms()
    ]
    in_order = sorted(rows, key=lambda row: unicodedata.normalize("NFD", row[0]).casefold())
    return [_line([f"**{word}**", english, told]) for word, english, told in in_order]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("| --- ", "|---").replace("--- |", "---|")


def text() -> str:
    return "\n".join([INTRODUCTION, *(f"{table(language)}\n" for language in HEADS)])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text())
