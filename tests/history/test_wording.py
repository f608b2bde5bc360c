"""Values of fields as the history says them."""

import datetime

import pytest

from engagements.history.compare import RecordChange, shown_fields, unsaved_record
from engagements.history.wording import change_in_words, value_in_words
from engagements.models import Appointment, Attachment, Meeting, Official, Organization, Stop, Visit
from engagements.services.naming import RecordNames
from tests.factories import OfficialFactory, TopicFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("model", "name", "value", "text"),
    [
        (Visit, "title", "", "empty"),
        (Visit, "title", "A visit", "A visit"),
        (Visit, "start_date", None, "empty"),
        (Visit, "start_date", datetime.date(2021, 12, 6), "6 December 2021"),
        (Visit, "handling", "restricted", "restricted"),
        (Visit, "visit_type", "no longer a choice", "no longer a choice"),
        (Organization, "country", "MX", "Mexico"),
        (Organization, "country", "??", "??"),
        (Organization, "kind", "civil_society", "civil society"),
        (Appointment, "acting", True, "yes"),
        (Appointment, "acting", False, "no"),
        (Attachment, "file", "attachments/secret.txt", "a file"),
        (Attachment, "file", "", "empty"),
        (Meeting, "start_time", datetime.time(9, 30), "09:30"),
        (Visit, "organization", None, "empty"),
        (Visit, "topics", frozenset(), "empty"),
    ],
)
def test_value_in_words(editor, model, name, value, text):
    assert (
        value_in_words(model._meta.get_field(name), value, RecordNames(editor)).casefold() == text.casefold()
    )


def test_records_are_named_in_order_and_hidden_ones_are_not(editor):
    topics = [TopicFactory(name="trade"), TopicFactory(name="customs")]
    hidden = VisitFactory(handling="restricted", title="Secret")
    names = RecordNames(editor)
    for topic in topics:
        names.add(type(topic), topic.pk)
    names.add(Visit, hidden.pk)
    names.fetch()
    field = Visit._meta.get_field("topics")
    assert value_in_words(field, frozenset(topic.pk for topic in topics), names) == "customs; trade"
    assert names.name(Visit, hidden.pk) == "visit that is gone or that you may not see"
    assert not names.knows(Visit, hidden.pk)


def test_what_was_deleted_from_the_directory_is_named_for_its_readers_alone(editor, stranger):
    official = OfficialFactory(name="Ann Lee")
    pk = official.pk
    official.delete()
    texts = []
    for user in (editor, stranger):
        names = RecordNames(user)
        names.add(Official, pk)
        names.fetch()
        texts.append(names.name(Official, pk))
    assert texts == ["Ann Lee", "official that is gone or that you may not see"]


def values(**changed):
    attachment = Attachment(**{"title": "Cable", **changed})
    return {field: getattr(attachment, field.attname) for field in Attachment._meta.concrete_fields}


@pytest.mark.parametrize(
    ("before", "after", "action", "labels"),
    [
        (values(), values(title="Note"), "changed", ["Title"]),
        (None, values(), "added", ["Title"]),
        (values(), None, "removed", ["Title"]),
        (None, values(title=""), "added", []),
    ],
)
def test_change_in_words(editor, before, after, action, labels):
    change = RecordChange(Attachment, "visit", before, after, unsaved_record(Attachment, after or before))
    entry = change_in_words(change, RecordNames(editor))
    assert (entry.action, entry.noun) == (action, "attachment")
    assert [detail.label for detail in entry.details] == labels


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, None),
        (values(), values()),
        (values(visit_id=1), values(visit_id=2)),
        (values(id=1), values(id=2)),
    ],
)
def test_what_nobody_entered_is_no_change(editor, before, after):
    change = RecordChange(Attachment, "visit", before, after, Attachment())
    assert change_in_words(change, RecordNames(editor)) is None


def test_shown_fields_are_those_that_are_entered():
    names = [field.name for field in shown_fields(Visit, "")]
    assert {"title", "handling", "topics", "sources", "related_visits"} <= set(names)
    assert {"id", "version", "changed_by", "changed_at", "folded", "uid"}.isdisjoint(names)
    assert "visit" not in [field.name for field in shown_fields(Stop, "visit")]
