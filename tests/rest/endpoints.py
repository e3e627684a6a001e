"""The endpoints of our REST, as the code declares them."""

import tests.api.conftest  # noqa: F401 Django, as in a Horizon

import freezer_ui.rest  # noqa: F401 registers them  # isort: skip
from freezer_ui.rest.openapi import Endpoint, endpoints  # isort: skip

__all__ = ["Endpoint", "declared"]

declared = endpoints
