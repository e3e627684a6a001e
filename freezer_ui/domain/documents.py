"""Makes Freezer's documents safe to read, whatever another tool wrote into them.

Freezer checks little. Each document is checked once, when it is read: a value of the wrong
type is replaced by a stand-in of the right type, so no rule has to check types. A document without
wrong values is returned unchanged, not copied.

A stand-in keeps the value that it replaces in `raw`. `with_raw_values` puts these back before a
document is written, so nothing is lost.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from freezer_ui.domain.document_types import Action, Client, Job, Record, Session
from freezer_ui.domain.times import LATEST

#: Seconds; the largest number in Freezer's column on MySQL.
MOST_SECONDS = 2**31 - 1
#: Shown for a value that cannot be read.
NOT_READABLE = "not readable"
#: Depth of nested lists and objects; Python cannot compare values that are much deeper.
_DEEPEST = 12
#: Bits of an integer that browsers read exactly.
_WIDEST = 53
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
#: An id of any document; a client chooses its own.
_NAMED = re.compile(r"[\w.-]{1,255}")

Rule = Callable[[object], object]
Document = TypeVar("Document")


class Unreadable:
    """A stand-in for `raw`, the value in Freezer's document. Pickling drops a `raw` that is neither
    text nor number.
    """

    raw: object = None
    #: Whether the stand-in shows what the value was.
    is_lossless = False

    def __reduce__(self) -> tuple[Any, ...]:
        raw = self.raw if isinstance(self.raw, str | int | float) else None
        return _stand_in, (type(self), raw, _base(self), self.is_lossless)


class Namesake(LookupError):
    """A document whose id differs from the requested one in case only, which MySQL ignores."""


class _Read(list[Any]):
    """Documents that were checked already."""


class _Text(Unreadable, str):
    pass


class _Number(Unreadable, int):
    pass


class _Object(Unreadable, dict[str, Any]):
    def __bool__(self) -> bool:
        """True even if empty: it is not the same as a missing object."""
        return True


class _List(Unreadable, list[Any]):
    pass


def session(document: object, session_id: str | None = None) -> Session:
    """Return a session that is safe to read; `session_id` is the requested id.

    Raises ValueError for anything but an object, and for another session; Namesake.
    """
    return _document(Session, document, "session_id", session_id, _SESSION)


def job(document: object, job_id: str | None = None) -> Job:
    """As session, for a job."""
    return _document(Job, document, "job_id", job_id, _JOB)


def action(document: object, action_id: str | None = None) -> Action:
    """As session, for an action."""
    return _document(Action, document, "action_id", action_id, _ACTION)


def backup(document: object, backup_id: str | None = None) -> Record:
    """As session, for a backup's record."""
    return _document(Record, document, "backup_id", backup_id, _BACKUP)


def client(document: object, client_id: str | None = None) -> Client:
    """As session, for the "client" of an item of GET clients."""
    found = document.get("client") if isinstance(document, dict) else document
    return _document(Client, {} if found is None else found, "client_id", client_id, _CLIENT)


def every(found: object, read: Callable[[object], Document]) -> list[Document]:
    """Return the documents of a list, each through `read`; an item that is no object counts as {}.

    Raises ValueError for anything but a list.
    """
    if isinstance(found, _Read):
        return found
    if not isinstance(found, list):
        raise ValueError("This is no list of documents.")
    return _Read(read(row if isinstance(row, dict) else {}) for row in found)


def sessions(answer: object) -> object:
    """Return an answer to GET sessions with documents that are safe to read; others unchanged."""
    if isinstance(answer, dict) and isinstance(answer.get("sessions"), list):
        return {**answer, "sessions": every(answer["sessions"], session)}
    return answer


def unreadable(document: Mapping[str, object], *names: str) -> list[str]:
    """Return those of these fields whose values cannot be shown."""
    values = ((name, document.get(name)) for name in names)
    return [
        name for name, value in values if isinstance(value, Unreadable) and not value.is_lossless
    ]


def with_raw_values(value: object) -> object:
    """Return the value to send to Freezer: each stand-in is replaced by its `raw`."""
    if isinstance(value, Unreadable):
        return value.raw
    if isinstance(value, Mapping):
        return {key: with_raw_values(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [with_raw_values(each) for each in value]
    return value


def is_plain(value: object, deepest: int = _DEEPEST) -> bool:
    """Whether a browser and a cache can hold the value exactly."""
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, str):
        return _is_whole(value)
    if isinstance(value, int):
        return value.bit_length() <= _WIDEST
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    return (
        isinstance(value, Iterable)
        and deepest > 0
        and all(is_plain(each, deepest - 1) for each in value)
    )


# Rules: each returns a good value itself, and a stand-in for any other.


def _text(value: object) -> object:
    """Text; a number becomes text without loss."""
    if value is None or (type(value) is str and (value.isascii() or _is_whole(value))):
        return value
    if isinstance(value, str):
        return _stand_in(_Text, value, value.encode("utf-8", "replace").decode(), True)
    if isinstance(value, int | float) and is_plain(value):
        return _stand_in(_Text, value, str(value), True)
    return _stand_in(_Text, value, NOT_READABLE)


def _link(value: object) -> object:
    """The id of another document; "" if it cannot be read."""
    return value if value is None or type(value) is str else _stand_in(_Text, value, "")


def _time(value: object) -> object:
    """Epoch seconds, or one of the several null values: -1, "", None."""
    if type(value) is int and -1 <= value <= LATEST:
        return value
    if value is None or value == "" or (isinstance(value, float) and -1 <= value <= LATEST):
        return value
    return _stand_in(_Number, value, -1)


def _seconds(value: object) -> object:
    if value is None or (type(value) is int and -1 <= value <= MOST_SECONDS):
        return value
    if isinstance(value, float) and -1 <= value <= MOST_SECONDS:
        return value
    return _stand_in(_Number, value, -1)


def _tag(value: object) -> object:
    if value is None or (type(value) is int and 0 <= value <= MOST_SECONDS):
        return value
    return _stand_in(_Number, value, 0)


def _number(value: object) -> object:
    """A number that is only shown."""
    if value is None or (type(value) is int and abs(value) <= MOST_SECONDS):
        return value
    return _stand_in(_Text, value, NOT_READABLE)


def _anything(value: object) -> object:
    return value if is_plain(value) else _stand_in(_Text, value, NOT_READABLE)


def _object(
    value: object,
    rules: Mapping[str, Rule],
    rest: Rule = _anything,
    shown: Mapping[str, object] | None = None,
) -> object:
    """An object whose fields follow `rules`, others `rest`; `shown` is the stand-in's content."""
    if value is None:
        return value
    if not isinstance(value, dict):
        return _stand_in(_Object, value, shown or {})
    odd = {
        name: safe
        for name, each in value.items()
        if (safe := rules.get(name, rest)(each)) is not each
    }
    return {**value, **odd} if odd else value


def _list(value: object, rule: Rule) -> object:
    if value is None:
        return value
    if not isinstance(value, list):
        return _stand_in(_List, value, [])
    safe = [rule(each) for each in value]
    return safe if any(new is not old for new, old in zip(safe, value, strict=True)) else value


def _texts(value: object) -> object:
    """A list of texts; [] for anything else."""
    if value is None or (isinstance(value, list) and all(type(each) is str for each in value)):
        return value
    return _stand_in(_List, value, [])


def _entry(value: object) -> object:
    """A member's entry in its session; {} for null."""
    return _empty_object() if value is None else _object(value, _ENTRY_RULES)


def _part(value: object) -> object:
    """An entry of a job's list of actions; {} for null."""
    return _empty_object() if value is None else _object(value, _PART)


def _empty_object() -> object:
    return _stand_in(_Object, None, {}, True)


def _document(
    _kind: type[Document], document: object, key: str, asked: str | None, rules: Mapping[str, Rule]
) -> Document:
    if not isinstance(document, dict):
        raise ValueError("This is no document.")
    found: Any = _object(document, rules)
    missing = {name: NOT_READABLE for name in _NEEDED[key] if found.get(name) is None}
    if asked is not None:
        _refuse_another(key, document.get(key), asked)
        missing[key] = asked
    if missing and any(found.get(name) != value for name, value in missing.items()):
        found = {**found, **missing}
    safe: Document = found
    return safe


def _refuse_another(key: str, answered: object, asked: str) -> None:
    """Raise Namesake or ValueError for another id; an id that cannot be read is accepted."""
    if type(answered) is not str or answered == asked or not _NAMED.fullmatch(answered):
        return
    # Some databases ignore accents too, which clients' ids may have.
    if key == "client_id" or answered.lower() == asked.lower():
        raise Namesake
    raise ValueError("This is another document.")


def _id(value: object) -> object:
    """The id of a document, as it stands in paths."""
    if type(value) is str and _ID.fullmatch(value):
        return value
    return _stand_in(_Text, value, NOT_READABLE)


def _name(value: object) -> object:
    """A client's id, which the client chooses."""
    safe = _text(value)
    return _stand_in(_Text, value, NOT_READABLE) if safe == "" else safe


def _is_whole(text: str) -> bool:
    """Whether the text can be encoded: a lone surrogate cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _stand_in(
    kind: Callable[[Any], Any], raw: object, shown: object, is_lossless: bool = False
) -> Any:
    stand_in = kind(shown)
    stand_in.raw = raw
    stand_in.is_lossless = is_lossless
    return stand_in


def _base(value: Unreadable) -> object:
    """The plain value that a stand-in is."""
    kind = type(value).__mro__[2]
    return kind(value)


_TIMES = dict.fromkeys(
    ("time_start", "time_end", "time_started", "time_ended", "time_created"), _time
)
#: A session's `schedule` and a job's `job_schedule`; all other fields are texts.
_SCHEDULE = _TIMES
#: The stand-in of a schedule: like the original, no agent can read it, and Freezer refuses it.
_NO_SCHEDULE = {"schedule_interval": _stand_in(_Text, None, NOT_READABLE)}
_schedule = partial(_object, rules=_SCHEDULE, rest=_text, shown=_NO_SCHEDULE)
_ENTRY_RULES: dict[str, Rule] = {**_TIMES, "client_id": _text, "status": _text, "result": _text}


_usual = itemgetter("client_id", "status", "result", "time_started", "time_ended")


def _entries(value: object) -> object:
    """The members of a session. Entries as Freezer writes them take a fast path: a thousand
    sessions have ten thousand.
    """
    if type(value) is dict and all(map(_is_usual, value.values())):
        return value
    return _object(value, {}, _entry)


def _is_usual(entry: Any) -> bool:
    """Whether an entry is exactly as Freezer writes it."""
    try:
        who, status, result, started, ended = _usual(entry)
        return (
            type(started) is type(ended) is int
            and -1 <= started <= LATEST
            and -1 <= ended <= LATEST
            and type(who) is type(status) is type(result) is str
            and (who + status + result).isascii()
            and len(entry) == 5
        )
    except (TypeError, KeyError):
        return False


_SESSION: dict[str, Rule] = {
    **_TIMES,
    "session_id": _id,
    "session_tag": _tag,
    "description": _text,
    "hold_off": _seconds,
    "schedule": _schedule,
    "jobs": _entries,
    "status": _text,
    "result": _text,
}
_WHAT: dict[str, Rule] = dict.fromkeys(
    (
        "action", "mode", "backup_name", "path_to_backup", "restore_abs_path", "storage",
        "container", "engine_name", "hostname", "restore_from_date",
    ),
    _text,
)  # fmt: skip
_what = partial(_object, rules=_WHAT)
_PART: dict[str, Rule] = {"freezer_action": _what, "action_id": _link}
_JOB: dict[str, Rule] = {
    "job_id": _id,
    "client_id": _name,
    "session_id": _link,
    "session_tag": _tag,
    "description": _text,
    "job_schedule": _schedule,
    "job_actions": partial(_list, rule=_part),
}
_ACTION: dict[str, Rule] = {"action_id": _id, "freezer_action": _what}
_PIN: dict[str, Rule] = {
    "start": _time,
    "started": _time,
    "ended": _time,
    "without": partial(_object, rules={}),
}
_RECORD: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "backup_name", "hostname", "container", "storage", "mode", "engine_name",
            "path_to_backup", "fs_real_path", "client_version",
        ),
        _text,
    ),
    "job_id": _link,
    "session_id": _link,
    "session_tag": _number,
    "curr_backup_level": _number,
    "time_stamp": _time,
    "session_run": partial(_object, rules=_PIN),
}  # fmt: skip
_BACKUP: dict[str, Rule] = {
    "backup_id": _id,
    "status": _text,
    "backup_metadata": partial(_object, rules=_RECORD),
}
_CLIENT: dict[str, Rule] = {
    "client_id": _name,
    "hostname": _text,
    "description": _text,
    "uuid": _text,
    "supported_actions": _texts,
    "supported_modes": _texts,
    "supported_storages": _texts,
    "supported_engines": _texts,
}
#: Fields that every document has; NOT_READABLE if they are missing.
_NEEDED = {
    "session_id": ("session_id",),
    "job_id": ("job_id", "client_id"),
    "action_id": ("action_id",),
    "backup_id": ("backup_id",),
    "client_id": ("client_id",),
}
