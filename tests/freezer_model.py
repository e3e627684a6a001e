"""A model of what freezer-api 19 does to sessions and jobs, without a server.

For property tests with thousands of calls. tests/rest/test_model.py compares it with the real one.
"""

import copy
from collections.abc import Mapping


class Model:
    """`sessions` and `jobs` are documents by id, changed as Freezer changes them."""

    def __init__(self, sessions: Mapping[str, dict], jobs: Mapping[str, dict]):
        self.sessions = copy.deepcopy(dict(sessions))
        self.jobs = copy.deepcopy(dict(jobs))

    def put(self, session_id: str, job_id: str, half: bool = False) -> bool:
        """PUT sessions/{}/jobs/{}; `half`: freezer-api dies between its two writes."""
        job, session = self.jobs.get(job_id), self.sessions.get(session_id)
        if job is None or session is None:
            return False
        own = job["job_schedule"]
        session.setdefault("jobs", {})[job_id] = {
            "client_id": job["client_id"],
            "status": own.get("status", ""),
            "result": own.get("result", ""),
            "time_started": own.get("time_started", ""),
            "time_ended": own.get("time_ended", ""),
        }
        if not half:
            job["session_id"] = session_id
            job["session_tag"] = session["session_tag"]
            job["job_schedule"] = copy.deepcopy(session["schedule"])
        return True

    def delete(self, session_id: str, job_id: str, half: bool = False) -> bool:
        """DELETE sessions/{}/jobs/{}: clears the job's session, whichever that is."""
        session = self.sessions.get(session_id)
        if session is None or "jobs" not in session:
            return False
        session["jobs"].pop(job_id, None)
        job = self.jobs.get(job_id)
        if job is None:
            return False
        if not half:
            job |= {"session_id": "", "session_tag": 0, "job_schedule": {"event": "stop"}}
        return True

    def patch_job(self, job_id: str, changes: Mapping) -> bool:
        """PATCH jobs/{}: a missing job_schedule wipes the schedule."""
        if job_id not in self.jobs:
            return False
        self.jobs[job_id] |= {"job_schedule": {}} | copy.deepcopy(dict(changes))
        return True

    def patch_session(self, session_id: str, changes: Mapping) -> bool:
        if session_id not in self.sessions:
            return False
        self.sessions[session_id] |= copy.deepcopy(dict(changes))
        return True

    def delete_session(self, session_id: str) -> None:
        """Delete a session; its members are left dangling."""
        self.sessions.pop(session_id, None)

    def delete_job(self, job_id: str) -> None:
        """Delete a job; its entries are left as ghosts."""
        self.jobs.pop(job_id, None)
