"""The relationship of two parties, and whom officials and organizations met."""

import datetime
import html as entities
import re
from datetime import date

import pytest
from django.utils import timezone

from engagements.models import Official, Organization
from tests import factories
from tests.factories import (
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    TopicFactory,
    meeting_between,
)

from .test_matrix import count_behind

PAGE = "/relationship/"


@pytest.fixture
def read(client, analyst):
    """Return a function: parties (parameter=record or code) and perhaps a user in, the page out."""

    def get(query="", user=analyst, page=PAGE, **parties):
        client.force_login(user)
        parts = [f"{name}={getattr(one, 'pk', one)}" for name, one in parties.items()]
        return client.get(f"{page}?" + "&".join([*parts, query] if query else parts))

    return get


def words(response):
    """Return the text of the results on a page, its white space made single."""
    html = response.content.decode()
    html = html[html.index('id="results"') :]
    text = entities.unescape(re.sub("<[^>]*>", " ", html)).replace("\xa0", " ")
    return " ".join(text.split())


def between(us, them, **fields):
    return meeting_between(us, them, **fields)


# --- What is shown


def test_the_example(read, example):
    miller, velasco = (Official.objects.get(name=name) for name in ("Troy Miller", "Roberto Velasco"))
    text = words(read(by_official=miller, with_official=velasco))
    assert "1 meeting with Troy Miller on the delegation side" in text
    assert text.count("within 6–8 December 2021") >= 3
    assert "visa requirements" in text
    assert "Director General for North America" in text
    assert "not known" not in text.split("Planned next")[0]
    cbp = Organization.objects.get(acronym="CBP")
    response = read(by_organization=cbp, with_country="MX")
    text = words(response)
    assert "4 meetings with U.S. Customs" in text
    assert "Governor, Government of Coahuila" in text.replace(" ,", ",")
    assert "More support in key areas" in text
    assert response.context["paginator"].count == 4


@pytest.mark.parametrize("home", ["by_official", "by_organization", "by_country"])
@pytest.mark.parametrize("away", ["with_official", "with_organization", "with_country"])
def test_each_kind_of_party_on_each_hand(client, read, home, away):
    us, them = OfficialFactory(), OfficialFactory()
    ours, theirs = OrganizationFactory(country="US"), OrganizationFactory(country="MX")
    pair = {"delegation": ours, "counterpart_organization": theirs}
    between(us, them, **pair)
    between(us, them, **pair, progress="cancelled")
    between(OfficialFactory(), OfficialFactory())
    parties = {
        "by_official": us,
        "by_organization": ours,
        "by_country": "US",
        "with_official": them,
        "with_organization": theirs,
        "with_country": "MX",
    }
    response = read(**{home: parties[home], away: parties[away]})
    relationship = response.context["relationship"]
    both_countries = (home, away) == ("by_country", "with_country")
    assert relationship.counts["held"] == (2 if both_countries else 1)
    for way in relationship.directions:
        assert count_behind(client, way.meetings) == way.times
    assert response.context["paginator"].count == relationship.counts["held"] + 1


def test_it_is_the_same_whichever_stands_first(client, read):
    us, them = OfficialFactory(), OfficialFactory()
    between(us, them)
    between(them, us, start_date=date(2023, 1, 1))
    between(them, us, start_date=date(2024, 1, 1))
    pages = [read(by_official=us, with_official=them), read(by_official=them, with_official=us)]
    assert [page.context["relationship"].counts["held"] for page in pages] == [3, 3]
    for page in pages:
        ways = {way.delegation_party.key: way.times for way in page.context["relationship"].directions}
        assert ways == {us.pk: 1, them.pk: 2}
        for way in page.context["relationship"].directions:
            assert count_behind(client, way.meetings) == way.times


def test_a_party_on_both_hands(client, read):
    one = OrganizationFactory()
    meeting_between(delegation=one, counterpart_organization=one)
    response = read(by_organization=one, with_organization=one)
    (way,) = response.context["relationship"].directions
    assert way.times == count_behind(client, way.meetings) == 1


def test_first_last_and_next(read):
    us, them = OfficialFactory(), OfficialFactory()
    today = timezone.localdate()
    between(us, them, start_date=date(2010, 5, 4))
    between(us, them, start_date=date(2012, 1, 1), end_date=date(2012, 12, 31), dates="within")
    between(us, them, start_date=None, end_date=None, dates="unknown")
    between(us, them, start_date=date(2001, 1, 1), progress="planned", title="Long past")
    ahead = {"start_date": today + datetime.timedelta(days=9), "progress": "planned"}
    between(us, them, title="Round two", **ahead)
    text = words(read(by_official=us, with_official=them))
    assert "First 4 May 2010" in text
    assert "Last within 2012" in text
    assert "of 1 meeting, which may have been before the first" in text
    assert "Round two" in text.split("Planned next")[1].split("Gaps")[0]
    assert "Long past" not in text.split("Meetings 5 meetings")[0]
    assert text.split("5 meetings of whatever state")[1].index("Round two") < text.split("5 meetings of")[
        1
    ].index("4 May 2010")


def test_gaps_are_no_more_exact_than_known(read):
    us, them = OfficialFactory(), OfficialFactory()
    between(us, them, start_date=date(2000, 1, 1))
    between(us, them, start_date=date(2004, 1, 1))
    between(us, them, start_date=date(2005, 1, 1), end_date=date(2005, 12, 31), dates="within")
    # Lies in a span that begins before it and ends after it.
    between(us, them, start_date=date(2005, 6, 1))
    between(us, them, start_date=date(2006, 6, 1))
    gaps = read(by_official=us, with_official=them).context["relationship"].gaps
    told = [(gap.days, gap.is_exact, gap.before.when, gap.after and gap.after.when) for gap in gaps]
    assert told[:3] == [
        (1461, True, "1 January 2000", "1 January 2004"),
        (366, False, "1 January 2004", "within 2005"),
        (152, False, "within 2005", "1 June 2006"),
    ]
    assert told[3][2:] == ("1 June 2006", None)
    assert "at least" in words(read(by_official=us, with_official=them))


def test_dates_that_are_unknown_everywhere(read):
    us, them = OfficialFactory(), OfficialFactory()
    meeting = between(us, them, start_date=None, end_date=None, dates="unknown")
    meeting.topics.add(TopicFactory(name="fisheries"))
    text = words(read(by_official=us, with_official=them))
    assert "First date not known" in text
    assert "Gaps" not in text
    assert "year not known" in text


def test_topics_by_year(read):
    us, them, topic = OfficialFactory(), OfficialFactory(), TopicFactory()
    spans = [(2010 + n, 2010 + n, "exact") for n in range(9)]
    spans += [(2018, 2018, "within"), (2017, 2018, "within"), (2018, 2019, "exact")]
    for start, end, dates in spans:
        meeting = between(us, them, start_date=date(start, 1, 2), end_date=date(end, 1, 2), dates=dates)
        meeting.topics.add(topic)
    topics = read(by_official=us, with_official=them).context["relationship"].topics
    columns = ["2018", "2017", "2016", "2015", "2014", "2013", "before 2013", "year not known"]
    assert topics.columns == columns
    assert topics.rows == [(topic.pk, topic.name, [3, 1, 1, 1, 1, 1, 3, 1], 12)]


def test_people_stand_in_the_capacity_of_then(read):
    us, them, body = OfficialFactory(), OfficialFactory(), OrganizationFactory(name="The Body")
    for year, title in ((2010, "Deputy"), (2015, "Chief"), (2016, "Chief")):
        meeting = MeetingFactory(start_date=date(year, 1, 1))
        ParticipantFactory(meeting=meeting, side="delegation", official=us)
        ParticipantFactory(meeting=meeting, official=them, title=title, organization=body)
    text = words(read(by_official=us, with_official=them)).replace(" ,", ",")
    assert f"{them}, Chief, The Body 2 meetings: 1 January 2015 to 1 January 2016" in text
    assert f"{them}, Deputy, The Body 1 meeting: 1 January 2010" in text


def test_open_outcomes_come_first_and_overdue_is_said_in_words(read):
    us, them = OfficialFactory(), OfficialFactory()
    meeting = between(us, them)
    OutcomeFactory(meeting=meeting, text="Long done", progress="done")
    OutcomeFactory(meeting=meeting, text="No hurry")
    OutcomeFactory(
        meeting=meeting, text="Was due", due_date=timezone.localdate() - datetime.timedelta(days=14)
    )
    text = words(read(by_official=us, with_official=them)).split("Outcomes")[1]
    assert text.index("Was due") < text.index("No hurry") < text.index("Long done")
    assert text.count("overdue for 2 weeks") == 1


def test_many_meetings_are_paged(read):
    us, them = OfficialFactory(), OfficialFactory()
    for day in range(1, 24):
        between(us, them, start_date=date(2021, 1, day))
    query = {"by_official": us, "with_official": them}
    first, second = read(**query), read("page=2", **query)
    titles = [[one.start_date.day for one in page.context["page"].object_list] for page in (first, second)]
    assert titles == [list(range(23, 3, -1)), [3, 2, 1]]
    assert "There is no page “3”" in words(read("page=3", **query))


# --- Bad input


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("by_official={us}", "Give one party for each side"),
        ("with_country=MX", "Give one party for each side"),
        ("by_official={us}&by_country=US&with_country=MX", "Give one party for each side"),
        ("by_official={us}&with_country=MX&with_country=PA", "Give one party for each side"),
        ("by_official={us}&with_official={us}", "one and the same official"),
        ("by_official=999999&with_country=MX", "There is no such official"),
        ("by_official={us}&with_country=QQ", "There is no country “QQ”"),
        ("by_official={us}&with_organization=x%00", "There is no word or number"),
        ("by_official={us}&with_organization=" + "9" * 5000, "There is no such organization"),
        ("by_official={us}&with_country=MX&nothing=1", "There is no filter “nothing”"),
        ("by_official={us}&with_country=MX&sort=date", "There is no filter “sort”"),
        ("%ff=%00", "There is no filter"),
        ("by_official=" + "&by_official=".join(map(str, range(1, 100))), "Give at most 50 values"),
    ],
)
@pytest.mark.parametrize("page", [PAGE, "/relationship/briefing/"])
def test_bad_input_is_told(read, query, error, page):
    us = OfficialFactory()
    between(us, OfficialFactory())
    response = read(query.format(us=us.pk), page=page)
    assert response.status_code == 200
    assert error in response.content.decode()
    assert "relationship" not in response.context


def test_without_parties_it_asks_for_them(read):
    response = read()
    assert not response.context["form"].all_errors()
    assert "Choose one party for each side" in words(response)


def test_a_name_will_do_where_one_party_has_it(read):
    us = OfficialFactory(name="Troy Miller")
    between(us, OfficialFactory())
    assert read("by_official=troy+miller&with_country=mexico").context["relationship"].counts["held"] == 1


def test_two_who_never_met(read):
    text = words(read(by_official=OfficialFactory(), with_country="MX"))
    assert "never met" in text
    assert "No meeting of the two is entered" in text


# --- Who may see what


@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}, {"visit": True}])
def test_a_hidden_meeting_changes_nothing(read, make_user, hidden):
    us, them = OfficialFactory(), OfficialFactory()
    between(us, them)
    pages = {
        "relationship": lambda: read(by_official=us, with_official=them),
        "official": lambda: read(page=us.get_absolute_url()),
    }
    before = {
        name: words(get()) if name == "relationship" else get().context["met"] for name, get in pages.items()
    }
    if "visit" in hidden:
        hidden = {"visit": factories.VisitFactory(publication="draft", handling="restricted")}
    topic = TopicFactory(name="Secret topic")
    for progress in ("held", "planned"):
        meeting = between(us, them, start_date=date(2025, 1, 1), progress=progress, title="Secret", **hidden)
        meeting.topics.add(topic)
        OutcomeFactory(meeting=meeting, text="Secret outcome")
        ParticipantFactory(
            meeting=meeting, official=None, title="Secret office", organization=OrganizationFactory()
        )
    after = {
        name: words(get()) if name == "relationship" else get().context["met"] for name, get in pages.items()
    }
    assert after == before
    seer = make_user("seer", "Analysts", "view_draft_records", "view_restricted_records")
    text = words(read(user=seer, by_official=us, with_official=them))
    assert "Secret outcome" in text
    assert "Secret topic" in text


def test_a_stranger_is_refused(client, read, stranger):
    assert read(user=stranger).status_code == 403
    client.logout()
    assert client.get(PAGE).status_code == 302


# --- Whom they met


def numbers_of_met(response):
    return {
        (heading, line.party.name): line.times for heading, met, _ in response.context["met"] for line in met
    }


def test_an_official_met_officials_and_organizations(client, read, example):
    miller = Official.objects.get(name="Troy Miller")
    response = read(page=miller.get_absolute_url())
    found = numbers_of_met(response)
    assert found["Whom they met", "Roberto Velasco"] == 1
    assert found["Organizations they met", "Government of Coahuila"] == 1
    assert_numbers_lead_to_their_meetings(client, response)


def test_what_is_met_on_either_hand_is_told_apart(client, read):
    one, other = OfficialFactory(), OfficialFactory()
    ours, theirs = OrganizationFactory(), OrganizationFactory()
    pair = {"delegation": ours, "counterpart_organization": theirs}
    for _ in range(3):
        between(one, other, **pair)
    between(other, one, delegation=theirs, counterpart_organization=ours)
    meeting = between(one, OfficialFactory(), **pair)
    ParticipantFactory(meeting=meeting, official=None, title="Adviser", organization=theirs)
    response = read(page=one.get_absolute_url())
    lines = [(line.party.name, line.times) for _, met, _ in response.context["met"] for line in met]
    assert (other.name, 3) in lines
    assert (other.name, 1) in lines
    assert (theirs.name, 4) in lines
    assert_numbers_lead_to_their_meetings(client, response)
    organization = read(page=theirs.get_absolute_url())
    assert {line.times for line in organization.context["met"][0][1]} == {4, 1}
    assert_numbers_lead_to_their_meetings(client, organization)


def assert_numbers_lead_to_their_meetings(client, response):
    html = response.content.decode()
    links = re.findall(r'href="(/meetings/\?by_[^"]*)">(\d+)<', html)
    assert len(links) == sum(len(met) for _, met, _ in response.context["met"])
    for link, number in links:
        assert count_behind(client, entities.unescape(link)) == int(number)
    relationships = re.findall(r'href="(/relationship/\?[^"]*)"', html)
    assert len(relationships) == len(links)
    for link in relationships:
        assert client.get(entities.unescape(link)).context["relationship"].counts["held"]


# --- The work


@pytest.mark.parametrize("away", ["with_official", "with_country"])
def test_the_number_of_queries_is_fixed(client, analyst, django_assert_max_num_queries, away):
    us, them = OfficialFactory(), OfficialFactory()
    party = them.pk if away == "with_official" else "MX"
    address = f"{PAGE}?by_official={us.pk}&{away}={party}"
    client.force_login(analyst)

    def meet():
        meeting = between(us, them, start_date=date(2020, 1, 1))
        meeting.topics.add(TopicFactory())
        OutcomeFactory(meeting=meeting, owner_official=us)
        between(us, them, progress="planned", start_date=date(2100, 1, 1))

    meet()
    with django_assert_max_num_queries(100) as once:
        client.get(address)
    for _ in range(3):
        meet()
    with django_assert_max_num_queries(len(once)):
        client.get(address)
