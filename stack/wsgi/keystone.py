"""Keystone on SQLite."""

from stack.wsgi import sqlite  # noqa: F401 before its engine is made

from keystone.wsgi.api import application  # isort: skip

__all__ = ["application"]
