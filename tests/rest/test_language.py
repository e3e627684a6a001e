"""Words are in the language that each user chose in Horizon's settings."""

import pytest

from tests.rest.test_preview import PATH

LAST_OF_THE_YEAR = {"schedule_month": "12", "schedule_day": "31", "schedule_hour": "2"}


@pytest.fixture
def german(as_demo):
    as_demo.speak("de")
    yield as_demo
    as_demo.speak("en")


@pytest.mark.parametrize("query", [{}, {"max_age": "60"}, {"form": "table", "max_age": "60"}])
def test_a_list_is_told_in_the_language_of_who_asks(german, new_session, query):
    """Also one that was kept a moment ago, for somebody else."""
    new_session("At the end", schedule=LAST_OF_THE_YEAR)
    assert "Dezember" in german.get("sessions/", **query).text
    german.speak("en")
    answer = german.get("sessions/", **query).text
    assert "December" in answer
    assert "Dezember" not in answer


def test_an_error_is_told_in_the_language_of_who_asks(german):
    body = {"schedule": {"schedule_date": "2099-03-29 02:30[Europe/Berlin]"}}
    assert "29. M" in german.post(PATH, body).json()["error"]


def test_the_browsers_texts_follow_the_language_of_who_asks(german):
    """A browser that has them in one language asks for what changed since, and by their content."""
    path = "/i18n/js/horizon+openstack_dashboard+freezer_ui/"
    german.speak("en")
    english = german.page(path)
    assert "Live-Aktualisierung anhalten" not in english.text
    german.speak("de")
    known = {"If-None-Match": english.headers["ETag"], "If-Modified-Since": english.headers["Date"]}
    answer = german.page(path, headers=known)
    assert "Live-Aktualisierung anhalten" in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"
    unchanged = german.page(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304


def test_a_failure_of_freezer_is_told_in_the_language_of_who_asks(german, wired):
    wired.freezer.inject("GET", "/jobs", "status", status=503, nth=0)
    assert german.get("jobs/").json()["error"] == "Bei Freezer ist dabei ein Fehler aufgetreten."
    gone = german.get("sessions/gone").json()["error"]
    assert gone.startswith("Diese Sitzung ist nicht vorhanden")
