"""Horizon's WSGI application, with its policies loaded before the first request.

Horizon parses the policies of all services when it is first asked about one: seconds of Python, in
every thread of a new process at the same time, while nobody is answered. A web server that is given
`freezer_ui.wsgi:application` instead of `openstack_dashboard.wsgi:application` gets a process that
is ready when it takes its first request.
"""

from openstack_dashboard.wsgi import application

# Django has to be set up first.
from openstack_auth import policy  # isort: skip

__all__ = ["application"]

policy._get_enforcer()
