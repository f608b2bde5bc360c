"""An office while it is being read."""

from dataclasses import dataclass


@dataclass
class Office:
    """An office while it is being read; places in the sentence are numbers of words."""

    start: int  # with "the" or "his"
    begin: int
    is_definite: bool
    head_at: int  # the word that makes it an office
    country: str
    has_organization: bool  # before the office
    organization: str = ""
    title_begin: int = 0
    title: str = ""
    head: str = ""
    end: int = 0
    is_acting: bool = False
    has_complement: bool = False
