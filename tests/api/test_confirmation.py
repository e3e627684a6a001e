"""The name that is typed before a restore over the originals."""

import pytest

from freezer_ui.domain.backups.restore_order import ORIGINAL, Order
from freezer_ui.errors import Invalid
from freezer_ui.services.restores import checks
from tests.api.documents import NOW

COMPOSED, DECOMPOSED = "B\u00fccher, nightly", "Bu\u0308cher, nightly"


def confirm(name: str, typed: str) -> None:
    checks.items(
        Order((), ORIGINAL, typed, check=False),
        known={},
        clients={},
        subject=checks.Subject(name, name, "tag-1", name),
        now=NOW,
        others=(),
    )


def test_a_name_is_typed_as_it_looks():
    """A keyboard gives the one, a file name of a Mac has the other."""
    confirm(DECOMPOSED, COMPOSED)
    confirm(COMPOSED, f" {DECOMPOSED}  ")
    with pytest.raises(Invalid):
        confirm(COMPOSED, "Bucher, nightly")
