from openstack_auth import policy

import freezer_ui.wsgi
from freezer_ui.settings import SERVICE_TYPE


def test_the_policies_of_all_services_are_there_before_the_first_request():
    """Else all threads of a new process parse them at once, and nobody is answered for long."""
    assert callable(freezer_ui.wsgi.application)
    assert {SERVICE_TYPE, "identity"} <= set(policy._ENFORCER)
