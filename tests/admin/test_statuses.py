"""The status of a visit or meeting follows its date; where the two disagree the form asks, once."""

import datetime

import pytest
from django.utils import timezone

from engagements.models import Meeting, Visit
from tests.factories import MeetingFactory, VisitFactory

from .page import add_page, change_page

pytestmark = pytest.mark.django_db

MODELS = {"visit": Visit, "meeting": Meeting}
DONE = {"visit": "completed", "meeting": "held"}
FACTORIES = {"visit": VisitFactory, "meeting": MeetingFactory}
AHEAD = "The date is ahead. Is it “{}” already?"
PAST = "The date is past. Is it still “{}”?"


def days(number):
    return timezone.localdate() + datetime.timedelta(number)


@pytest.fixture
def enter(client, editor):
    """Return a function: name of a model and values in, the form that they were typed into out."""
    client.force_login(editor)
    return lambda model, **values: add_page(client, model).type(title="A title", **values)


@pytest.mark.parametrize("model", MODELS)
def test_status_is_that_of_the_dates_when_none_is_chosen(enter, model):
    today = {"visit": "under_way", "meeting": "held"}[model]
    for day, status in ((days(1), "planned"), (days(0), today), (days(-1), DONE[model])):
        assert enter(model, start_date=day).press().status_code == 302
        assert MODELS[model].objects.latest("pk").progress == status
    enter(model, dates="unknown").press()
    assert MODELS[model].objects.latest("pk").progress == DONE[model]


@pytest.mark.parametrize(
    ("model", "day", "status", "question"),
    [
        ("meeting", 1, "held", AHEAD),
        ("visit", 1, "completed", AHEAD),
        ("visit", 1, "under_way", AHEAD),
        ("meeting", -1, "planned", PAST),
        ("visit", -1, "planned", PAST),
        ("visit", -1, "under_way", PAST),
    ],
)
def test_status_that_contradicts_the_date_is_asked_about_once(enter, client, model, day, status, question):
    form = enter(model, start_date=days(day), progress=status)
    assert form.press().status_code == 200
    assert not MODELS[model].objects.exists()
    label = dict(MODELS[model].Progress.choices if model == "visit" else []).get(status, status)
    assert form.errors == [question.format(label)]
    form.type(status_agreed="on")
    assert form.press().status_code == 302
    record = MODELS[model].objects.get()
    assert record.progress == status
    again = change_page(client, record).type(title="Another title")
    assert again.press().status_code == 302
    assert change_page(client, record).type(start_date=days(2 * day), end_date="").press().status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    ("day", "status"), [(1, "planned"), (-1, "cancelled"), (1, "cancelled"), (1, "postponed"), (-1, None)]
)
def test_status_that_fits_is_saved_without_a_question(enter, model, day, status):
    assert enter(model, start_date=days(day), progress=status or DONE[model]).press().status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_status_of_a_record_that_is_there_is_kept(client, editor, model):
    client.force_login(editor)
    record = FACTORIES[model](start_date=days(9), progress="cancelled", publication="draft")
    change_page(client, record).type(title="Another title").press()
    record.refresh_from_db()
    assert (record.title, record.progress) == ("Another title", "cancelled")
