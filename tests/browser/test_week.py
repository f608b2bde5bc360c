"""A week of work at the forms, by real keys and clicks: what it takes, and that no window opens."""

import pytest
from playwright.sync_api import expect

from engagements.models import Meeting, Participant, Visit
from tests.factories import AppointmentFactory

from .conftest import Hands, expect_boxes

DELEGATION = """\
Kwame Boateng, Minister of Trade, Ministry of Trade of Ghana
Esi Owusu, Director for Trade, Ministry of Trade of Ghana
Yaw Darko, Adviser, Ministry of Trade of Ghana
Akosua Asante, Chief Executive, Ghana Export Authority
Kojo Appiah, Director, Ghana Export Authority
Ama Mensah, Ambassador, Embassy of Ghana in the United States"""
COUNTERPARTS = """\
Joan Perry, Deputy Secretary, Department of Commerce
Ann Reed, Director for Africa, Department of Commerce"""
# Of the forms as they were in the first version, as measured then: all keys, letters among them.
KEYS_OF_VISIT_BEFORE, KEYS_OF_MEETING_BEFORE = 756, 384


pytestmark = pytest.mark.usefixtures("queries_of_forms")


class Week:
    """What is done in the week, each part with what it took."""

    def __init__(self, page, file):
        self.page, self.hands, self.file = page, Hands(page), file
        self.pages = 0
        self.report = {}
        page.on("framenavigated", self.count_page)

    def count_page(self, frame):
        self.pages += frame == self.page.main_frame and frame.url != "about:blank"

    def measure(self, name, work):
        """Do ``work`` and note its keys that are letters, all other keys, clicks and pages."""
        before, pages = self.hands.counts.copy(), self.pages
        work()
        took = self.hands.counts - before
        self.report[name] = {**took, "pages": self.pages - pages}

    def total(self, what):
        return sum(part.get(what, 0) for part in self.report.values())

    def paste(self, line, text):
        """Paste a list that stands in a mail into the box of the first official."""
        self.hands.click(self.page.locator(f"#{line}-0 .select2-selection").first)
        expect(self.page.get_by_role("searchbox", name="Official")).to_be_focused()
        self.hands.paste(text)
        expect(self.page.get_by_text(f"{len(text.splitlines())} lines made")).to_be_visible()

    def open(self, name, title):
        """Follow a link to the form of a meeting."""
        with self.page.expect_navigation():
            self.hands.click(self.page.get_by_role("link", name=name, exact=True).first)
        expect_boxes(self.page)
        expect(self.page.locator("#id_title")).to_have_value(title)

    def enter_visit(self):
        hands, page = self.hands, self.page
        with page.expect_navigation():
            hands.click(page.get_by_role("link", name="Add visit"))
        expect(page.locator("#id_title")).to_be_focused()
        hands.type("Visit of the Ghanaian trade delegation")
        hands.tab()
        hands.type("6 Dec 2021")
        hands.tab()
        hands.type("8 Dec 2021")
        hands.tab(2)
        with page.expect_response("**/proposal/**"):
            hands.add("Ministry of Trade of Ghana")
        hands.press("Enter")
        hands.click(page.locator("#stops-0 .select2-selection"))
        hands.add("Washington")
        hands.type("US")
        hands.press("Enter")
        self.paste("members", DELEGATION)
        hands.send("Control+Shift+Enter")

    def enter_first_meeting(self):
        hands, page = self.hands, self.page
        expect(page.locator("#id_title")).to_be_focused()
        hands.type("Talks on cocoa")
        hands.tab()
        hands.type("6 Dec 2021")
        hands.tab()
        expect(page.get_by_role("button", name="On this day alone")).to_be_visible()
        hands.tab()
        hands.press("Enter")
        hands.tab(7)  # past the place, which can be opened
        hands.add("cocoa")
        hands.tab(2)
        hands.type("On tariffs for cocoa, and what is asked of growers.")
        self.paste("counterpart", COUNTERPARTS)
        hands.send("Control+Shift+Enter")

    def enter_second_meeting(self):
        """With the same counterparts; a file is attached."""
        hands, page = self.hands, self.page
        expect(page.locator("#id_title")).to_be_focused()
        hands.type("More talks on cocoa")
        hands.tab()
        hands.type("7 Dec 2021")
        hands.click(page.get_by_text("Whom this visit met: 2"))
        for name in ("Joan Perry", "Ann Reed"):
            hands.click(page.get_by_role("button", name=name))
        hands.click(page.get_by_role("button", name="Add another Attachment"))
        hands.click(page.locator("#id_attachments-0-title"))
        hands.type("Agenda")
        hands.counts["clicks"] += 1  # opens the window of the system, in which the file is chosen
        page.locator("#id_attachments-0-file").set_input_files(self.file)
        hands.send("Control+Enter")

    def enter_call(self):
        hands, page = self.hands, self.page
        with page.expect_navigation():
            hands.click(page.locator(".masthead .brand"))
        with page.expect_navigation():
            hands.click(page.get_by_role("link", name="Add meeting"))
        expect(page.locator("#id_title")).to_be_focused()
        hands.type("Call after the visit")
        hands.tab()
        hands.type("10 Dec 2021")
        hands.tab(3)
        hands.type("call")
        for line, name in (("delegation", "Kwame Boateng"), ("counterpart", "Ann Reed")):
            hands.click(page.locator(f"#{line}-0 .select2-selection").first)
            hands.choose(name.split()[1].lower(), name)
        hands.send("Control+Enter")

    def cancel_and_move(self):
        hands, page = self.hands, self.page
        self.open("More talks on cocoa", "More talks on cocoa")
        page.locator("#id_progress").focus()
        hands.counts["clicks"] += 1
        hands.type("c")
        hands.send("Control+Enter")
        self.open("Talks on cocoa", "Talks on cocoa")
        hands.click(page.locator("#id_start_date"))
        hands.press("Control+a")
        hands.type("8 Dec 2021")
        hands.send("Control+Enter")

    def publish(self):
        hands, page = self.hands, self.page
        for queue in ("visit", "meeting"):
            with page.expect_navigation():
                hands.click(page.locator(".masthead .brand"))
            with page.expect_navigation():
                hands.click(page.locator(f"a[href*='/{queue}/?queue=publish']"))
            hands.click(page.locator("#action-toggle"))
            page.locator("select[name=action]").focus()
            hands.counts["clicks"] += 1
            hands.type("Pu")
            with page.expect_navigation():
                hands.click(page.get_by_role("button", name="Go"))

    def put_person_right(self):
        hands, page = self.hands, self.page
        with page.expect_navigation():  # the list is that of what was to be published
            hands.click(page.get_by_role("link", name="All", exact=True).first)
        hands.click(page.get_by_role("textbox", name="Search").last)
        hands.type("reed")
        hands.send("Enter")
        hands.click(page.locator("#action-toggle"))
        page.locator("select[name=action]").focus()
        hands.counts["clicks"] += 1
        hands.type("Cha")
        with page.expect_navigation():
            hands.click(page.get_by_role("button", name="Go"))
        expect_boxes(page)
        for label, name in (("Replace the official", "Ann Reed"), ("by the official", "Mark Stone")):
            page.get_by_role("combobox", name=label).focus()
            hands.counts["clicks"] += 1
            hands.choose(name.split()[1].lower(), name)
        with page.expect_navigation():
            hands.click(page.get_by_role("button", name="Preview"))
        with page.expect_navigation():
            hands.click(page.get_by_role("button", name="Change 3 meetings"))


def test_a_week_is_entered_without_a_window(look, sign_in, editor, tmp_path, record_property):
    right = AppointmentFactory(official__name="Mark Stone", title="Director for Africa").official
    file = tmp_path / "agenda.txt"
    file.write_text("Agenda")
    sign_in(editor)
    page = look("/")
    week = Week(page, file)
    for name, work in {
        "visit of six": week.enter_visit,
        "first meeting": week.enter_first_meeting,
        "second meeting": week.enter_second_meeting,
        "one cancelled, one moved": week.cancel_and_move,
        "call": week.enter_call,
        "publishing": week.publish,
        "a wrong person in three meetings": week.put_person_right,
    }.items():
        week.measure(name, work)
        print(name, week.report[name])

    visit = Visit.objects.get()
    assert visit.members.count() == 6
    assert len({member.organization_id for member in visit.members.all()}) == 3
    assert [
        (meeting.title, meeting.when, meeting.progress, meeting.publication)
        for meeting in Meeting.objects.order_by("pk")
    ] == [
        ("Talks on cocoa", "8 December 2021", "held", "published"),
        ("More talks on cocoa", "7 December 2021", "cancelled", "published"),
        ("Call after the visit", "10 December 2021", "held", "published"),
    ]
    assert visit.meetings.get(progress="cancelled").attachments.count() == 1
    assert Participant.objects.filter(official=right, side="counterpart").count() == 3
    assert page.context.pages == [page]

    totals = {what: week.total(what) for what in ("keys", "characters", "clicks", "pages")}
    for what, number in totals.items():
        record_property(what, number)
    print("week", totals)
    all_keys = {name: part.get("keys", 0) + part.get("characters", 0) for name, part in week.report.items()}
    assert all_keys["visit of six"] < KEYS_OF_VISIT_BEFORE / 2
    assert all_keys["first meeting"] < KEYS_OF_MEETING_BEFORE / 2
    assert totals["keys"] < 60
