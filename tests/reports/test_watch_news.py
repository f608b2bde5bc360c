"""The mail of what somebody watches: what is in it, for whom, and what is not."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from engagements.models import Outcome, Profile, SavedView, Watch
from engagements.services.changes import mark_changed
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    VisitFactory,
    meeting_between,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_ADDRESS = "https://engagements.example.org"
    settings.HOME_COUNTRY = "US"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def watch(user, **fields):
    """Let ``user`` watch something from an hour ago, and be mailed of it."""
    user.email = f"{user.username}@example.org"
    user.save()
    Profile.objects.get_or_create(user=user)
    hour_ago = timezone.now() - datetime.timedelta(hours=1)
    return Watch.objects.create(user=user, covered_until=hour_ago, **fields)


def send(**options):
    """Return the text of each mail that a run of another day sends, by user."""
    Profile.objects.update(digest_sent_on=None)
    mail.outbox.clear()
    call_command("send_digest", verbosity=0, **options)
    return {message.to[0].partition("@")[0]: message.body for message in mail.outbox}


def age(record, **fields):
    """Let ``record`` be entered and last changed two days ago."""
    then = timezone.now() - datetime.timedelta(days=2)
    stamps = {"created_at": then, "changed_at": then} if hasattr(record, "changed_at") else {}
    type(record).objects.filter(pk=record.pk).update(**stamps, **fields)
    type(record).history.filter(id=record.pk).update(history_date=then)
    record.refresh_from_db()
    return record


def change(record, **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    mark_changed(record, None)
    record.save()


def test_what_was_published_or_changed_is_told_once_with_its_link_and_the_way_to_stop(analyst):
    official = OfficialFactory(name="Ana Ruiz")
    old = age(meeting_between(counterpart=official, title="Old"))
    changed = age(meeting_between(counterpart=official, title="Was there"))
    draft = age(meeting_between(counterpart=official, title="Draft until now", publication="draft"))
    age(official)
    a_watch = watch(analyst, official=official)
    change(changed, venue="Palace")
    change(draft, publication="published")
    meeting_between(counterpart=official, title="New")
    meeting_between(title="Of others")
    meeting_between(counterpart=official, title="Still a draft", publication="draft")
    body = send()["analyst"]
    assert body.startswith("3 updates on what you watch\n")
    for text in ("Ana Ruiz", "Changed: Was there", "Published: Draft until now", "Published: New"):
        assert text in body
    for text in ("Old\n", "Of others", "Still a draft"):
        assert text not in body
    assert f"https://engagements.example.org{changed.get_absolute_url()}" in body
    assert f"https://engagements.example.org/watches/{a_watch.pk}/" in body
    assert send() == {}
    change(old, venue="Palace")
    assert "Changed: Old" in send()["analyst"]


@pytest.mark.parametrize("kind", ["organization", "country", "visit", "meeting view", "visit view"])
def test_what_happens_with_each_kind_of_target_is_told(analyst, kind):
    ministry = age(OrganizationFactory(country="MX", name="Ministry"))
    visit = VisitFactory(title="Trip to Mexico", organization=ministry)
    meeting_between(counterpart_organization=ministry, title="Call", visit=visit)
    other = VisitFactory(title="Trip elsewhere", organization=OrganizationFactory(country="FR"))
    meeting_between(counterpart_organization=OrganizationFactory(country="FR"), title="Other", visit=other)
    targets = {
        "organization": {"organization": ministry},
        "country": {"country": "MX"},
        "visit": {"visit": visit},
        "meeting view": {"list": "meeting", "query": f"counterpart_organization={ministry.pk}"},
        "visit view": {"list": "visit", "query": "country=MX"},
    }
    target = targets[kind]
    if "list" in target:
        target = {"saved_view": SavedView.objects.create(owner=analyst, name="Mine", **target)}
    watch(analyst, **target)
    body = send()["analyst"]
    assert ("Published: Call" in body) == (kind != "visit view")
    assert ("Published: Trip to Mexico" in body) == (kind != "meeting view")
    assert "elsewhere" not in body
    assert "Other" not in body
    assert ("Saved view “Mine”" in body) == ("view" in kind)


@pytest.mark.parametrize(
    ("kind", "query"), [("outcome", "kind=request"), ("official", "q=ana"), ("organization", "country=MX")]
)
def test_views_of_outcomes_and_of_the_directory_tell_what_was_entered(analyst, kind, query):
    OutcomeFactory(kind="request", text="Send the list")
    OutcomeFactory(kind="agreement", text="Work together")
    OfficialFactory(name="Ana Ruiz")
    OfficialFactory(name="Bea Ruiz")
    OrganizationFactory(name="Ministry", country="MX")
    OrganizationFactory(name="Ministère", country="FR")
    view = SavedView.objects.create(owner=analyst, name="Mine", list=kind, query=query)
    watch(analyst, saved_view=view)
    body = send()["analyst"]
    expected = {"outcome": "Send the list", "official": "Ana Ruiz", "organization": "Ministry"}
    assert expected[kind] in body
    for text in ("Work together", "Bea Ruiz", "Ministère"):
        assert text not in body


def test_meetings_become_known_with_their_visit(analyst):
    visit = age(VisitFactory(publication="draft"))
    official = age(OfficialFactory())
    age(meeting_between(counterpart=official, title="Waited for its visit", visit=visit))
    watch(analyst, official=official)
    assert send() == {}
    change(visit, publication="published")
    assert "Waited for its visit" in send()["analyst"]


def test_what_falls_due_is_told_when_it_does_and_when_it_is_late(analyst):
    official = age(OfficialFactory())
    meeting = age(meeting_between(counterpart=official))
    outcome = age(OutcomeFactory(meeting=meeting, text="Send the list", due_date=days(3)))
    age(OutcomeFactory(meeting=meeting, text="Much later", due_date=days(30)))
    age(OutcomeFactory(text="Of others", due_date=days(3)))
    watch(analyst, official=official)
    body = send()["analyst"]
    assert "- Due " in body
    assert "Send the list" in body
    assert "Much later" not in body
    assert "Of others" not in body
    assert send() == {}
    Outcome.objects.filter(pk=outcome.pk).update(due_date=days(-1))
    Watch.objects.update(due_covered_on=days(-1))
    assert "Overdue" in send()["analyst"]
    assert send() == {}
    # Whoever asked for all that is due has it there, and once.
    Profile.objects.update(digest=True)
    Watch.objects.update(due_covered_on=None)
    assert send()["analyst"].count("Send the list") == 1


def test_who_is_not_seen_for_long_is_told_once(analyst):
    seen, unseen, never = (age(OfficialFactory(name=name)) for name in ("Seen", "Unseen", "Never"))
    for official, ago in ((seen, -80), (unseen, -100)):
        age(meeting_between(counterpart=official, start_date=days(ago)))
    age(meeting_between(counterpart=unseen, start_date=days(-1), progress="cancelled"))
    for official in (seen, unseen, never):
        watch(analyst, official=official, unseen_for=3)
    watch(analyst, country="FR", unseen_for=12)
    body = send()["analyst"]
    assert body.count("Not seen for longer than 3 months, or never") == 2
    assert "Not seen for longer than 1 year, or never" in body
    assert "Seen\n" not in body.replace("Unseen", "")
    assert send() == {}
    # A day came on which the first was met three months ago.
    Watch.objects.filter(official=unseen).update(due_covered_on=days(-20))
    assert "Unseen" in send()["analyst"]


def test_posts_that_ended_are_told(analyst):
    official = age(OfficialFactory(name="Ana Ruiz"))
    ministry = age(OrganizationFactory(name="Ministry"))
    post = AppointmentFactory(official=official, organization=ministry, title="Minister", end_date=days(-200))
    age(post)
    for target in ({"official": official}, {"organization": ministry}, {"country": "MX"}):
        watch(analyst, **target)
    AppointmentFactory(official=official, title="Deputy", end_date=days(-1), end_precision="seen")
    assert send() == {}
    post.title = "Minister of Trade"
    post.save()
    assert send() == {}
    post.end_date = days(-3)
    post.save()
    body = send()["analyst"]
    assert body.count("Post ended: Ana Ruiz, Minister of Trade, Ministry (until ") == 3
    assert send() == {}


def test_planned_meetings_with_somebody_in_a_new_post_are_told(analyst):
    official = age(OfficialFactory(name="Ana Ruiz"))
    visit = age(VisitFactory())
    planned = age(
        meeting_between(
            counterpart=official, title="Talks", progress="planned", start_date=days(5), visit=visit
        )
    )
    age(meeting_between(counterpart=official, title="Held talks", start_date=days(-5), visit=visit))
    watch(analyst, visit=visit)
    assert send() == {}
    AppointmentFactory(official=official, title="Deputy", start_precision="seen")
    assert send() == {}
    AppointmentFactory(official=official, title="Minister", organization=OrganizationFactory(name="Ministry"))
    body = send()["analyst"]
    assert (
        f"Planned meeting with somebody who has a new post: Talks, {planned.when}. Now: Ana Ruiz, Minister"
        in body
    )
    assert "Held talks" not in body
    assert send() == {}


def test_of_two_watchers_the_one_who_loses_the_right_to_see_is_told_nothing(cleared, make_user):
    other = make_user("other", "Analysts", "view_restricted_records")
    official = age(OfficialFactory(name="Ana Ruiz"))
    visit = age(VisitFactory(title="Secret visit", handling="restricted"))
    for user in (cleared, other):
        watch(user, official=official)
        watch(user, visit=visit)
    other.user_permissions.remove(Permission.objects.get(codename="view_restricted_records"))
    meeting_between(
        counterpart=official,
        title="Secret talks",
        handling="restricted",
        visit=visit,
        start_date=days(3),
        progress="planned",
    )
    change(visit, purpose="Secret")
    bodies = send()
    assert bodies.keys() == {"cleared"}
    body = bodies["cleared"]
    assert body.startswith("2 updates on what you watch\n")
    assert "Published: A restricted meeting" in body
    assert "Changed: A restricted visit" in body
    # Nor beside whom it was held: a mail is read by more machines than one's own.
    assert "Ana Ruiz" not in body
    assert "ecret" not in body
    other.groups.clear()
    change(official_meeting := meeting_between(counterpart=official, title="Open"), venue="x")
    assert official_meeting.title in send()["cleared"]
    assert len(mail.outbox) == 1


def test_who_is_deactivated_or_asked_for_none_gets_none(analyst, cleared, staff):
    official = OfficialFactory()
    for user in (analyst, cleared, staff):
        watch(user, official=official)
    analyst.is_active = False
    analyst.save()
    Profile.objects.filter(user=cleared).update(mail_interval="never")
    meeting_between(counterpart=official)
    assert send().keys() == {"staff"}


def test_once_a_week_is_once_a_week(analyst):
    official = OfficialFactory()
    watch(analyst, official=official)
    Profile.objects.update(mail_interval="week")
    meeting_between(counterpart=official, title="First")
    call_command("send_digest", verbosity=0)
    meeting_between(counterpart=official, title="Second")
    for sent_on, number in ((days(-1), 1), (days(-6), 1), (days(-7), 2)):
        Profile.objects.update(digest_sent_on=sent_on)
        call_command("send_digest", verbosity=0)
        assert len(mail.outbox) == number
    assert "Second" in mail.outbox[1].body


def test_a_view_that_is_no_longer_shared_or_does_not_work_any_more_is_told_nothing_of(analyst, staff):
    view = SavedView.objects.create(owner=staff, name="Theirs", list="meeting", shared=True)
    broken = SavedView.objects.create(owner=analyst, name="Broken", list="meeting", query="place=999999")
    for one in (view, broken):
        watch(analyst, saved_view=one)
    MeetingFactory(title="First")
    assert send()["analyst"].count("Published: First") == 1
    view.shared = False
    view.save()
    MeetingFactory(title="Second")
    assert send() == {}


def test_more_than_is_listed_is_said(analyst, monkeypatch):
    monkeypatch.setattr("engagements.reports.watch_news.LISTED_NEWS", 2)
    official = age(OfficialFactory())
    watch(analyst, official=official)
    for _ in range(4):
        meeting_between(counterpart=official)
    body = send()["analyst"]
    assert body.count("Published: ") == 2
    assert "… and more than these 2" in body


def test_a_restricted_outcome_and_a_restricted_planned_meeting_are_told_without_their_words(cleared):
    official = age(OfficialFactory(name="Ana Ruiz"))
    meeting = age(
        meeting_between(
            counterpart=official,
            title="Secret",
            handling="restricted",
            progress="planned",
            start_date=days(3),
        )
    )
    outcome = age(OutcomeFactory(meeting=meeting, text="Secret", due_date=days(1)))
    watch(cleared, official=official)
    AppointmentFactory(official=official, title="Minister")
    body = send()["cleared"]
    assert "A restricted outcome, due soon" in body
    assert "Planned meeting with somebody who has a new post: A restricted meeting" in body
    assert outcome.get_absolute_url() in body
    assert "ecret" not in body
    assert "Ana Ruiz" not in body
