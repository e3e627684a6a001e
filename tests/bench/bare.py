"""freezer-api as a script would call it: no Horizon, no freezerclient."""

import requests

from stack import catalog, users
from stack.clients import Reachable


class Bare:
    """freezer-api as `demo`, on one kept connection."""

    def __init__(self, cloud: Reachable):
        session = catalog.password_session(cloud.keystone_url, users.DEMO.name, users.DEMO.project)
        self._root = f"{cloud.freezer_url}/v2/{session.get_project_id()}"
        self._http = requests.Session()
        self._http.headers["X-Auth-Token"] = session.get_token()

    def get(self, path: str, **query) -> requests.Response:
        return self.ask("GET", path, params=query)

    def post(self, path: str, body: object) -> requests.Response:
        return self.ask("POST", path, json=body)

    def ask(self, verb: str, path: str, **options) -> requests.Response:
        answer = self._http.request(verb, f"{self._root}/{path}", timeout=60, **options)
        assert answer.ok, f"{verb} {path}: {answer.status_code} {answer.text[:500]}"
        return answer
