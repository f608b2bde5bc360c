"""Random mappings and random sheets: each is imported whole, or refused in words, and never in part.

A few of them here; RANDOM_EXAMPLES=10000 looks at so many, other ones each time.
"""

import io
import json
import os
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from engagements.imports.commit import CommitError, commit
from engagements.imports.mapping import MappingError, read_mapping
from engagements.imports.plan import make_plan, report_rows
from engagements.imports.reading import SheetError, SheetFile
from engagements.imports.record_kinds import RECORD_KINDS, TOP_LEVEL_KINDS

from .sheets import HEADING, ROWS, TRIPS, everything

EXAMPLES = int(os.environ.get("RANDOM_EXAMPLES", "0"))
at_random = settings(
    max_examples=EXAMPLES or 25,
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink],
)
# How Python calls things, which no message says.
INSIDES = ("Traceback", "object at 0x", "Error(", "<class", "NoneType", "'str'")

HEADINGS = HEADING.split(",")
DATES = ["2021-12-06", "2021-12-08", "2022-01", "Jan-14", "March 2022", "2022", "6/7/2021", "05/03/2024"]
NAMES = [
    "Ann Able",
    "Ben Baker",
    "Ana Ábalos",
    "Ana Abalos",
    "Ann Able; Ben Baker",
    "A,B",
    "Hùng",
    "Hưng",
    "ハタ",
]
TOWNS = ["Puebla", "Mexico City/Monterrey", "Tokyo", "x" * 300]
CELLS = [
    "", " ", "N/A", "-", "?", "NA", "31/02/2021", "06.07.21", "Atlantis", "Korea, South", "9:30 PM", "25:00",
    "2024-01-01T10:00+02:00", "0", "007", "1e5", "=1+1", "'quoted", "\u200b", "a\u0301", "\x85", "\ud7ff",
    "11111111-2222-4333-8444-555555555555", '{"a": [1, 2]}', "http://example.org", "בן", "line\nbreak",
    "NULL", "Europe/Paris", "1899-12-31", "9999-01-01", "-1", "½", "held", "published", '"', "TBD", "ハタ",
]  # fmt: skip
odd_cells = st.sampled_from(CELLS) | st.text(max_size=8)


def mostly(usual: Any, odd: Any, ratio: int = 8) -> Any:
    return st.integers(1, ratio).flatmap(lambda number: odd if number == 1 else usual)


columns = [["1", "2", "3", "3"], NAMES, DATES, ["", *DATES], ["Mexico", "MX", "Japan"], TOWNS, ["talks", ""]]
rows = st.lists(
    mostly(
        st.tuples(*(mostly(st.sampled_from(usual), odd_cells, 12) for usual in columns)).map(list),
        st.lists(odd_cells, max_size=9),
        30,
    ),
    max_size=5,
)

own_columns = st.sampled_from([f"{{{heading}}}" for heading in HEADINGS])
odd_templates = st.sampled_from(
    [
        "{row}",
        "{nth}",
        "{item}",
        "{item.a}",
        "{file.stem}",
        "[{who}, ]{id}",
        "{none}",
        "{",
        "{}",
        "",
        "{made}",
    ]
) | st.text(alphabet="{}[]| .a1é", max_size=6)
templates = mostly(own_columns | st.just("{who} in {town}"), odd_templates, 15)
odd_values = st.booleans() | st.integers(-1, 3000) | st.just([]) | st.just({}) | st.just("nonsense")
conditions = st.fixed_dictionaries(
    {"column": st.sampled_from(HEADINGS), "is_not": odd_cells},
    optional={"is": odd_cells, "begins": odd_cells, "contains": odd_cells, "blank": st.booleans()},
)
signs = st.lists(st.sampled_from([",", ";", "/", " ", "and", "x"]), min_size=1, max_size=2)
expressions = st.fixed_dictionaries(
    {"from": templates | st.lists(templates, min_size=1, max_size=2)},
    optional={
        "split": signs,
        "split_first": signs,
        "split_pattern": mostly(
            st.sampled_from([r",(?!\s)", r"\s{1,3}", "[;,]"]), st.sampled_from(["(", "x*"])
        ),
        "keep": signs,
        "drop": signs,
        "before": st.sampled_from(NAMES),
        "after_last": st.just(" "),
        "default": templates,
        "otherwise": templates,
        "values": st.just("own"),
        "when": conditions,
        "year": st.just("2021"),
    },
)


def values_of(kind: str, name: str) -> Any:
    """What a mapping may say for one field, right more often than wrong."""
    usual = templates
    if name in RECORD_KINDS[kind].fields:
        field: Any = RECORD_KINDS[kind].model._meta.get_field(name)
        if field.choices:
            usual = st.sampled_from([value for value, _ in field.flatchoices])
        elif isinstance(field, models.DateField):
            usual = st.sampled_from(["{from}", "{to}"])
        elif isinstance(field, models.BooleanField):
            usual = st.just("yes")
        elif isinstance(field, models.TimeField | models.UUIDField):
            usual = st.just("")
    if name == "country":
        usual = st.sampled_from(["{country}", "MX"])
    return mostly(usual, expressions | templates | odd_values, 6)


def tables(kind: str, depth: int = 0) -> Any:
    """Tables of ``kind``, with a few of its fields."""
    spec = RECORD_KINDS[kind]
    choices = {}
    for name in sorted(spec.vocabulary):
        inner = {**spec.references, **spec.sets, **spec.lines}.get(name)
        table = st.deferred(lambda kind=inner: tables(kind, depth + 1)) if inner and depth < 2 else None
        if name in spec.lines:
            choices[name] = st.lists(table, max_size=2)
        else:
            choices[name] = values_of(kind, name) if table is None else values_of(kind, name) | table
    always = {spec.main: choices[spec.main]} if spec.main else {}
    always |= {"side": st.just("counterpart")} if kind == "participant" else {}
    if kind in ("visit", "meeting"):
        always = {"key": st.sampled_from(["k:{id}", "{row}", "{who}"]), "title": st.just("{who} in {town}")}
    choices |= {"when": conditions} | ({"each": expressions} if depth else {})
    names = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True)
    return names.flatmap(
        lambda names: st.fixed_dictionaries({**{name: choices[name] for name in names}, **always})
    )


sheets = st.fixed_dictionaries(
    {"date_formats": st.just(["%Y-%m-%d", "%d/%m/%Y", "%b-%y", "%B %Y", "%Y-%m", "%Y"])},
    optional={
        name: mostly(usual, odd_values)
        for name, usual in {
            "time_formats": st.just(["%H:%M", "%I:%M %p"]),
            "carry_down": st.lists(st.sampled_from(HEADINGS), max_size=2),
            "continued_when_blank": st.lists(st.sampled_from(HEADINGS), max_size=2),
            "skip": conditions,
            "blanks": st.lists(odd_cells, max_size=2),
            "apart": st.lists(st.sampled_from(NAMES), max_size=2),
            "apart_by_country": st.lists(st.sampled_from(NAMES), max_size=2),
            "heading_row": st.just(1),
            "heading_rows": st.just(1),
            "short_rows": st.just("allow"),
            "unnamed_columns": st.just("leave out"),
            "control_characters": st.just("windows-1252"),
            "encoding": st.sampled_from(["utf-8", ["utf-8", "cp1252"]]),
            "file_name": st.sampled_from(["*{year}.csv", "*"]),
            "unescape": st.booleans(),
        }.items()
    },
)
mappings = st.builds(
    lambda sheet, made, kinds: {"sheet": sheet, "values": VALUES, "columns": {"made": made}} | kinds,
    sheets,
    expressions.map(lambda made: made | {"values": "own"}),
    st.lists(st.sampled_from(TOP_LEVEL_KINDS), min_size=1, max_size=2, unique=True).flatmap(
        lambda kinds: st.fixed_dictionaries({kind: tables(kind) for kind in kinds})
    ),
)
VALUES = {"own": {"1": "one", "Ann*": ["Ann Able", "Ann Abel"]}}


def toml(value: Any) -> str:
    """Return ``value`` as TOML, in one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{toml(key)} = {toml(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)


def csv_text(lines: list[list[str]]) -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line] for line in lines]
    return "".join(",".join(line) + "\n" for line in [HEADINGS, *quoted])


@st.composite
def damaged(draw: Any, text: str, parts: list[str]) -> str:
    """``text``, of which some ``parts`` are left out, doubled, or stand elsewhere or for another."""
    for _ in range(draw(st.integers(0, 3))):
        part = draw(st.sampled_from(parts))
        other = draw(st.sampled_from(["", part * 2, *parts, *CELLS, "{", "\n"]))
        text = text.replace(part, other, draw(st.integers(1, 3)))
    return text


def check(mapping: str, content: bytes) -> str:
    """Import ``content`` whole, or not at all with messages that a person can use; return which."""

    def plan_anew():
        return make_plan([SheetFile(io.BytesIO(content), "sheet.csv")], read_mapping(mapping, "map.toml"))

    before = everything()
    try:
        plan = plan_anew()
    except (MappingError, SheetError) as error:
        message = str(error)
        assert message.startswith(("sheet.csv", "map.toml"))
        assert not any(word in message for word in INSIDES)
        return "refused"
    for error in plan.errors:
        assert error.file == "sheet.csv"
        assert error.row
        assert error.reason
        assert not any(word in error.reason for word in INSIDES)
    assert all(len(row) == 7 for row in report_rows(plan))
    assert everything() == before
    with transaction.atomic():
        try:
            commit(plan)
        except CommitError:
            assert everything() == before
            assert plan.error_count
            return "wrong rows"
        again = plan_anew()
        assert not again.error_count, list(again.errors)
        assert again.changes_nothing, list(again.report_lines())
        transaction.set_rollback(True)
    return "imported"


@pytest.mark.django_db
@at_random
@given(mappings, rows)
def test_random_mapping_and_sheet(mapping, lines):
    text = "\n".join(f"{name} = {toml(table)}" for name, table in mapping.items())
    event(check(text, csv_text(lines).encode()))


@pytest.mark.django_db
@at_random
@given(
    damaged(TRIPS, TRIPS.splitlines() + TRIPS.split()),
    damaged("\n".join([HEADING, *ROWS]), ",".join(ROWS).split(",")),
)
def test_mapping_and_sheet_damaged_at_random(mapping, sheet):
    event(check(mapping, sheet.encode()))
