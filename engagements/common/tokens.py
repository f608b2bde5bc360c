"""Secrets that stand in for a login: given out once, and kept as their hash alone."""

import hashlib
import secrets


def new_token() -> str:
    """Return what nobody guesses: 256 random bits, as an address can hold them."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return what is kept of ``token``, in hexadecimal.

    Neither salted nor slow, as passwords have to be: nobody guesses 256 random bits, and rows are
    looked up by their hash.
    """
    return hashlib.sha256(token.encode()).hexdigest()
