"""What happens when Horizon starts with the plugin."""

from importlib import metadata
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from freezer_ui import scripts
from freezer_ui.settings import SERVICE_TYPE

CONF = Path(__file__).parent / "conf"


class FreezerUIConfig(AppConfig):
    name = "freezer_ui"

    def ready(self) -> None:
        refuse_freezer_web_ui()
        use_own_policies()
        scripts.take_out()


def refuse_freezer_web_ui() -> None:
    """Both distributions install a package named freezer_ui: together neither would be whole."""
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
    """Give Horizon Freezer's policies, unless the operator has set files of his own."""
    settings.POLICY_FILES.setdefault(SERVICE_TYPE, str(CONF / "freezer_policy.yaml"))
    settings.DEFAULT_POLICY_FILES.setdefault(
        SERVICE_TYPE, str(CONF / "default_policies" / "freezer.yaml")
    )
