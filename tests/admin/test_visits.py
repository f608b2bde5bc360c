import datetime

import pytest
from django.urls import reverse

from engagements.models import DelegationMember, Stop, Visit
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    PlaceFactory,
    VisitFactory,
    named_source,
)

from .page import add_page, change_page


@pytest.fixture
def entry(client, staff):
    client.force_login(staff)
    return add_page(client, "visit")


def test_visit_is_entered_on_one_page_as_a_draft(entry, staff):
    official, organization, source = OfficialFactory(), OrganizationFactory(), named_source()
    earlier = VisitFactory()
    entry.type(title="Visit to Mexico", start_date="6 Dec 2021", end_date="2021-12-08")
    entry.type(organization=organization, sources=[source], related_visits=[earlier])
    entry.add("stops", place=PlaceFactory()).add("stops", place=PlaceFactory())
    entry.add("members", official=official, title="Commissioner", role="head")
    assert entry.press().status_code == 302
    visit = Visit.objects.get(title="Visit to Mexico")
    assert visit.is_draft
    assert visit.created_by == visit.changed_by == staff
    assert visit.when == "6–8 December 2021"
    assert visit.stops.count() == 2
    assert visit.members.get().role == "head"
    assert list(earlier.related_visits.all()) == [visit]
    assert list(visit.sources.all()) == [source]


def test_one_date_is_one_day(entry):
    entry.type(title="A day", start_date="2021-12-06").press()
    assert Visit.objects.get().when == "6 December 2021"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"start_date": "2021-12-08", "end_date": "2021-12-06"}, "end_date"),
        ({"start_date": "9021-12-08"}, "start_date"),
        ({"start_date": "0001-01-01"}, "start_date"),
        ({"start_date": "03/04/2021"}, "start_date"),
        ({"dates": "exact"}, "start_date"),
        ({"dates": "unknown", "start_date": "2021-12-08"}, "dates"),
        ({"title": "x" * 5000, "dates": "unknown"}, "title"),
        ({"title": "nul\x00", "dates": "unknown"}, "title"),
        ({"title": "", "dates": "unknown"}, "title"),
    ],
)
def test_bad_value_is_refused_beside_its_field_and_nothing_is_lost(entry, typed, field):
    entry.type(**{"title": "Visit", "purpose": "kept", **typed}).press()
    assert entry.response.context["adminform"].form.errors.keys() == {field}
    assert entry.data["purpose"] == "kept"
    assert not Visit.objects.exists()


@pytest.mark.parametrize("title", ["🤝 in Mexico", "زيارة إلى المكسيك", "訪問墨西哥", "<b>&amp;</b>"])
def test_any_script_is_kept_as_typed(entry, client, title):
    entry.type(title=title, dates="unknown").press()
    visit = Visit.objects.get()
    assert visit.title == title
    assert change_page(client, visit).data["title"] == title


def test_official_twice_in_a_delegation_is_refused(entry):
    official = OfficialFactory()
    entry.type(title="Visit", dates="unknown")
    entry.add("members", official=official).add("members", official=official).press()
    assert any("duplicate" in error for error in entry.errors)
    assert not Visit.objects.exists()


def test_post_of_the_day_is_filled_in_where_nothing_is_typed(entry):
    then = AppointmentFactory(
        title="Deputy", start_date=datetime.date(2020, 1, 1), end_date=datetime.date(2022, 1, 1)
    )
    AppointmentFactory(official=then.official, title="Head", start_date=datetime.date(2022, 1, 2))
    entry.type(title="Visit", start_date="2021-12-06").add("members", official=then.official).press()
    member = DelegationMember.objects.get()
    assert (member.title, member.organization) == ("Deputy", then.organization)


def test_stop_dates_are_in_order(entry):
    entry.type(title="Visit", dates="unknown")
    entry.add("stops", place=PlaceFactory(), start_date="2021-12-08", end_date="2021-12-06").press()
    assert "The end is before the start." in entry.errors
    assert not Stop.objects.exists()


def test_save_and_add_a_meeting_leads_to_its_form(entry):
    response = entry.type(title="Visit", dates="unknown").press("_addmeeting")
    visit = Visit.objects.get()
    assert response.url == f"{reverse('admin:engagements_meeting_add')}?visit={visit.pk}"


def test_moving_a_visit_away_from_its_meetings_warns(client, editor):
    client.force_login(editor)
    visit = VisitFactory()
    MeetingFactory(visit=visit, title="Left behind")
    page = change_page(client, visit)
    response = page.type(start_date="2022-01-01", end_date="2022-01-02").press("_continue")
    assert response.status_code == 302
    assert "“Left behind” (6 December 2021) lies outside this visit" in client.get(response.url).text


def test_no_warning_names_a_meeting_that_may_not_be_seen(client, editor):
    client.force_login(editor)
    visit = VisitFactory()
    MeetingFactory(visit=visit, title="Secret", handling="restricted", start_date=datetime.date(2022, 3, 1))
    response = change_page(client, visit).type(purpose="Talks").press("_continue")
    assert "Secret" not in client.get(response.url).text


def test_second_editor_is_told_and_keeps_what_was_typed(client, editor, staff):
    client.force_login(editor)
    visit = VisitFactory(publication="draft")
    first, second = change_page(client, visit), change_page(client, visit)
    assert first.type(title="First").press().status_code == 302
    second.type(title="Second").press()
    assert any("after you opened it" in error for error in second.errors)
    assert second.data["title"] == "Second"
    visit.refresh_from_db()
    assert (visit.title, visit.version) == ("First", 2)
    # Having been told, the second may put theirs in its place: by a button of its own.
    assert second.press().status_code == 200
    assert second.press("_over").status_code == 302
    visit.refresh_from_db()
    assert (visit.title, visit.version) == ("Second", 3)


def test_staff_can_not_publish_nor_change_what_is_published(client, staff):
    client.force_login(staff)
    draft, published = VisitFactory(publication="draft"), VisitFactory()
    page = change_page(client, draft)
    page.client.post(page.address, {**page.data, "publication": "published", "_save": "1"})
    draft.refresh_from_db()
    assert draft.is_draft
    address = reverse("admin:engagements_visit_change", args=[published.pk])
    assert "_save" not in client.get(address).text
    assert client.post(address, {"title": "Mine"}).status_code == 403


def test_restricting_needs_the_clearance(client, make_user):
    uncleared = make_user("uncleared", "Editors", is_staff=True)
    cleared = make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True)
    visit = VisitFactory(publication="draft")
    for user, expected in ((uncleared, "open"), (cleared, "restricted")):
        client.force_login(user)
        page = change_page(client, visit)
        page.type(handling="restricted").press()
        visit.refresh_from_db()
        assert visit.handling == expected
    client.force_login(uncleared)
    response = client.get(reverse("admin:engagements_visit_change", args=[visit.pk]))
    assert response.status_code == 302  # as for an id that does not exist
    assert visit.title not in client.get(reverse("admin:engagements_visit_changelist")).text


def test_publish_action(client, editor):
    client.force_login(editor)
    visit = VisitFactory(publication="draft")
    client.post(
        reverse("admin:engagements_visit_changelist"), {"action": "publish", "_selected_action": [visit.pk]}
    )
    visit.refresh_from_db()
    assert not visit.is_draft
    assert (visit.version, visit.changed_by) == (2, editor)


def test_day_of_an_inexact_visit_is_not_in_the_date_hierarchy(client, editor):
    client.force_login(editor)
    VisitFactory(dates="within", end_date=datetime.date(2021, 12, 8))
    VisitFactory(dates="within", start_date=datetime.date(2021, 12, 7), end_date=datetime.date(2021, 12, 8))
    page = client.get(reverse("admin:engagements_visit_changelist")).text
    assert "within 6–8 December 2021" in page
    assert "December 6" not in page
    assert "start_date__day" not in page
