"""Writes runs of a session into Freezer as its agents would leave them, with the backups'
records.
"""

from stack import agent, shop

#: Seconds between two runs.
EARLIER = 3600


def play(client, session_id, names, began, members):
    """Play one run; return its tag. `names` has the job of each name, `members` the result
    of each.
    """
    tag = agent.play(client, session_id, names, shop.Run(began, members))
    for number, (name, outcome) in enumerate(members.items()):
        if outcome == shop.SUCCESS:
            back_up(client, names[name], name, began + number * agent.STAGGER)
    return tag


def back_up(client, job_id, name, at, **parts):
    """Create a backup's record, as the agent's scheduler writes it."""
    return client.backups.create(
        {
            "job_id": job_id,
            "action": "backup",
            "mode": "fs",
            "engine_name": "tar",
            "storage": "local",
            "backup_name": name,
            "hostname": "shop-db-1",
            "container": f"/var/backups/{name}",
            "path_to_backup": f"/srv/{name}",
            "time_stamp": at,
            "curr_backup_level": 0,
            "max_level": 3,
            "client_version": "19.0.0",
            **parts,
        }
    )


def lose_starts(client, session_id, job_ids):
    """Lose starts as Freezer does when agents begin at the same time: the start of the previous run
    stays.
    """
    entries = client.sessions.get(session_id)["jobs"]
    lost = {
        job_id: {**entries[job_id], "time_started": entries[job_id]["time_started"] - EARLIER}
        for job_id in job_ids
    }
    client.sessions.update(session_id, {"jobs": lost})


def restore_jobs(client):
    return [each for each in client.jobs.list_all(limit=1000) if _restores(each)]


def forget_backups(client):
    """Delete all backup records of the project, and the jobs and sessions of restores."""
    for row in client.backups.list(limit=10_000):
        client.backups.delete(row["backup_id"])
    for session in filter(_restores, client.sessions.list_all(limit=1000)):
        client.sessions.delete(session["session_id"])
    for job in restore_jobs(client):
        client.jobs.delete(job["job_id"])


def _restores(document):
    return (document.get("description") or "").startswith("Restore of")
