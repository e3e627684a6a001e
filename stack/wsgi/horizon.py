"""Horizon and its statics in one WSGI application, as a web server would serve both."""

import os
import re
from collections.abc import Callable

from django.conf import settings
from whitenoise import WhiteNoise

from freezer_ui.wsgi import application as horizon

#: Names of compressed files contain a hash of their content.
HASHED = re.compile(r"/dashboard/(?:css|js)/\w+\.[0-9a-f]{12}\.(?:css|js)$")


def _is_hashed(_path: str, url: str) -> bool:
    return HASHED.search(url) is not None


_served = WhiteNoise(
    horizon,
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    immutable_file_test=_is_hashed,
    # Also files that are compressed later (stack/live.py).
    autorefresh=bool(os.environ.get("STACK_CHANGED")),
)


#: As an operator's web server adds them; "Name: value" lines.
HEADERS = [
    (name, value)
    for line in os.environ.get("STACK_HEADERS", "").splitlines()
    for name, _, value in [line.partition(": ")]
]


def application(environ: dict, start_response: Callable):
    """Serve a request; double slashes are merged, as in Apache and nginx: the material theme
    requests such paths.
    """
    environ["PATH_INFO"] = re.sub("/{2,}", "/", environ["PATH_INFO"])

    def start(status: str, headers: list[tuple[str, str]], *error: object):
        return start_response(status, [*headers, *HEADERS], *error)

    return _served(environ, start)
