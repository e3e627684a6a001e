"""What utf8mb3 has no room for is told at its field."""

import pytest

from freezer_ui.domain import characters
from freezer_ui.errors import Invalid

SAFE = "\U0001f512"


@pytest.mark.parametrize(
    "body",
    [None, 1, "Büro, 日本語 \uffff", {"description": "Büro", "jobs": [{"n": 1}, None, True]}],
)
def test_three_bytes_are_taken(body):
    characters.check(body)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"description": f"Safe {SAFE}", "hold_off": 60}, "description"),
        ({"action": {"backup_name": SAFE}}, "action.backup_name"),
        ({"jobs": [{"description": "a"}, {"description": SAFE}]}, "jobs.1.description"),
        ([SAFE], "0"),
        (SAFE, "body"),
    ],
)
def test_four_bytes_are_refused_at_their_field(body, field):
    with pytest.raises(Invalid) as refused:
        characters.check(body)
    told = refused.value.fields
    assert (list(told), told[field].params) == ([field], {"character": SAFE})
