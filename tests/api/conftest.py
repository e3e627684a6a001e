"""Django as in a Horizon, so that freezer_ui.api can be called without a server.

At import, because the modules under test read Django's settings when they are imported.
"""

import os
import sys
import tempfile
from pathlib import Path

import django

from stack import dashboard
from stack.service import ROOT

_home = Path(tempfile.mkdtemp(prefix="freezer-ui-django-"))
sys.path.insert(0, str(ROOT / "stack" / "horizon"))
_wanted = dashboard.environment(_home, _home, "http://unused.invalid/v3", None)
# Our own path is set above; the rest is what a Horizon of the stack gets.
os.environ.update({key: value for key, value in _wanted.items() if key != "PYTHONPATH"})
django.setup()
