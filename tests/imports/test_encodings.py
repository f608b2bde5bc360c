"""Encodings are told by marks and by strict UTF-8; anything else is a question."""

import io

import pytest

from engagements.imports.reading import SheetError, SheetFile, SheetOptions
from engagements.models import Official, Visit

from .sheets import HEADING, TRIPS

ICELANDIC = "1,Þórður Guðmundsson,2024-03-05,,Mexico,Puebla,Fundur ráðherra um öryggi"
SPANISH = "1,José Peña Íñiguez,2024-03-05,,Mexico,Puebla,diálogo político"


def content(*rows, encoding="utf-8"):
    return "\n".join([HEADING, *rows, ""]).encode(encoding)


@pytest.mark.parametrize(
    ("row", "encoding", "reading"),
    [
        (ICELANDIC, "cp1252", "Guðmundsson"),
        (SPANISH, "cp1252", "Peña"),
        (SPANISH, "latin-1", "Peña"),
        ("1,Łukasz Żółć,2024-03-05,,Mexico,Łódź,święto", "cp1250", "Łukasz"),
        ("1,Иван Петров,2024-03-05,,Mexico,Puebla,переговоры", "cp1251", "Петров"),
        ("1,田中太郎,2024-03-05,,Mexico,Puebla,会談", "cp932", "田中太郎"),
        ("1,Ann Able,2024-03-05,,Mexico,Puebla,talks", "utf-16-le", "id,who"),
    ],
)
def test_another_encoding_is_asked_about_with_words_and_read_when_chosen(imports, row, encoding, reading):
    file = imports.file(content(row, encoding=encoding))
    said = imports.refused(file)
    assert "Choose the one in which these words are right" in said
    offered = dict(line.strip().split(": ", 1) for line in said.splitlines()[1:])
    assert reading in offered[{"latin-1": "cp1252"}.get(encoding, encoding)]
    imports.run(file, encoding=encoding)
    assert Official.objects.get().name == row.split(",")[1]


@pytest.mark.parametrize("mapping_encoding", ["", '["utf-8", "cp1252"]', '"utf-8"'])
@pytest.mark.parametrize(
    ("damaged", "place"),
    [
        (content(SPANISH).replace(b"di\xc3\xa1logo", b"di\x92logo"), "line 2, byte 85 (0x92)"),
        (content(ICELANDIC, SPANISH).replace(b"\xc3\xb1", b"\xf1"), "line 3"),
        (b"\xef\xbb\xbf" + content(SPANISH).replace(b"talks", b"") + b"\xe9", "the last line, byte 105"),
        (content(SPANISH)[:-1] + "é".encode()[:1], "the last line, byte"),
    ],
)
def test_damaged_utf_8_is_refused_with_line_and_byte(imports, damaged, place, mapping_encoding):
    mapping = TRIPS.replace(
        "[sheet]", f"[sheet]\nencoding = {mapping_encoding}" if mapping_encoding else "[sheet]"
    )
    said = imports.refused(imports.file(damaged), mapping=mapping)
    assert f"sheet.csv, {place}" in said
    assert "nearly all of the file is UTF-8" in said


def test_mapping_may_name_encodings_in_turn(imports):
    mapping = TRIPS.replace("[sheet]", '[sheet]\nencoding = ["utf-8", "cp1252"]')
    imports.run(imports.file(content(ICELANDIC, encoding="cp1252")), mapping=mapping)
    assert Official.objects.get().name == "Þórður Guðmundsson"


def test_choosing_another_encoding_for_utf_8_is_told(imports):
    said = imports.run(imports.file(content(SPANISH.replace("Íñiguez", ""))), encoding="cp1252")
    assert "it would be right in UTF-8 as well" in said


@pytest.mark.parametrize(
    "start",
    [
        "\ufeff\ufeff" + HEADING,
        "sep=,\n" + HEADING,
        '"sep=,"\r\n' + HEADING,
        "Visits, calls; others\n" + HEADING,
    ],
)
def test_marks_separator_lines_and_titles_stand_before_the_headings(imports, start):
    imports.run(imports.file(f"{start}\n{SPANISH}\n \xa0,,\u200b,,,,\n"))
    assert Visit.objects.get().title == "José Peña Íñiguez in Puebla"


def test_delimiter_is_that_of_the_heading_row(imports):
    rows = ["Visits, calls, meetings, and others", HEADING.replace(",", ";"), SPANISH.replace(",", ";")]
    imports.run(imports.file(rows), mapping=TRIPS.replace("[sheet]", "[sheet]\nheading_row = 2"))
    assert Visit.objects.get().title == "José Peña Íñiguez in Puebla"


def test_composed_and_decomposed_text_are_one(imports):
    import unicodedata

    imports.sheet(SPANISH)
    decomposed = unicodedata.normalize("NFD", f"{HEADING}\n{SPANISH}\n")
    assert decomposed.encode() != f"{HEADING}\n{SPANISH}\n".encode()
    assert "Nothing changed" in imports.run(imports.file(decomposed))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\n<html><table>", "a web page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "an XML spreadsheet"),
        (b"ID;PWXL;N;E\n", "a sheet in SYLK"),
        (b"{\\rtf1", "a text document"),
        (b"\x1f\x8b\x08", "packed"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"MZ\x90\x00\x03", "a program"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a workbook of the old kind (.xls)"),
    ],
)
def test_files_of_other_kinds_are_refused_by_name_with_what_to_do(imports, head, kind):
    said = imports.refused(imports.file(head))
    assert kind in said
    assert "save it" in said


SCRIPTS = {
    "José Þórður": "cp1252 latin-1 iso8859-15 cp850 hp-roman8 cp500",
    "José Peña": "mac-roman cp437",
    "Łukasz Żółć Čapek": "cp1250 iso8859-2 cp852 mac-latin2 cp1257 iso8859-13",
    "Иван Петров": "cp1251 koi8-r koi8-u iso8859-5 cp866 mac-cyrillic",
    "Γιώργος Παππάς": "cp1253 iso8859-7 mac-greek cp737",
    "Şükrü Çağlar": "cp1254 iso8859-9 mac-turkish cp857",
    "דוד כהן": "cp1255 iso8859-8 cp862",
    "محمد علي": "cp1256 iso8859-6",
    "田中太郎": "cp932 euc-jp gb18030 big5 shift-jis utf-16-le utf-16-be utf-32-le",
    "김철수": "cp949 euc-kr",
}
ENCODINGS = [(name, encoding) for name, encodings in SCRIPTS.items() for encoding in encodings.split()]
DAMAGES = {
    "none": lambda data: data,
    "a byte is lost at the end": lambda data: data[:-2],
    "a byte is lost within": lambda data: data[:60] + data[61:],
    "a byte is another": lambda data: data[:45] + bytes([data[45] ^ 0xC0]) + data[46:],
    "a NUL byte": lambda data: data[:50] + b"\0" + data[50:],
    "the mark of UTF-8": lambda data: b"\xef\xbb\xbf" + data,
    "the mark of UTF-16": lambda data: b"\xff\xfe" + data,
    "a line of UTF-8": lambda data: data + "2,José,2024-03-05,,Mexico,Puebla,é\n".encode(),
    "line ends lost": lambda data: data.replace(b"\n", b"\r"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize(("name", "encoding"), ENCODINGS, ids=[encoding for _, encoding in ENCODINGS])
def test_no_encoding_is_guessed_however_it_is_damaged(name, encoding, damage):
    row = f"1,{name},2024-03-05,,Mexico,Puebla,"
    data = damage(content(row, encoding=encoding))
    try:
        sheet = SheetFile(io.BytesIO(data), "sheet.csv").sheet(SheetOptions())
        with sheet.opened() as (_, rows):
            cells = [str(value) for line in rows for value in line.cells.values()]
    except SheetError as error:
        assert str(error).startswith("sheet.csv")  # noqa: PT017 - which of the two it is, the damage decides
        return
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe"))
    text = data.decode(("utf-8-sig" if data.startswith(b"\xef") else "utf-16") if marked else "utf-8")
    assert all(cell in text for cell in cells)
