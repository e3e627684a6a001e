"""The steps after which a machine is a client."""

from django.utils.translation import gettext


def install() -> str:
    return gettext("Install Freezer's agent")


def configure() -> str:
    return gettext("Connect the machine to this project")


def start() -> str:
    return gettext("Start the agent")
