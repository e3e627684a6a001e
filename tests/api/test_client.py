"""Our way to Freezer: where it is, over which TLS, with what in the request."""

import base64
import gzip
import ssl
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType, SimpleNamespace
from typing import ClassVar

import pytest
import trustme
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from freezer_ui.api import transport
from freezer_ui.api.client import Freezer, root_url
from freezer_ui.cache import access, locks
from freezer_ui.errors import Conflict, Failed, FreezerError
from stack import catalog, ports, users
from tests.faults.proxy import Proxy

ROOT = "http://freezer.example:9090"


def request_with(**urls: str):
    """A request of a user whose catalog has a backup service with these URLs by interface."""
    endpoints = [
        {"interface": interface, "url": url, "region": "one", "region_id": "one"}
        for interface, url in urls.items()
    ]
    services = [{"type": "backup", "endpoints": endpoints}] if urls else []
    return SimpleNamespace(user=SimpleNamespace(service_catalog=services, services_region="one"))


@pytest.mark.parametrize(
    "url", [ROOT, f"{ROOT}/", f"{ROOT}/v2", f"{ROOT}/v2/", f"{ROOT}/v2/0123abc", f"{ROOT}/v1"]
)
def test_the_root_is_found_with_and_without_a_version(url):
    """Freezerclient appends /v2/{project_id} itself."""
    assert root_url(request_with(public=url)) == ROOT


def test_a_path_before_the_version_is_kept():
    assert root_url(request_with(public="https://cloud/backup/v2")) == "https://cloud/backup"


def test_the_endpoint_type_is_horizons():
    request = request_with(public=ROOT, internal="http://inside:9090")
    with override_settings(OPENSTACK_ENDPOINT_TYPE="internalURL"):
        assert root_url(request) == "http://inside:9090"


def test_an_operators_url_goes_before_the_catalog():
    with override_settings(FREEZER_API_URL="http://elsewhere:1/v2"):
        assert root_url(request_with(public=ROOT)) == "http://elsewhere:1"


def test_no_backup_service_is_a_clear_sentence():
    with pytest.raises(Failed, match=r"freezer\.no_service"):
        root_url(request_with())


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def over_tls(wired, authority):
    """freezer-api behind TLS, with a certificate of an authority nobody knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    proxy = Proxy(wired.cloud.freezer_url, ports.free().freezer, tls=context)
    yield proxy
    proxy.close()


@pytest.fixture(scope="module")
def as_demo(wired):
    """Freezer at a URL, with a real token of `demo`."""
    session = catalog.password_session(
        wired.cloud.keystone_url, users.DEMO.name, users.DEMO.project
    )
    return lambda url: Freezer(session.get_token(), session.get_project_id(), url)


def test_an_unknown_authority_is_refused(as_demo, over_tls):
    with pytest.raises(Failed, match=r"freezer\.unreachable"):
        as_demo(over_tls.url).sessions(1, 0)


def test_horizons_ca_file_is_honoured(as_demo, over_tls, authority):
    with (
        authority.cert_pem.tempfile() as ca,
        override_settings(OPENSTACK_SSL_CACERT=ca, OPENSTACK_SSL_NO_VERIFY=False),
    ):
        assert as_demo(over_tls.url).sessions(1, 0) == []


def test_horizons_no_verify_is_honoured(as_demo, over_tls):
    with override_settings(OPENSTACK_SSL_CACERT=None, OPENSTACK_SSL_NO_VERIFY=True):
        assert as_demo(over_tls.url).sessions(1, 0) == []


def test_a_redirect_is_not_followed_with_the_token(as_demo, wired):
    wired.freezer.inject(
        "GET", "/sessions", "status", status=302, headers={"Location": wired.keystone.url}
    )
    wired.keystone.reset()
    with pytest.raises(Failed):
        as_demo(wired.freezer.url).sessions(1, 0)
    assert wired.keystone.calls == []


class _Forward(BaseHTTPRequestHandler):
    """A forward proxy that answers everything itself, and notes what it was asked for."""

    asked: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Proxy-Authorization"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"sessions": []}')

    def log_message(self, *_args) -> None:
        """Quiet."""


def test_the_proxy_of_the_environment_is_used(monkeypatch):
    """As requests would: also with a name and a password, and for all but NO_PROXY."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Forward)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{server.server_port}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    transport.pool.cache_clear()
    try:
        assert Freezer("token", "project", ROOT).sessions(1, 0) == []
    finally:
        transport.pool.cache_clear()
        server.shutdown()
        server.server_close()
    credentials = base64.b64encode(b"me:secret").decode()
    wanted = f"{ROOT}/v2/project/sessions/?limit=1&offset=0"
    assert _Forward.asked == [(wanted, f"Basic {credentials}")]


def test_no_cookie_is_kept_for_the_next_user(as_demo, wired):
    wired.freezer.inject(
        "GET", "/sessions", "status", status=404, headers={"Set-Cookie": "who=demo"}
    )
    freezer = as_demo(wired.freezer.url)
    with pytest.raises(Exception, match=r"freezer\.not_found"):
        freezer.sessions(1, 0)
    freezer.sessions(1, 0)
    assert "Cookie" not in wired.freezer.headers[-1]


def test_all_pages_are_read_each_row_once(as_demo, wired, new_session):
    made = {new_session(f"Row {number}") for number in range(5)}
    with override_settings(FREEZER_PAGE_SIZE=2):
        rows = as_demo(wired.freezer.url).all_sessions()
    ids = [row["session_id"] for row in rows]
    assert made <= set(ids)
    assert len(ids) == len(set(ids))
    assert len(wired.freezer.calls) == len(ids) // 2 + 1


class _Odd(BaseHTTPRequestHandler):
    """Answers everything with `content`, as something that is not Freezer does."""

    content: ClassVar[bytes] = b""
    encoding: ClassVar[str] = "identity"
    status: ClassVar[int] = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Encoding", self.encoding)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)

    do_PATCH = do_GET

    def log_message(self, *_args) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def odd():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Freezer("token", "project", f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "content",
    [b"<html>Log in to the proxy</html>", b"", b"null", b"5", b"[]", b"{}", b"[" * 100_000],
    ids=["html", "nothing", "null", "number", "list", "object", "deep"],
)
def test_an_answer_that_is_not_freezers_is_told_as_that(odd, content):
    _Odd.content = content
    with pytest.raises(Failed, match=r"^freezer\.unreadable"):
        odd.sessions(1, 0)
    with pytest.raises(Failed, match=r"^service\.in_doubt .*freezer\.unreadable"):
        odd.update_session("s1", {"description": "x"})


def test_a_packed_answer_is_not_unpacked(odd, monkeypatch):
    """Nobody asked for it, and a kilobyte may become a gigabyte."""
    monkeypatch.setattr(_Odd, "encoding", "gzip")
    _Odd.content = gzip.compress(b'{"sessions": []}')
    with pytest.raises(Failed, match=r"^freezer\.unreadable"):
        odd.sessions(1, 0)


@pytest.mark.parametrize("status", [200, 302, 401, 403, 404, 500])
def test_a_token_is_taken_where_the_answer_is_no_refusal(odd, monkeypatch, status):
    cache.clear()
    monkeypatch.setattr(access, "_noted", access.Latest(10))
    monkeypatch.setattr(_Odd, "status", status)
    _Odd.content = b'{"sessions": []}'
    with suppress(FreezerError):
        odd.sessions(1, 0)
    assert access.is_recent("token") == (status == 200)


def test_a_freezerclient_that_calls_otherwise_is_refused():
    without = ModuleType("freezerclient.v2.managers.sessions")
    with pytest.raises(ImproperlyConfigured, match=r"managers\.sessions does not call Freezer by"):
        transport.install([without])
    other = ModuleType("freezerclient.v2.managers.jobs")
    other.requests = object()
    with pytest.raises(ImproperlyConfigured, match=r"managers\.jobs"):
        transport.install([other])
    transport.install()


def test_a_removal_that_fails_is_asked_once(as_demo, wired, new_session, new_job):
    """freezerclient would ask five times, longer than a turn is held."""
    session_id, job_id = new_session(), new_job()
    wired.freezer.inject("DELETE", "/sessions/", "status", nth=0, status=500)
    wired.freezer.calls.clear()
    with pytest.raises(Failed):
        as_demo(wired.freezer.url).remove_job(session_id, job_id)
    assert [verb for verb, _ in wired.freezer.calls] == ["DELETE"]


def test_nothing_is_written_where_the_turn_is_lost(as_demo, wired, new_session):
    freezer, session_id = as_demo(wired.freezer.url), new_session("Ours")
    with locks.acquire(freezer.project_id, session_id):
        freezer.update_session(session_id, {"description": "While it is ours"})
        cache.set(locks._key(freezer.project_id, session_id), "somebody else by now")
        wired.freezer.calls.clear()
        with pytest.raises(Conflict, match=r"sessions\.took_too_long"):
            freezer.update_session(session_id, {"description": "Too late"})
    assert wired.freezer.calls == []
    assert freezer.session(session_id)["description"] == "While it is ours"
