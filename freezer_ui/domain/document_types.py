"""Types of Freezer's documents and of the rules' results, for readers and mypy.

Documents are typed as documents.py returns them: any field may be missing, and most may be null.
Fields that are only passed on are not named.
"""

from collections.abc import Mapping
from typing import Any, NotRequired, TypedDict

from freezer_ui.message import Message

#: A schedule's `schedule_*` fields and others, accessed by variable names; see Schedule.
Fields = Mapping[str, Any]
#: A freezer_action: options of the agent by name (jobs/agent_options.py); any tool may add others.
Options = Mapping[str, Any]
#: Epoch seconds, or one of Freezer's several null values; times.epoch reads it.
Time = object


class Schedule(TypedDict, total=False):
    """A session's `schedule`, or a job's `job_schedule`, to which its agent writes too."""

    schedule_interval: str | None
    schedule_date: str | None
    schedule_start_date: str | None
    schedule_end_date: str | None
    schedule_year: str | None
    schedule_month: str | None
    schedule_week: str | None
    schedule_day: str | None
    schedule_day_of_week: str | None
    schedule_hour: str | None
    schedule_minute: str | None
    schedule_second: str | None
    event: str | None
    status: str | None
    result: str | None
    time_created: Time
    time_started: Time
    time_ended: Time


class Entry(TypedDict, total=False):
    """A member in its session's `jobs`."""

    client_id: str | None
    status: str | None
    result: str | None
    time_started: Time
    time_ended: Time


class Session(TypedDict, total=False):
    session_id: str
    session_tag: int | None
    description: str | None
    hold_off: object
    schedule: Schedule | None
    jobs: dict[str, Entry] | None
    status: str | None
    result: str | None
    time_start: Time
    time_end: Time


class JobAction(TypedDict, total=False):
    """An entry of a job's `job_actions`."""

    action_id: str | None
    freezer_action: Options | None
    max_retries: object
    max_retries_interval: object


class Job(TypedDict, total=False):
    job_id: str
    client_id: str
    session_id: str | None
    session_tag: int | None
    description: str | None
    job_schedule: Schedule | None
    job_actions: list[JobAction] | None


class Action(TypedDict, total=False):
    action_id: str
    freezer_action: Options | None


class Metadata(TypedDict, total=False):
    """A record's `backup_metadata`: the agent's values, and pins (runs/history.py)."""

    job_id: str | None
    session_id: str | None
    session_tag: object
    session_run: Mapping[str, Any] | None
    backup_name: str | None
    hostname: str | None
    container: str | None
    storage: str | None
    mode: str | None
    backup_media: str | None
    engine_name: str | None
    path_to_backup: str | None
    fs_real_path: str | None
    client_version: str | None
    curr_backup_level: object
    max_level: object
    dry_run: object
    time_stamp: Time
    cindernative_vol_id: object
    cindernative_backup_id: str | None


class CinderWord(TypedDict):
    """The state of a volume's backup: one of volumes.WORDS, and Cinder's own reason."""

    id: str
    word: str
    reason: str | None
    name: NotRequired[str | None]


class Record(TypedDict, total=False):
    """A backup's record; volumes.settled adds `volume`."""

    backup_id: str
    status: str | None
    backup_metadata: Metadata | None
    volume: CinderWord


class Client(TypedDict, total=False):
    """What GET clients has in "client"."""

    client_id: str
    hostname: str | None
    description: str | None
    uuid: str | None
    is_central: object
    supported_actions: list[str] | None
    supported_modes: list[str] | None
    supported_storages: list[str] | None
    supported_engines: list[str] | None


# Results of the rules.


class Fact(TypedDict):
    """A backup's record with the names of our REST (backups/records.facts)."""

    id: str
    backup_name: str
    hostname: str | None
    container: str | None
    storage: str | None
    mode: str | None
    engine_name: str | None
    path: str | None
    at: int | None
    level: int | None
    job_id: str | None
    session_id: str | None
    session_tag: int | None
    client_version: str | None
    status: str
    volume: CinderWord | None
    refused: Message | None
    unreadable: list[str]


class Own(TypedDict):
    """A job's own schedule, for when it is in no session."""

    schedule: dict[str, str]
    stopped: bool


class Kept(TypedDict, total=False):
    """A record of cache/undo_store.py: where a job was before our last write."""

    own: Own | None
    origin: str | None
    session_id: str
    at: int


class Call(TypedDict):
    """A call of our own REST, as data: PUT or DELETE of sessions/{session_id}/jobs/{job_id}."""

    verb: str
    session_id: str
    job_id: str
    body: dict[str, Any] | None


class Repair(TypedDict):
    """A repair of a problem: the words of its button, what it writes, and its calls."""

    message: Message
    writes: Message
    calls: list[Call]


class Problem(TypedDict):
    """A problem that membership/health.py finds; the first repair is the usual one."""

    id: str
    kind: str
    session_id: str
    session_name: str | Message
    job_id: str | None
    job_name: str
    message: Message
    repairs: list[Repair]


class Workload(TypedDict):
    """A client's jobs, counted (jobs/workload.py)."""

    jobs: int
    session: int
    alone: int
    nothing: int
    backups: int
    protecting: int
    time_ended: int | None
    result: str | None
