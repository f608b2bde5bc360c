"""Cells of workbooks count as what they show."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from engagements.imports.reading.number_formats import date_units, shown_date, shown_number
from engagements.imports.reading.workbook_cells import read_text
from engagements.models import Meeting, Visit

from .sheets import HEADING, TRIPS
from .test_bad_input import workbook, zipped

MOMENT = datetime.datetime(2024, 1, 14, 14, 29, 59, 999_700)
MEETINGS = """
[meeting]
key = "m:{id}"
title = "{title}"
start_date = { from = "{day}", year = "2019" }
start_time = "{time}"
"""


@pytest.mark.parametrize(
    ("number", "number_format", "shown"),
    [
        (7, "General", "7"),
        (7, "0000", "0007"),
        (7, '"No. "000', "No. 007"),
        (7, "@", "7"),
        (123456789, "000-00-0000", "123-45-6789"),
        (42, "00000\\-0", "00004-2"),
        (1234.5, "#,##0.00", "1234.50"),
        (0.45, "0%", "45%"),
        (-3, "0;(0)", "(3)"),
        (0, '0;-0;"none"', "none"),
        (2019, "0", "2019"),
        (3.3000000000000003, "General", "3.3"),
        (1234567, '0,,"M"', "1234567"),
        (1e20, "General", "1e+20"),
    ],
)
def test_shown_number(number, number_format, shown):
    assert shown_number(number, number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "units"),
    [
        ("d-mmm", "dm"),
        ("mmm-yy", "my"),
        ("yyyy", "y"),
        ("h:mm AM/PM", "h"),
        ("mm:ss.0", "h"),
        ("m/d/yy h:mm", "dhmy"),
        ("[$-409]dddd, mmmm dd, yyyy", "dmy"),
        ("dddd", ""),
        ('[$-411]ggge"年"m"月"d"日"', "dmy"),
        ("[$-107041E]d mmmm bbbb", "dmy"),
        ("dd/mm/yyyy;@", "dmy"),
        ("General", "dmy"),
    ],
)
def test_date_units(number_format, units):
    assert "".join(sorted(date_units(number_format))) == units


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("yyyy-mm-dd", "2024-01-14"),
        ("mmm yyyy", "2024-01"),
        ("yyyy", "2024"),
        ("d mmm", "14 January"),
        ("mmmm", "January"),
        ("h:mm", "14:30:00"),
        ("dddd", "Sunday"),
    ],
)
def test_shown_date(number_format, shown):
    assert str(shown_date(MOMENT, number_format)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one_x000D_\ntwo", "one\r\ntwo"),
        ("a_x005F_x0041_", "a_x0041_"),
        ("a_x0041_b", "aAb"),
        ("_x00", "_x00"),
    ],
)
def test_escaped_characters(text, shown):
    assert read_text(text) == (shown, "")


def meetings(change=None):
    def fill(sheet):
        sheet["C2"].number_format = "d-mmm"
        sheet["D2"].number_format = "yyyy-mm-dd hh:mm"
        if change:
            change(sheet)

    day = datetime.date(2024, 1, 14)
    return workbook(["id", "title", "day", "time"], [7, "Talks", day, MOMENT], change=fill)


def test_a_day_without_a_year_is_of_the_year_that_the_mapping_gives(imports):
    imports.run(imports.file(meetings(), "sheet.xlsx"), mapping=MEETINGS)
    meeting = Meeting.objects.get()
    assert (meeting.start_date, meeting.dates) == (datetime.date(2019, 1, 14), "exact")
    assert meeting.start_time == datetime.time(14, 30)


def test_a_day_without_a_year_is_refused_where_the_mapping_gives_none(imports):
    mapping = MEETINGS.replace('{ from = "{day}", year = "2019" }', '"{day}"')
    said = imports.refused(imports.file(meetings(), "sheet.xlsx"), mapping=mapping)
    assert "row 2, day: “14 January”: the cell shows no year" in said


def test_a_number_counts_as_its_cell_shows_it(imports):
    content = meetings(lambda sheet: setattr(sheet["A2"], "number_format", "0000"))
    imports.run(imports.file(content, "sheet.xlsx"), mapping=MEETINGS)
    csv = "id,title,day,time\n0007,Talks,14 Jan,14:30\n"
    said = imports.run(imports.file(csv), mapping='[sheet]\ndate_formats = ["%d %b"]' + MEETINGS)
    assert "Nothing changed" in said


def trips(*sheets, change=None):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, state in sheets:
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in (
            HEADING,
            f"1,Ann Able,2021-12-06,,Mexico,{title},",
            "2,Ben Baker,2022-01-10,,Japan,Tokyo,",
        ):
            sheet.append(row.split(","))
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_worksheet_that_people_see_is_read_and_the_others_are_told(imports):
    content = trips(("Old", "hidden"), ("Puebla", "visible"), ("Older", "veryHidden"))
    said = imports.run(imports.file(content, "sheet.xlsx"))
    assert "the worksheet “Puebla” was read, and not “Old” (hidden), “Older” (hidden)" in said
    assert Visit.objects.filter(title="Ann Able in Puebla").exists()


def test_hidden_rows_and_columns_are_read_and_told(imports):
    def hide(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["G"].hidden = True

    said = imports.run(imports.file(trips(("Puebla", "visible"), change=hide), "sheet.xlsx"))
    assert "hidden rows were read, too: 1 (3)" in said
    assert "hidden columns were read, too (G)" in said
    assert Visit.objects.count() == 2


def test_a_formula_that_gives_nothing_is_blank(imports):
    content = workbook(HEADING.split(","), ["1", "Ann Able", "2021-12-06", "", "Mexico", "Puebla", "x"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    start = sheet.index(b'<c r="G2"')
    cell = b'<c r="G2" t="str"><f>IF(1,"","")</f><v></v></c>'
    files["xl/worksheets/sheet1.xml"] = sheet[:start] + cell + sheet[sheet.index(b"</c>", start) + 4 :]
    imports.run(imports.file(zipped(**files), "sheet.xlsx"))
    assert Visit.objects.get().purpose == ""


STRICT = b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (
            {"[Content_Types].xml": "", "xl/workbook.xml": STRICT},
            "Strict Open XML: save it as Excel Workbook",
        ),
        ({"mimetype": "", "content.xml": ""}, "an OpenDocument spreadsheet (.ods): save it"),
        ({"xl/workbook.bin": ""}, "a binary workbook (.xlsb): save it"),
        ({"word/document.xml": ""}, "a text document (.docx): save it"),
    ],
)
def test_other_workbooks_are_refused_by_name(imports, parts, kind):
    assert kind in imports.refused(imports.file(zipped(**parts), "sheet.xlsx"), mapping=TRIPS)
