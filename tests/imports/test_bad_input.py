"""Bad input: each a message that names line and field, exit code 2, and nothing written."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from engagements.models import Participant, Visit

from .sheets import HEADING, ROWS, TRIPS, everything

CSV = "\n".join([HEADING, *ROWS]) + "\n"


def workbook(*rows, change=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zipped(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


LONG = HEADING + '\n1,Ann,2021-12-06,,Mexico,Puebla,"' + "x" * 10_000_000 + '"\n'
LONG_IN_LINES = HEADING + '\n1,Ann,2021-12-06,,Mexico,Puebla,"' + "x\n" * 600_000 + '"\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "sheet.csv is empty"),
        ("\n\n", "sheet.csv has no heading row"),
        ("\ufeff", "sheet.csv has no heading row"),
        (HEADING + "\n", "sheet.csv has a heading row and no row of data below it"),
        ("idwho\n1\n", "line 6, visit.key: sheet.csv has no column “id”; it has: idwho. It is one column"),
        ("id\x00,who\n1,2\n", "sheet.csv, line 1: it has NUL bytes"),
        (CSV.replace("talks", "ta\0lks"), "sheet.csv, line 2: it has NUL bytes"),
        (CSV.replace("why", "reason"), "line 13, visit.purpose: sheet.csv has no column “why”"),
        (CSV.replace("why", "who,why"), "line 7, visit.title: sheet.csv has more than one column “who”"),
        (
            CSV + "4,Ann,2022-01-01,,Mexico,Puebla\n",
            "sheet.csv, row 5, why: the row has 6 cells, and the heading 7",
        ),
        (
            CSV + "4,Ann,2022-01-01,,Mexico,Puebla,x,y\n",
            "sheet.csv, row 5, column 8: “y”: the cell has no heading",
        ),
        (CSV + '4,Ann,2022-01-01,,Mexico,Puebla,"x\n', "sheet.csv, line 5: a quotation mark is opened here"),
        (CSV + '4,Ann,2022-01-01,,Mexico,Puebla,"x"y\n', "sheet.csv, line 5: something stands between"),
        (LONG, "sheet.csv, line 2: longer than 8,000,000 characters"),
        (LONG_IN_LINES, "sheet.csv, line 2: a cell has more than 1,000,000 characters"),
        (b"PK\x03\x04 no zip at all", "sheet.csv is a broken zip file"),
        (zipped(readme="text"), "sheet.csv is a zip file, but no XLSX workbook"),
        (b"\xd0\xcf\x11\xe0 old workbook", "a workbook of the old kind"),
        (workbook(), "sheet.csv has no heading row"),
        (workbook(HEADING.split(",")), "a heading row and no row of data below it"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) and len(value) < 200 else None,
)
def test_file_that_can_not_be_read(imports, content, told):
    assert told in imports.refused(imports.file(content))


def test_file_that_is_not_there(imports, tmp_path):
    assert "none.csv: No such file" in imports.refused(tmp_path / "none.csv")
    assert "No such file" in imports.refused(imports.file(CSV), mapping="none.toml")


def test_several_files_of_which_one_is_wrong(imports):
    good, bad = imports.file(CSV), imports.file(CSV.replace("2021-12-06", "soon"), "other.csv")
    assert "other.csv, row 2, from: “soon”" in imports.refused(good, bad)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"from": "31/02/2021"}, "from: “31/02/2021”: it is no date: February 2021 has no day 31."),
        ({"from": "1900-01-00"}, "from: “1900-01-00”: it is no date: January 1900 has no day 0."),
        ({"from": "Spring 2021"}, "from: “Spring 2021”: it fits no date format of the mapping"),
        ({"from": "2021-13-01"}, "from: “2021-13-01”: it is no date: there is no month 13."),
        ({"from": "0021-12-01"}, "from: “0021-12-01”: it is no date: the year is not between 1500 and 2199."),
        ({"to": "2021-12-05"}, "to: “2021-12-05”: the end is before the start."),
        ({"from": ""}, "to: “2021-12-08”: there is an end without a start."),
        ({"country": "Atlantis"}, "country: “Atlantis”: there is no such country; [values.country] can say"),
        ({"id": ""}, "id: the key is blank."),
        (
            {"town": "x" * 250},
            f"town: “{'x' * 80}”: Ensure this value has at most 200 characters (it has 250).",
        ),
        (
            {"who": "x" * 201},
            f"who: “{'x' * 80}”: Ensure this value has at most 200 characters (it has 201).",
        ),
    ],
    ids=str,
)
def test_row_that_can_not_be(imports, cells, told):
    mapping = TRIPS.replace('"%B %Y"', '"%B %Y", "%d/%m/%Y"')
    good = dict(zip(HEADING.split(","), ROWS[0].split(","), strict=True))
    row = ",".join((good | cells).values())
    said = imports.refused(imports.file([HEADING, ROWS[1], row]), mapping=mapping)
    assert f"sheet.csv, row 3, {told}" in said
    assert "1 row can't be imported" in said


def test_every_error_is_told(imports, tmp_path):
    rows = [ROWS[0].replace("2021-12-06", f"day {n}").replace("Mexico,", "Nowhere,") for n in range(30)]
    report = tmp_path / "report.csv"
    said = imports.refused(imports.file([HEADING, *rows]), report=str(report))
    assert "… and 40 more" in said
    assert report.read_text("utf-8-sig").count("\nwrong,") == 60


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("[visit]", "[visit"), "map.toml is no TOML: Expected ']'"),
        (("[visit]", "[visit]\n[visit]"), "map.toml is no TOML"),
        (("[visit]", f"number = 1{'0' * 5_000}\n[visit]"), "map.toml is no TOML"),
        (("purpose", "purpos"), "map.toml, line 13, visit.purpos: there is no field “purpos” here"),
        (
            ('official = "{who}"', 'offical = "{who}"'),
            "line 16, visit.delegation.1.offical: there is no field",
        ),
        (("[visit]", "[visti]"), "line 5, visti: there is no field “visti” here"),
        (("{why}", "{reason}"), "line 13, visit.purpose: sheet.csv has no column “reason”; it has: id, who"),
        (('"{why}"', "7.5"), "line 13, visit.purpose: this must be a text"),
        (('"{why}"', '["{why}"]'), "line 13, visit.purpose: this field takes one value"),
        (('"{why}"', '"{why"'), "line 13, visit.purpose: a “{” stands alone"),
        (('"{why}"', '"[{why}"'), "line 13, visit.purpose: a “[” is never closed"),
        (
            ('"{why}"', '"{file.year}"'),
            "line 13, visit.purpose: {file.year} is nothing that [sheet] file_name",
        ),
        (('"%B %Y"', '"%Q %Y"'), "line 3, sheet.date_formats: “%Q %Y” has a part that is none of"),
        (('"%B %Y"', '"%season %Y"'), "%season needs a table [seasons]"),
        (('"%B %Y"', '"%d"'), "gives neither month nor year"),
        (
            ("[sheet]", '[sheet]\nencoding = "utf-99"'),
            "line 3, sheet.encoding: there is no encoding “utf-99”",
        ),
        (("[sheet]", '[sheet]\ndelimiter = ", "'), "line 3, sheet.delimiter: this must be one character"),
        (("split", "splitt"), "visit.places.splitt: there is no field “splitt” here"),
        (('key = "trips:{id}"', ""), "visit: give a key"),
        (("[sheet]", "[sheet]\nheading_row = 9"), "sheet.csv has nothing in row 9 or below it"),
        (
            ("[visit]", '[appointment]\nofficial = "{who}"\n[visit]'),
            "line 5, appointment: a post needs organization and title as well",
        ),
        (('"head"', '"chief"'), "line 18, visit.delegation.1.role: “chief”: it is none of head, deputy"),
        (('"{from}"', '"soon"'), "line 8, visit.start_date: “soon”: it fits no date format of the mapping"),
        (('"{country}"', '"Atlantis"'), "line 10, visit.country: “Atlantis”: there is no such country"),
        (('"Department of State"', f'"{"x" * 251}"'), "visit.organization: “xxxx"),
        (("role =", 'when = { column = "who" }\nrole ='), "a condition says one of is, is_not"),
        (
            ("[visit]", '[values.country]\nX = "Atlantis"\n[visit]'),
            "values.country.X: there is no country “Atlantis”",
        ),
        (("[visit]", '[values.contry]\nX = "US"\n[visit]'), "values.contry: no field is called so"),
    ],
    ids=lambda value: value[1][:30] if isinstance(value, tuple) else None,
)
def test_mapping_that_can_not_be(imports, change, told):
    said = imports.refused(imports.file(CSV), mapping=TRIPS.replace(*change))
    assert told in said
    assert "mapping" in said or "map.toml" in said


def test_organization_that_lies_under_itself(imports):
    mapping = '[organization]\nname = "{who}"\nparent = "{town}"\n'
    said = imports.refused(imports.file([HEADING, "1,Agency,,,,agency,"]), mapping=mapping)
    assert "sheet.csv, row 2, town: “agency”: no organization lies under itself" in said


def test_mapping_that_is_no_text(imports):
    path = imports.file(b"\xff\xfe\x00", "map.toml")
    assert "map.toml is not in UTF-8" in imports.refused(imports.file(CSV), mapping=path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_delimiters_and_encodings_are_told(imports, delimiter, encoding):
    content = CSV.replace("Ann Able", "Ana Ábalos Ñúñez").replace(",", delimiter)
    imports.run(imports.file(content.encode(encoding)))
    assert Visit.objects.filter(title__startswith="Ana Ábalos Ñúñez in").count() == 2


def test_wrong_encoding_in_the_mapping(imports):
    mapping = TRIPS.replace("[sheet]", '[sheet]\nencoding = "utf-8"')
    told = imports.refused(imports.file(CSV.replace("Ann", "José").encode("latin-1")), mapping=mapping)
    assert "sheet.csv, line 2, byte 38 (0xE9): the file is not in UTF-8" in told


def test_wrong_delimiter_in_the_mapping(imports):
    mapping = TRIPS.replace("[sheet]", '[sheet]\ndelimiter = ";"')
    told = imports.refused(imports.file(CSV), mapping=mapping)
    assert "It is one column, so the delimiter may be another one" in told


BOOK = [
    HEADING.split(","),
    ["1", "Ann Able", date(2021, 12, 6), date(2021, 12, 8), "Mexico", "Puebla", "talks"],
]


def test_workbook(imports):
    imports.run(imports.file(workbook(*BOOK), "sheet.xlsx"))
    assert Visit.objects.get().when == "6–8 December 2021"


def test_date_cell_that_shows_a_month_is_the_month(imports):
    def show_month(sheet):
        sheet["C2"].number_format = "mmm-yy"
        sheet["D2"].value = None

    imports.run(imports.file(workbook(*BOOK, change=show_month), "sheet.xlsx"))
    assert Visit.objects.get().when == "within December 2021"


def test_formula_that_was_never_worked_out(imports):
    def write_formula(sheet):
        sheet["G2"] = "=A1&B1"

    told = imports.refused(imports.file(workbook(*BOOK, change=write_formula), "sheet.xlsx"))
    assert "sheet.xlsx, row 2, why: a formula that was never worked out" in told


def test_formula_gives_its_value(imports):
    content = workbook(*BOOK, change=lambda sheet: sheet.__setitem__("G2", "=A1&B1"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b"<v></v>" in files[sheet] or b"<v />" in files[sheet] or b"<v/>" in files[sheet]
    for empty in (b"<v></v>", b"<v />", b"<v/>"):
        files[sheet] = files[sheet].replace(empty, b"<v>5</v>")
    imports.run(imports.file(zipped(**files), "sheet.xlsx"))
    assert Visit.objects.get().purpose == "5"


def test_merged_cells(imports):
    rows = [*BOOK, ["2", None, *BOOK[1][2:]]]

    def merge(sheet):
        sheet.merge_cells("B2:B3")

    path = imports.file(workbook(*rows, change=merge), "sheet.xlsx")
    assert "row 2, who: “Ann Able”: the cells B2:B3 are merged" in imports.refused(path)
    imports.run(path, mapping=TRIPS.replace("[sheet]", '[sheet]\nmerged = "fill"'))
    assert Visit.objects.filter(members__official__name="Ann Able").count() == 2


def test_workbook_that_inflates_to_gigabytes(imports):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.xml", "")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(b" " * 2**20)
    assert "would inflate to 600 MB" in imports.refused(imports.file(content.getvalue(), "sheet.xlsx"))


def test_workbook_with_an_xml_bomb(imports):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
    )
    with zipfile.ZipFile(io.BytesIO(workbook(*BOOK))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        told = imports.refused(imports.file(zipped(**files | {name: bomb}), "sheet.xlsx"))
        assert told.startswith("sheet.xlsx ")


def test_worksheet_that_is_not_there(imports):
    mapping = TRIPS.replace("[sheet]", '[sheet]\nworksheet = "Data"')
    told = imports.refused(imports.file(workbook(*BOOK), "sheet.xlsx"), mapping=mapping)
    assert "sheet.xlsx has no worksheet “Data”, but Sheet" in told


def test_json_that_is_none(imports):
    mapping = TRIPS.replace('purpose = "{why}"', 'topics = { json = "{why}", path = "topics" }')
    told = imports.refused(imports.file([HEADING, ROWS[0]]), mapping=mapping)
    assert "sheet.csv, row 2, why: “talks”: it is no JSON" in told
    deep = '"' + "[" * 100_000 + '"'
    row = ROWS[0].replace("talks", deep)
    assert "row 2" in imports.refused(imports.file([HEADING, row]), mapping=mapping)


def test_dry_run_writes_nothing(imports, tmp_path):
    path, report = imports.file(CSV), tmp_path / "report.csv"
    before = everything()
    said = imports.run(path, dry_run=True, report=str(report))
    assert everything() == before
    assert "visit: 3 made" in said
    assert "Nothing was written" in said
    assert "made,visit,trips:1,Ann Able in Mexico City/Monterrey" in report.read_text("utf-8-sig")
    imports.run(path)
    before = everything()
    said = imports.run(imports.file(CSV.replace("talks", "trade")), dry_run=True, report=str(report))
    assert "visit: 1 changed, 2 left" in said
    assert (
        "changed,visit,trips:1,Ann Able in Mexico City/Monterrey,purpose: talks → trade" in report.read_text()
    )
    assert everything() == before


def test_rows_left_out_are_mended_and_imported(imports, tmp_path):
    left_out = tmp_path / "left out.csv"
    bad = [ROWS[0], ROWS[1].replace("2022-01-10", "soon"), ROWS[2]]
    said = imports.sheet(*bad, skip_bad_rows=True, rejected=str(left_out))
    assert "1 row left out" in said
    assert Visit.objects.count() == 2
    content = left_out.read_text("utf-8-sig")
    assert "sheet.csv,3," in content
    assert "it fits no date format" in content
    imports.run(imports.file(content.replace("soon", "2022-01-10"), "mended.csv"))
    assert Visit.objects.count() == 3
    # All is as if the sheet had been right from the start.
    assert "Nothing changed" in imports.sheet(*ROWS)


def test_record_of_several_rows_is_left_out_whole(imports, tmp_path):
    mapping = """
[sheet]
date_formats = ["%Y-%m-%d"]
carry_down = ["id", "day"]
[meeting]
key = "{id}"
title = "Talks {id}"
start_date = "{day}"
[[meeting.participants]]
side = "counterpart"
official = "{who}"
country = "{country}"
"""
    left_out = tmp_path / "left out.csv"
    rows = ["1,2022-01-01,Juan,Mexico", ",,Rosa,Atlantis", "2,2022-01-02,Li,China"]
    imports.sheet(
        *rows, heading="id,day,who,country", mapping=mapping, skip_bad_rows=True, rejected=str(left_out)
    )
    content = left_out.read_text("utf-8-sig")
    assert content.splitlines()[1:] == [
        "1,2022-01-01,Juan,Mexico,sheet.csv,2,belongs to a record of which another row is wrong",
        "1,2022-01-01,Rosa,Atlantis,sheet.csv,3,"
        "country: there is no such country; [values.country] can say which one is meant",
    ]
    imports.run(imports.file(content.replace("Atlantis", "Peru"), "mended.csv"), mapping=mapping)

    assert Participant.objects.count() == 3


def test_rejected_goes_with_skip(imports, tmp_path):
    path = imports.file(CSV.replace("2021-12-06", "soon"))
    assert "--rejected goes with" in imports.refused(path, rejected=str(tmp_path / "x.csv"))
    assert "Say by --rejected" in imports.refused(path, skip_bad_rows=True)


def test_user_that_is_not_there(imports):
    assert "There is no user “nobody”" in imports.refused(imports.file(CSV), user="nobody")
