"""A Horizon in which all our texts are accented, longer and in brackets."""

import os
from collections.abc import Mapping
from pathlib import Path

from tests.catalogues import ROOT, write_pseudo

#: As Horizon's settings offer it. Nobody translates us into it, and its own words, those of
#: Django's dates among them, have no letter of ours: whatever has one was not translated.
LANGUAGE, FOLDER = "zh-hans", "zh_Hans"


def environment(folder: Path, horizons: Mapping[str, str]) -> dict[str, str]:
    """What starts a Horizon on our package with one more language, which is made in `folder`."""
    package = folder / "freezer_ui"
    package.mkdir(parents=True)
    for part in (ROOT / "freezer_ui").iterdir():
        if part.name not in ("locale", "__pycache__"):
            (package / part.name).symlink_to(part)
    write_pseudo(package / "locale", FOLDER)
    return {
        "PYTHONPATH": os.pathsep.join([str(folder), horizons["PYTHONPATH"]]),
        # The folder that it is started in would come first.
        "PYTHONSAFEPATH": "1",
    }
