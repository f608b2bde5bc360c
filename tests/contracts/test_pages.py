"""What every page of readers owes them, tried on every address that the resolver knows.

Login is asked for; what may not be seen leaves no trace; the number of queries does not
grow; a bad filter is told beside its field, and lists nothing.
"""

import copy
import datetime
import re
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from engagements.models import (
    Appointment,
    Attachment,
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Stop,
    Visit,
)
from tests.addresses import ADDRESSES, DETAILS, LISTS, detail_of
from tests.admin.page import change_page
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    PlaceFactory,
    SourceFactory,
    StopFactory,
    TopicFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

# Pages of one's own views and watches, which show no records but by the lists: tests/views/test_saved_views
# and test_watches.py.
OWN = {"keys", "saved_list", "saved_new", "saved_detail", "saved_delete", "saved_feed", "watch_new", "watch"}
# Named by a secret, and so without login: tests/views/test_saved_views.py too.
WITHOUT_LOGIN = {"feed"}
# Entry, which not all readers may: tests/views/test_outcomes.py and test_readouts.py.
ENTRY = {"outcome_progress", "readout", "intake"}


def name(short):
    return f"engagements:{short}"


@pytest.fixture(scope="module", autouse=True)
def media(tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="module")
def made_world(module_data, media):
    """A visit with one meeting, and the people and places of it."""
    one = SimpleNamespace(
        sender=OrganizationFactory(name="Sender", country="US"),
        ministry=OrganizationFactory(name="Ministry"),
        delegate=OfficialFactory(name="Delegate"),
        host=OfficialFactory(name="Host"),
        never_met=OfficialFactory(name="Never Met"),
        place=PlaceFactory(),
        topic=TopicFactory(),
        source=SourceFactory(),
    )
    one.visit = VisitFactory(organization=one.sender, title="Plain visit")
    one.meeting = MeetingFactory(visit=one.visit, title="Plain meeting", place=one.place)
    AppointmentFactory(official=one.host, organization=one.ministry)
    MemberFactory(visit=one.visit, official=one.delegate, organization=one.sender, role="head")
    StopFactory(visit=one.visit, place=one.place)
    take_part(one, one.meeting)
    for record in (one.visit, one.meeting):
        record.topics.add(one.topic)
        record.sources.add(one.source)
    OutcomeFactory(meeting=one.meeting, text="Plain outcome")
    one.attachment = attach("Plain file", meeting=one.meeting)
    return one


@pytest.fixture
def world(made_world):
    """Return the world with its objects as they were made, whatever another test did to them."""
    return copy.deepcopy(made_world)


def take_part(one, meeting, *others):
    """Let the two officials of the world, and ``others`` as counterparts, take part in ``meeting``."""
    lines = [("delegation", one.delegate, one.sender), ("counterpart", one.host, one.ministry)]
    for side, official, organization in [*lines, *(("counterpart", other, one.ministry) for other in others)]:
        ParticipantFactory(meeting=meeting, side=side, official=official, organization=organization)


def attach(title, **record):
    attachment = Attachment(title=title, **record)
    attachment.file.save("file.txt", ContentFile(b"text"))
    return attachment


def pages(one):
    """Return the addresses of each page, by name, at which records of the world are shown."""
    pair = f"?by_official={one.delegate.pk}&with_official={one.host.pk}"
    return {
        **{listing: [reverse(listing)] for listing in LISTS},
        name("visit_detail"): [detail_of(one.visit)],
        name("visit_programme"): [
            f"{detail_of(one.visit)}programme/{query}" for query in ("", "?version=theirs")
        ],
        name("visit_book"): [f"{detail_of(one.visit)}book/"],
        name("meeting_book"): [f"{detail_of(one.meeting)}book/"],
        name("meeting_invitation"): [],  # of planned meetings alone: see tests/intake/test_people.py
        name("meeting_detail"): [detail_of(one.meeting)],
        name("official_detail"): [detail_of(one.host), detail_of(one.delegate)],
        name("organization_detail"): [
            address + query
            for address in map(detail_of, (one.ministry, one.sender))
            for query in ("", "?sub=1")
        ],
        name("dashboard"): [reverse(name("dashboard"))],
        name("country_detail"): [reverse(name("country_detail"), args=["MX"])],
        name("calendar"): [
            reverse(name("calendar")) + query for query in ("?month=2021-12", "?week=2021-W49&show=visits")
        ],
        name("search"): [f"{reverse(name('search'))}?q={words}" for words in ("visit", "host", "mexico")],
        name("map"): [reverse(name("map"))],
        name("over_time"): [reverse(name("over_time")) + "?by=topic"],
        name("network"): [reverse(name("network"))],
        name("meeting_facets"): [reverse(name("meeting_facets"))],
        name("who_met_whom"): [reverse(name("who_met_whom"))],
        name("relationship"): [reverse(name("relationship")) + pair],
        name("briefing"): [reverse(name("briefing")) + pair],
        name("suggest"): [reverse(name("suggest"), args=["visits"])],
        name("attachment"): [one.attachment.get_absolute_url()],
    }


def test_every_page_is_tried(world):
    ours = {known for known in ADDRESSES if known.startswith("engagements:")}
    assert ours == pages(world).keys() | set(map(name, OWN | WITHOUT_LOGIN | ENTRY))
    assert pages(world).keys() >= {*LISTS, *DETAILS}


def text_of(client, address):
    """Return what a page says; nothing of it may differ from one request to the next but the form's token."""
    response = client.get(address)
    assert response.status_code == 200, address
    content = response.getvalue().decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", content)


# --- Login and role


def test_login_is_asked_for(client, world):
    for address in [address for addresses in pages(world).values() for address in addresses]:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response.url.startswith("/accounts/login/?next="), address


def test_who_has_no_role_is_refused(client, world, stranger):
    client.force_login(stranger)
    for address in [address for addresses in pages(world).values() for address in addresses]:
        response = client.get(address)
        assert response.status_code in (403, 404), address
        assert "Plain" not in response.text


# --- What may not be seen

HIDDEN = {"draft": {"publication": "draft"}, "restricted": {"handling": "restricted"}}
LATER = {"start_date": datetime.date(2022, 3, 1), "end_date": datetime.date(2022, 3, 2)}


def hide(one, **hidden):
    """Make records that are tied to all of the world and may not be seen; return them."""
    visit = VisitFactory(organization=one.sender, title="Secret visit", progress="planned", **hidden)
    visit.related_visits.add(one.visit)
    MemberFactory(visit=visit, official=one.delegate, organization=one.sender, role="head")
    StopFactory(visit=visit, place=one.place)
    meetings = [
        MeetingFactory(visit=one.visit, title="Secret meeting of a visit that is shown", **LATER, **hidden),
        MeetingFactory(visit=None, title="Secret call", **LATER, **hidden),
        # Itself open and published.
        MeetingFactory(visit=visit, title="Meeting of a secret visit", **LATER),
    ]
    for meeting in meetings:
        take_part(one, meeting, one.never_met)
        OutcomeFactory(meeting=meeting, text="Secret outcome", owner_official=one.host)
    attachments = [
        attach("Secret file", visit=visit),
        *(attach("Secret file", meeting=one) for one in meetings),
    ]
    for record in (visit, *meetings):
        record.topics.add(one.topic)
        record.sources.add(SourceFactory(title="Secret source"))
    return SimpleNamespace(visit=visit, meetings=meetings, attachments=attachments)


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
def test_hidden_record_is_answered_like_one_that_is_not_there(client, world, analyst, administrator, hidden):
    secret = hide(world, **hidden)
    addresses = [one.get_absolute_url() for one in (secret.visit, *secret.meetings, *secret.attachments)]
    client.force_login(analyst)
    for address in addresses:
        missing = re.sub("[0-9]+", "999999", address)
        assert [client.get(one).status_code for one in (address, missing)] == [404, 404]
        assert text_without_address(client, address) == text_without_address(client, missing)
    client.force_login(administrator)
    assert {client.get(address).status_code for address in addresses} == {200}


def text_without_address(client, address):
    text = client.get(address).text.replace(address, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", text)


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("list_name", LISTS)
def test_no_filter_tells_that_a_hidden_record_exists(client, world, analyst, hidden, list_name):
    """Asking for it by id or by words is answered as is asking for what is not there."""
    secret = hide(world, **hidden)
    client.force_login(analyst)
    for query in ("?q=secret", f"?visit={secret.visit.pk}", "?visit=secret", "?date_after=2022-03-01"):
        response = client.get(reverse(list_name) + query)
        assert not rows_of(response), query
        assert "Secret" not in response.text.replace("“secret”", "")


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("kind", ["visits", "officials", "organizations", "places", "topics"])
def test_no_suggestion_names_a_hidden_record(client, world, analyst, hidden, kind):
    hide(world, **hidden)
    client.force_login(analyst)
    for query in ("", "?q=secret", "?q=visit"):
        assert "Secret" not in client.get(reverse(name("suggest"), args=[kind]) + query).text


def test_officials_without_a_post_are_suggested_to_who_sees_no_meetings(client, make_user):
    official = OfficialFactory()
    client.force_login(make_user("narrow", None, "view_official"))
    response = client.get(reverse(name("suggest"), args=["officials"]), {"q": official.name})
    assert official.name in response.text


def test_related_visit_that_is_hidden_outlives_a_change_of_the_form(client, world, editor):
    secret, other = hide(world, handling="restricted").visit, VisitFactory()
    world.visit.related_visits.add(other)
    client.force_login(editor)
    page = change_page(client, world.visit)
    assert page.data["related_visits"] == [other.pk]
    assert page.type(title="Changed", related_visits=[]).press().status_code == 302
    assert list(world.visit.related_visits.all()) == [secret]


def test_hidden_visit_can_not_be_chosen(client, world, editor):
    secret = hide(world, handling="restricted").visit
    client.force_login(editor)
    for record, field in ((world.visit, "related_visits"), (world.meeting, "visit")):
        page = change_page(client, record)
        page.type(**{field: [secret] if field == "related_visits" else secret}).press()
        assert page.response.context["adminform"].form.errors.keys() == {field}
        assert "Secret" not in page.response.text


# --- The number of queries


def grow(one, number):
    """Add ``number`` of everything, each tied to the one visit, official and organization of the world."""

    def many(model, make):
        return model.objects.bulk_create([make(index) for index in range(number)])

    organizations = many(Organization, lambda n: Organization(name=f"Grown {n}", parent=one.ministry))
    officials = many(Official, lambda n: Official(name=f"Grown {n}", sort_name=f"Grown {n}"))
    span = {
        "start_date": one.meeting.start_date,
        "end_date": one.meeting.end_date,
        "publication": "published",
    }
    visits = many(Visit, lambda n: Visit(title=f"Grown {n}", organization=organizations[n], **span))
    meetings = many(Meeting, lambda n: Meeting(title=f"Grown {n}", visit=one.visit, place=one.place, **span))
    for post in ("Director", "Member"):
        many(
            Appointment,
            lambda n, t=post: Appointment(official=officials[n], organization=one.ministry, title=t),
        )
    many(Appointment, lambda n: Appointment(official=one.host, organization=organizations[n], title="Guest"))
    many(Stop, lambda n: Stop(visit=visits[n], place=one.place))
    many(Stop, lambda n: Stop(visit=one.visit, place=one.place))
    many(DelegationMember, lambda n: DelegationMember(visit=visits[n], official=officials[n], role="head"))
    many(DelegationMember, lambda n: DelegationMember(visit=one.visit, official=officials[n]))
    for side, who in (
        ("delegation", lambda n: {"official": one.delegate, "organization": one.sender}),
        ("counterpart", lambda n: {"official": one.host, "organization": one.ministry}),
        ("accompanying", lambda n: {"description": "staff", "organization": one.ministry}),
        ("third_party", lambda n: {"official": officials[n], "organization": organizations[n]}),
    ):
        many(Participant, lambda n, s=side, w=who: Participant(meeting=meetings[n], side=s, **w(n)))
    many(Participant, lambda n: Participant(meeting=one.meeting, side="third_party", official=officials[n]))
    many(
        Outcome,
        lambda n: Outcome(
            meeting=meetings[n] if n % 2 else one.meeting,
            kind="request",
            text="x",
            owner_official=officials[n],
            owner_organization=one.sender,
        ),
    )
    one.visit.related_visits.add(*visits)
    for model, records in ((Meeting, meetings), (Visit, visits)):
        through = model.topics.through
        field = model._meta.model_name
        through.objects.bulk_create([through(**{field: record, "topic": one.topic}) for record in records])


def test_number_of_queries_does_not_grow(client, world, editor):
    """As an editor, whose pages have the most on them."""
    client.force_login(editor)
    addresses = [address for listed in pages(world).values() for address in listed]
    for address in addresses:
        client.get(address)  # what the process keeps is kept now
    counts = []
    for number in (5, 495):
        grow(world, number)
        counts.append({})
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[-1][address] = len(queries)
    assert Meeting.objects.filter(visit=world.visit).count() == 501
    few, many = counts
    assert {address: count for address, count in many.items() if count > few[address]} == {}


def test_hidden_source_of_a_title_is_named_nowhere(client, world, analyst, cleared):
    hidden = SourceFactory(title="Secret cable")
    MeetingFactory(handling="restricted").sources.add(hidden)
    world.meeting.participants.update(title_source=hidden)
    pair = f"?by_official={world.delegate.pk}&with_official={world.host.pk}"
    addresses = [
        detail_of(world.meeting),
        reverse(name("briefing")) + pair,
        *(f"{reverse(name('meeting_list'))}?export={file_format}" for file_format in ("csv", "json")),
    ]
    for user, seen in ((analyst, False), (cleared, True)):
        client.force_login(user)
        for address in addresses:
            assert ("Secret cable" in text_of(client, address)) == seen, address


# --- Bad filters

BAD = {"q": "…!", "export": "exe"}
FILTERS = [
    (list_name, parameter)
    for list_name in LISTS
    for parameter in ADDRESSES[list_name].view.filterset_class.base_filters
]


def rows_of(response):
    page = response.context["page"]
    return list(page) if page else []


def part_of_field(text, parameter):
    """Return the markup of the one field of the filter form that ``parameter`` is typed into."""
    form = text.partition('class="filter-form"')[2].partition("</form>")[0]
    (field,) = [part for part in form.split('class="field"') if f'name="{parameter}"' in part]
    return field


@pytest.mark.parametrize(("list_name", "parameter"), FILTERS)
def test_bad_value_is_told_beside_its_field_and_nothing_is_listed(
    client, world, editor, list_name, parameter
):
    client.force_login(editor)
    assert rows_of(client.get(reverse(list_name)))
    response = client.get(reverse(list_name), {parameter: BAD.get(parameter, "no such thing")})
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors.keys() == {parameter}
    assert not rows_of(response)
    assert "Plain" not in response.text
    assert '<table class="rows">' not in response.text
    if not form[parameter].is_hidden:
        assert 'class="errorlist"' in part_of_field(response.text, parameter)
    # Told at the head of the results too, for those who don't see the form.
    assert 'role="alert"' in response.text


@pytest.mark.parametrize("list_name", LISTS)
@pytest.mark.parametrize("query", ["nope=1", "nope=", "Q=x", "q%5B%5D=x", "topic%00=1"])
def test_unknown_parameter_is_told_and_nothing_is_listed(client, world, editor, list_name, query):
    client.force_login(editor)
    response = client.get(f"{reverse(list_name)}?{query}")
    assert response.status_code == 200
    assert "There is no filter “" in response.text
    assert not rows_of(response)


@pytest.mark.parametrize("list_name", LISTS)
@pytest.mark.parametrize("page", ["0", "-1", "2", "999999", "x", "1.5", "9" * 40, "1&page=2"])
def test_page_that_is_not_there_is_told(client, world, editor, list_name, page):
    client.force_login(editor)
    response = client.get(f"{reverse(list_name)}?page={page}")
    assert response.status_code == 200
    assert "There is no page “" in response.text
    assert not rows_of(response)


@pytest.mark.parametrize("list_name", LISTS)
def test_list_has_pages_of_50_and_each_record_once(client, world, editor, list_name):
    grow(world, 60)
    client.force_login(editor)
    first, second = (rows_of(client.get(reverse(list_name), {"page": page})) for page in (1, 2))
    assert len(first) == 50
    assert len({row.pk for row in first + second}) == ADDRESSES[list_name].view.model.objects.count()
