"""Which database a cloud of the stack has."""

import pytest

from stack import mariadb
from stack.errors import StackError


@pytest.mark.parametrize(
    ("value", "is_wanted"), [(None, False), ("", False), ("sqlite", False), ("mariadb", True)]
)
def test_it_is_sqlite_unless_mariadb_is_asked_for(monkeypatch, value, is_wanted):
    monkeypatch.delenv("STACK_DATABASE", raising=False)
    if value is not None:
        monkeypatch.setenv("STACK_DATABASE", value)
    assert mariadb.is_wanted() is is_wanted


def test_what_is_no_database_is_refused(monkeypatch):
    monkeypatch.setenv("STACK_DATABASE", "postgres")
    with pytest.raises(StackError, match="sqlite or mariadb, not 'postgres'"):
        mariadb.is_wanted()
