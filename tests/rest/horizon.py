"""A user who is logged in to Horizon without a browser: does over HTTP what our JavaScript does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

import requests

from stack.users import PASSWORD, User

# Longer than a request of Horizon may take (FREEZER_REQUEST_TIMEOUT).
TIMEOUT = 90


def ok(answer: requests.Response):
    """Return the JSON of a successful answer."""
    assert answer.ok, answer.text
    return answer.json()


def answered(status: int, answer: requests.Response):
    """Return the JSON of an answer that must have this status."""
    assert answer.status_code == status, answer.text
    return answer.json()


class Horizon:
    """The REST of a running Horizon as one user. Every verb returns a requests.Response."""

    def __init__(self, url: str, user: User):
        self.url = url.rstrip("/")
        self._http = requests.Session()
        # A busy Keystone sometimes refuses a login; a user tries again.
        answers = [self._log_in(user)]
        if answers[-1] != 302:
            answers.append(self._log_in(user))
        assert answers[-1] == 302, f"login as {user.name}: {answers}"

    def _log_in(self, user: User) -> int:
        page = self._http.get(f"{self.url}/auth/login/", timeout=TIMEOUT)
        region = re.search(r'name="region"[^>]*value="([^"]+)"', page.text)
        answer = self._http.post(
            f"{self.url}/auth/login/",
            data={
                "username": user.name,
                "password": PASSWORD,
                "region": region[1] if region else "default",
                "csrfmiddlewaretoken": self._http.cookies["csrftoken"],
            },
            headers={"Referer": self.url},
            allow_redirects=False,
            timeout=TIMEOUT,
        )
        return answer.status_code

    def at(self, url: str) -> Self:
        """Return the same login for another Horizon process."""
        other = object.__new__(type(self))
        other.url, other._http = url.rstrip("/"), requests.Session()
        other._http.cookies.update(self._http.cookies)
        return other

    @contextmanager
    def new_window(self) -> Iterator[Self]:
        """Return the same login with a connection of its own, for another thread."""
        window = self.at(self.url)
        with window._http:
            yield window

    @property
    def csrf(self) -> str:
        return self._http.cookies["csrftoken"]

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of a request by Horizon's JavaScript."""
        return {"X-Requested-With": "XMLHttpRequest", "X-CSRFToken": self.csrf, "Referer": self.url}

    def get(self, path: str, **query) -> requests.Response:
        return self.ask("GET", path, params=query)

    def pages(self, path: str, **query) -> Iterator[dict]:
        """Yield the pages of a list."""
        page = ok(self.get(path, **query))
        yield page
        while page["next"] is not None:
            page = ok(self.get(path, **query, cursor=page["next"]))
            yield page

    def post(self, path: str, body: object) -> requests.Response:
        return self.ask("POST", path, json=body)

    def patch(self, path: str, body: object) -> requests.Response:
        return self.ask("PATCH", path, json=body)

    def put(self, path: str, body: object = None) -> requests.Response:
        return self.ask("PUT", path, json=body)

    def delete(self, path: str) -> requests.Response:
        return self.ask("DELETE", path)

    def call(self, call: dict) -> requests.Response:
        """Send a call that the server returned for an undo or a repair."""
        path = f"sessions/{call['session_id']}/jobs/{call['job_id']}"
        return self.ask(call["verb"], path, json=call["body"])

    def ask(self, verb: str, path: str, headers: dict | None = None, **options):
        """Call /api/freezer/{path} as Horizon's JavaScript does, with other `headers` if given."""
        return self._http.request(
            verb,
            f"{self.url}/api/freezer/{path}",
            headers=self.headers if headers is None else headers,
            timeout=TIMEOUT,
            allow_redirects=False,
            **options,
        )

    def choose_theme(self, name: str) -> None:
        self._http.cookies.set("theme", name)

    def speak(self, language: str) -> None:
        """Use a language, as if the user had chosen it in Horizon's settings."""
        self._http.cookies.set("horizon_language", language)

    @contextmanager
    def in_zone(self, name: str) -> Iterator[None]:
        """Use a time zone, as if the user had chosen it in Horizon's settings."""
        self._http.cookies.set("django_timezone", name)
        yield
        self._http.cookies.set("django_timezone", None)

    def page(
        self, path: str, timeout: float = TIMEOUT, headers: dict | None = None
    ) -> requests.Response:
        return self._http.get(f"{self.url}{path}", timeout=timeout, headers=headers)
