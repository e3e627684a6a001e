"""Words of Horizon's menu; here, because Horizon's extraction reads no `enabled/`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GROUP = _("Backup and Restore")
# with a context: Horizon's catalogues have different words for its own
ACTIONS = pgettext_lazy("Freezer", "Actions")
BACKUPS = pgettext_lazy("Freezer", "Backups")
