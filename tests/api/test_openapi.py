"""The description of our REST, which its endpoints make."""

import json
from pathlib import Path

import pytest
import schemathesis

from freezer_ui.domain.body import Body
from freezer_ui.rest import openapi
from tests import openapi as written
from tests.rest.test_nonsense import TAKEN

DOC = Path(__file__).parents[2] / "doc" / "openapi.json"
DOCUMENT = openapi.document()


def test_the_file_is_what_the_code_says():
    assert DOC.read_text() == written.text(), "make openapi"


def test_it_is_openapi_with_every_endpoint():
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    found = {(each.ok().method, each.ok().path) for each in schema.get_all_operations()}
    assert found == {(each.verb.lower(), f"/{each.path}") for each in openapi.endpoints()}


@pytest.mark.parametrize("name", TAKEN)
def test_a_body_that_is_taken_has_the_shape(name):
    """And every field that the examples do not have is of no schema of ours."""
    verb, _, path = name.partition(" ")
    operation = DOCUMENT["paths"][f"/{path}"][verb.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert set(TAKEN[name]) <= set(schema["properties"])
    assert json.dumps(schema)


def test_no_endpoint_reads_what_it_does_not_name():
    """Else it would not be described: a query has only what is declared."""
    for each in openapi.endpoints():
        assert set(each.declared.needed) <= set(each.declared.query), each
        assert each.declared.body is None or isinstance(each.declared.body, Body)
