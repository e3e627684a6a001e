"""Users of the embedded cloud. It runs on 127.0.0.1 and holds nothing of value."""

from dataclasses import dataclass

PASSWORD = "secret"
DOMAIN = "Default"
REGION = "RegionOne"


@dataclass(frozen=True)
class User:
    """A Keystone user with one role in one project."""

    name: str
    project: str
    role: str


ADMIN = User("admin", "admin", "admin")
DEMO = User("demo", "demo", "member")
READER = User("reader", "demo", "reader")
OTHER = User("other", "other", "member")
#: freezer-api's own user, which validates tokens.
SERVICE = User("freezer", "service", "service")

PEOPLE = (DEMO, READER, OTHER, ADMIN)
