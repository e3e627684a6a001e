"""What of an action may be shown: names by a list, values by what they look like."""

import pytest

from freezer_ui.domain.backups import records
from freezer_ui.domain.jobs import action, agent_options, secrets

#: Of an agent's options, those that are never shown.
OPTIONS = ("access_key", "secret_key", "ssh_password", "ftp_password", "command", "os_trust_id")
#: Of whatever another tool writes.
OTHERS = (
    "password", "Passwd", "pwd", "db_pwd", "pass", "mysql_pass", "apikey", "apiKey", "api-key",
    "creds", "cred", "authorization", "auth", "bearer", "cookie", "session_cookie", "token",
    "os_token", "connection_string", "dsn", "sas", "signature", "jwt", "otp", "keys", "key",
    "keyring", "kerberos_keytab", "hmac", "salt", "pin", "login", "private", "encrypt_passphrase",
    "db_credentials", "zip", "whatever", "", "__proto__", "BACKUP_NAME",
)  # fmt: skip
#: A secret X in a text of an option that is shown.
TEXTS = (
    "http://u:X@proxy:3128", "http://user:pa/X@proxy", "http://u:a@X@proxy", "http://u:a X@proxy",
    "user:X@proxy:3128", "//u:X@smb/share", "mysql://u:X@db", "https://h/p?token=X", "h/p?sig=X",
    "h/p?a=1&X-Amz-Signature=X", "password=X", "PASSWORD: X", "PGPASSWORD=X", "db_pwd = X",
    "mysql --password X", "mysql --db-password=X", "curl -H 'Authorization: Bearer X'", "Bearer X",
    "Basic dTpY", '{"name":"password","value":"X"}', '{"token": "X"}', "['secret', 'X']",
    "api_key=X", "access-key: X", "-----BEGIN PRIVATE KEY-----X", "a\nsecret=X",
)  # fmt: skip
PLAIN = (
    "nightly", "nightly-{hostname}", "/srv/data", "/srv/data of May", "user@host", "C:\\data",
    "joe@example.org", "/mnt/keys/pool", "backups/password-store", "monkey=business", "passage",
    "author: joe", "2026-01-02T03:04:05", "db01:3306", "https://object.example.com/v1/a", "*.tmp",
)  # fmt: skip


@pytest.mark.parametrize("name", [*OPTIONS, *OTHERS])
def test_a_name_that_is_not_on_the_list_is_hidden_whatever_it_holds(name):
    for value in ("sesame", 1234, True, ["sesame"], {"a": "sesame"}):
        assert secrets.shown(name, value) is None


def test_the_list_has_options_only():
    shown = [name for name in agent_options._TAKEN if secrets.is_shown(name)]
    assert set(agent_options._TAKEN) - set(shown) == set(OPTIONS) - {"os_trust_id"}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", ["backup_name", "path_to_backup", "container", "exclude", "proxy"])
def test_a_value_that_may_hold_a_secret_is_hidden(name, text):
    assert secrets.shown(name, text) is None
    assert secrets.shown(name, [text]) is None
    assert secrets.text(text) == secrets.HIDDEN


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_are_shown(text):
    assert secrets.shown("backup_name", text) == secrets.text(text) == text


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("proxy", "http://proxy:3128", "http://proxy:3128"),
        ("proxy", "proxy.example.com", "proxy.example.com"),
        ("proxy", "http://joe@proxy", None),
        ("endpoint", "https://s3.example.com/region", "https://s3.example.com/region"),
        ("endpoint", "https://s3.example.com/?X=Y", None),
        ("ssh_key", "/root/.ssh/id_rsa", "/root/.ssh/id_rsa"),
        ("ssh_key", "AAAAB3NzaC1yc2E", None),
        ("mysql_conf", "~/my.cnf", "~/my.cnf"),
        ("mysql_conf", "[default]\nuser=root", None),
        ("encrypt_pass_file", "C:\\pass.txt", "C:\\pass.txt"),
        ("encrypt_pass_file", "sesame", None),
        ("max_level", 0, "0"),
        ("dry_run", False, "no"),
        ("exclude", ["a", "b"], "a, b"),
        ("exclude", ["password", "sesame"], None),
        ("exclude", [["a"]], None),
        ("exclude", {"password": "sesame", "user": "joe"}, None),
    ],
)
def test_a_value_is_shown_as_what_it_should_be(name, value, told):
    assert secrets.shown(name, value) == told


def test_who_may_write_is_shown_all():
    what = {"action": "exec", "command": "mysql -psesame", "sql": {"password": "sesame"}}
    assert [each["value"] for each in action.fields(what)] == ["exec", None, None]
    revealed = [each["value"] for each in action.fields(what, reveal=True)]
    assert revealed == ["exec", "mysql -psesame", "password: sesame"]


def test_a_cell_says_that_it_is_hidden():
    hides = {"backup_name": "http://u:X@h"}
    assert action.cell(hides, "backup_name") == secrets.HIDDEN
    assert action.shown(hides, "backup_name") is None
    assert action.cell({}, "backup_name") is None
    assert action.cell({"backup_name": "x"}, "backup_name") == "x"


@pytest.mark.parametrize("name", ["backup_name", "hostname", "container", "path_to_backup"])
def test_a_backup_hides_what_an_action_hides(name):
    row = {"backup_id": "b1", "backup_metadata": {"time_stamp": 5, name: "http://u:sesame@h"}}
    assert "sesame" not in str(records.facts(row))
