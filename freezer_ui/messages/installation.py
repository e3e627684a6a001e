"""Sentences about the steps that make a machine a client."""

from django.utils.translation import gettext_lazy as _

install = _("Install Freezer's agent")
configure = _("Connect the machine to this project")
start = _("Start the agent")
