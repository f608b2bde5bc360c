import csv
import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse

from engagements.duplicates.signals import refresh_on_commit
from engagements.models import DelegationMember, DuplicatePair, Official, Place, Stop, Visit
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
    named_source,
)
from tests.imports.sheets import DATA, needs_data

ADDRESS = reverse("admin:engagements_duplicatepair_changelist")
TRAVELS = DATA / "hsg/travels.csv"


def find():
    call_command("find_duplicates", verbosity=0)


def offered(client, **query):
    """The pairs on the page, best first, as tuples of names."""
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return [tuple(str(side.record) for side in row.records) for row in response.context["rows"]]


@pytest.fixture
def signed_in(client, editor):
    client.force_login(editor)
    return client


def visit_of(official, place, start, end, **fields):
    visit = VisitFactory(
        start_date=datetime.date.fromisoformat(start), end_date=datetime.date.fromisoformat(end), **fields
    )
    MemberFactory(visit=visit, official=official)
    StopFactory(visit=visit, place=place)
    return visit


@pytest.mark.parametrize(
    "names",
    [
        ("Troy Miller", "T. Miller"),
        ("Troy Miller", "Miller, Troy"),
        ("Francisco Garduño Yáñez", "Francisco Garduno"),
        ("Muammar Gaddafi", "Moammar al-Qadhafi"),
        ("Mohammed bin Salman", "Muhammad Bin Salman"),
        ("Viktor Yushchenko", "Wiktor Juschtschenko"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Chung Eui-yong", "Chung Euiyong"),
        ("Antony Blinken", "Antony John Blinken"),
        ("Stephanie Syptak-Ramnath", "Stephanie Syptak Ramnat"),
    ],
)
def test_names_of_one_person(signed_in, names):
    for name in (*names, "Roberto Velasco"):
        OfficialFactory(name=name)
    find()
    assert offered(signed_in, kind="official") == [names]


@pytest.mark.parametrize(
    "names",
    [
        ("John F. Kennedy", "John R. Kennedy"),
        ("Jan Smith", "John Smith"),
        ("Abdullah II", "Abdullah III"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Margaret Thatcher", "Mark Thatcher"),
        ("Lord Hill of Oareford", "Lord Hoyle"),
        ("Li Wei", "Liu Wei"),
    ],
)
def test_names_of_two_persons(signed_in, names):
    for name in names:
        OfficialFactory(name=name)
    find()
    assert offered(signed_in) == []


@pytest.mark.parametrize(
    "native",
    [("Владимир Путин", "Владимир Путин"), ("Νίκος Δένδιας", "ΝΙΚΟΣ ΔΕΝΔΙΑΣ"), ("محمد علي", "مُحَمَّد علي")],
)
def test_name_in_its_own_script_tells(signed_in, native):
    OfficialFactory(name="One spelling", native_name=native[0])
    OfficialFactory(name="Quite another", native_name=native[1])
    find()
    assert offered(signed_in) == [("One spelling", "Quite another")]


def test_alias_tells(signed_in):
    OfficialFactory(name="Troy Miller", aliases="SOPDOC Miller")
    OfficialFactory(name="SOPDOC Miller")
    find()
    assert "under another name" in signed_in.get(ADDRESS).text


def test_posts_at_one_organization_come_first_and_those_of_two_countries_last(signed_in):
    organization = OrganizationFactory(name="CBP", country="US")
    for name, places in {"Ann Lee": ("US", "MX"), "Bob Ray": (), "Cat Orr": (organization,) * 2}.items():
        for place in places or (None, None):
            official = OfficialFactory(name=name)
            if place == organization:
                AppointmentFactory(official=official, organization=organization)
            elif place:
                AppointmentFactory(official=official, organization__country=place)
    find()
    assert [one for one, _ in offered(signed_in, kind="official")] == ["Cat Orr", "Bob Ray", "Ann Lee"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"name": "Confederation of British Industry"}, {"name": "CBI"}, True),
        ({"name": "Department of State", "country": "US"}, {"name": "U.S. Department of State"}, True),
        (
            {"name": "Ministry of Defence", "country": "FR"},
            {"name": "Ministry of Defence", "country": "GB"},
            False,
        ),
        ({"name": "Government of Coahuila"}, {"name": "Government of Tamaulipas"}, False),
        ({"name": "Directorate 12 of Trade"}, {"name": "Directorate 13 of Trade"}, False),
        ({"name": "Testox – the testers' body"}, {"name": "Testox"}, True),
        ({"name": "Roundtable with: Testox"}, {"name": "Testox"}, True),
        ({"name": "Public forum: Testox"}, {"name": "Testox"}, True),
        ({"name": "Testox (Norda) Ltd"}, {"name": "Testox"}, True),
        ({"name": "Testers in the Community"}, {"name": "TITC"}, True),
        ({"name": "Committee on Testing in Life"}, {"name": "CTL"}, True),
        ({"name": "Council of Quiet Testers (CQT)"}, {"name": "The CQT"}, True),
        ({"name": "Quill & Testa"}, {"name": "Q&T"}, True),
        ({"name": "Quill Testa"}, {"name": "QT"}, False),
        ({"name": "Testershire Local Enterprise Partnership"}, {"name": "Testers LEP"}, True),
        ({"name": "Testerville Council for Voluntary Service"}, {"name": "Testerville CVS"}, True),
        ({"name": "Testerbank"}, {"name": "Testerbanks"}, True),
        ({"name": "Embassy (Chile)"}, {"name": "Embassy (Kenya)"}, False),
    ],
)
def test_organizations(signed_in, one, other, alike):
    for fields in (one, other):
        OrganizationFactory(**{"country": "", **fields})
    find()
    assert offered(signed_in, kind="organization") == ([(one["name"], other["name"])] if alike else [])


def test_places_of_one_country(signed_in):
    for name, country in [("Port-of-Spain", "TT"), ("Port of Spain", "TT"), ("Kiev", "UA"), ("Kyiv", "UA")]:
        PlaceFactory(name=name, country=country)
    PlaceFactory(name="Kiev", country="US")
    find()
    assert [names[0] for names in offered(signed_in, kind="place")] == [
        "Port-of-Spain, Trinidad and Tobago",
        "Kiev, Ukraine",
    ]


def test_visits_with_the_same_dates_place_and_people(signed_in):
    official, place = OfficialFactory(), PlaceFactory()
    same = visit_of(official, place, "2021-03-15", "2021-03-17", title="One", purpose="Talks on trade")
    visit_of(official, place, "2021-03-15", "2021-03-17", title="Other", purpose="Talks on trade")
    visit_of(official, place, "2021-03-16", "2021-03-17", title="Nearly", purpose="Talks about visas")
    visit_of(official, PlaceFactory(), "2021-03-15", "2021-03-17", title="Elsewhere")
    visit_of(OfficialFactory(), place, "2021-03-15", "2021-03-17", title="Others")
    visit_of(official, place, "2021-03-17", "2021-03-19", title="Back again")
    find()
    pairs = offered(signed_in, kind="visit")
    assert pairs[0] == ("One", "Other")
    assert not {"Elsewhere", "Others"} & {name for names in pairs for name in names}
    assert ("One", "Back again") not in pairs
    assert DuplicatePair.objects.involving("visit", [same.pk]).count() == 2


@needs_data
def test_real_register_offers_its_duplicates_first(signed_in):
    """All travels since 2021 and of 1988; the look-alikes of the README are among them."""
    with TRAVELS.open(encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["start_date"] >= "2021" or row["start_date"][:4] == "1988"
        ]
    officials = {name: OfficialFactory(name=name) for name in sorted({row["name"] for row in rows})}
    places, by_id = {}, {}
    for row in rows:
        title = "{name}: {locale}, {country}".format(**row)[:300]
        visit = Visit(title=title, purpose=row["remarks"], publication="published")
        visit.start_date, visit.end_date = row["start_date"], row["end_date"]
        by_id[row["id"]] = visit
    Visit.objects.bulk_create(by_id.values())
    DelegationMember.objects.bulk_create(
        DelegationMember(visit=by_id[row["id"]], official=officials[row["name"]], role="head") for row in rows
    )
    for row in rows:
        for name in {name.strip() for name in (row["locale"] or row["country"]).split(",")}:
            places.setdefault(name, Place(name=name))
    Place.objects.bulk_create(places.values())
    Stop.objects.bulk_create(
        Stop(visit=by_id[row["id"]], place=places[name])
        for row in rows
        for name in {name.strip() for name in (row["locale"] or row["country"]).split(",")}
    )
    find()
    ids = {visit.pk: number for number, visit in by_id.items()}
    rows = signed_in.get(ADDRESS, {"kind": "visit"}).context["rows"]
    pairs = [tuple(sorted(ids[side.record.pk] for side in row.records)) for row in rows]
    assert set(pairs[:2]) == {("3992", "4019"), ("3993", "4020")}
    scores = {pair: row.pair.score for pair, row in zip(pairs, rows, strict=True)}
    lookalikes = [scores.get(pair, 0) for pair in (("2121", "2123"), ("4118", "4119"))]
    assert max(lookalikes) < min(scores[pair] for pair in pairs[:2])


def test_bare_surname_is_likely_in_the_same_country_and_time_alone(signed_in):
    def official(name, country, year):
        official = OfficialFactory(name=name)
        day = datetime.date(year, 3, 1)
        visit = VisitFactory(start_date=day, end_date=day, organization__country=country)
        MemberFactory(visit=visit, official=official, organization=None)

    official("Testerman", "US", 2021)
    official("Konrad Testerman", "US", 2023)
    official("Ana Testerman", "MX", 2021)
    official("Bea Testerman", "US", 1960)
    OfficialFactory(name="Cal Testerman")
    find()
    assert offered(signed_in, kind="official") == [("Testerman", "Konrad Testerman")]
    assert "of one country at the same time" in signed_in.get(ADDRESS).text


@pytest.mark.parametrize("hidden", [{"handling": "restricted"}, {"publication": "draft"}])
def test_what_a_hidden_record_tells_of_two_officials_counts_for_nothing(signed_in, hidden):
    """Pairs are the same for all: to one who may not see the record, a reason would tell of it."""
    first, second = OfficialFactory(name="Ana Maria Ruiz"), OfficialFactory(name="Ana Ruiz")
    ministry = OrganizationFactory()
    AppointmentFactory(official=second, organization=ministry)

    def pairs():
        find()
        return list(DuplicatePair.objects.values_list("first", "second", "score", "reason"))

    before = pairs()
    assert before
    for meeting in (MeetingFactory(**hidden), MeetingFactory(visit=VisitFactory(**hidden))):
        ParticipantFactory(meeting=meeting, official=first, organization=ministry)
    MemberFactory(visit=VisitFactory(organization=ministry, **hidden), official=first)
    assert pairs() == before
    MemberFactory(visit=VisitFactory(organization=ministry), official=first)
    assert pairs() != before


def test_people_of_two_countries_or_centuries_are_less_likely(signed_in):
    for name, country, year in (
        ("Ana Maria Ruiz", "US", 2021),
        ("Ana Ruiz", "US", 2020),
        ("A. Ruiz", "MX", 2021),
        ("Ruiz, Ana", "US", 1950),
    ):
        meeting = MeetingFactory(start_date=datetime.date(year, 3, 1), end_date=datetime.date(year, 3, 1))
        official = OfficialFactory(name=name)
        organization = OrganizationFactory(country=country)
        ParticipantFactory(meeting=meeting, official=official, organization=organization)
    find()
    scores = {
        frozenset(names): row.pair.score
        for names, row in zip(
            offered(signed_in, kind="official"), signed_in.get(ADDRESS).context["rows"], strict=True
        )
    }
    # One of the same words, but of another century, is less sure than one with a second name.
    assert scores[frozenset(("Ana Maria Ruiz", "Ana Ruiz"))] > scores[frozenset(("Ana Ruiz", "Ruiz, Ana"))]
    assert frozenset(("Ana Ruiz", "A. Ruiz")) not in scores


@pytest.mark.parametrize(
    ("names", "is_offered"),
    [
        (("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"), False),
        (("Nguyễn Văn Hùng", "Văn Hùng Nguyễn"), True),
        (("Nguyễn Văn Hùng", "Nguyen Van Hung"), True),
        (("José Núñez", "Jose Nunez"), True),
    ],
)
def test_names_with_different_marks_are_of_two(signed_in, names, is_offered):
    for name in names:
        OfficialFactory(name=name)
    find()
    assert offered(signed_in, kind="official") == ([names] if is_offered else [])


def test_meetings_of_the_same_days_and_parties(signed_in):
    minister, envoy, host = OfficialFactory(), OfficialFactory(), OrganizationFactory()
    day, place = datetime.date(2021, 3, 15), PlaceFactory()

    def meeting(title, counterpart=envoy, delegate=minister, **fields):
        fields = {"start_date": day, "end_date": day, "place": place, **fields}
        meeting = MeetingFactory(title=title, **fields)
        ParticipantFactory(meeting=meeting, official=delegate, side="delegation", organization=None)
        ParticipantFactory(meeting=meeting, official=counterpart, side="counterpart", organization=host)
        return meeting

    meeting("Talks on trade")
    meeting("Talks on trade again", start_time=datetime.time(9))
    meeting("In the afternoon, with another", OfficialFactory())
    meeting("Another delegation", delegate=OfficialFactory())
    meeting("Elsewhere", place=PlaceFactory())
    meeting("At eleven", start_time=datetime.time(11))
    meeting("A week later", start_date=datetime.date(2021, 3, 22), end_date=datetime.date(2021, 3, 22))
    find()
    assert {frozenset(pair) for pair in offered(signed_in, kind="meeting")} == {
        frozenset(("Talks on trade", "Talks on trade again")),
        frozenset(("Talks on trade", "At eleven")),
    }
    assert "the same parties" in signed_in.get(ADDRESS, {"kind": "meeting"}).text


def test_saving_a_line_of_a_meeting_looks_for_its_duplicates(signed_in, django_capture_on_commit_callbacks):
    minister, envoy, day = OfficialFactory(), OfficialFactory(), datetime.date(2021, 3, 15)
    for title in ("One", "Two"):
        with django_capture_on_commit_callbacks(execute=True):
            meeting = MeetingFactory(title=title, start_date=day, end_date=day)
            for official, side in ((minister, "delegation"), (envoy, "counterpart")):
                ParticipantFactory(meeting=meeting, official=official, side=side, organization=None)
    assert offered(signed_in, kind="meeting") == [("One", "Two")]


def test_topics_and_sources(signed_in):
    for name in ("Trade and customs", "Customs and trade", "Migration"):
        TopicFactory(name=name)
    day, other_day = datetime.date(2021, 3, 15), datetime.date(2021, 3, 16)
    for title, publisher, url, published_on in (
        ("Readout", "Ministry", "", day),
        ("Readout", "Ministry", "", other_day),
        ("READOUT", "", "", day),
        ("Statement", "", "https://example.org/a", None),
        ("Press statement", "", "http://example.org/a/#top", None),
        ("Statement", "", "https://example.org/b", None),
    ):
        named_source(title=title, publisher=publisher, url=url, published_on=published_on)
    find()
    assert offered(signed_in, kind="topic") == [("Trade and customs", "Customs and trade")]
    assert offered(signed_in, kind="source") == [("Statement", "Press statement"), ("Readout", "READOUT")]


# Deciding


def test_not_the_same_is_remembered_and_can_be_taken_back(signed_in, editor):
    OfficialFactory(name="Troy Miller")
    OfficialFactory(name="T. Miller")
    find()
    pair = DuplicatePair.objects.get()
    signed_in.post(ADDRESS, {"not_the_same": pair.pk})
    find()
    assert offered(signed_in) == []
    pair.refresh_from_db()
    assert (pair.decided_by, pair.state) == (editor, "not_the_same")
    assert offered(signed_in, state="not_the_same") == [("Troy Miller", "T. Miller")]
    signed_in.post(ADDRESS, {"open": pair.pk})
    assert offered(signed_in) == [("Troy Miller", "T. Miller")]


def test_pair_of_which_one_is_gone_or_renamed_is_not_offered(signed_in):
    for name in ("Troy Miller", "T. Miller", "Ann Lee", "Lee, Ann"):
        OfficialFactory(name=name)
    find()
    Official.objects.get(name="T. Miller").delete()
    assert offered(signed_in) == [("Ann Lee", "Lee, Ann")]
    other = Official.objects.get(name="Lee, Ann")
    other.name = "Somebody Else"
    other.save()
    find()
    assert offered(signed_in) == []
    assert not DuplicatePair.objects.exists()


def test_button_looks_through_all_records(signed_in):
    OfficialFactory(name="Troy Miller")
    OfficialFactory(name="T. Miller")
    assert offered(signed_in) == []
    signed_in.post(ADDRESS, {"find": "1"})
    assert offered(signed_in) == [("Troy Miller", "T. Miller")]


def test_saving_a_record_looks_for_its_duplicates(signed_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        miller, place = OfficialFactory(name="Troy Miller"), PlaceFactory()
        OfficialFactory(name="T. Miller")
        visit_of(miller, place, "2021-03-15", "2021-03-17", title="One")
    with django_capture_on_commit_callbacks(execute=True):
        visit_of(miller, place, "2021-03-15", "2021-03-17", title="Two")
    assert set(offered(signed_in)) == {("Troy Miller", "T. Miller"), ("One", "Two")}
    with django_capture_on_commit_callbacks(execute=True):
        miller.name = "Roberto Velasco"
        miller.save()
    assert offered(signed_in, kind="official") == []


def test_saving_without_a_new_name_costs_no_search(signed_in, django_capture_on_commit_callbacks):
    official = OfficialFactory(name="Troy Miller")
    official.notes = "Wears hats"
    with django_capture_on_commit_callbacks() as waiting:
        official.save()
    assert waiting == []
    official.aliases = "SOPDOC Miller"
    with django_capture_on_commit_callbacks() as waiting:
        official.save()
    assert len(waiting) == 1


def test_who_writes_in_bulk_asks_for_the_search(signed_in, django_capture_on_commit_callbacks):
    officials = [Official(name=f"Person {letter}ab") for letter in "bcdfghjklmnpqrstvwxz"]
    officials += [Official(name="Troy Miller"), Official(name="Miller Troy")]
    for official in officials:
        official.refold()
    with django_capture_on_commit_callbacks(execute=True):
        Official.objects.bulk_create(officials)
        refresh_on_commit("official", Official.objects.values_list("pk", flat=True))
    assert ("Troy Miller", "Miller Troy") in offered(signed_in)


def test_common_names_stay_bounded(signed_in):
    """Sixty people of one name are not 1,770 pairs."""
    officials = [Official(name="Mohamed Ali") for _ in range(60)]
    for official in officials:
        official.refold()
    Official.objects.bulk_create(officials)
    find()
    assert 59 <= DuplicatePair.objects.count() <= 600


# Who may see what


def test_pairs_of_hidden_visits_are_neither_listed_nor_counted(client, editor, make_user):
    official, place = OfficialFactory(), PlaceFactory()
    visit_of(official, place, "2021-03-15", "2021-03-17", title="Open")
    visit_of(official, place, "2021-03-15", "2021-03-17", title="Hidden", handling="restricted")
    find()
    client.force_login(editor)
    response = client.get(ADDRESS)
    assert "Hidden" not in response.text
    assert dict(response.context["counts"])["visits"] == 0
    pair = DuplicatePair.objects.get()
    assert "no longer there" in client.post(ADDRESS, {"not_the_same": pair.pk}, follow=True).text
    client.force_login(make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True))
    assert offered(client) == [("Open", "Hidden")]


def test_staff_decide_on_what_they_may_change_and_do_not_merge(client, staff):
    official, place = OfficialFactory(name="Troy Miller"), PlaceFactory()
    OfficialFactory(name="T. Miller")
    for title in ("One", "Two"):
        visit_of(official, place, "2021-03-15", "2021-03-17", title=title)
    find()
    client.force_login(staff)
    response = client.get(ADDRESS)
    assert {row.pair.kind: row.may_decide for row in response.context["rows"]} == {
        "official": True,
        "visit": False,  # they are published
    }
    assert "Merge…" not in response.text
    visits = DuplicatePair.objects.get(kind="visit")
    assert client.post(ADDRESS, {"not_the_same": visits.pk}).status_code == 403
    officials = DuplicatePair.objects.get(kind="official")
    assert client.post(ADDRESS, {"not_the_same": officials.pk}).status_code == 302
    assert offered(client, kind="official") == []


@pytest.mark.parametrize("who", ["analyst", "cleared", "stranger"])
def test_readers_are_refused(client, request, who):
    client.force_login(request.getfixturevalue(who))
    for response in (client.get(ADDRESS, follow=True), client.post(ADDRESS, {"find": "1"}, follow=True)):
        assert response.status_code == 403


def test_page_is_led_to_from_the_lists(signed_in):
    assert ADDRESS in signed_in.get(reverse("admin:index")).text
    for kind in ("official", "organization", "place", "topic", "visit", "meeting", "source"):
        text = signed_in.get(reverse(f"admin:engagements_{kind}_changelist")).text
        assert f"{ADDRESS}?kind={kind}" in text


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"kind": "x"}, "errorlist"),
        ({"state": "x"}, "errorlist"),
        ({"kind": "x\x00"}, "errorlist"),
        ({"page": "x"}, "There is no page “x”."),
        ({"page": "99"}, "There is no page “99”."),
    ],
)
def test_bad_query_is_told_and_lists_nothing(signed_in, query, message):
    OfficialFactory(name="Troy Miller")
    OfficialFactory(name="T. Miller")
    find()
    response = signed_in.get(ADDRESS, query)
    assert response.status_code == 200
    assert response.context["rows"] == []
    assert message in response.text


@pytest.mark.parametrize("data", [{}, {"not_the_same": "x"}, {"open": "9" * 40}, {"not_the_same": "1\x00"}])
def test_bad_decision_is_told(signed_in, data):
    assert "no longer there" in signed_in.post(ADDRESS, data, follow=True).text


def test_number_of_queries_is_fixed(signed_in, django_assert_max_num_queries):
    counts = []
    for letters in ("a", "bcd"):
        for letter in letters:
            for name in (f"T{letter}oy M{letter}ller", f"M{letter}ller, T{letter}oy"):
                AppointmentFactory(official__name=name)
            organization = OrganizationFactory(name=f"Bureau {letter}ra")
            OrganizationFactory(name=organization.name)
            place = PlaceFactory(name=f"Port {letter}ra")
            PlaceFactory(name=f"{letter}ra Port")
            for title in ("One", "Two"):
                visit_of(Official.objects.last(), place, "2021-03-15", "2021-03-17", title=title)
        find()
        with django_assert_max_num_queries(60) as context:
            assert offered(signed_in)
        counts.append(len(context))
    assert {pair.kind for pair in DuplicatePair.objects.all()} == {
        "official",
        "organization",
        "place",
        "visit",
    }
    assert counts[0] == counts[1]
