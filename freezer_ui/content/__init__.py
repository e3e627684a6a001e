"""Horizon's panels, one folder each."""

# Horizon imports the panels when it has set itself up: the moment to register our REST with its.
from freezer_ui import rest  # noqa: F401
