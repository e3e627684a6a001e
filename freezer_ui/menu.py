"""Texts of Horizon's menu. They are here because Horizon's extraction does not read `enabled/`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as pgettext

GROUP = _("Backup and Restore")
# A context keeps them apart from the same words in Horizon's own catalogues.
ACTIONS = pgettext("Freezer", "Actions")
BACKUPS = pgettext("Freezer", "Backups")
