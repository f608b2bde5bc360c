"""What no log may hold."""

import logging
import re

FEED_ADDRESS = re.compile(r"(/feeds/)[^/\s?\"']+")


class TokenlessFormatter(logging.Formatter):
    """Leaves the secret in the address of a calendar feed out of what is logged."""

    def format(self, record: logging.LogRecord) -> str:
        return FEED_ADDRESS.sub(r"\1…", super().format(record))
