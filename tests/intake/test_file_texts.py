"""What sources and attached files say is found, by whoever may see them."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagements.models import Attachment, FileText, Source
from engagements.search.excerpts import excerpt
from tests.factories import MeetingFactory, SourceFactory, VisitFactory
from tests.reader.hostile_files import docx
from tests.reader.pdfs import page_of, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def attach(content, name="minutes.txt", title="Minutes", **record):
    attachment = Attachment(title=title, **record)
    attachment.file.save(name, ContentFile(content if isinstance(content, bytes) else content.encode()))
    return attachment


@pytest.fixture
def hits(client, analyst):
    """Return a function: an address in, the hits in files that its page shows out."""

    def ask(address, user=analyst):
        client.force_login(user)
        return client.get(address)

    return ask


def said(response):
    """Return the words of each hit on a page, the marked ones between stars."""
    file_hits = response.context["file_hits"]
    return [
        (str(hit.file), "".join(f"*{text}*" if is_match else text for text, is_match in hit.segments))
        for hit in file_hits.hits
    ]


def test_pages_of_a_file_and_texts_of_sources_are_found_with_the_words_marked(
    hits, django_capture_on_commit_callbacks
):
    meeting, visit = MeetingFactory(title="Plain meeting"), VisitFactory()
    with django_capture_on_commit_callbacks(execute=True):
        attach(
            pdf(page_of("One."), page_of("On tariffs of Núñez."), page_of("Tariffs.")),
            "a.pdf",
            meeting=meeting,
        )
        visit.sources.add(
            SourceFactory(title="Cable", text="Long before.\n\nIt tells of tariffs and of Nunez.")
        )
    response = hits("/meetings/?q=nunez+tariff")
    assert said(response) == [("Minutes", "On *tariffs* of *Núñez*.")]
    assert "page 2" in response.text
    assert "1 in sources and files" in " ".join(response.text.split())
    assert "Plain meeting" in response.text
    assert said(hits("/visits/?q=tariffs")) == [("Cable", "Long before. It tells of *tariffs* and of Nunez.")]
    assert {file for file, _ in said(hits("/search/?q=tariffs"))} == {"Minutes", "Cable"}
    (hit,) = hits("/meetings/?q=tariffs").context["file_hits"].hits
    assert (hit.text.number, hit.more_pages) == (2, [3])
    assert not hits("/meetings/?q=cocoa").context["file_hits"].hits


def test_a_text_that_is_changed_or_deleted_is_found_no_more(hits, django_capture_on_commit_callbacks):
    visit = VisitFactory()
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach("Tariffs", visit=visit)
        source = SourceFactory(text="Tariffs")
        visit.sources.add(source)
    assert len(said(hits("/visits/?q=tariffs"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        source.text = "Cocoa"
        source.save()
        attachment.file.save("b.txt", ContentFile(b"Cocoa"))
    assert not said(hits("/visits/?q=tariffs"))
    assert len(said(hits("/visits/?q=cocoa"))) == 2
    attachment.delete()
    source.delete()
    assert not FileText.objects.exists()
    assert not said(hits("/visits/?q=cocoa"))


@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}])
def test_what_may_not_be_seen_is_not_found(hits, analyst, administrator, hidden):
    shown = VisitFactory()
    shared = SourceFactory(title="Shared", text="Tariffs")
    shown.sources.add(shared)
    for record in (MeetingFactory(**hidden), MeetingFactory(visit=VisitFactory(**hidden))):
        attach("Tariffs", title="Secret", meeting=record)
        record.sources.add(SourceFactory(title="Secret", text="Tariffs"), shared)
    call_command("index_files")
    assert said(hits("/meetings/?q=tariffs")) == []
    assert said(hits("/visits/?q=tariffs")) == [("Shared", "*Tariffs*")]
    assert len(said(hits("/meetings/?q=tariffs", administrator))) == 5


def test_the_command_takes_what_was_not_taken_and_says_what_has_no_text(capsys):
    visit = VisitFactory()
    attach(pdf(b""), "scan.pdf", visit=visit)
    attach(docx("<w:p/>"), "empty.docx", visit=visit)
    attach("Words", visit=visit)
    gone = attach("Words", visit=visit)
    gone.file.storage.delete(gone.file.name)
    Source.objects.bulk_create([Source(title="Imported", text="x " * 9_000)])
    call_command("index_files")
    assert "1 sources and 4 files. Of all files, 3 have none" in capsys.readouterr().out
    reasons = FileText.objects.exclude(why_not="").order_by("attachment").values_list("why_not", flat=True)
    assert [reason[:25] for reason in reasons] == [
        "It is a PDF without text,", "There is no text in it.", "The file is not there."
    ]  # fmt: skip
    assert Source.objects.get().texts.count() == 4
    before = list(FileText.objects.values_list("pk", flat=True))
    call_command("index_files")
    assert list(FileText.objects.values_list("pk", flat=True)) == before
    call_command("index_files", again=True)
    assert not FileText.objects.filter(pk__in=before).exists()


def test_the_number_of_queries_does_not_grow(hits):
    visit = VisitFactory()

    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert said(hits("/visits/?q=tariffs"))
        return len(queries)

    attach("Tariffs", visit=visit)
    visit.sources.add(SourceFactory(text="Tariffs"))
    call_command("index_files")
    count()
    few = count()
    for _ in range(4):
        attach("Tariffs", visit=visit)
        visit.sources.add(SourceFactory(text="Tariffs"))
    call_command("index_files")
    assert count() == few


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("a" * 40 + " met O'Brien", ["obrien"], "a" * 40 + " met *O'Brien*"),
        ("word " * 100 + "Syptak-Ramnath " + "word " * 100, ["ramnath"], "*Ramnath*"),
        ("nothing", ["else"], "nothing"),
        ("", ["else"], ""),
    ],
)
def test_an_excerpt_shows_the_words_that_were_searched_for(text, words, expected):
    shown = "".join(f"*{part}*" if is_match else part for part, is_match in excerpt(text, words))
    assert expected in shown
    assert len(shown) < 300
