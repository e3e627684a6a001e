"""Our timetable beside what the released scheduler arms, for every schedule, zone and moment."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from freezer_ui.domain.schedules import timetable
from tests.agents.arming import COUNT

ZONES = (
    "UTC", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo",
    "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
    "Africa/Casablanca", "Pacific/Kiritimati",
)  # fmt: skip
MOMENTS = tuple(
    datetime.fromisoformat(f"{text}+00:00")
    for text in (
        "2026-11-23T12:00:00",
        "2026-12-31T23:59:30",  # year's end, in week 53
        "2027-03-27T22:00:00",  # clocks go forward in Europe,
        "2027-03-13T23:59:59",  # and in America
        "2026-10-24T20:00:00",  # and back
        "2026-10-31T23:00:00",
        "2027-04-03T12:00:00",  # half an hour back on Lord Howe,
        "2026-10-03T12:00:00",  # and forward
        "2027-02-06T22:00:00",  # Ramadan: Morocco's clocks go back
        "2028-02-28T12:00:00",  # a leap year's
    )
)


def calendar(**fields: str) -> dict[str, str]:
    return {f"schedule_{name}": value for name, value in fields.items()}


def schedules(now: datetime) -> list[dict[str, str]]:
    """What our form, a CLI or a careless script may have stored; dates are around `now`."""

    def at(zone: str = "Z", **apart: float) -> str:
        return (now + timedelta(**apart)).strftime("%Y-%m-%dT%H:%M:%S") + zone

    intervals = ("1 seconds", "45 seconds", "10 minutes", "7 hours", "24 hours", "1 days", "3 days",
                 "2 weeks", "continuous", "0 minutes", "007 hours", "1000000000 seconds",
                 "9999999999 weeks", "5  minutes")  # fmt: skip
    bounds = (
        {},
        {"start_date": at(hours=5)},
        {"start_date": at(zone="", hours=5)},
        {"start_date": at(zone="+05:30", hours=9)},
        {"start_date": at(hours=5, seconds=0.7).replace("Z", ".7Z")},
        {"start_date": at(days=-3)},
        {"start_date": at(days=1), "end_date": at(days=3)},
        {"start_date": at(days=-3), "end_date": at(days=2)},
        {"start_date": at(days=-3), "end_date": at(days=-1)},
        {"start_date": at(days=3), "end_date": at(days=1)},
        {"start_date": at(days=1), "end_date": at(days=1)},
        {"end_date": at(days=2)},
        {"start_date": "2026-02-31T00:00:00"},
        {"end_date": "2026-02-31T00:00:00"},
        {"start_date": at(days=1), "end_date": "2026-02-31T00:00:00"},
    )
    dates = (
        {"date": at(hours=5)},
        {"date": at(zone="", days=1)},
        {"date": at(zone="+05:30", days=1)},
        {"date": at(zone="-03:00", days=1)},
        {"date": at(minutes=-20)},
        {"date": at(minutes=-59)},
        {"date": at(minutes=-61)},
        {"date": at(days=-400)},
        {"date": "2027-03-28T02:30:00"},
        {"date": "2026-02-31T00:00:00Z"},
        {"date": at(hours=5), "interval": "1 hours"},
        {"date": at(hours=5), "hour": "3"},
        {"date": at(hours=5), "start_date": "2026-02-31T00:00:00"},
    )
    patterns = (
        {"second": "30"}, {"minute": "5"}, {"minute": "*/7"}, {"hour": "2"}, {"hour": "*/6"},
        {"hour": "2", "minute": "30"}, {"hour": "2", "second": "30"},
        {"hour": "1-3", "minute": "30"}, {"hour": "2", "minute": "*/30"},
        {"hour": "0", "minute": "0", "second": "0"},
        {"hour": "22", "day_of_week": "mon-fri"}, {"hour": "4", "day_of_week": "0,6"},
        {"day_of_week": "SUN"}, {"day": "1"}, {"day": "last", "hour": "23", "minute": "59"},
        {"day": "last fri", "hour": "3"}, {"day": "2nd mon"}, {"day": "5th sun", "hour": "1"},
        {"day": "31"}, {"day": "1,15", "hour": "12"}, {"day": "29", "month": "2"},
        {"day": "31", "month": "2"}, {"day": "1-7", "day_of_week": "mon"},
        {"month": "3"}, {"month": "*/3", "day": "1", "hour": "1"},
        {"month": "jan-mar", "hour": "8"}, {"week": "53"}, {"week": "1", "hour": "2"},
        {"week": "*/2", "day_of_week": "sat", "hour": "4"},
        {"year": "2027"}, {"year": "2020"}, {"year": "2028", "month": "2", "day": "29"},
        {"hour": "25"}, {"hour": ""}, {"hour": "nonsense"}, {"day_of_week": "Montag"},
        {"hour": "3", "minute": ""}, {"hour": "5-3"}, {"minute": "*/90"}, {"hour": "1, 13"},
        {"hour": "3", "interval": "2 hours"},
    )  # fmt: skip
    told = [
        *({"interval": interval} for interval in intervals),
        *({"interval": text, **limits} for limits in bounds for text in ("7 hours", "1 days")),
        *dates,
        *patterns,
        *({"hour": "3", **limits} for limits in bounds),
        {},
    ]
    return [calendar(**fields) for fields in told] + [
        {"event": "stop"},
        {"event": "stop", "schedule_hour": "3"},
    ]


def ask(zone: str) -> list[tuple[datetime, dict, list[int]]]:
    """(moment, schedule, runs) of an agent in the zone."""
    questions = [
        {"moment": int(moment.timestamp()), "schedules": schedules(moment)} for moment in MOMENTS
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.agents.arming"],
        input=json.dumps(questions),
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [
        (moment, schedule, runs)
        for moment, told in zip(MOMENTS, json.loads(done.stdout), strict=True)
        for schedule, runs in zip(schedules(moment), told, strict=True)
    ]


@pytest.fixture(scope="module")
def agents():
    """The answers of all zones, in the making."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {zone: pool.submit(ask, zone) for zone in ZONES}


@pytest.mark.parametrize("zone", ZONES)
def test_runs_are_those_that_an_agent_of_the_zone_arms(agents, zone):
    compared = agents[zone].result()
    wrong = []
    for moment, schedule, armed in compared:
        now = int(moment.timestamp())
        ours = list(timetable.runs(schedule, now, None, zone, count=COUNT, heard=now).at)
        if ours != armed:
            wrong.append((moment.isoformat(), schedule, "agent", armed[:3], "ours", ours[:3]))
    print(f"{zone}: {len(compared)} compared, {len(wrong)} differ")
    assert not wrong, f"{len(wrong)} of {len(compared)}, for example {wrong[:4]}"
    assert sum(1 for _moment, _schedule, armed in compared if armed) > len(compared) / 2
