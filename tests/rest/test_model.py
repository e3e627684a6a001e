"""The model of Freezer that properties are tested on does what the real one does."""

import random

from tests.freezer_model import Model


def test_a_random_walk_ends_in_the_same_documents(demo, new_session, new_job):
    chance = random.Random(7)  # noqa: S311 the same walk every time
    sessions = [
        new_session("Model 1"),
        new_session("Model 2", schedule={"schedule_interval": "2 days"}),
    ]
    jobs = [new_job(f"model {n}") for n in range(3)]
    model = Model(
        {each: demo.sessions.get(each) for each in sessions},
        {each: demo.jobs.get(each) for each in jobs},
    )
    for _ in range(60):
        session_id, job_id = chance.choice(sessions), chance.choice(jobs)
        step(chance.choice(["put", "delete", "patch"]), demo, model, session_id, job_id)
        assert [each["jobs"] for each in read(demo.sessions, sessions)] == [
            model.sessions[each].get("jobs", {}) for each in sessions
        ]
        assert [place(job) for job in read(demo.jobs, jobs)] == [
            place(model.jobs[each]) for each in jobs
        ]


def step(verb, demo, model, session_id, job_id):
    if verb == "put":
        demo.sessions.add_job(session_id, job_id)
        model.put(session_id, job_id)
    elif verb == "delete" and "jobs" in model.sessions[session_id]:
        demo.sessions.remove_job(session_id, job_id)
        model.delete(session_id, job_id)
    elif verb == "patch":
        changes = {"job_schedule": {"schedule_interval": "9 days", "event": "stop"}}
        demo.jobs.update(job_id, changes)
        model.patch_job(job_id, changes)


def read(manager, ids):
    return [{"jobs": {}} | manager.get(each) for each in ids]


def place(job):
    return job["session_id"] or None, job["session_tag"], job["job_schedule"]
