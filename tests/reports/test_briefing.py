"""The briefing on two parties: what goes in, what it is marked with, and that both its forms say the same."""

import datetime
import html as entities
import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from django.utils import timezone
from docx import Document

from engagements.models import Official, Organization
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    OfficialFactory,
    OrganizationFactory,
    OutcomeFactory,
    ParticipantFactory,
    SourceFactory,
    VisitFactory,
    meeting_between,
)

PAGE = "/relationship/briefing/"
FORMS = ["html", "docx"]


@pytest.fixture
def ask(client, analyst):
    """Return a function: parties and perhaps a query and a user in, the response out."""

    def get(home, away, query="", user=analyst):
        names = {Official: "official", Organization: "organization", str: "country"}
        client.force_login(user)
        parties = [
            f"{side}_{names[type(one)]}={getattr(one, 'pk', one)}"
            for side, one in (("by", home), ("with", away))
        ]
        return client.get(f"{PAGE}?{'&'.join([*parties, query])}".rstrip("&"))

    return get


def file_of(response):
    assert response["Content-Type"].endswith("wordprocessingml.document"), response.content[:500]
    return Document(io.BytesIO(response.content))


@pytest.fixture(params=FORMS)
def read(ask, request):
    """As ``ask``, but returns the text of the briefing; in each of its forms."""

    def text(home, away, query="", **kwargs):
        if request.param == "docx":
            document = file_of(ask(home, away, f"{query}&format=docx", **kwargs))
            lines = "\n".join(paragraph.text for paragraph in document.paragraphs)
            return tidy(f"{document.sections[0].header.paragraphs[0].text}\n{lines}")
        html = ask(home, away, query, **kwargs).content.decode()
        html = html[html.index('class="briefing"') - 7 : html.rindex("</table>")]
        return tidy(entities.unescape(re.sub("<[^>]*>", "", html)))

    return text


def tidy(text):
    return " ".join(text.replace("\xa0", " ").split())


def test_the_example(read, example):
    miller, velasco = (Official.objects.get(name=name) for name in ("Troy Miller", "Roberto Velasco"))
    text = read(miller, velasco, "principal=The+Commissioner")
    assert text.startswith("OPEN")
    assert "For The Commissioner." in text
    today = timezone.localdate()
    assert f"Made on {today.day} {today:%B %Y} by analyst" in text
    assert "1 meeting held" in text
    assert "within 6–8 December 2021" in text
    assert (
        "Director General for North America, Ministry of Foreign Affairs of Mexico (dates not known)" in text
    )
    assert "On visa requirements for migrants" in text
    assert "None is known to be open" in text
    assert re.search(r"bilateral ?\[1\]", text)
    assert (
        "Account of the visit to Mexico by the Senior Official serving as Commissioner, U.S. Customs" in text
    )
    assert "published 3 October 2022" in text
    assert "Another account of the same visit" not in text  # of the visit, not of this meeting


def test_commitments_of_the_example(read, example):
    text = read(Organization.objects.get(acronym="CBP"), "MX")
    assert "More support in key areas" in text
    assert "To go on working together." in text
    assert "it is not said by whom" in text
    # Nobody but those who are named.
    people = text.split("People")[1].split("Open commitments")[0]
    assert "Roberto Velasco" in people
    assert "Governor" not in people


def test_posts_are_of_now_and_of_then(read):
    us, them = OfficialFactory(), OfficialFactory(name="Amina", native_name="أمينة الزهراء")
    body = OrganizationFactory(name="The Body", acronym="TB")
    AppointmentFactory(official=them, organization=body, title="Minister", start_date=date(2020, 1, 1))
    AppointmentFactory(
        official=them,
        organization=body,
        title="Deputy",
        start_date=date(2010, 1, 1),
        end_date=date(2019, 12, 31),
        end_precision="year",
    )
    AppointmentFactory(official=them, organization=body, title="Envoy", start_date=date(2190, 1, 1))
    meeting = MeetingFactory(start_date=date(2015, 1, 1))
    ParticipantFactory(meeting=meeting, side="delegation", official=us)
    source = SourceFactory(title="The gazette")
    ParticipantFactory(meeting=meeting, official=them, title="Deputy", organization=body, title_source=source)
    text = read(us, them)
    assert "(أمينة الزهراء)" in text
    assert "Now, as far as known: Minister, The Body (from 1 January 2020)" in text
    assert "Before: Deputy, The Body (1 January 2010 – 2019)" in text
    assert "To come: Envoy, The Body" in text
    assert "When last met, 1 January 2015: Deputy, TB" in text
    assert "The gazette" in text.split("Sources")[1]


def test_commitments_both_ways(read):
    us, them = OfficialFactory(name="Ours"), OfficialFactory(name="Theirs")
    embassy = OrganizationFactory(name="Embassy")
    meeting = meeting_between(us, them)
    ParticipantFactory(meeting=meeting, side="accompanying", organization=embassy)
    owned = {"meeting": meeting, "owner_official": None}
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    OutcomeFactory(**owned | {"owner_official": us}, text="We send a draft.", due_date=yesterday)
    OutcomeFactory(**owned | {"owner_official": them}, text="They send an answer.", due_text="by the summit")
    OutcomeFactory(**owned, owner_organization=embassy, text="The embassy asks.")
    OutcomeFactory(**owned, owner_organization=OrganizationFactory(name="Third"), text="A third one waits.")
    OutcomeFactory(**owned, text="Done long ago.", progress="done")
    commitments = read(us, them).split("Open commitments")[1].split("Last meetings")[0]
    ours, theirs = commitments.split("Owed by Theirs")
    theirs, others = theirs.split("By somebody else")
    assert "Owed by Ours" in ours
    assert "We send a draft." in ours
    assert "Overdue for 1 day." in ours
    assert "The embassy asks." in ours
    assert "They send an answer." in theirs
    assert "by the summit" in theirs
    assert "A third one waits." in others
    assert "Done long ago." not in commitments


def test_sources_are_numbered_once_in_the_order_of_their_use(read):
    us, them = OfficialFactory(), OfficialFactory()
    old, new = SourceFactory(title="The old one"), SourceFactory(title="The new one")
    for year, sources in ((2020, [old]), (2021, [old, new])):
        meeting_between(us, them, start_date=date(year, 1, 1), summary="Said.").sources.add(*sources)
    text = read(us, them)
    assert re.search(r"1 January 2021[^[]*\[1\]\[2\]", text)
    number = {"The new one": "2", "The old one": "1"}
    if re.search(r"1\. The new one", text):
        number = {"The new one": "1", "The old one": "2"}
    assert re.search(rf"1 January 2020[^[]*\[{number['The old one']}\]", text)
    assert text.count("The new one") == text.count("The old one") == 1


def test_only_the_last_meetings_are_told_in_full(read):
    us, them = OfficialFactory(), OfficialFactory()
    for year in range(2010, 2018):
        meeting_between(us, them, start_date=date(year, 1, 1), title=f"Round of {year}")
    meeting_between(us, them, start_date=None, end_date=None, dates="unknown", title="Some time")
    last = read(us, them).split("Last meetings")[1]
    found = [year for year in range(2010, 2018) if f"Round of {year}" in last]
    assert found == [2013, 2014, 2015, 2016, 2017]
    assert "Some time" not in last


# --- Handling, and who may see what


@pytest.mark.parametrize(
    "restricted",
    [
        {"handling": "restricted"},
        {"handling": "restricted", "progress": "planned"},
        {"handling": "restricted", "start_date": date(1999, 1, 1)},
        {"visit": True},
    ],
)
def test_the_most_restricted_part_marks_all_of_it(ask, read, cleared, restricted):
    us, them = OfficialFactory(), OfficialFactory()
    for day in range(1, 10):
        meeting_between(us, them, start_date=date(2021, 1, day))
    assert read(us, them, user=cleared).startswith("OPEN")
    before = read(us, them)
    if "visit" in restricted:
        restricted = {"visit": VisitFactory(handling="restricted")}
    meeting_between(us, them, title="Secret", **restricted)
    assert read(us, them, user=cleared).startswith("RESTRICTED")
    assert read(us, them) == before


def test_the_handling_is_on_every_page(ask, cleared):
    us, them = OfficialFactory(), OfficialFactory()
    meeting_between(us, them, handling="restricted")
    for section in file_of(ask(us, them, "format=docx", user=cleared)).sections:
        assert section.header.paragraphs[0].text == "RESTRICTED"
        assert section.footer.paragraphs[0].text == "RESTRICTED"
        assert not section.different_first_page_header_footer
    html = ask(us, them, user=cleared).content.decode()
    # Browsers print the head and the foot of a table on each page.
    for part in ("thead", "tfoot"):
        assert re.search(rf"<{part}>\s*<tr>\s*<td class=\"handling\">RESTRICTED</td>", html)


def test_drafts_are_told_of(read, staff):
    us, them = OfficialFactory(), OfficialFactory()
    meeting_between(us, them)
    meeting_between(us, them, publication="draft", title="Unfinished")
    assert read(us, them, user=staff).startswith("OPEN – CONTAINS DRAFTS")
    text = read(us, them)
    assert "DRAFT" not in text
    assert "Unfinished" not in text


@pytest.mark.parametrize("hidden", [{"publication": "draft"}, {"handling": "restricted"}])
def test_nothing_of_a_hidden_meeting_goes_in(read, hidden):
    us, them, ghost = OfficialFactory(), OrganizationFactory(name="The Body"), OfficialFactory(name="Ghost")
    meeting_between(us, counterpart_organization=them)
    before = read(us, them)
    for progress in ("held", "planned"):
        meeting = meeting_between(
            us, ghost, counterpart_organization=them, start_date=date(2025, 1, 1), progress=progress, **hidden
        )
        OutcomeFactory(meeting=meeting, text="Secret outcome")
        meeting.sources.add(SourceFactory())
    assert read(us, them) == before


def test_a_stranger_is_refused(client, ask, stranger):
    us, them = OfficialFactory(), OfficialFactory()
    for query in ("", "format=docx"):
        assert ask(us, them, query, user=stranger).status_code == 403
    client.logout()
    assert client.get(f"{PAGE}?by_official={us.pk}&with_official={them.pk}&format=docx").status_code == 302


# --- What is hard to write


def test_two_who_never_met(read):
    text = read(OfficialFactory(), OrganizationFactory())
    assert "0 meetings held" in text
    assert "They never met, as far as is known" in text
    assert "Sources" not in text


def test_long_and_odd_texts_are_all_in_it(read):
    us, them = OfficialFactory(), OfficialFactory()
    summary = "\r\n".join(
        ["First line", "x" * 3000, "\x0b\x0c\x1b[1m odd", "<b>&amp;</b>", "Last line " + "word " * 5000]
    )
    meeting = meeting_between(us, them, summary=summary)
    OutcomeFactory(meeting=meeting, text="Two\nlines\tof it \ufffe")
    text = read(us, them)
    assert "x" * 3000 in text
    assert "<b>&amp;</b>" in text
    assert text.count("word ") >= 5000
    assert "Two lines of it" in text


def test_names_from_right_to_left_are_marked_as_such(ask):
    us, them = OfficialFactory(name="Troy Miller"), OfficialFactory(name="سامح شكري", native_name="سامح شكري")
    meeting_between(us, them, title="Meeting with سامح شكري in Cairo", summary="זו שיחה ארוכה")
    response = ask(us, them, "format=docx")
    document = file_of(response)
    right_to_left = [
        run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.rtl and run.text
    ]
    assert set(right_to_left) == {"سامح شكري", "זו שיחה ארוכה"}
    (summary,) = [paragraph for paragraph in document.paragraphs if paragraph.text == "זו שיחה ארוכה"]
    assert "<w:bidi/>" in summary._p.xml
    # The schema has each property of a paragraph once.
    assert all(paragraph._p.xml.count("<w:bidi/>") <= 1 for paragraph in document.paragraphs)
    html = ask(us, them).content.decode()
    assert "<bdi>سامح شكري</bdi>" in html
    assert 'dir="auto"><p>זו שיחה ארוכה</p>' in html


def test_the_file_has_a_name_and_no_trace_of_its_maker(ask):
    us, them = OfficialFactory(name='Jo/ "Al"\u202e Né'), OfficialFactory(name="李明")
    response = ask(us, them, "format=docx")
    today = timezone.localdate()
    assert (
        response["Content-Disposition"]
        == f'attachment; filename="briefing-jo-al-ne-and-{today:%Y-%m-%d}.docx"'
    )
    properties = file_of(response).core_properties
    assert (properties.author, properties.comments) == ("analyst", "")
    with ZipFile(io.BytesIO(response.content)) as archive:
        assert b"python-docx" not in b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    "query",
    [
        "principal=" + "x" * 201,
        "principal=a%00b",
        "principal=a%0Ab",
        "principal=a&principal=b",
        "format=pdf",
        "format=docx&format=docx",
    ],
)
def test_bad_input_is_told(ask, query):
    response = ask(OfficialFactory(), OfficialFactory(), query)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert response.context["form"].all_errors()
    assert "briefing" not in response.context


def test_the_same_is_said_again(read, example):
    parties = (Organization.objects.get(acronym="CBP"), "MX")
    assert read(*parties) == read(*parties)


@pytest.mark.parametrize("form", FORMS)
def test_the_number_of_queries_is_fixed(ask, django_assert_max_num_queries, form):
    us, them = OfficialFactory(), OrganizationFactory()
    query = "format=docx" if form == "docx" else ""

    def meet():
        meeting = meeting_between(us, counterpart_organization=them)
        meeting.sources.add(SourceFactory())
        OutcomeFactory(meeting=meeting, owner_official=us)
        AppointmentFactory(official=meeting.counterpart_side_participants[0].official)

    meet()
    with django_assert_max_num_queries(100) as once:
        ask(us, them, query)
    for _ in range(3):
        meet()
    with django_assert_max_num_queries(len(once)):
        ask(us, them, query)
