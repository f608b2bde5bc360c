"""Random mappings and random sheets: each is imported whole, or refused in words, and never in part.

A few of them here; RANDOM_EXAMPLES=10000 looks at so many, other ones each time.
"""

import datetime
import io
import json
import os
import re
from collections import Counter
from typing import Any

import openpyxl
import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from engagements.imports.commit import CommitError, commit
from engagements.imports.mapping import MappingError, read_mapping
from engagements.imports.plan import make_plan, report_rows
from engagements.imports.plan.builder import CONTRADICTION_REMEDY
from engagements.imports.reading import SheetError, SheetFile
from engagements.imports.reading.problems import REMEDY
from engagements.imports.record_kinds import RECORD_KINDS, TOP_LEVEL_KINDS

from .sheets import HEADING, ROWS, TRIPS, everything

EXAMPLES = int(os.environ.get("RANDOM_EXAMPLES", "0"))
at_random = settings(
    max_examples=EXAMPLES or 25,
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],
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
    """``odd`` once in ``ratio`` times, and never where that is 0."""
    if not ratio:
        return usual
    return st.integers(1, ratio).flatmap(lambda number: odd if number == 1 else usual)


columns = [["1", "2", "3", "3"], NAMES, DATES, ["", *DATES], ["Mexico", "MX", "Japan"], TOWNS, ["talks", ""]]
rows = st.lists(
    mostly(
        st.tuples(*(mostly(st.sampled_from(usual), odd_cells, 12) for usual in columns)).map(list),
        st.lists(odd_cells, max_size=9),
        30,
    ),
    min_size=1,
    max_size=5,
)

own_columns = st.sampled_from([f"{{{heading}}}" for heading in HEADINGS])
sound_templates = own_columns | st.sampled_from(["{who} in {town}", "[{who}, ]{id}", "{made}", "{row}"])
odd_templates = st.sampled_from(
    ["{nth}", "{item}", "{item.a}", "{file.stem}", "{none}", "{", "{}", ""]
) | st.text(alphabet="{}[]| .a1é", max_size=6)
odd_values = st.booleans() | st.integers(-1, 3000) | st.just([]) | st.just({}) | st.just("nonsense")
conditions = st.fixed_dictionaries(
    {"column": st.sampled_from(HEADINGS), "is_not": odd_cells},
    optional={"is": odd_cells, "begins": odd_cells, "contains": odd_cells, "blank": st.booleans()},
)
signs = st.lists(st.sampled_from([",", ";", "/", " ", "and", "x"]), min_size=1, max_size=2)


class Mappings:
    """Makes mappings of which one choice in ``odds`` is an odd one; with 0 they should be accepted."""

    def __init__(self, odds: int) -> None:
        self.odds = odds
        self.templates = self.mostly(sound_templates, odd_templates, 2)
        self.one_value = self.expressions({})
        splits = {
            "split": signs,
            "split_first": signs,
            "split_pattern": self.mostly(
                st.sampled_from([r",(?!\s)", r"\s{1,3}", "[;,]"]), st.sampled_from(["(", "x*"])
            ),
        }
        self.many_values = st.one_of(self.expressions({name: split}) for name, split in splits.items())
        self.many_values |= self.expressions(splits) if odds else st.nothing()

    def mostly(self, usual: Any, odd: Any, factor: int = 1) -> Any:
        return mostly(usual, odd, self.odds * factor)

    def expressions(self, splits: Any) -> Any:
        return st.fixed_dictionaries(
            {"from": self.templates | st.lists(self.templates, min_size=1, max_size=2), **splits},
            optional={
                "keep": signs,
                "drop": signs,
                "before": st.sampled_from(NAMES),
                "after_last": st.just(" "),
                "default": self.templates,
                "values": st.just("own"),
                "when": conditions,
                "year": st.just("2021"),
            }
            | ({"otherwise": self.templates} if self.odds else {}),
        )

    def values_of(self, kind: str, name: str) -> Any:
        """What a mapping may say for one field."""
        spec = RECORD_KINDS[kind]
        usual = self.templates | (
            self.many_values if name in spec.sets or name == "places" else self.one_value
        )
        if name in spec.fields:
            field: Any = spec.model._meta.get_field(name)
            if field.choices:
                usual = st.sampled_from([value for value, _ in field.flatchoices if value])
            elif isinstance(field, models.DateField):
                usual = st.sampled_from(["{from}", "{to}"])
            elif isinstance(field, models.BooleanField):
                usual = st.just("yes")
            elif isinstance(field, models.TimeField | models.UUIDField):
                usual = st.just("")
        if name == "country":
            usual = st.sampled_from(["{country}", "MX"])
        return self.mostly(usual, self.many_values | self.templates | odd_values)

    def tables(self, kind: str, depth: int = 0) -> Any:
        """Tables of ``kind``, with a few of its fields."""
        spec = RECORD_KINDS[kind]
        choices = {}
        for name in sorted(spec.vocabulary):
            inner = {**spec.references, **spec.sets, **spec.lines}.get(name)
            table = (
                st.deferred(lambda kind=inner: self.tables(kind, depth + 1)) if inner and depth < 2 else None
            )
            if name in spec.lines:
                choices[name] = st.lists(table, max_size=2)
            else:
                choices[name] = (
                    self.values_of(kind, name) if table is None else self.values_of(kind, name) | table
                )
        always = {spec.main: choices[spec.main]} if spec.main else {}
        if kind in ("visit", "meeting"):
            always = {
                "key": st.sampled_from(["k:{id}", "{row}", "{who}"]),
                "title": st.just("{who} in {town}"),
            }
        always |= {name: st.just(value) for name, value in NEEDED.get(kind, {}).items()}
        choices |= {"when": conditions} | ({"each": self.many_values} if depth else {})
        names = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True)
        return names.flatmap(
            lambda names: st.fixed_dictionaries({**{name: choices[name] for name in names}, **always})
        )

    def sheets(self) -> Any:
        """The section [sheet]."""
        options = {
            "time_formats": st.just(["%H:%M", "%I:%M %p"]),
            "carry_down": st.lists(st.sampled_from(HEADINGS), max_size=2),
            "continued_when_blank": st.lists(st.sampled_from(HEADINGS), max_size=2),
            "blanks": st.lists(odd_cells, max_size=2),
            "apart": st.lists(st.sampled_from(NAMES), max_size=2),
            "apart_by_country": st.lists(st.sampled_from(NAMES), max_size=2),
            "heading_row": st.just(1),
            "short_rows": st.just("allow"),
            "unnamed_columns": st.just("leave out"),
            "control_characters": st.just("windows-1252"),
            "encoding": st.sampled_from(["utf-8", ["utf-8", "cp1252"]]),
            "unescape": st.booleans(),
        } | (
            {"skip": conditions, "heading_rows": st.just(1), "file_name": st.just("*{year}.csv")}
            if self.odds
            else {}
        )
        date_formats = ["%Y-%m-%d", "%d/%m/%Y", "%b-%y", "%B %Y", "%Y-%m", "%Y"]
        return st.fixed_dictionaries(
            {"date_formats": st.just(date_formats)},
            optional={name: self.mostly(usual, odd_values) for name, usual in options.items()},
        )

    def all(self) -> Any:
        kinds = st.lists(st.sampled_from(TOP_LEVEL_KINDS), min_size=1, max_size=2, unique=True)
        return st.builds(
            lambda sheet, made, kinds: {"sheet": sheet, "values": VALUES, "columns": {"made": made}} | kinds,
            self.sheets(),
            self.one_value.map(lambda made: made | {"values": "own"}),
            kinds.flatmap(lambda kinds: st.fixed_dictionaries({kind: self.tables(kind) for kind in kinds})),
        )


# What a table of the kind is refused or skipped without.
NEEDED = {
    "appointment": {"official": "{who}", "organization": "{town}", "title": "{why}"},
    "contactdetail": {"official": "{who}", "kind": "other", "value": "{why}"},
    "participant": {"side": "counterpart"},
    "outcome": {"text": "{why}", "kind": "commitment"},
    "programme item": {"day": "{from}", "what": "{why}"},
}
mappings = mostly(Mappings(0).all(), Mappings(12).all(), 3)
VALUES = {"own": {"1": "one", "Ann*": "Ann Able"}}


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


# What a cell of a workbook may hold, and in which number format.
BOOK_CELLS = [
    (10**20, "0"), (1e308, "General"), (-0.5, "0%"), (7, "0000"), (44536, "mmm-yy"),
    (44536.4, "dd.mm.yyyy hh:mm"), (44536, "[$-F800]dddd, d mmmm yyyy"), (44536, "d mmm"),
    (60, "yyyy-mm-dd"), (-1, "yyyy-mm-dd"),
    (0.75, "[h]:mm"), (1e12, "dd/mm/yyyy"), (True, "General"), ("=1+1", "General"), ('="a"&"b"', "@"),
    ("#REF!", "General"), ("2021-12-06", "@"), (datetime.time(9, 30), "hh:mm AM/PM"),
]  # fmt: skip
book_cells = st.lists(
    st.tuples(st.integers(2, 6), st.integers(1, 7), st.sampled_from(BOOK_CELLS)), max_size=4
)
merged_ranges = st.lists(st.sampled_from(["A2:A3", "B2:B4", "C2:D2", "E1:F1", "A2:G2"]), max_size=1)


def workbook(lines: list[list[str]], cells: list[Any], merged: list[str]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for line in [HEADINGS, *lines]:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("?", cell).replace("\ud7ff", "") for cell in line])
    for row, column, (value, number_format) in cells:
        sheet.cell(row, column, value).number_format = number_format
    for merged_range in merged:
        sheet.merge_cells(merged_range)
    book.save(content)
    return content.getvalue()


csv_files = st.builds(
    lambda lines, encoding, start: (start.encode(encoding) + csv_text(lines).encode(encoding), "sheet.csv"),
    rows,
    mostly(st.just("utf-8"), st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le"])),
    mostly(st.just(""), st.sampled_from(["\ufeff", "sep=,\n", "\ufeff\ufeff"]), 10),
)
books = st.builds(lambda *parts: (workbook(*parts), "sheet.xlsx"), rows, book_cells, merged_ranges)


@st.composite
def damaged(draw: Any, text: str, parts: list[str]) -> str:
    """``text``, of which some ``parts`` are left out, doubled, or stand elsewhere or for another."""
    for _ in range(draw(st.integers(0, 3))):
        part = draw(st.sampled_from(parts))
        other = draw(st.sampled_from(["", part * 2, *parts, *CELLS, "{", "\n"]))
        text = text.replace(part, other, draw(st.integers(1, 3)))
    return text


# What a message may call the place of what is wrong: columns by their headings, or as they are counted.
PLACES = {*HEADINGS, "made", "row", "nth", "item"}
FIELDS = {name for spec in RECORD_KINDS.values() for name in spec.vocabulary}
COUNTED = re.compile(r"column \d+|item\.\w*|file\.\w+")


def check_message(error: Any, name: str, mapping: str) -> None:
    """A message names file, row, column, reason and remedy, in words."""
    assert error.file == name
    assert error.row
    assert not any(word in error.reason for word in INSIDES)
    assert REMEDY.search(error.message) or re.search("[.] Correct the (cell|row), or ", error.message), error
    is_constant = not error.column and error.value in mapping  # no cell is at fault
    assert is_constant or error.column or not error.value, error
    if CONTRADICTION_REMEDY in error.reason and error.column in FIELDS:  # of what no column gives
        return
    for place in filter(None, error.column.split(", ")):
        assert place in PLACES or COUNTED.fullmatch(place), error


def check(mapping: str, content: bytes, name: str = "sheet.csv") -> str:
    """Import ``content`` whole, or not at all with messages that a person can use; return which."""

    def plan_anew():
        return make_plan([SheetFile(io.BytesIO(content), name)], read_mapping(mapping, "map.toml"))

    before = everything()
    try:
        plan = plan_anew()
    except (MappingError, SheetError) as error:
        message = str(error)
        assert message.startswith((name, "map.toml"))
        assert not any(word in message for word in INSIDES)
        return "refused"
    for error in plan.errors:
        check_message(error, name, mapping)
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
def test_random_mapping_and_sheet():
    results: Counter[str] = Counter()

    @at_random
    @given(mappings, mostly(csv_files, books, 4))
    def import_at_random(mapping, file):
        text = "\n".join(f"{name} = {toml(table)}" for name, table in mapping.items())
        results[check(text, *file)] += 1

    import_at_random()
    print(dict(results))
    assert results["refused"] < results.total() / 2


@pytest.mark.django_db
@at_random
@given(
    damaged(TRIPS, TRIPS.splitlines() + TRIPS.split()),
    damaged("\n".join([HEADING, *ROWS]), ",".join(ROWS).split(",")),
)
def test_mapping_and_sheet_damaged_at_random(mapping, sheet):
    event(check(mapping, sheet.encode()))
