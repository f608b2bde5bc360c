"""The walk for leaks, through the mails: before and after there is something hidden they are the same."""

import pytest

from engagements.models import Meeting, Outcome, SavedView, Watch
from tests.factories import AppointmentFactory, MemberFactory, StopFactory
from tests.reports.test_watch_news import days, send, site, watch  # noqa: F401 - fixtures

from .test_leaks import MARKER, hide_sources
from .test_pages import hide, made_world, media, world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def test_no_mail_tells_of_what_is_hidden(world, analyst, staff, editor, cleared):  # noqa: F811
    MemberFactory(visit=world.visit, official=world.never_met)
    StopFactory(visit=world.visit)
    AppointmentFactory(official=world.never_met, organization=world.ministry, title="Minister")
    users = (analyst, staff, editor)
    queries = {
        "visit": "country=MX",
        "meeting": "country=MX",
        "official": "",
        "organization": "",
        "outcome": "",
    }
    for user in (*users, cleared):
        for official in (world.host, world.delegate, world.never_met):
            watch(user, official=official, unseen_for=3)
        for organization in (world.sender, world.ministry):
            watch(user, organization=organization, unseen_for=3)
        watch(user, country="MX", unseen_for=3)
        watch(user, visit=world.visit)
        for kind, query in queries.items():
            view = SavedView.objects.create(owner=user, name=kind, list=kind, query=query)
            watch(user, saved_view=view)
    start = dict(Watch.objects.values_list("pk", "covered_until"))

    def mails():
        for pk, covered_until in start.items():
            Watch.objects.filter(pk=pk).update(covered_until=covered_until, due_covered_on=None)
        return send()

    before = mails()
    assert before.keys() == {"analyst", "staff", "editor", "cleared"}
    hide(world, handling="restricted")
    hide_sources(world, staff)
    planned = Meeting.objects.filter(title="Secret call")
    assert planned.update(progress="planned", start_date=days(2), end_date=days(2))
    Outcome.objects.filter(text__contains="ecret").update(due_date=days(1))
    after = mails()
    for user in users:
        assert after[user.username] == before[user.username]
    assert after["cleared"] != before["cleared"]
    assert [name for name, body in after.items() if MARKER in body] == []
