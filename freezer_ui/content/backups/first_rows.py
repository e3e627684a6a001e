"""Reads the first backups while their page is drawn."""

from django.http import HttpRequest

from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.services import backups
from freezer_ui.services.reader import Reader

#: The browser's first limit (backups/backups.service.js).
FIRST = 100


def begin(request: HttpRequest) -> None:
    prefetch.begin(request, ("backups:get_all", "jobs:get", "sessions:get_all"), _read)


def _read(freezer: Freezer, reading: Reader) -> None:
    backups.list_backups(reading, FIRST, {})
