"""The first rows are in the panel's page itself."""

import re
from html import unescape

import pytest

PAGE = "/project/freezer_sessions/"
LIST = "sessions/?limit=1000&form=table&max_age=4"


def names(page) -> list[str]:
    found = re.findall(r'freezer-col-description"><a href="[^"]+">(.*?)</a>', page.text)
    return [unescape(name) for name in found]


def test_the_page_has_the_first_rows_in_one_call_with_the_list(calls, as_demo, new_session):
    session_id = new_session("Aaa early")
    page = as_demo.page(PAGE)
    assert "Aaa early" in names(page)
    assert f'href="/ngdetails/OS::Freezer::Session/{session_id}"' in page.text
    assert calls(as_demo.page, PAGE) == ["GET"]
    assert calls(as_demo.get, LIST) == []
    table = as_demo.get(LIST).json()
    column = table["columns"].index("description")
    assert "Aaa early" in [row[column] for row in table["rows"]]


def test_they_are_what_is_there_now_and_in_order(as_demo, demo, new_session):
    new_session("Aab second")
    session_id = new_session("Aac was last")
    assert as_demo.get(LIST).ok
    demo.sessions.update(session_id, {"description": "AAA now first"})
    shown = names(as_demo.page(PAGE))
    assert shown == sorted(shown, key=str.lower)
    assert shown.index("AAA now first") < shown.index("Aab second")


def test_users_text_is_neither_html_nor_angulars(as_demo, new_session):
    text = "<script>alert(1)</script> {{ 7*7 }} {$ 7*7 $}"
    new_session(text)
    page = as_demo.page(PAGE)
    # Horizon's own guard, which every page of it has
    assert text.replace("{$", "{%").replace("$}", "%}") in names(page)
    assert "<script>alert(1)" not in page.text
    assert re.search(r'class="[^"]*freezer-early[^"]*" ng-non-bindable', page.text)


def test_another_project_has_its_own(as_demo, as_other, new_session):
    new_session("Aaa ours")
    assert "Aaa ours" in names(as_demo.page(PAGE))
    assert "Aaa ours" not in as_other.page(PAGE).text


@pytest.mark.parametrize("fault", [("delay", {}), ("cut", {}), ("status", {"status": 500})])
def test_a_page_waits_for_no_freezer_in_trouble(as_demo, wired, new_session, fault):
    new_session("Aaa not known now")
    kind, options = fault
    wired.freezer.inject("GET", "/sessions", kind, nth=0, **options)
    page = as_demo.page(PAGE)
    assert page.ok
    assert "freezer-early" not in page.text
    assert page.elapsed.total_seconds() < 10
