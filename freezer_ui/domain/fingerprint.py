"""A hash of a document, to notice changes."""

import hashlib
import json


def of(value: object) -> str:
    """Return sixteen hexadecimal digits of a hash of JSON; the order of keys does not matter."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
