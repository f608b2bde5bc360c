"""Meetings, topics and sources are merged as visits are, and taken apart again."""

import datetime

import pytest

from engagements.models import Meeting, Merge, Source, Topic
from tests.factories import (
    MeetingFactory,
    OutcomeFactory,
    SourceFactory,
    TopicFactory,
    VisitFactory,
    meeting_between,
    named_source,
)

from .test_merge import MergePage, everything, merge, undo

DAY = datetime.date(2021, 12, 6)


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def test_meeting_takes_over_lines_outcomes_and_sets_and_is_taken_apart(signed_in):
    kept, other = meeting_between(start_date=DAY, end_date=DAY), meeting_between(start_date=DAY, end_date=DAY)
    topic, source = TopicFactory(), SourceFactory()
    other.topics.add(topic)
    other.sources.add(source)
    OutcomeFactory(meeting=other, text="A centre")
    before = everything()
    made = merge(signed_in, kept, other)
    assert not Meeting.objects.filter(pk=other.pk).exists()
    assert (kept.participants.count(), kept.outcomes.get().text) == (4, "A centre")
    assert (list(kept.topics.all()), list(kept.sources.all())) == ([topic], [source])
    undo(signed_in, made)
    assert everything() == before


def test_time_of_a_meeting_is_chosen_with_its_date(signed_in):
    kept = MeetingFactory(start_date=DAY, end_date=DAY, start_time=datetime.time(9, 30), timezone="UTC")
    other = MeetingFactory(start_date=DAY, end_date=DAY, start_time=datetime.time(11))
    page = MergePage(signed_in, kept, other)
    labels = [label for _, label in page.response.context["form"].fields["start_date"].choices]
    assert ["9:30" in labels[0], "11:00" in labels[1]] == [True, True]
    page.press(start_date="other")
    kept.refresh_from_db()
    assert (kept.start_time, kept.timezone) == (datetime.time(11), "")


def test_topic_moves_with_its_records_and_subtopics_and_is_taken_apart(signed_in):
    root = TopicFactory(name="Economy")
    kept, other = TopicFactory(name="Trade"), TopicFactory(name="Trade policy", parent=root)
    child = TopicFactory(name="Tariffs", parent=other)
    visit, meeting = VisitFactory(), MeetingFactory()
    visit.topics.add(kept, other)
    meeting.topics.add(other)
    before = everything()
    made = merge(signed_in, kept, other)
    child.refresh_from_db()
    assert (kept.parent, child.parent) == (root, kept)
    assert list(visit.topics.all()) == list(meeting.topics.all()) == [kept]
    undo(signed_in, made)
    assert everything() == before


def test_topic_under_the_other_takes_its_place(signed_in):
    other = TopicFactory(name="Trade", parent=TopicFactory(name="Economy"))
    kept = TopicFactory(name="Trade policy", parent=other)
    merge(signed_in, kept, other)
    assert kept.parent.name == "Economy"
    assert Topic.objects.count() == 2


def test_source_moves_with_its_records_and_lines_and_is_taken_apart(signed_in):
    kept = named_source(title="Readout", text="What was said")
    other = SourceFactory(title="Readout", publisher="Ministry", text="What was read out")
    visit = VisitFactory()
    visit.sources.add(other)
    meeting = meeting_between()
    line = meeting.participants.first()
    line.title_source = other
    line.save()
    before = everything()
    made = merge(signed_in, kept, other)
    line.refresh_from_db()
    assert (line.title_source, kept.publisher, list(visit.sources.all())) == (kept, "Ministry", [kept])
    undo(signed_in, made)
    assert everything() == before


def test_source_that_may_not_be_seen_is_not_merged(signed_in):
    kept, hidden = SourceFactory(), SourceFactory()
    VisitFactory(handling="restricted").sources.add(hidden)
    assert signed_in.get(f"/admin/engagements/duplicatepair/source/{kept.pk}/{hidden.pk}/").status_code == 404
    assert Source.objects.count() == 2


def test_name_of_a_merged_source_is_for_those_who_see_all(client, editor, make_user):
    kept, other = SourceFactory(title="Kept"), SourceFactory(title="Merged")
    for source, handling in ((kept, "open"), (other, "restricted")):
        VisitFactory(handling=handling).sources.add(source)
    client.force_login(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    merge(client, kept, other)
    client.force_login(editor)
    page = client.get(f"/admin/engagements/source/{kept.pk}/history/")
    assert "Merged" not in page.text
    assert f'name="undo" value="{Merge.objects.get().pk}"' not in page.text
