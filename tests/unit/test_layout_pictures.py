"""What counts as another look, and what does not (tests/layouts/compare.py)."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from tests.layouts.compare import TOLERANCE, decoded, difference, encoded, marked


@pytest.fixture
def window() -> Image.Image:
    picture = Image.new("RGB", (1000, 600), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(12):
        draw.text((20, 20 + 40 * row), f"row {row}: complete, 3 of 3 in tag {row}", fill="black")
    draw.rectangle((600, 100, 700, 130), fill="#dff0d8")
    return picture


def kept(picture: Image.Image) -> Image.Image:
    return decoded(encoded(picture))


def test_the_same_window_shows_the_same(window):
    assert difference(kept(window), kept(window.copy())) == 0


def test_a_shade_that_nobody_sees_does_not_count(window):
    shaded = ImageChops.subtract(window, Image.new("RGB", window.size, (4, 4, 4)))
    assert difference(kept(window), kept(shaded)) <= TOLERANCE


def test_a_word_counts(window):
    changed = window.copy()
    ImageDraw.Draw(changed).text((300, 20), "failed", fill="black")
    assert difference(kept(window), kept(changed)) > TOLERANCE


def test_a_line_that_moved_by_two_pixels_counts(window):
    moved = window.copy()
    moved.paste(window.crop((0, 100, 400, 140)), (0, 102))
    assert difference(kept(window), kept(moved)) > TOLERANCE


def test_another_colour_counts(window):
    changed = window.copy()
    ImageDraw.Draw(changed).rectangle((600, 100, 700, 130), fill="#f9e1e1")
    assert difference(kept(window), kept(changed)) > TOLERANCE


def test_another_size_is_another_picture(window):
    wider = Image.new("RGB", (1001, 600), "white")
    wider.paste(window)
    assert difference(kept(window), kept(wider)) == 1


def test_what_differs_is_marked(window):
    changed = window.copy()
    ImageDraw.Draw(changed).rectangle((100, 500, 140, 540), fill="black")
    both = marked(window, changed)
    assert both.size == (2000, 600)
    assert both.getpixel((1120, 520)) == (255, 0, 0)
    assert both.getpixel((120, 520)) == (255, 255, 255)
