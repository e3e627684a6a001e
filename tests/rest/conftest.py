import pytest

from stack import users
from tests.rest.horizon import Horizon


def _login(user: users.User):
    @pytest.fixture(scope="session", name=f"as_{user.name}")
    def logged_in(wired) -> Horizon:
        return Horizon(wired.cloud.horizon_url, user)

    return logged_in


as_demo = _login(users.DEMO)
as_reader = _login(users.READER)
as_other = _login(users.OTHER)
as_admin = _login(users.ADMIN)
