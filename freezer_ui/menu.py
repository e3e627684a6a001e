"""Words of Horizon's menu; here, because Horizon's extraction reads no `enabled/`."""

from django.utils.translation import gettext_lazy as _

GROUP = _("Backup and Restore")
