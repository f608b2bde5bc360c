"""What columns say is what querysets say, whoever asks, whatever was changed and by whom."""

import datetime
import random
from collections import Counter, defaultdict

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.models.expressions import Col
from django.http import QueryDict

from engagements.columns import current
from engagements.columns.meetings import MeetingSet, VisitSet
from engagements.columns.segments import EITHER_SIDE
from engagements.columns.spans import EXACTNESS, UNDATED, dates_of
from engagements.common.periods import Month, Quarter, Week, Year
from engagements.filters.directory import OfficialFilterSet, OrganizationFilterSet
from engagements.filters.meetings import MeetingFilterSet
from engagements.filters.parties import PARTY_PARAMETERS
from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Meeting,
    Official,
    Organization,
    Participant,
    Visit,
)
from engagements.models.change_triggers import create_triggers, stamp_triggers
from engagements.models.participants import PARTY_FIELDS, fetch_party_condition, party_key
from engagements.reports.parties import parties_by_key
from engagements.reports.relationship import Relationship
from tests.factories import meeting_between

from .changes import World

CAST = ["stranger", "analyst", "cleared", "staff", "editor", "administrator"]
KINDS = ["officials", "organizations", "countries"]


@pytest.fixture
def cast(request):
    return [request.getfixturevalue(name) for name in CAST]


def ids(meetings):
    """Return the ids in a `MeetingSet`."""
    pairs = zip(meetings.state.segments, meetings.masks, strict=True)
    listed = [pk for segment, mask in pairs for pk in segment.pks[mask].tolist()]
    assert len(listed) == len(set(listed)) == meetings.count()
    return set(listed)


def random_query(chance, world, user):
    """Return some parameters of the list of meetings."""
    official = chance.choice(world.officials).pk
    organization = chance.choice(world.organizations).pk
    parameters = [
        *(f"{name}={official}" for name in ("delegate", "counterpart", "by_official", "with_official")),
        *(
            f"{name}={organization}&sub=1"
            for name in ("delegation", "accompanying", "counterpart_organization")
        ),
        *(f"{name}={organization}" for name in ("by_organization", "with_organization")),
        *(f"{name}=MX&{name}=US" for name in ("by_country", "with_country", "country")),
        *("party_country=CA", "place_country=MX", f"place={world.places[0].pk}", f"topic={world.topic.pk}"),
        *("direction=outbound", "format=call", "progress=held"),
        *(f"visit={visit.pk}" for visit in Visit.objects.visible_to(user).order_by("pk")[:1]),
        *("progress=unconfirmed&progress=planned", "dates=exact", "dates=unknown&dates=within", "q=meeting"),
        *("date_after=2020-01-20", "date_before=2020-02-01", "lies_in=2020-01&lies_in=several"),
    ]
    return "&".join(chance.sample(parameters, chance.choice([0, 1, 1, 2])))


def compare_visits(user):
    """Compare visits, and those from and to each country, with those of the database."""
    visits, visible = VisitSet.visible_to(user), Visit.objects.visible_to(user)
    assert visits.started().pks().tolist() == [visit.pk for visit in visible.started().latest_first()]
    compare_dates(visits, visible)
    for code in ("US", "MX", "CA", "PA"):
        pks = list(visible.concerning([code]).latest_first().values_list("pk", flat=True))
        assert visits.with_party("countries", [code]).pks().tolist() == pks, (user, code)
        for sides, expected in (
            (DELEGATION_SIDE, visible.from_countries([code])),
            (COUNTERPART_SIDE, visible.stopping_in([code])),
        ):
            pks = list(expected.latest_first().values_list("pk", flat=True))
            (tally,) = visits.tallies("countries", sides).of([code])
            assert (tally.times, tally.last) == (len(pks), pks[0] if pks else None), (user, code)


def lines_by_meeting(pks, kind):
    """Return by meeting the keys of the parties of each side."""
    sides = defaultdict(lambda: (set(), set()))
    lines = Participant.objects.filter(meeting__in=pks).values_list("meeting", "side", party_key(kind))
    for meeting, side, key in lines:
        if key:
            sides[meeting][side in COUNTERPART_SIDE].add(key)
    return sides


def compare(world, chance, users):
    """Compare filters and numbers of columns with those of the database, as each of ``users``."""
    for user in users:
        # A stranger knows no party, place or topic to ask for.
        query = "" if user.username == "stranger" else random_query(chance, world, user)
        filterset = MeetingFilterSet(QueryDict(query), Meeting.objects.visible_to(user), user=user)
        assert filterset.form.is_valid(), (query, filterset.form.errors)
        columns = filterset.filter_queryset(MeetingSet.visible_to(user))
        assert ids(columns) == set(filterset.qs.values_list("pk", flat=True)), (user, query)
        assert columns.pks().tolist() == list(filterset.qs.latest_first().values_list("pk", flat=True))
        held = columns.held()
        compare_dates(columns, filterset.qs)
        compare_topics(columns, filterset.qs)
        assert ids(held) == set(filterset.qs.held().values_list("pk", flat=True)), (user, query)
        compare_numbers(held, chance.choice(KINDS))
        in_database = Counter(
            country or "" for country in filterset.qs.order_by().values_list("place__country", flat=True)
        )
        assert columns.count_by_place_country() == in_database


def compare_dates(columns, queryset):
    spans = Counter(queryset.order_by().values_list("start_date", "end_date", "dates"))
    in_columns = columns.spans()
    dates = (
        [None if day == UNDATED else date for day, date in zip(days, dates_of(days), strict=True)]
        for days in in_columns[:2]
    )
    read = [EXACTNESS[place] for place in in_columns.exactness]
    assert Counter(zip(*dates, read, strict=True)) == spans
    known = [(start, end) for start, end, _ in spans if start]
    assert in_columns.days() == ([min(known)[0], max(end for _, end in known)] if known else [])
    assert len(in_columns.known().start) == queryset.filter(start_date__isnull=False).count()
    for kind in (Week, Month, Quarter, Year):
        periods = [kind.around(datetime.date(2020, 1, 1) + datetime.timedelta(days)) for days in (0, 31, 99)]
        counts = [queryset.all().between(period.start, period.end).count() for period in periods]
        assert in_columns.count_in(periods) == counts


def compare_topics(columns, queryset):
    expected = Counter()
    links = Meeting.topics.through.objects.filter(meeting__in=queryset.order_by().values("pk"))
    for topic, start, end, dates in links.values_list(
        "topic", "meeting__start_date", "meeting__end_date", "meeting__dates"
    ):
        is_of_year = start and (dates == "exact" or start.year == end.year)
        expected[topic, start.year if is_of_year else None] += 1
    assert columns.topics_by_year() == expected


def compare_relationships(world, chance, user):
    """Compare the numbers of two random parties with those of the lists to which they lead."""
    for kind in KINDS:
        keys = {"officials": world.officials, "organizations": world.organizations}.get(kind)
        pair = chance.sample([record.pk for record in keys] if keys else ["US", "MX", "CA"], 2)
        parties = parties_by_key(kind, pair)
        relationship = Relationship(*(parties[key] for key in pair), user)
        by, with_ = PARTY_PARAMETERS[kind]
        together = Meeting.objects.none()
        for direction, (one, other) in zip(relationship.directions, (pair, pair[::-1]), strict=True):
            query = QueryDict(f"{by}={one}&{with_}={other}")
            listed = MeetingFilterSet(query, Meeting.objects.visible_to(user), user=user).qs.order_by()
            assert direction.times == listed.held().count()
            together |= Meeting.objects.filter(pk__in=list(listed.values_list("pk", flat=True)))
        assert ids(relationship.meetings) == set(together.values_list("pk", flat=True))
        held = Meeting.objects.filter(pk__in=together).held()
        for edge, order in ((relationship.first, "end_date"), (relationship.last, "-start_date")):
            dated = held.filter(start_date__isnull=False).order_by(order).first()
            assert (edge is None) == (dated is None)
        compare_people(relationship, parties[pair[0]], held)


def capacity_of(line):
    return line.official, line.title, line.organization, "" if line.official else line.description


def compare_people(relationship, party, held):
    lines = Participant.objects.filter(meeting__in=held).select_related("official", "organization")
    others = lines.filter(fetch_party_condition(party.kind, [relationship.other_party.key]))
    facing = {(line.meeting_id, line.side in COUNTERPART_SIDE) for line in others}
    expected = defaultdict(set)
    for line in lines.filter(fetch_party_condition(party.kind, [party.key])):
        if (line.meeting_id, line.side not in COUNTERPART_SIDE) in facing:
            expected[capacity_of(line)].add(line.meeting_id)
    people = relationship.people[0][1]
    capacities = [capacity_of(person.line) for person in people]
    assert len(set(capacities)) == len(capacities)
    assert {key: person.times for key, person in zip(capacities, people, strict=True)} == {
        key: len(meetings) for key, meetings in expected.items()
    }


def compare_last_met(chance, user):
    """Compare officials and organizations by when they were last met with the lines of meetings."""
    since = datetime.date(2020, 1, 1) + datetime.timedelta(chance.randrange(90))
    for filterset_class, model in ((OfficialFilterSet, Official), (OrganizationFilterSet, Organization)):
        lines = Participant.objects.visible_to(user).held()
        last, last_end = {}, {}
        field = PARTY_FIELDS[filterset_class.party_kind]
        for pk, start, end in lines.values_list(field, "meeting__start_date", "meeting__end_date"):
            last[pk] = max(last.get(pk, datetime.date.min), start or datetime.date.min)
            last_end[pk] = max(last_end.get(pk, datetime.date.min), end or datetime.date.min)

        def listed(query, filterset_class=filterset_class, model=model):
            return list(filterset_class(QueryDict(query), model.objects.all(), user=user).qs)

        def day(record, never, last=last):
            met = last.get(record.pk, datetime.date.min)
            return (never if met == datetime.date.min else met), record.pk

        records = listed("")
        assert listed("sort=last_met") == sorted(records, key=lambda one: day(one, datetime.date.max))
        latest_first = sorted(records, key=lambda one: one.pk)
        latest_first.sort(key=lambda one: day(one, datetime.date.min)[0], reverse=True)
        assert listed("sort=-last_met") == latest_first
        foreign = [one for one in records if getattr(one, "country", "") != settings.HOME_COUNTRY]
        assert listed("never_met=1") == [one for one in foreign if one.pk not in last]
        since_then = [one for one in foreign if last_end.get(one.pk, datetime.date.min) < since]
        assert listed(f"not_met_since={since}") == since_then


def compare_numbers(held, kind):
    sort_keys = {
        meeting.pk: (meeting.start_date.toordinal() if meeting.start_date else 0, meeting.pk)
        for meeting in Meeting.objects.filter(pk__in=ids(held))
    }
    met, sums = defaultdict(set), (defaultdict(set), defaultdict(set))
    for meeting, sides in lines_by_meeting(sort_keys, kind).items():
        for side, keys in enumerate(sides):
            for key in keys:
                sums[side][key].add(meeting)
        for row in sides[0]:
            for column in sides[1]:
                met[row, column].add(meeting)

    def expected(meetings):
        return len(meetings), max(meetings, key=sort_keys.get)

    for key in sums[0].keys() | sums[1].keys():
        meetings = sums[0].get(key, set()) | sums[1].get(key, set())
        (tally,) = held.tallies(kind, EITHER_SIDE).of([key])
        assert (tally.times, tally.last) == expected(meetings)
    for side, sides in enumerate((DELEGATION_SIDE, COUNTERPART_SIDE)):
        tallies = held.tallies(kind, sides)
        listed = tallies.most_frequent(0, 100)
        assert {tally.key: (tally.times, tally.last) for tally in listed} == {
            key: expected(meetings) for key, meetings in sums[side].items()
        }
        assert listed == sorted(
            listed,
            key=lambda tally: (-tally.times, [-part for part in sort_keys[tally.last]], tally.key),
        )
        assert tallies.most_frequent(0, 2) + tallies.most_frequent(2, 4) == listed[:4]
        assert len(tallies) == len(listed)
    pairs = held.pair_tallies(kind, *(list(side) for side in sums))
    assert {keys: (tally.times, tally.last) for keys, tally in pairs.items()} == {
        keys: expected(meetings) for keys, meetings in met.items()
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_columns_say_what_querysets_say_after_each_change(cast, seed):
    chance = random.Random(seed)
    world, most_segments = World(chance), 0
    for _ in range(60):
        compare(world, chance, chance.sample(cast, 2))
        user = chance.choice(cast[1:])
        compare_relationships(world, chance, user)
        compare_last_met(chance, user)
        compare_visits(user)
        for _ in range(chance.choice([1, 1, 1, 5])):
            world.change()
        most_segments = max(most_segments, len(current.states["default", Meeting].segments))
    compare(world, chance, cast)
    assert most_segments > 1  # what changed was read, and not all of it anew


@pytest.mark.django_db
def test_columns_of_what_is_not_committed_are_for_nobody_else(administrator):
    before = current.states.get(("default", Meeting))
    meeting_between()
    assert MeetingSet.visible_to(administrator).count() == 1
    assert current.states.get(("default", Meeting)) is before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_read_again_where_nothing_changed(analyst, django_assert_num_queries):
    meeting_between()
    MeetingSet.visible_to(analyst)
    Meeting.objects.update(title="Another")
    with django_assert_num_queries(1):
        assert MeetingSet.visible_to(analyst).count() == 1


@pytest.mark.django_db(transaction=True)
def test_another_database_in_its_place_is_read_anew(administrator):
    meeting_between()
    assert MeetingSet.visible_to(administrator).count() == 1
    with connection.cursor() as cursor:  # as it was before: no trigger tells of it
        cursor.execute("DELETE FROM engagements_meetingstamp")
        for trigger in stamp_triggers():
            on = "" if connection.vendor == "sqlite" else f" ON {trigger.on}"
            cursor.execute(f"DROP TRIGGER {trigger.name}{on}")
    Participant.objects.all().delete()
    Meeting.objects.all().delete()
    create_triggers("default")
    assert MeetingSet.visible_to(administrator).count() == 0


def columns_in(node, query):
    """Yield (table, column) of all that a condition of ``query`` reads."""
    for child in node.get_source_expressions() if hasattr(node, "get_source_expressions") else node.children:
        if isinstance(child, Col):
            yield query.alias_map[child.alias].table_name, child.target.column
        elif hasattr(child, "get_source_expressions") or hasattr(child, "children"):
            yield from columns_in(child, query)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CAST)
def test_each_column_that_says_who_may_see_a_record_is_watched(request, name):
    user, read = request.getfixturevalue(name), set()
    for queryset in (Meeting.objects.visible_to(user).held(), Visit.objects.visible_to(user).started()):
        read |= set(columns_in(queryset.query.where, queryset.query))
        for join in queryset.query.alias_map.values():
            if join.parent_alias:
                read |= {(join.parent_alias, own) for own, _ in join.join_cols}
    assert {("engagements_meeting", "progress"), ("engagements_visit", "progress")} <= read
    watched = {
        (trigger.on, column)
        for trigger in stamp_triggers()
        if trigger.event == "UPDATE"
        for column in (*trigger.columns, "id")  # an id never changes
    }
    assert read <= watched, read - watched


if connection.vendor != "sqlite":  # there, one transaction writes after the other

    @pytest.mark.django_db(transaction=True)
    def test_what_commits_late_is_not_lost(administrator):
        meeting = meeting_between(progress="planned")
        MeetingSet.visible_to(administrator)
        late = connections.create_connection("default")
        late.set_autocommit(False)
        try:
            with late.cursor() as cursor:
                cursor.execute("UPDATE engagements_meeting SET progress = 'held'")
            for _ in range(2):
                meeting_between()
                MeetingSet.visible_to(administrator)
            assert meeting.pk not in ids(MeetingSet.visible_to(administrator).held())
            late.commit()
        finally:
            late.close()
        assert meeting.pk in ids(MeetingSet.visible_to(administrator).held())
