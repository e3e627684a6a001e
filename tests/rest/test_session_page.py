"""A session's page has what it begins with in itself, for one call to Freezer."""

import json
import re

import pytest

PAGE = "/project/freezer_sessions/"
DETAILS = "/ngdetails/OS::Freezer::Session/"


@pytest.fixture(autouse=True, scope="module")
def _warm(as_demo):
    """A process takes longer over its first page than a page waits for its head."""
    as_demo.page(f"{PAGE}warm")


@pytest.fixture
def ten(new_runs):
    """A session whose ten jobs failed, of which its document knows only the result."""
    names = [f"member {number}" for number in range(10)]
    return new_runs("Ten members", names, {1_700_000_000: names})[0]


def head_of(page) -> dict | None:
    found = re.search(r'<script id="freezer-session-head"[^>]*>(.*?)</script>', page.text)
    return json.loads(found[1]) if found else None


def test_the_head_is_one_call_whatever_its_members(calls, as_demo, ten):
    assert calls(as_demo.get, f"sessions/{ten}?head=1") == ["GET"]
    assert calls(as_demo.page, f"{PAGE}{ten}") == ["GET"]
    assert calls(as_demo.get, f"sessions/{ten}") == ["GET"] * 11


def test_the_page_has_the_head_in_words_and_as_data(as_demo, ten):
    page = as_demo.page(f"{PAGE}{ten}")
    assert head_of(page) == as_demo.get(f"sessions/{ten}", head=1).json()
    assert head_of(page)["verdict"]["state"] == "incomplete"
    assert "<h1>Ten members</h1>" in page.text
    assert 'data-state="incomplete"' in page.text


def test_users_text_is_neither_html_nor_angulars(as_demo, new_session):
    text = "</script><script>alert(1)</script> {{ 7*7 }} {$ 7*7 $}"
    page = as_demo.page(f"{PAGE}{new_session(text)}")
    assert head_of(page)["description"] == text
    assert "<script>alert(1)" not in page.text


@pytest.mark.parametrize("path", ["gone", "gone/"])
def test_what_is_gone_is_left_to_the_browser(as_demo, path):
    page = as_demo.page(PAGE + path)
    assert page.status_code == 200
    assert head_of(page) is None
    assert "Backup and Restore" in page.text


def test_another_projects_is_gone(as_other, ten):
    assert head_of(as_other.page(f"{PAGE}{ten}")) is None


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("s-1", "s-1"),
        ("s-1/", "s-1"),
        ("s-1?nav=%2Fproject%2Ffreezer_sessions%2F", "s-1"),
        ("s-1?nav=x&tab=history&tag=4", "s-1?tab=history&tag=4"),
        ("s%201?tab=jobs&q=a%26b", "s%201?tab=jobs&q=a%26b"),
    ],
)
def test_horizons_details_link_leads_to_the_page(as_demo, link, leads_to):
    assert as_demo.page(DETAILS + link).url.endswith(f"{PAGE}{leads_to}")


@pytest.mark.parametrize("path", ["/ngdetails/OS::Glance::Image/s-1", DETAILS, f"{DETAILS}a/b"])
def test_other_details_are_horizons_own(as_demo, path):
    assert as_demo.page(path).url.endswith(path)
