"""Horizon's local settings, for every Horizon of the stack.

Horizon imports `local.local_settings`; stack.horizon comes before Horizon's own `local` on
PYTHONPATH. Differences between clouds come from the environment (stack.dashboard.environment).
"""

import os
from pathlib import Path

import freezer_ui.enabled
import yaml
from horizon.utils import secret_key

# These settings are imported by them: what stands above that line is there.
from openstack_dashboard import settings as _settings

# Underscored: settings.py imports * and has an `enabled` of its own.
from openstack_dashboard.local import enabled as _enabled

import stack.horizon.enabled

# Horizon reads its enabled files from this package's path: no file is copied into Horizon.
_enabled.__path__.extend([*freezer_ui.enabled.__path__, *stack.horizon.enabled.__path__])

# The same loader in C: Horizon reads the policies of all services, which is half of its start.
if yaml.__with_libyaml__:
    yaml.SafeLoader = yaml.CSafeLoader

# Before Horizon's own: its templates/_stylesheets.html has one look for all themes.
_settings.TEMPLATES[0]["DIRS"].insert(0, str(Path(__file__).parents[1] / "templates"))

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
SECRET_KEY = secret_key.generate_or_read_from_file(os.environ["STACK_SECRET_KEY_FILE"])
TIME_ZONE = "UTC"

OPENSTACK_KEYSTONE_URL = os.environ["STACK_KEYSTONE_URL"]
OPENSTACK_API_VERSIONS = {"identity": 3}
if os.environ.get("STACK_FREEZER_URL"):
    FREEZER_API_URL = os.environ["STACK_FREEZER_URL"]
if os.environ.get("STACK_FREEZER_READ_TIMEOUT"):
    FREEZER_READ_TIMEOUT = float(os.environ["STACK_FREEZER_READ_TIMEOUT"])
for _name in (
    "FREEZER_CALL_TIMEOUT",
    "FREEZER_LARGEST_ANSWER",
    "FREEZER_CIRCUIT_FAILURES",
    "FREEZER_CIRCUIT_PAUSE",
    "FREEZER_WAITING_REQUESTS",
):
    if os.environ.get(f"STACK_{_name}"):
        globals()[_name] = int(os.environ[f"STACK_{_name}"])
if os.environ.get("STACK_FREEZER_AGENT_TIME_ZONE"):
    FREEZER_AGENT_TIME_ZONE = os.environ["STACK_FREEZER_AGENT_TIME_ZONE"]
if os.environ.get("STACK_FREEZER_AGENT_POLL"):
    FREEZER_AGENT_POLL = int(os.environ["STACK_FREEZER_AGENT_POLL"])
if os.environ.get("STACK_POLICY_FILES_PATH"):
    POLICY_FILES_PATH = os.environ["STACK_POLICY_FILES_PATH"]
OPERATION_LOG_ENABLED = bool(os.environ.get("STACK_OPERATION_LOG"))

# A single process uses a cache of its own, with room for more than Django's default of 300 entries;
# several processes share memcached.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
if os.environ.get("STACK_MEMCACHED"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
        "LOCATION": os.environ["STACK_MEMCACHED"].split(","),
        # Short timeouts for a memcached that hangs. Without it pages still work, although Horizon
        # reads the cache for each of them.
        "OPTIONS": {"connect_timeout": 1, "timeout": 1, "dead_timeout": 1, "ignore_exc": True},
    }
# A login survives a restart, and is valid in every process with the same secret key.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_TIMEOUT = 43200

STATIC_ROOT = os.environ["STACK_STATIC_ROOT"]
COMPRESS_OFFLINE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "freezer_ui": {"level": "INFO"},
        "horizon.operation_log": {"level": "INFO"},
    },
}
