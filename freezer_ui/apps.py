"""What the plugin does when Horizon starts."""

from importlib import metadata
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from freezer_ui import scripts
from freezer_ui import settings as our_settings
from freezer_ui.api import transport
from freezer_ui.settings import SERVICE_TYPE

CONF = Path(__file__).parent / "conf"
#: As Horizon's nova_policy.d.
POLICY_DIR = "freezer_policy.d"
#: The innermost of Horizon's middleware.
MIDDLEWARE = ("freezer_ui.details.redirect", "freezer_ui.catalogue.CatalogueMiddleware")


class FreezerUIConfig(AppConfig):
    name = "freezer_ui"

    def ready(self) -> None:
        refuse_freezer_web_ui()
        our_settings.check()
        transport.install()
        use_own_policies()
        scripts.take_out()
        add_middleware()


def add_middleware() -> None:
    """Add a middleware to Horizon's, once, while Horizon starts."""
    missing = [name for name in MIDDLEWARE if name not in settings.MIDDLEWARE]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, *missing]


def refuse_freezer_web_ui() -> None:
    """Raise ImproperlyConfigured if freezer-web-ui is installed: both distributions install a
    package named freezer_ui, and neither would be complete.
    """
    try:
        version = metadata.version("freezer-web-ui")
    except metadata.PackageNotFoundError:
        return
    raise ImproperlyConfigured(
        f"freezer-web-ui {version} is installed beside freezer-ui and overwrites its files. "
        "Run 'pip uninstall freezer-web-ui', then 'pip install --force-reinstall freezer-ui', "
        "and remove its _505*_freezer_*.py from Horizon's local/enabled folder."
    )


def use_own_policies() -> None:
    """Give Horizon our copy of Freezer's policies, unless the operator has set policy files for the
    service, or has put files of these names next to those of Horizon's other services.
    """
    settings.POLICY_FILES.setdefault(SERVICE_TYPE, _policies("freezer_policy.yaml"))
    settings.DEFAULT_POLICY_FILES.setdefault(
        SERVICE_TYPE, _policies("default_policies/freezer.yaml")
    )
    if (Path(settings.POLICY_FILES_PATH) / POLICY_DIR).is_dir():
        settings.POLICY_DIRS.setdefault(SERVICE_TYPE, [POLICY_DIR])


def _policies(name: str) -> str:
    """Return the operator's file below POLICY_FILES_PATH, or else our own."""
    theirs = Path(settings.POLICY_FILES_PATH) / name
    return str(theirs if theirs.is_file() else CONF / name)
