"""The users, projects and endpoints of the cloud, written through Keystone's API.

Everything is compared before it is written, so a start on other ports repairs the catalog.
"""

from collections.abc import Iterable

from keystoneauth1.identity import v3
from keystoneauth1.session import Session
from keystoneclient.v3.client import Client

from stack.users import ADMIN, DOMAIN, PASSWORD, PEOPLE, REGION, SERVICE, User

TIMEOUT = 20
_AUTHTOKEN = """\
auth_type = password
auth_url = {keystone}
www_authenticate_uri = {keystone}
interface = public
region_name = {region}
username = {user.name}
password = {password}
user_domain_name = {domain}
project_name = {user.project}
project_domain_name = {domain}
service_token_roles_required = true
http_connect_timeout = 5
"""


def ensure(
    keystone: str, freezer: str, swift: str | None = None, cinder: str | None = None
) -> None:
    """Make the catalog name these URLs, and create all users of stack.users."""
    client = _client(keystone)
    _ensure_endpoints(client, _service(client, "identity", "keystone"), keystone)
    _ensure_endpoints(client, _service(client, "backup", "freezer"), freezer)
    if swift:
        _ensure_endpoints(client, _service(client, "object-store", "swift"), swift)
    # of an earlier start, when Cinder could run
    _ensure_optional(client, "volumev3", "cinder", cinder)
    for user in (*PEOPLE, SERVICE):
        if user is not ADMIN:
            _ensure_user(client, user)


def ensure_users(keystone: str, users: Iterable[User]) -> None:
    """Create these users, too, each with its project."""
    client = _client(keystone)
    for user in users:
        _ensure_user(client, user)


def authtoken(keystone: str) -> str:
    """Return the options of keystonemiddleware for a service that uses Keystone at this URL."""
    return _AUTHTOKEN.format(
        keystone=keystone, user=SERVICE, password=PASSWORD, domain=DOMAIN, region=REGION
    )


def password_session(keystone: str, username: str, project: str) -> Session:
    """Return a keystoneauth session of one of our users, scoped to a project, with a timeout."""
    auth = v3.Password(
        auth_url=keystone,
        username=username,
        password=PASSWORD,
        user_domain_name=DOMAIN,
        project_name=project,
        project_domain_name=DOMAIN,
    )
    return Session(auth=auth, timeout=TIMEOUT)


def _client(keystone: str) -> Client:
    session = password_session(keystone, ADMIN.name, ADMIN.project)
    # The catalog may still have the ports of an earlier start.
    return Client(session=session, endpoint_override=keystone)


def _ensure_optional(client: Client, kind: str, name: str, url: str | None) -> None:
    if url:
        _ensure_endpoints(client, _service(client, kind, name), url)
        return
    for known in client.services.list(type=kind):
        client.services.delete(known.id)


def _service(client: Client, kind: str, name: str) -> str:
    found = client.services.list(type=kind)
    return (found[0] if found else client.services.create(name, kind)).id


def _ensure_endpoints(client: Client, service: str, url: str) -> None:
    known = {endpoint.interface: endpoint for endpoint in client.endpoints.list(service=service)}
    for interface in ("public", "internal", "admin"):
        endpoint = known.get(interface)
        if endpoint is None:
            client.endpoints.create(service, url, interface=interface, region=REGION)
        elif endpoint.url != url:
            client.endpoints.update(endpoint.id, url=url)


def _ensure_user(client: Client, user: User) -> None:
    domain = "default"
    projects = client.projects.list(domain=domain, name=user.project)
    project = projects[0] if projects else client.projects.create(user.project, domain=domain)
    users = client.users.list(domain=domain, name=user.name)
    person = users[0] if users else _make(client, user, project.id)
    # Also for an existing user: an earlier start may have been interrupted in between.
    client.roles.grant(client.roles.list(name=user.role)[0], user=person, project=project)


def _make(client: Client, user: User, project: str):
    return client.users.create(
        user.name, domain="default", password=PASSWORD, default_project=project
    )
