"""Who may do what, and that no door stands open beside the front one."""

import pytest

BODY = {"description": "x", "hold_off": 1, "schedule": {}}


def test_a_reader_reads(as_reader, new_session):
    session_id = new_session()
    assert as_reader.get("sessions/").status_code == 200
    assert as_reader.get(f"sessions/{session_id}").status_code == 200
    assert as_reader.get("jobs/").status_code == 200
    assert as_reader.get("clients/", jobs="1").status_code == 200
    assert as_reader.get("actions/", jobs="1").status_code == 200
    assert as_reader.get("backups/").status_code == 200
    assert as_reader.get("overview/").status_code == 200
    assert as_reader.get("overview/details").status_code == 200


def test_a_reader_writes_nothing(as_reader, wired, new_session, new_job):
    session_id, job_id = new_session(), new_job()
    wired.freezer.reset()
    answers = [
        as_reader.post("sessions/", BODY),
        as_reader.patch(f"sessions/{session_id}", {"description": "mine"}),
        as_reader.delete(f"sessions/{session_id}"),
        as_reader.put(f"sessions/{session_id}/jobs/{job_id}"),
        as_reader.delete(f"sessions/{session_id}/jobs/{job_id}"),
        as_reader.post(f"sessions/{session_id}/jobs/", {}),
        as_reader.delete("clients/shop-db-1"),
        as_reader.delete("actions/0123"),
    ]
    assert [answer.status_code for answer in answers] == [403] * len(answers)
    assert all("not allowed" in answer.json()["error"] for answer in answers)
    assert wired.freezer.calls == []


def test_nobody_is_asked_to_log_in(as_demo):
    import requests

    answer = requests.get(
        f"{as_demo.url}/api/freezer/sessions/",
        headers={"X-Requested-With": "XMLHttpRequest"},
        timeout=30,
    )
    assert answer.status_code == 401


def test_a_form_of_another_site_writes_nothing(as_demo, wired):
    """CSRF: the cookie alone is not enough, nor is a request that is not AJAX."""
    no_token = {"X-Requested-With": "XMLHttpRequest", "Referer": as_demo.url}
    # Horizon's own answer to an AJAX request without the token.
    assert as_demo.ask("POST", "sessions/", headers=no_token, json=BODY).status_code == 401
    not_ajax = {"X-CSRFToken": as_demo.csrf, "Referer": as_demo.url}
    assert as_demo.ask("POST", "sessions/", headers=not_ajax, json=BODY).status_code == 400
    assert wired.freezer.calls == []


def test_users_text_stays_text(as_demo, demo, new_session):
    text = "<script>alert(1)</script> {{ 7*7 }} {$ 7*7 $} %s"
    session_id = new_session(text)
    assert as_demo.get(f"sessions/{session_id}").json()["description"] == text


@pytest.mark.parametrize(
    "name", ["overview", "sessions", "board", "jobs", "backups", "clients", "actions"]
)
def test_the_panels_are_in_horizon(as_demo, name):
    panel = f"freezer_{name}"
    page = as_demo.page(f"/project/{panel}/")
    assert page.status_code == 200
    assert "Backup and Restore" in page.text
    assert f"/project/{panel}/" in page.text


def test_login_lands_on_the_overview(as_demo):
    assert as_demo.page("/").url.endswith("/project/freezer_overview/")
