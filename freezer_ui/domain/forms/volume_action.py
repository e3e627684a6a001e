"""The form of an action that makes Cinder back up a volume, without storage and engine."""

from collections.abc import Mapping

from freezer_ui.domain import volumes
from freezer_ui.domain.document_types import JobAction
from freezer_ui.domain.forms import backup_action
from freezer_ui.domain.forms.field import SWITCH, TEXT, Field, Value, parse
from freezer_ui.message import N_, Message, message

#: Replaced by the name of each volume.
VOLUME = "{volume}"


def _name_wrong(text: str) -> Message | None:
    if any(brace in text.replace(VOLUME, "") for brace in "{}"):
        return message("volumes.other_braces")
    return None


JOB_FIELDS = (
    Field(
        "description",
        TEXT,
        N_("Job name"),
        N_("The name of the job. {volume} becomes the name of each volume."),
        needed=True,
        default=N_("Backup of volume {volume}"),
    ),
)
FIELDS = (
    Field(
        "backup_name",
        TEXT,
        N_("Backup name"),
        N_("The name of the backups. {volume} becomes the name of each volume."),
        needed=True,
        default=VOLUME,
        check=_name_wrong,
    ),
    Field(
        "incremental",
        SWITCH,
        N_("Incremental backups"),
        N_("After a full backup, Cinder stores only what changed."),
        default=False,
    ),
    Field(
        "cindernative_backup_az",
        TEXT,
        N_("Backup zone"),
        N_("The availability zone of Cinder's backup service. Leave this empty for Cinder's own."),
        check=backup_action.word_wrong,
        more=True,
    ),
    *(each for each in backup_action.FIELDS if each.name in backup_action.BESIDE),
)


def read(sent: object) -> dict[str, Value]:
    """Return the values of this form. Raises Invalid."""
    return parse(FIELDS, sent, "action.")


def document(values: Mapping[str, Value], volume_id: str, name: str) -> JobAction:
    """Return the entry of job_actions for a volume of this name."""
    # agents cannot read every name that Cinder accepts
    safe = "".join("_" if each in "%{}" or not each.isprintable() else each for each in name)
    filled = {
        key: value.replace(VOLUME, safe).strip() if isinstance(value, str) else value
        for key, value in values.items()
    }
    kept = backup_action.as_stored(filled)
    what = {"action": "backup", "mode": volumes.MODE, volumes.VOLUME: volume_id}
    return {
        "freezer_action": {**what, **kept},
        "max_retries": values["max_retries"],
        "max_retries_interval": values["max_retries_interval"],
    }
