"""What a row should cost at most. Nothing fails if a goal is missed: the picture shows it."""

#: Goals of what is compared are for so many sessions.
SESSIONS = 1000
#: Ours as a part of theirs.
RATIOS = {
    "first 100 sessions": 1.15,
    "all sessions": 1.3,
    "first 100, searched": 1.3,
    "first 100, sorted": 1.3,
    "the same, read just now": 0.2,
    "one session of 10 jobs": 5,
    "the same, beside 11 calls": 2,
    "a session's head": 1.5,
    "overview's sentence": 1.3,
    "the whole overview": 1.3,
    "upcoming, 7 days": 1.5,
    "first 100 jobs": 1.5,
    "with their sessions": 1.5,
    "a drop, verified": 1.5,
    "sessions seen, Chromium": 0.35,
    "sessions usable, Chromium": 0.5,
}
#: Bytes of our answer as a part of theirs.
BYTES = {"first 100 sessions": 0.15}
#: Bytes after gzip.
SIZES = {"JavaScript and CSS, the panel with most": 60_000}
GROWTH_PERCENT = 5
SCRIPT_MS = {
    "page of 200 members": 100,
    "History, 50 tags of 200": 100,
    "run picture of 200 alone": 100,
}
