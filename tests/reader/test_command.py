"""`manage.py read_account`: files in, words or JSON out, nothing written."""

# ruff: noqa: E501 (sentences are read more easily on one line)

import io
import json
import zipfile
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from engagements.drafting.directory import directory_for
from engagements.models import Official, Organization
from engagements.reader.schema import schema

pytestmark = pytest.mark.django_db

TEXT = (
    "Minister of Trade Jane Roe of Norway visited Ghana from 3 to 5 May 2021. In Accra, Minister Roe met with Ghanaian "
    "Foreign Minister John Doe and his staff to discuss cocoa. Doe requested help with roads."
)


@pytest.fixture
def account(tmp_path):
    """Return a function: content and name in, the path of such a file out."""

    def make(content, name="account.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def run(*arguments, **options):
    out = StringIO()
    call_command("read_account", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_in_words(account):
    told = run(account(TEXT), "--home", "NO")
    for words in ("3–5 May 2021", "Jane Roe", "counterpart:   John Doe", "his staff", "cocoa", "request:"):
        assert words in told


def test_as_json(account):
    told = json.loads(run(account(TEXT), "--json", "--home", "NO"))
    assert told["version"] == 1
    assert not told["empty"]
    (meeting,) = told["meetings"]
    assert meeting["visit"] == told["visits"][0]["id"] == "v1"
    assert meeting["dates"]["dates"] == "within"
    for passage in meeting["outcomes"][0]["passages"]:
        assert TEXT[passage["start"] : passage["end"]] == passage["text"]


def test_the_json_is_as_its_schema_says(account):
    described = schema()
    assert json.loads(run("--schema")) == described
    check(json.loads(run(account(TEXT), "--json", "--home", "NO")), described, described["$defs"])


def check(value, rule, kinds):
    """Hold ``value`` against what the schema uses of JSON Schema, and no more."""
    if "$ref" in rule:
        return check(value, kinds[rule["$ref"].rsplit("/", 1)[1]], kinds)
    if "anyOf" in rule:
        rule = next(one for one in rule["anyOf"] if (one.get("type") == "null") == (value is None))
        return check(value, rule, kinds)
    if "const" in rule:
        assert value == rule["const"]
    if "enum" in rule:
        assert value in rule["enum"]
    types = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "object": dict,
        "array": list,
        "null": type(None),
    }
    if "type" in rule:
        names = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        assert isinstance(value, tuple(types[name] for name in names))
    if isinstance(value, dict):
        assert set(value) == set(rule["properties"]) == set(rule["required"])
        for key, one in value.items():
            check(one, rule["properties"][key], kinds)
    if isinstance(value, list):
        for one in value:
            check(one, rule["items"], kinds)


def test_nothing_is_written(account):
    def counts():
        return {
            model: model._default_manager.count() for model in apps.get_app_config("engagements").get_models()
        }

    before = counts()
    run(account(TEXT))
    assert counts() == before


def test_html_without_what_is_not_of_the_account(account):
    page = f"<html><head><title>x</title></head><body><nav>Home</nav><script>met()</script><p>{TEXT}</p></body></html>"
    assert "John Doe" in run(account(page, "page.html"), "--home", "NO")


def docx(xml):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return content.getvalue()


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_docx(account):
    xml = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:body></w:document>"
    assert "John Doe" in run(account(docx(xml), "account.docx"), "--home", "NO")


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {NAMESPACE}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04 broken", "damaged"),
        (docx("<w:document"), "damaged"),
        (docx(BOMB), "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old format"),
        (b"\0" * 500, "not a text"),
    ],
    ids=["pdf", "no zip", "bad xml", "xml bomb", "doc", "zeros"],
)
def test_a_file_that_cannot_be_read(account, content, message):
    with pytest.raises(CommandError, match=message):
        run(account(content, "account.bin"))


def test_other_encodings(account):
    text = TEXT.replace("Jane Roe", "José Núñez")
    assert "José Núñez" in run(account(text.encode("utf-16"), "account.txt"), "--home", "NO")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "can't be read"),
        ([], "Name a file"),
        (["x.txt", "--dated", "31/12/2021"], "not a date"),
        (["x.txt", "--user", "nobody"], "can't be read|no user"),
    ],
)
def test_bad_arguments(arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_what_is_known_is_what_the_user_may_see(example, analyst, stranger, django_assert_num_queries):
    analyst = type(analyst).objects.get(pk=analyst.pk)
    analyst.get_all_permissions()
    names = [str(one) for model in (Official, Organization) for one in model.objects.all()]
    with django_assert_num_queries(10):
        directory = directory_for(analyst, " and ".join(names))
    assert len(directory.officials) == Official.objects.count()
    assert len(directory.organizations) == Organization.objects.count()
    assert directory_for(analyst, "Thea Lee met nobody.").officials[0].name == "Thea Lee"
    assert len(directory_for(analyst, "Thea Lee met nobody.").officials) == 1
    assert directory_for(stranger, " and ".join(names)).officials == []
