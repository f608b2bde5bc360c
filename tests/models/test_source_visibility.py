"""Who may see a source: what only hidden records name, or named before, stays hidden."""

import pytest
from django.urls import reverse

from engagements.history.deletions import deleted_rows
from engagements.models import Participant, Passage, Source
from tests.admin.page import add_page, change_page
from tests.factories import SourceFactory, VisitFactory, meeting_between

pytestmark = pytest.mark.django_db
SECRET = "Secret cable"


def in_sources(record, source):
    record.sources.add(source)
    record.save()  # as the admin does, so that the history has it


def as_title(record, source):
    meeting = record if hasattr(record, "participants") else meeting_between(visit=record)
    line = meeting.participants.first() or meeting_between(visit=meeting.visit).participants.first()
    line.title_source = source
    line.save()


def as_passage(record, source):
    name = record._meta.model_name
    Passage.objects.create(source=source, text=SECRET, start=0, end=3, **{name: record})


def taken_off(record, source):
    in_sources(record, source)
    record.sources.remove(source)
    record.save()


def deleted(record, source):
    in_sources(record, source)
    record.delete()


def title_taken_off(record, source):
    as_title(record, source)
    line = Participant.objects.get(title_source=source)
    line.title_source = None
    line.save()


NAMINGS = [in_sources, as_title, as_passage, taken_off, deleted, title_taken_off]


def make_hidden(kind, naming, **values):
    """Return a source that a record of these values names in this way, or named."""
    record = VisitFactory(**values) if kind == "visit" else meeting_between(**values)
    source = SourceFactory(title=SECRET, publisher=SECRET, text=SECRET, url="https://example.org/secret")
    naming(record, source)
    return source


@pytest.mark.parametrize("kind", ["visit", "meeting"])
@pytest.mark.parametrize("naming", NAMINGS, ids=lambda naming: naming.__name__)
def test_what_only_a_restricted_record_names_or_named_is_hidden(staff, cleared, administrator, kind, naming):
    source = make_hidden(kind, naming, handling="restricted")
    Source.objects.update(created_by=staff)
    visible = {user: source in Source.objects.visible_to(user) for user in (staff, cleared, administrator)}
    assert visible == {staff: False, cleared: True, administrator: True}


@pytest.mark.parametrize("kind", ["visit", "meeting"])
@pytest.mark.parametrize("naming", NAMINGS[:5], ids=lambda naming: naming.__name__)
def test_what_an_open_record_names_or_named_is_seen(staff, analyst, kind, naming):
    source = make_hidden(kind, naming)
    assert source in Source.objects.visible_to(staff)
    assert source in Source.objects.visible_to(analyst)


def test_what_was_taken_off_a_record_before_it_was_opened_stays_hidden(staff):
    visit = VisitFactory(handling="restricted")
    source = SourceFactory()
    taken_off(visit, source)
    visit.handling = "open"
    visit.save()
    assert source not in Source.objects.visible_to(staff)


def test_what_nothing_names_is_seen_by_whoever_entered_it_and_by_those_cleared(
    staff, editor, cleared, analyst, administrator
):
    source = SourceFactory(created_by=staff)
    users = (staff, editor, cleared, analyst, administrator)
    assert [source in Source.objects.visible_to(user) for user in users] == [True, False, True, False, True]
    source.delete()
    users = (staff, editor, cleared, analyst, administrator)
    rows = [deleted_rows(Source, user).exists() for user in users]
    assert rows == [True, False, True, False, True]


def test_who_enters_a_source_is_noted(client, staff):
    client.force_login(staff)
    assert add_page(client, "source").type(title="Mine").press().status_code == 302
    assert Source.objects.get().created_by == staff


@pytest.fixture
def hidden():
    return make_hidden("meeting", in_sources, handling="restricted")


def test_no_form_shows_or_takes_a_hidden_source(client, staff, hidden):
    client.force_login(staff)
    for kind in ("visit", "meeting"):
        add = reverse(f"admin:engagements_{kind}_add")
        assert SECRET not in client.get(f"{add}?sources={hidden.pk}").text
    mine = meeting_between(publication="draft")
    page = change_page(client, mine).type(sources=[hidden], **{"counterpart-0-title_source": hidden})
    page.press()
    assert page.response.context["adminform"].form.errors.keys() == {"sources"}
    assert SECRET not in page.response.text
    assert not mine.sources.exists()


def test_no_page_of_the_admin_shows_a_hidden_source(client, staff, hidden):
    client.force_login(staff)
    query = "?app_label=engagements&model_name=visit&field_name=sources&term=secret"
    assert client.get(reverse("admin:autocomplete") + query).json()["results"] == []
    assert SECRET not in client.get(reverse("admin:engagements_source_changelist")).text
    for page in ("change", "history", "delete"):
        response = client.get(reverse(f"admin:engagements_source_{page}", args=[hidden.pk]))
        assert SECRET not in response.text
        assert response.status_code in (302, 403)


def test_hidden_source_of_a_title_outlives_a_change_of_the_form(client, staff, hidden):
    meeting = meeting_between(publication="draft")
    meeting.participants.update(title_source=hidden)
    client.force_login(staff)
    page = change_page(client, meeting)
    names = [name for name in page.data if name.endswith("-title_source") and "__prefix__" not in name]
    assert SECRET not in page.response.text
    page.type(title="Changed", **dict.fromkeys(names, "")).press()
    meeting.refresh_from_db()
    assert meeting.title == "Changed"
    assert set(meeting.participants.values_list("title_source", flat=True)) == {hidden.pk}


def test_a_draft_related_to_a_published_visit_does_not_change_it(client, staff):
    published, draft = VisitFactory(), VisitFactory(publication="draft")
    client.force_login(staff)
    for related in ([published], []):
        assert change_page(client, draft).type(related_visits=related).press().status_code == 302
        assert list(published.related_visits.all()) == [draft] * len(related)
    published.refresh_from_db()
    assert (published.version, published.changed_by) == (1, None)
