"""What a released agent makes of actions: `HOME=<its own> python -m tests.agents.taking < actions`.

Reads [freezer_action] and writes, for each, {"read": {key: text}, "refused": None or its reason}.
The scheduler's own function writes each into the agent's file, the agent's own reads it, and its
own kind of job looks at the whole, as freezer-agent does before it begins.
"""

import json
import sys
import tempfile

from freezer import job
from freezer.common import config
from freezer.scheduler.scheduler_job import Job as Scheduled

OPTIONS = ("log_file", *(option.dest for option in config._COMMON))
JOBS = {"backup": job.BackupJob, "restore": job.RestoreJob, "admin": job.AdminJob}


def main() -> None:
    config.config(args=[])
    json.dump([taken(action) for action in json.load(sys.stdin)], sys.stdout)


def taken(action: dict) -> dict:
    for name in OPTIONS:
        config.CONF.clear_override(name)
    with tempfile.NamedTemporaryFile("w+") as file:
        try:
            Scheduled.save_action_to_file(action, file)
            config.CONF.set_override("config", file.name)
            read = config.get_backup_args()
            looked_at(read)
        except Exception as error:  # noqa: BLE001 whatever it is, it ends the agent
            return {"read": {}, "refused": f"{type(error).__name__}: {error}"}
    return {"read": {key: str(getattr(read, key)) for key in action}, "refused": None}


def looked_at(read) -> None:
    kind = JOBS[read.action]
    # without the connections to OpenStack that every job makes
    made = kind.__new__(kind)
    made.conf, made.container = read, read.container
    made._validate()


if __name__ == "__main__":
    main()
