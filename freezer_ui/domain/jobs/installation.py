"""Commands that make a machine a client: install the agent, give it a login, start it.

freezer-scheduler 19 logs in with a user's name and password: its python-freezerclient takes no
application credentials.
"""

from dataclasses import dataclass

from freezer_ui.message import Message, message

_FOLDER = "/opt/freezer"
_FILE = "/etc/freezer/scheduler.conf"
_UNIT = "/etc/systemd/system/freezer-scheduler.service"


@dataclass(frozen=True)
class Account:
    """A user of a project and its Keystone; `zone` is the zone of agents' clocks, `poll` the
    seconds between their polls, `region` may be empty.
    """

    keystone: str
    user: str
    user_domain_id: str
    project_id: str
    region: str
    zone: str
    poll: int


@dataclass(frozen=True)
class Step:
    """Commands for bash as root, without a password, and their title."""

    title: Message
    commands: str


def steps(account: Account) -> list[Step]:
    """Return the steps to take on the machine, in order."""
    return [
        Step(message("installation.install"), _INSTALL),
        Step(message("installation.configure"), _configure(account)),
        Step(message("installation.start"), _START.format(zone=account.zone)),
    ]


_INSTALL = f"""\
python3 -m venv {_FOLDER}
{_FOLDER}/bin/pip install freezer
"""

#: The parentheses make bash read everything, even if pasted, before it asks for the password.
_CONFIGURE = """\
(
umask 077
mkdir -p /etc/freezer/jobs
read -rsp {prompt} password; echo
cat > {file} <<END
[DEFAULT]
log_file = /var/log/freezer-scheduler.log
[scheduler]
jobs_dir = /etc/freezer/jobs
interval = {poll}
no_daemon = true
[service_auth]
{login}
os_password = ${{password//\\$/\\$\\$}}
END
)
"""

_START = f"""\
cat > {_UNIT} <<'END'
[Unit]
Description=Freezer scheduler
After=network-online.target
Wants=network-online.target
[Service]
Environment=TZ={{zone}} PATH={_FOLDER}/bin:/usr/sbin:/usr/bin:/sbin:/bin
ExecStart={_FOLDER}/bin/freezer-scheduler --config-file {_FILE} start
Restart=always
[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl enable --now freezer-scheduler
"""


def _configure(account: Account) -> str:
    login = {
        "os_auth_url": account.keystone,
        "os_username": account.user,
        "os_user_domain_id": account.user_domain_id,
        "os_project_id": account.project_id,
        "os_region_name": account.region,
        "os_endpoint_type": "public",
    }
    return _CONFIGURE.format(
        prompt=_quoted(f"Password of {_line(account.user)}: "),
        file=_FILE,
        poll=account.poll,
        login="\n".join(f"{name} = {_value(text)}" for name, text in login.items() if text),
    )


def _value(text: str) -> str:
    """Escape for oslo.config ("$" is doubled) in a here-document that bash expands."""
    return _shell(_line(text).replace("$", "$$"))


def _shell(text: str) -> str:
    """Escape for a here-document that bash expands."""
    return "".join(f"\\{char}" if char in "\\$`" else char for char in text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _line(text: str) -> str:
    """Return the text as one line: names in Keystone may contain line breaks."""
    return " ".join(text.split())
