"""Which of our style sheets Horizon compiles."""

from pathlib import Path

import openstack_dashboard

_FOLDER = "dashboard/project/freezer"
#: Where Horizon up to 25.5 puts all style sheets together, behind the theme's variables.
_TOGETHER = "templates/themes/themes.scss"


def sheet() -> str:
    """For Horizon's ADD_SCSS_FILES: 25.6 and later compile each file by itself, so that ours has to
    begin with the theme's variables.
    """
    together = any((Path(path) / _TOGETHER).is_file() for path in openstack_dashboard.__path__)
    return f"{_FOLDER}/{'freezer' if together else 'themed'}.scss"
