"""Words of Horizon's menu; here, because Horizon's extraction reads no `enabled/`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

GROUP = _("Backup and Restore")
# with a context: Horizon's catalogues have different words for its own
ACTIONS = pgettext("Freezer", "Actions")
BACKUPS = pgettext("Freezer", "Backups")
