"""What a schedule that is being typed would mean."""

from datetime import UTC, datetime

from freezer_ui import settings
from freezer_ui.sessions import schedule


def preview(fields: object, now: int) -> dict:
    """{"schedule", "words", "next_run", "next_run_about"}; raises Invalid. No call to Freezer."""
    clean = schedule.parse(fields, datetime.fromtimestamp(now, UTC))
    next_run, about = schedule.next_run(
        clean, now, None, settings.get("FREEZER_AGENT_TIME_ZONE")
    )
    return {
        "schedule": clean,
        "words": schedule.words(clean),
        "next_run": next_run,
        "next_run_about": about,
    }
