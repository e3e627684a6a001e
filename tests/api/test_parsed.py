"""The same bytes from the same place are decoded once."""

import json

import pytest

from freezer_ui.cache.parsed import LONGEST, SHORTEST, get_or_parse


def sized(length: int, mark: str = "x") -> bytes:
    return json.dumps([mark * (length - 4)]).encode()


@pytest.fixture
def decodings():
    """How often something was decoded."""
    counted = []

    def read(place: str, content: bytes) -> object:
        def decode() -> object:
            counted.append(place)
            return json.loads(content)

        return get_or_parse(place, content, decode)

    read.counted = counted
    return read


def test_what_was_decoded_is_answered_again(decodings):
    content = sized(SHORTEST)
    first = decodings("once", content)
    assert decodings("once", bytes(content)) is first
    assert decodings.counted == ["once"]


def test_other_bytes_are_decoded_and_take_its_place(decodings):
    decodings("other", sized(SHORTEST))
    assert decodings("other", sized(SHORTEST, "y")) == json.loads(sized(SHORTEST, "y"))
    decodings("other", sized(SHORTEST))
    assert len(decodings.counted) == 3


def test_places_do_not_share(decodings):
    assert decodings("here", sized(SHORTEST)) is not decodings("there", sized(SHORTEST))


@pytest.mark.parametrize("length", [SHORTEST - 1, LONGEST + 1])
def test_what_is_short_or_very_long_is_not_held(decodings, length):
    decodings("length", sized(length))
    decodings("length", sized(length))
    assert len(decodings.counted) == 2


def test_what_cannot_be_decoded_is_told_each_time(decodings):
    for _ in range(2):
        with pytest.raises(ValueError, match="Expecting"):
            decodings("broken", b"x" * SHORTEST)
