"""Keys, by which records are known again."""

import hashlib

LONGEST_KEY = 200


def short_key(key):
    """Return ``key``, or where it is too long for an index a text of its own in its place."""
    key = " ".join(key.split())
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST_KEY - len(digest) - 1]}…{digest}"
