"""What the README says that users see is what they see."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
TROUBLE = README.partition("### When something is wrong")[2].partition("\n## ")[0]
#: Each up to what is filled in, or left out.
SENTENCES = [each.partition("…")[0].strip() for each in re.findall(r'^\| "([^"]+)"', TROUBLE, re.M)]


def source() -> str:
    """The sentences of messages/ as they are, whatever lines they are spread over."""
    text = "".join(path.read_text() for path in (ROOT / "freezer_ui/messages").glob("*.py"))
    return re.sub(r'"\s+"', "", text)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_guide_is_told(sentence):
    assert sentence in source()


def test_the_guide_has_ten_sentences():
    assert len(SENTENCES) >= 10


def test_every_setting_is_in_the_table():
    settings = (ROOT / "freezer_ui/settings.py").read_text()
    named = set(re.findall(r'^    "(FREEZER_\w+)":', settings, re.M))
    assert named == set(re.findall(r"^\| `(FREEZER_\w+)` \|", README, re.M))
