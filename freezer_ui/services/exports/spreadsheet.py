"""Tables as CSV that spreadsheets read as text."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

# First characters of formulas in spreadsheets, full-width ones included.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def table(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """Return the CSV of a table."""
    text = io.StringIO()
    # quoted, since some locales of Excel separate cells by semicolons
    lines = csv.writer(text, quoting=csv.QUOTE_ALL)
    lines.writerow(columns)
    lines.writerows(map(_plain, row) for row in rows)
    return text.getvalue()


def _plain(text: str) -> str:
    """Quote text that a spreadsheet would read as a formula, also behind blanks and controls."""
    seen = next((each for each in text if not _is_unseen(each)), "")
    is_formula = seen in _FORMULA if seen else bool(text)
    return f"'{text}" if is_formula or text.startswith(("\t", "\r", "\n")) else text


def _is_unseen(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
