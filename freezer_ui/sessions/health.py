"""What others broke in a session, in words: drift, ghosts, jobs that are elsewhere, wedged runs."""

from collections.abc import Iterator, Mapping

from freezer_ui.sessions import schedule
from freezer_ui.sessions.instants import epoch


def drifts(session: Mapping, job: Mapping) -> bool:
    """Whether a member's schedule is not its session's: edits do not reach members (F5)."""
    return not schedule.same(session.get("schedule"), job.get("job_schedule"))


def belongs(session_id: str, job: Mapping) -> bool:
    return (job.get("session_id") or None) == session_id


def problems(session: Mapping, jobs: Mapping[str, Mapping | None]) -> Iterator[dict]:
    """Each problem as {"kind", "job_id", "words", "mend"}; `jobs` maps members to jobs or None.

    Kinds: ghost, elsewhere, drift (each with its job), wedged (the session's, job_id None). What
    mends it is a call for that job in this session, {"verb": PUT or DELETE, "words"}, or None.
    """
    session_id = session["session_id"]
    for job_id, job in jobs.items():
        if job is None:
            words = "A job of this session is gone; only its entry is left."
            yield _problem("ghost", words, job_id, _REMOVE)
        elif not belongs(session_id, job):
            yield _problem("elsewhere", _elsewhere_words(job), job_id, _REMOVE)
        elif drifts(session, job):
            yield _problem(
                "drift",
                f"{name(job)} runs {schedule.words(job.get('job_schedule') or {})}, its session "
                f"{schedule.words(session.get('schedule') or {})}: they do not run together.",
                job_id,
                {"verb": "PUT", "words": "Give it the session's schedule"},
            )
    if _wedged(session, jobs):
        yield _problem(
            "wedged",
            f"No member can start a new run: all are behind tag {session['session_tag']}. They "
            "go on backing up, outside every snapshot. Take all jobs out and add them again.",
        )


def name(job: Mapping) -> str:
    """What people call a job."""
    return job.get("description") or job.get("job_id") or ""


_REMOVE = {"verb": "DELETE", "words": "Remove it from this session"}


def _problem(
    kind: str, words: str, job_id: str | None = None, mend: dict[str, str] | None = None
) -> dict:
    return {"kind": kind, "job_id": job_id, "words": words, "mend": mend}


def _elsewhere_words(job: Mapping) -> str:
    if job.get("session_id"):
        return (
            f"{name(job)} is listed here but belongs to another session, where it stays if it is "
            "removed here."
        )
    return (
        f"{name(job)} is listed here but does not know of it, so it does not run with the others. "
        "Remove it, then add it again."
    )


def _wedged(session: Mapping, jobs: Mapping[str, Mapping | None]) -> bool:
    """Every job's tag is behind the session's while the jobs' own clocks move on (R5d)."""
    tag, opened = session.get("session_tag") or 0, epoch(session.get("time_start"))
    there = [job for job in jobs.values() if job is not None]
    if not (there and tag and opened):
        return False
    closes = opened + (schedule.seconds_of(session.get("hold_off")) or 0)
    behind = all((job.get("session_tag") or 0) < tag for job in there)
    return behind and any(
        (epoch((job.get("job_schedule") or {}).get("time_started")) or 0) > closes for job in there
    )
