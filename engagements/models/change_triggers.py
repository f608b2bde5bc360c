"""The triggers that write `LoggedChange` and `MeetingStamp`.

They are made after every ``migrate``, as those in tree.py are.

Statements are the same in both databases: OLD and NEW are the row before and after.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .logged_changes import (
    DRAFT,
    ENTRY,
    MEETING,
    MEETING_IN_VISIT,
    PERMISSIONS,
    RESTRICTED,
    VISIT,
    LoggedChange,
)
from .stamps import IDENTITY_ROW, MeetingStamp, new_identity, set_identity
from .triggers import EXPRESSIONS, Trigger, table

TABLE, STAMPS = LoggedChange._meta.db_table, MeetingStamp._meta.db_table
ENTRY_LEVELS = 1 << ENTRY
# A source that nothing names is seen by those who may see all, and by whoever entered it.
UNNAMED_LEVELS = sum(1 << kind + DRAFT + RESTRICTED for kind in PERMISSIONS)
TITLE_COLUMNS = ("title_source_id", "meeting_id")  # of a participant: whose title which source gives
DIRECTORY = ("official", "organization", "place", "topic")


def visit_levels(visit: str) -> str:
    """Return the expression for the mask of the visit at the alias ``visit``."""
    return (
        f"(1 << ({VISIT} + CASE WHEN {visit}.publication = 'draft' THEN {DRAFT} ELSE 0 END"
        f" + CASE WHEN {visit}.handling = 'restricted' THEN {RESTRICTED} ELSE 0 END))"
    )


def meeting_levels(meeting: str, visit: str) -> str:
    """Return the expression for the mask of a meeting; ``visit`` is an alias of its visit, or of NULLs."""
    return (
        f"(1 << (CASE WHEN 'draft' IN ({meeting}.publication, {visit}.publication) THEN {DRAFT} ELSE 0 END"
        f" + CASE WHEN 'restricted' IN ({meeting}.handling, {visit}.handling) THEN {RESTRICTED} ELSE 0 END"
        f" + CASE WHEN {meeting}.visit_id IS NULL THEN {MEETING} ELSE {MEETING_IN_VISIT} END))"
    )


def source_levels(source: str) -> str:
    """Return the expression for the mask of all records that name the source of the id ``source``."""
    return (
        "coalesce((SELECT sum(DISTINCT named.levels) FROM ("
        f"SELECT {visit_levels('v')} AS levels FROM {table('visit_sources')} l"
        f" JOIN {table('visit')} v ON v.id = l.visit_id WHERE l.source_id = {source}"
        f" UNION SELECT {meeting_levels('m', 'v')} FROM {table('meeting_sources')} l"
        f" JOIN {table('meeting')} m ON m.id = l.meeting_id LEFT JOIN {table('visit')} v ON v.id = m.visit_id"
        f" WHERE l.source_id = {source}) named), {UNNAMED_LEVELS})"
    )


def log(kind: str, uid: str, levels: str | int, rows: str = "") -> str:
    """Return the statement that logs a change of each of ``rows`` (FROM …), or of OLD or NEW alone."""
    return (
        f'INSERT INTO {TABLE} (kind, uid, levels, "transaction", at)'
        f" SELECT '{kind}', {uid}, {levels}, {{transaction}}, {{now}} {rows}"
    )


def of_visit(row: str) -> list[str]:
    return [log("visit", f"{row}.uid", visit_levels(row))]


def of_meeting(row: str) -> list[str]:
    visit = f"FROM (SELECT 1 AS always) n LEFT JOIN {table('visit')} v ON v.id = {row}.visit_id"
    return [log("meeting", f"{row}.uid", meeting_levels(row, "v"), visit)]


def of_outcome(row: str) -> list[str]:
    meeting = (
        f"FROM {table('meeting')} m LEFT JOIN {table('visit')} v ON v.id = m.visit_id"
        f" WHERE m.id = {row}.meeting_id"
    )
    return [log("outcome", f"{row}.uid", meeting_levels("m", "v"), meeting)]


def of_source_link(row: str) -> list[str]:
    source = f"FROM {table('source')} s WHERE s.id = {row}.source_id"
    return [log("source", "s.uid", source_levels("s.id"), source)]


def of_source(row: str) -> list[str]:
    return [log("source", f"{row}.uid", source_levels(f"{row}.id"))]


def of_appointment(row: str) -> list[str]:
    official = f"FROM {table('official')} o WHERE o.id = {row}.official_id"
    return [log("official", "o.uid", ENTRY_LEVELS, official)]


def of_entry(kind: str, row: str) -> list[str]:
    return [log(kind, f"{row}.uid", ENTRY_LEVELS)]


def is_named(source: str) -> str:
    """Return the condition under which a record has or had the source of that id among its own."""
    links = ("visit_sources", "meeting_sources", "historicalvisit_sources", "historicalmeeting_sources")
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table(name)} l WHERE l.source_id = {source})" for name in links
    )


def of_title_source(row: str) -> list[str]:
    """The source of the title of a participant; it is seen with the meeting if no record names it."""
    source = (
        f"FROM {table('source')} s, {table('meeting')} m LEFT JOIN {table('visit')} v ON v.id = m.visit_id"
        f" WHERE s.id = {row}.title_source_id AND m.id = {row}.meeting_id AND NOT ({is_named('s.id')})"
    )
    return [log("source", "s.uid", meeting_levels("m", "v"), source)]


def title_sources(meetings: str) -> str:
    """Return the rows of those sources of all ``meetings``, a condition on the alias ``m``."""
    return (
        f"FROM {table('participant')} p JOIN {table('source')} s ON s.id = p.title_source_id"
        f" JOIN {table('meeting')} m ON m.id = p.meeting_id"
        f" WHERE {meetings} AND NOT ({is_named('s.id')})"
    )


def moved_with_visit(row: str) -> list[str]:
    """What of a visit is seen as it is: its meetings, their outcomes, the sources of both."""
    levels = meeting_levels("m", row)
    of_meetings = f"FROM {table('meeting')} m"
    return [
        log("meeting", "m.uid", levels, f"{of_meetings} WHERE m.visit_id = {row}.id"),
        log(
            "outcome",
            "o.uid",
            levels,
            f"{of_meetings} JOIN {table('outcome')} o ON o.meeting_id = m.id WHERE m.visit_id = {row}.id",
        ),
        log(
            "source",
            "s.uid",
            levels,
            f"{of_meetings} JOIN {table('meeting_sources')} l ON l.meeting_id = m.id"
            f" JOIN {table('source')} s ON s.id = l.source_id WHERE m.visit_id = {row}.id",
        ),
        log(
            "source",
            "s.uid",
            visit_levels(row),
            f"FROM {table('visit_sources')} l JOIN {table('source')} s ON s.id = l.source_id"
            f" WHERE l.visit_id = {row}.id",
        ),
        log("source", "s.uid", levels, title_sources(f"m.visit_id = {row}.id")),
    ]


def moved_with_meeting(row: str) -> list[str]:
    visit = f"LEFT JOIN {table('visit')} v ON v.id = {row}.visit_id"
    levels = meeting_levels(row, "v")
    titles = title_sources(f"m.id = {row}.id").replace(" WHERE", f" {visit} WHERE", 1)
    return [
        log("outcome", "o.uid", levels, f"FROM {table('outcome')} o {visit} WHERE o.meeting_id = {row}.id"),
        log(
            "source",
            "s.uid",
            levels,
            f"FROM {table('meeting_sources')} l JOIN {table('source')} s ON s.id = l.source_id {visit}"
            f" WHERE l.meeting_id = {row}.id",
        ),
        log("source", "s.uid", levels, titles),
    ]


def stamp(meeting: str, rows: str = "WHERE true") -> str:
    """Return the statement that stamps each ``meeting`` (an id) of ``rows`` (FROM …), or OLD's or NEW's.

    A visit goes by its id below zero.
    """
    return (
        f"INSERT INTO {STAMPS} (meeting, stamp) SELECT DISTINCT {meeting}, {{stamp}} {rows}"
        f" ON CONFLICT (meeting) DO UPDATE SET stamp = excluded.stamp WHERE {STAMPS}.stamp <> excluded.stamp"
    )


def stamp_triggers() -> list[Trigger]:
    """Return the triggers for all that `columns` keeps of meetings and visits, and for who may see them."""
    line_columns = ("meeting_id", "side", "official_id", "organization_id", "country")
    meeting_columns = (
        *("visit_id", "publication", "handling", "progress"),
        *("start_date", "end_date", "dates", "format", "place_id"),
    )
    visit_columns = (
        "publication",
        "handling",
        "progress",
        "start_date",
        "end_date",
        "dates",
        "organization_id",
    )
    of_visit = stamp("id", f"FROM {table('meeting')} WHERE visit_id = NEW.id")
    at_place = [
        stamp("id", f"FROM {table('meeting')} WHERE place_id = NEW.id"),
        stamp("-visit_id", f"FROM {table('stop')} WHERE place_id = NEW.id"),
    ]
    of_organization = [
        stamp("meeting_id", f"FROM {table('participant')} WHERE organization_id = NEW.id AND country = ''"),
        stamp("-visit_id", f"FROM {table('delegationmember')} WHERE organization_id = NEW.id"),
        stamp("-id", f"FROM {table('visit')} WHERE organization_id = NEW.id"),
    ]
    return [
        *stamp_changes("meeting", "id", meeting_columns),
        *stamp_changes("participant", "meeting_id", line_columns),
        *stamp_changes("meeting_topics", "meeting_id", ("meeting_id", "topic_id")),
        Trigger(STAMPS, "visit", "UPDATE", [of_visit], ("publication", "handling"), "_seen"),
        *stamp_changes("visit", "id", visit_columns, "-"),
        *stamp_changes("stop", "visit_id", ("visit_id", "place_id"), "-"),
        *stamp_changes("delegationmember", "visit_id", ("visit_id", "organization_id"), "-"),
        Trigger(STAMPS, "organization", "UPDATE", of_organization, ("country",)),
        Trigger(STAMPS, "place", "UPDATE", at_place, ("country",)),
    ]


def stamp_changes(on: str, column: str, columns: Sequence[str], sign: str = "") -> list[Trigger]:
    """Return the triggers that stamp the meetings whose ids stand in ``column`` of ``on``.

    An update counts where one of ``columns`` changes. Of visits, ``sign`` is a minus.
    """
    before, after = (stamp(f"{sign}{row}.{column}") for row in ("OLD", "NEW"))
    return [
        Trigger(STAMPS, on, "INSERT", [after]),
        Trigger(STAMPS, on, "UPDATE", [after] if column == "id" else [before, after], columns),
        Trigger(STAMPS, on, "DELETE", [before]),
    ]


def triggers() -> list[Trigger]:
    made: list[Trigger] = stamp_triggers()
    rows = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
    of_row: dict[str, Callable[[str], list[str]]] = {
        "visit": of_visit,
        "meeting": of_meeting,
        "outcome": of_outcome,
        "visit_sources": of_source_link,
        "meeting_sources": of_source_link,
        "source": of_source,
        "appointment": of_appointment,
        "participant": of_title_source,
        **{kind: partial(of_entry, kind) for kind in DIRECTORY},
    }
    for on, statements in of_row.items():
        for event, row in rows.items():
            is_part = (on, event) == ("participant", "UPDATE")
            made.append(Trigger(TABLE, on, event, statements(row), TITLE_COLUMNS if is_part else ()))
    # What was seen by others before.
    seen_by = ("publication", "handling")
    for on, before, columns in (
        ("visit", [*of_visit("OLD"), *moved_with_visit("OLD"), *moved_with_visit("NEW")], seen_by),
        (
            "meeting",
            [*of_meeting("OLD"), *moved_with_meeting("OLD"), *moved_with_meeting("NEW")],
            (*seen_by, "visit_id"),
        ),
        ("visit_sources", of_source_link("OLD"), ("source_id",)),
        ("meeting_sources", of_source_link("OLD"), ("source_id",)),
        ("participant", of_title_source("OLD"), TITLE_COLUMNS),
    ):
        made.append(Trigger(TABLE, on, "UPDATE", before, columns, "_seen"))
    return made


def logs_of_all() -> list[str]:
    """Return the statements that log every record once."""
    visit = f"LEFT JOIN {table('visit')} v ON v.id = m.visit_id"
    levels = meeting_levels("m", "v")
    return [
        *(log(kind, "r.uid", ENTRY_LEVELS, f"FROM {table(kind)} r") for kind in DIRECTORY),
        log("source", "r.uid", source_levels("r.id"), f"FROM {table('source')} r"),
        log("visit", "r.uid", visit_levels("r"), f"FROM {table('visit')} r"),
        log("meeting", "m.uid", levels, f"FROM {table('meeting')} m {visit}"),
        log(
            "outcome",
            "o.uid",
            levels,
            f"FROM {table('outcome')} o JOIN {table('meeting')} m ON m.id = o.meeting_id {visit}",
        ),
    ]


def is_there(connection: BaseDatabaseWrapper) -> bool:
    """Return whether all tables are there: not while migrating backwards."""
    return {TABLE, STAMPS, *(trigger.on for trigger in triggers())} <= set(
        connection.introspection.table_names()
    )


def create_triggers(using: str, **kwargs: Any) -> None:
    """Create the triggers; where nothing is logged yet, log all that is there. For ``post_migrate``."""
    connection = connections[using]
    if not is_there(connection):
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for trigger in triggers():
            for statement in trigger.sql(connection.vendor):
                cursor.execute(statement)
        if not MeetingStamp.objects.using(using).filter(meeting=IDENTITY_ROW).exists():
            set_identity(using, new_identity())
        if LoggedChange.objects.using(using).exists():
            return
        for statement in logs_of_all():
            cursor.execute(statement.format(**EXPRESSIONS[connection.vendor]))


def drop_before_migrate(using: str, plan: Sequence[Any], **kwargs: Any) -> None:
    """Take the triggers down before migrations on SQLite, see search/index.py, and before all that go
    backwards, as what they write into may go first. For ``pre_migrate``.
    """
    connection = connections[using]
    is_sqlite = connection.vendor == "sqlite"
    if not plan or not (is_sqlite or any(backwards for _, backwards in plan)):
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in triggers():
            if trigger.on in tables:
                on = "" if is_sqlite else f" ON {trigger.on}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")
