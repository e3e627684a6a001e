"""Whether something has changed: a short text that differs after each change."""

import hashlib
import json


def of(value: object) -> str:
    """Sixteen digits of JSON, of whatever order its objects are in."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
