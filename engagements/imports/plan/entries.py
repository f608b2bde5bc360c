"""A record of the plan, and what is to be done to it."""

from dataclasses import dataclass, field


@dataclass
class PlanEntry:
    """A record of the plan, and what it is found to be in the database."""

    id: int
    kind: str
    key: str
    data: dict
    pk: int = None
    action: str = None
    changes: str = None
    kept: str = None
    found_by: str = ""  # key, uid, name, or "gone": imported once, and deleted since
    same_as: int = None  # the id of another record of the plan
    values: dict = None  # as last imported
    problem: str = ""


@dataclass
class Decision:
    """What is to be done to a record; ``changes`` and ``kept`` are [field, before, after] to tell."""

    action: str = "left"
    changes: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    note: str = ""
    problem: str = ""
    fields: dict = field(default_factory=dict)
    refs: dict = field(default_factory=dict)
    add: dict = field(default_factory=dict)  # by set: what to add and to take out
    remove: dict = field(default_factory=dict)
    make_lines: list = field(default_factory=list)  # (name in the mapping, line)
    change_lines: list = field(default_factory=list)  # (name, line of the database, fields, refs)
    remove_lines: list = field(default_factory=list)  # lines of the database
    values: dict = None  # to be remembered as imported
