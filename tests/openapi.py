"""`python -m tests.openapi FILE` writes the description of our REST."""

import json
import sys
from pathlib import Path

import tests.api.conftest  # noqa: F401 Django, as in a Horizon

import freezer_ui.rest  # noqa: F401 registers the endpoints  # isort: skip
from freezer_ui.rest import openapi  # isort: skip


def text() -> str:
    return json.dumps(openapi.document(), indent=1) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text())
