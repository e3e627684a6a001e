"""The description of our REST, which its endpoints make."""

from pathlib import Path

import jsonschema
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
    verb, _, path = name.partition(" ")
    operation = DOCUMENT["paths"][f"/{path}"][verb.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    shape = jsonschema.Draft202012Validator(schema)
    shape.check_schema(schema)
    # An example may be of nothing: what is asked for is not there anyway.
    wrong = [each for each in shape.iter_errors(TAKEN[name]) if each.validator != "minItems"]
    assert wrong == []
    assert not shape.is_valid({**TAKEN[name], "unknown": 1})


def test_no_endpoint_reads_what_it_does_not_name():
    """Else it would not be described: a query has only what is declared."""
    for each in openapi.endpoints():
        assert set(each.declared.needed) <= set(each.declared.query), each
        assert each.declared.body is None or isinstance(each.declared.body, Body)
