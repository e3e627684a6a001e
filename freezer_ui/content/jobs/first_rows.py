"""Reads the first jobs while their page is drawn."""

from django.http import HttpRequest

from freezer_ui.api.client import Freezer
from freezer_ui.content import prefetch
from freezer_ui.services import jobs
from freezer_ui.services.paging import Page
from freezer_ui.services.reader import Reader


def begin(request: HttpRequest) -> None:
    prefetch.begin(request, ("jobs:get_all",), _read)


def _read(freezer: Freezer, reading: Reader) -> None:
    jobs.list_jobs(freezer, reading, Page(), homes=True)
