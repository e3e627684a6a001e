"""Horizon, with its policies loaded before the first request.

Horizon parses the policies of all services when it is first asked about one: seconds of Python, in
every thread of a new process at once, in which nobody is answered. Where a web server is given
`freezer_ui.wsgi:application` in the place of `openstack_dashboard.wsgi:application`, a process
takes requests when it is ready.
"""

from openstack_dashboard.wsgi import application

# Django has to be set up first.
from openstack_auth import policy  # isort: skip

__all__ = ["application"]

policy._get_enforcer()
