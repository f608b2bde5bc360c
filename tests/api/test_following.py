"""Following what was changed, and what is gone."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from engagements.history.merge import merge
from engagements.models import LoggedChange, Official, Visit
from tests.factories import (
    MeetingFactory,
    OfficialFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    SourceFactory,
    VisitFactory,
)
from tests.servers import wait_until

pytestmark = pytest.mark.django_db


class Follower:
    """Somebody who has read all lists, and reads on."""

    def __init__(self, client, *kinds):
        self.client, self.kinds = client, kinds
        self.positions = {kind: client.get(f"/api/v1/{kind}/").json()["position"] for kind in kinds}
        self.positions["gone"] = self.positions[kinds[0]]

    def read(self, address, parameter, name):
        answer = self.client.get(address, {parameter: self.positions[name]}).json()
        self.positions[name] = answer["position"]
        return answer["results"]

    def changed(self, kind):
        return [row["uid"] for row in self.read(f"/api/v1/{kind}/", "changed_since", kind)]

    def gone(self):
        return [(row["kind"], row["uid"], row["into"]) for row in self.read("/api/v1/gone/", "since", "gone")]


def test_what_is_made_and_changed_comes_once_in_the_order_of_its_last_change(client, analyst):
    client.force_login(analyst)
    old, first = VisitFactory(), VisitFactory()
    follower = Follower(client, "visits")
    assert follower.changed("visits") == []
    second = VisitFactory()
    first.title = "Changed"
    first.save()
    Visit.objects.filter(pk=old.pk).update(title="Written past the models")
    assert follower.changed("visits") == [str(second.uid), str(first.uid), str(old.uid)]
    assert follower.changed("visits") == []


def test_what_is_hidden_deleted_or_merged_is_gone(client, analyst, editor):
    client.force_login(analyst)
    hidden, deleted = VisitFactory(), PlaceFactory()
    meeting = MeetingFactory(visit=hidden)
    outcome, source = OutcomeFactory(meeting=meeting), SourceFactory()
    meeting.sources.add(source)
    kept, other = OfficialFactory(name="Ann Reed"), OfficialFactory(name="A. Reed")
    follower = Follower(client, "visits", "meetings")
    hidden.handling = "restricted"
    hidden.save()
    place = str(deleted.uid)
    deleted.delete()
    merge(kept, other, {}, editor)
    assert set(follower.gone()) == {
        ("visits", str(hidden.uid), None),
        ("meetings", str(meeting.uid), None),
        ("outcomes", str(outcome.uid), None),
        ("sources", str(source.uid), None),
        ("places", place, None),
        ("officials", str(other.uid), str(kept.uid)),
    }
    assert follower.gone() == []
    assert follower.changed("visits") == []
    hidden.handling = "open"
    hidden.save()
    assert follower.changed("visits") == [str(hidden.uid)]
    assert follower.changed("meetings") == [str(meeting.uid)]


def test_sources_that_no_record_names_are_followed_by_who_sees_them(client, analyst, staff):
    client.force_login(staff)
    own, title = SourceFactory(created_by=staff), SourceFactory()
    follower = Follower(client, "sources")
    for source in (own, title):
        source.title = "Changed"
        source.save()
    assert follower.changed("sources") == [str(own.uid)]
    client.force_login(analyst)
    follower = Follower(client, "sources")
    meeting = MeetingFactory(handling="restricted")
    line = ParticipantFactory(meeting=meeting, title_source=title)
    assert follower.changed("sources") == []
    meeting.handling = "open"
    meeting.save()
    assert follower.changed("sources") == [str(title.uid)]
    title.save()
    assert follower.changed("sources") == [str(title.uid)]
    line.delete()
    assert follower.gone() == [("sources", str(title.uid), None)]
    line = ParticipantFactory(meeting=meeting, title_source=title)
    assert follower.changed("sources") == [str(title.uid)]
    line.title_source = None
    line.save()
    assert follower.gone() == [("sources", str(title.uid), None)]


def test_nothing_is_told_of_what_was_never_seen(client, analyst):
    client.force_login(analyst)
    follower = Follower(client, "visits")
    positions = dict(follower.positions)
    hidden = VisitFactory(handling="restricted", organization=None)
    MeetingFactory(visit=hidden).sources.add(SourceFactory())
    draft = VisitFactory(publication="draft", organization=None)
    draft.title = "Changed"
    draft.save()
    draft.delete()
    assert (follower.changed("visits"), follower.gone()) == ([], [])
    assert follower.positions == positions


@pytest.mark.parametrize(("name", "list_"), [("view_visit", "meetings"), ("view_meeting", "visits")])
def test_nothing_is_told_of_a_kind_of_records_that_may_not_be_seen(client, make_user, name, list_):
    user = make_user("narrow", "Analysts")
    user.groups.get().permissions.remove(Permission.objects.get(codename=name))
    client.force_login(user)
    record = VisitFactory() if name == "view_visit" else MeetingFactory()
    meeting, host = MeetingFactory(visit=VisitFactory()), OfficialFactory()
    follower = Follower(client, list_, "sources")
    positions = dict(follower.positions)
    for hidden in (record, meeting):
        hidden.sources.add(SourceFactory())
        hidden.title = "Changed"
        hidden.save()
    ParticipantFactory(meeting=meeting, official=host, title_source=SourceFactory())
    OutcomeFactory(meeting=meeting).delete()
    meeting.delete()
    assert [follower.changed(list_), follower.changed("sources"), follower.gone()] == [[], [], []]
    assert follower.positions == positions == Follower(client, list_, "sources").positions


def test_long_changes_come_in_pages(client, analyst):
    client.force_login(analyst)
    start = client.get("/api/v1/visits/").json()["position"]
    uids = [str(VisitFactory().uid) for _ in range(5)]
    answer = client.get("/api/v1/visits/", {"changed_since": start, "limit": 2}).json()
    read = [row["uid"] for row in answer["results"]]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        read += [row["uid"] for row in answer["results"]]
    assert read == uids
    since_ever = client.get("/api/v1/visits/", {"changed_since": "2020-01-01"}).json()["results"]
    assert [row["uid"] for row in since_ever] == uids


def test_filters_hold_for_what_was_changed(client, analyst):
    client.force_login(analyst)
    start = client.get("/api/v1/visits/").json()["position"]
    VisitFactory(title="Other")
    state = VisitFactory(visit_type="state")
    answer = client.get("/api/v1/visits/", {"changed_since": start, "visit_type": "state"}).json()
    assert [row["uid"] for row in answer["results"]] == [str(state.uid)]


def test_a_position_that_is_not_known_any_more_says_so(client, analyst, cleared):
    client.force_login(analyst)
    visit = VisitFactory()
    position = client.get("/api/v1/visits/").json()["position"]
    client.force_login(cleared)  # who sees more than before
    assert client.get("/api/v1/visits/", {"changed_since": position}).status_code == 410
    client.force_login(analyst)
    LoggedChange.objects.filter(uid=visit.uid).delete()
    for address, name in (("/api/v1/visits/", "changed_since"), ("/api/v1/gone/", "since")):
        assert client.get(address, {name: position}).status_code == 410


def age(days):
    """Let all changes up to now be of so many days ago."""
    moment = timezone.now() - datetime.timedelta(days=days)
    LoggedChange.objects.filter(at__gt=timezone.now() - datetime.timedelta(hours=1)).update(at=moment)


def test_who_misses_changes_that_were_pruned_is_told_and_who_has_read_all_is_not(client, analyst):
    client.force_login(analyst)
    before_all = client.get("/api/v1/visits/").json()["position"]
    visit = VisitFactory()
    behind = client.get("/api/v1/visits/").json()["position"]
    age(600)
    deleted = VisitFactory()
    deleted.delete()
    age(500)
    follower = Follower(client, "visits")  # all is read, and nothing changes for long
    call_command("prune_changes", verbosity=0)
    for address, name in (("/api/v1/visits/", "changed_since"), ("/api/v1/gone/", "since")):
        for position in (before_all, behind, "2020-01-01"):
            response = client.get(address, {name: position})
            assert response.status_code == 410, (address, position)
            assert "Read the lists from their start again" in response.json()["detail"]
        recently = (timezone.now() - datetime.timedelta(days=300)).isoformat()
        assert client.get(address, {name: recently}).status_code == 200
    assert (follower.changed("visits"), follower.gone()) == ([], [])
    visit.title = "Changed"
    visit.save()
    assert (follower.changed("visits"), follower.gone()) == ([str(visit.uid)], [])
    call_command("prune_changes", days=1000, verbosity=0)  # which keeps more, and brings nothing back
    assert client.get("/api/v1/visits/", {"changed_since": behind}).status_code == 410


def test_old_changes_are_pruned_and_young_ones_kept(db, capsys):
    visit = VisitFactory()
    for _ in range(3):
        visit.save()
    age(500)
    visit.save()
    call_command("prune_changes")
    assert capsys.readouterr().out == "Deleted 3 changes from more than 400 days ago.\n"
    assert LoggedChange.objects.filter(uid=visit.uid).count() == 2
    call_command("prune_changes")
    assert capsys.readouterr().out == "Deleted 0 changes from more than 400 days ago.\n"
    with pytest.raises(CommandError):
        call_command("prune_changes", days=0)


@pytest.mark.parametrize("value", ["x", "1-2-3", "9-9-9-9", "2020-13-01", "²-0", "0" * 70, f"1-{2**64}-1-a"])
def test_what_is_no_position_is_told(client, analyst, value):
    client.force_login(analyst)
    assert client.get("/api/v1/visits/", {"changed_since": value}).status_code in (400, 410)
    assert client.get("/api/v1/gone/", {"since": value}).status_code in (400, 410)


if connection.vendor != "sqlite":  # there, one transaction writes after the other

    @pytest.mark.django_db(transaction=True)
    def test_what_commits_late_is_not_lost(client, analyst):
        client.force_login(analyst)
        follower = Follower(client, "officials")
        late = connections.create_connection("default")
        late.set_autocommit(False)
        try:
            with late.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO engagements_place (uid, name, country, aliases, folded, sort_key, sounds) "
                    "VALUES (gen_random_uuid(), 'Late', '', '', '', '', '')"
                )
            early = OfficialFactory()
            assert follower.changed("officials") == []  # as the other transaction is under way
            late.commit()
        finally:
            late.close()
        changed = []

        def is_settled():
            changed.extend(follower.changed("officials"))
            return changed

        wait_until(is_settled)  # transactions in other databases of the server count, too
        assert changed == [str(early.uid)]
        assert Official.objects.count() == 1
