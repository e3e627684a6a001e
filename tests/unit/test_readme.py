"""What the README says that users see is what they see; the files that guides name are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
GUIDES = ["README.md", "CONTRIBUTING.md", "THREAT_MODEL.md", "SECURITY.md"]
GUIDES += [f"doc/{page.name}" for page in (ROOT / "doc").glob("*.md")]
#: "static/…/" in the guides.
STATIC = "freezer_ui/static/dashboard/project/freezer"
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


def named_files(text: str) -> set[str]:
    paths = re.findall(r"`(\w[\w./…-]*/[\w.-]+\.(?:py|js|json|html|md|scss))`", text)
    return {path.replace("static/…", STATIC) for path in paths}


def is_there(path: str) -> bool:
    roots = ("", "freezer_ui", "freezer_ui/domain", STATIC, "tests")
    return any((ROOT / root / path).is_file() for root in roots)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_names_is_there(guide):
    assert [path for path in named_files((ROOT / guide).read_text()) if not is_there(path)] == []


def test_every_link_of_a_guide_leads_to_a_file():
    for guide in GUIDES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / guide).read_text()):
            assert (ROOT / guide).parent.joinpath(target).exists(), f"{guide}: {target}"
