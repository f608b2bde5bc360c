"""Every address, asked as each user before and after there is something hidden: no difference, no marker.

It is as if two databases were asked that are equal but for what is hidden: ids, versions and times of what is
shown are those of one. What is hidden is tied to all that is shown, and has the marker in each of its texts;
sources too, those that were taken off a record or outlived it included.
"""

import re
from itertools import zip_longest

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from engagements.models import ImportRun, Passage
from engagements.models.history import ChangeChannel, change_set
from tests.addresses import ADDRESSES
from tests.factories import (
    ContactDetailFactory,
    CorrectionFactory,
    MeetingFactory,
    RemarkFactory,
    SourceFactory,
    VisitFactory,
)

from .test_pages import hide, made_world, media, take_part, world  # noqa: F401 - fixtures
from .walk import (
    NOT_WALKED,
    addresses_of,
    addresses_of_row,
    answer_of_row,
    answers,
    find_duplicates,
    make_more,
    routes_of,
    saved,
)

pytestmark = pytest.mark.django_db

MARKER = "ecret"
NOT_OF_MANAGER = ("view_restricted_records", "needs_second_factor")
# Pages for signing in, of one's own and of users; forms; entries of the directory, a record and its files.
TELLS_NOTHING = re.compile(
    r"(accounts|saved|watches|keys|healthz|intake|read|attachments)\b.*|outcomes/<.*"
    r"|admin/(auth/.*|jsi18n/|login/|password_change/.*|\(.*)?"
    r"|admin/engagements/(apitoken|auditentry|importupload|official|organization|place|topic)/.*"
    r"|admin/engagements/\w+/(<|add|bulk-change|deleted/<|typed-date).*"
    r"|admin/engagements/(meeting|source)/deleted/"
    r"|api/(docs/|schema/|v1/\w+/<.*|v1/(gone|officials|organizations|places|topics)/)"
)
MISSING = 987_654_321  # the id of nothing


def hide_sources(one, staff):
    """Make sources that only hidden records name, or named, and logs that tell of them."""
    with change_set(ChangeChannel.IMPORT) as changes:
        visit = VisitFactory(title="Secret import", handling="restricted", organization=one.sender)
    texts = {"title": "Secret cable", "publisher": "Secret", "text": "Secret", "url": "https://x.org/secret"}
    present, removed, outlived, titled, quoted = (SourceFactory(**texts) for _ in range(5))
    SourceFactory(**texts)  # of nothing, entered by a command
    visit.sources.add(present, removed)
    visit.sources.remove(removed)
    deleted = VisitFactory(handling="restricted", title="Secret and deleted", organization=one.sender)
    deleted.sources.add(outlived)
    deleted.delete()
    meeting = MeetingFactory(title="Secret", handling="restricted")
    take_part(one, meeting)
    meeting.participants.update(title_source=titled)
    Passage.objects.create(source=quoted, visit=visit, text="Secret", start=0, end=6)
    files = [{"name": "secret.csv", "rows": 1, "sha256": "0"}]
    ImportRun.objects.create(
        started_at=timezone.now(),
        act=changes.uid,
        files=files,
        mapping_name="secret.toml",
        mapping_text="Secret",
    )
    LogEntry.objects.log_actions(staff.pk, [visit], CHANGE)
    return [present, removed, outlived, titled, quoted]


def write_beside(records, users):
    """Let each of ``users`` have sent corrections of hidden ``records``, and be named in remarks on them."""
    texts = {"title": "Secret", "note": "Secret", "changes": {"fields": {"title": "Secret"}}, "version": 1}
    rows = []
    for record in records:
        of_record = {"visit": None, record._meta.model_name: record}
        for user in users:
            rows.append(CorrectionFactory(**of_record, **texts, sent_by=user))
            decided = {"status": "declined", "answer": "Secret", "decided_at": timezone.now()}
            rows.append(CorrectionFactory(**of_record, **texts, **decided, sent_by=user, decided_by=user))
            remark = RemarkFactory(**of_record, text="Secret", author=user, returned_version=record.version)
            remark.waits_for.set(users)
            rows.append(remark)
    return rows


@pytest.fixture
def manager(make_user):
    """An administrator of all there is, who may not see restricted records and so is no superuser."""
    user = make_user("manager", is_staff=True)
    user.user_permissions.set(Permission.objects.exclude(codename__in=NOT_OF_MANAGER))
    return user


@pytest.fixture
def narrow(make_user):
    """Somebody who enters visits and the directory, and sees no meetings, drafts or contact details."""
    user = make_user("narrow", is_staff=True)
    hidden = ("meeting", "contactdetail")
    of_app = Permission.objects.filter(content_type__app_label="engagements")
    verbs = ("add", "change", "view", "delete")
    not_of_user = [f"{verb}_{model}" for model in hidden for verb in verbs]
    not_of_user += [*NOT_OF_MANAGER, "view_draft_records", "publish_records"]
    user.user_permissions.set(of_app.exclude(codename__in=not_of_user))
    return user


def difference(before, after):
    """Return the first lines of two answers that differ."""
    lines = zip_longest(*(str(part).replace("\\n", "\n").splitlines() for part in (before, after)))
    return next(pair for pair in lines if pair[0] != pair[1])


class Walk:
    """Asks all addresses as one user after the other, and compares with what was answered before."""

    def __init__(self, client, world):  # noqa: F811
        self.client, self.world, self.addresses = client, world, addresses_of(world)
        self.before, self.differences = {}, {}

    def ask(self, user):
        self.client.force_login(user)
        # What the first request of a session writes is written, and the first of a feed.
        answers(self.client, [*self.addresses[:3], *self.world.feeds.get(user, ())])
        told = {}
        if user.is_staff:
            told = {
                f"saving {kind}": saved(self.client, record) for kind, record in self.world.records.items()
            }
        return answers(self.client, [*self.addresses, *self.world.feeds.get(user, ())]) | told

    def start(self, *users):
        self.before |= {user: self.ask(user) for user in users}

    def changed(self, user):
        """Return the addresses whose answer to ``user`` is another than before, with what differs."""
        after, before = self.ask(user), self.before[user]
        return {
            address: difference(before[address], after[address])
            for address in before
            if after[address] != before[address]
        }

    def compare(self, *users):
        for user in users:
            # A deletion that hidden records stand in the way of is refused, and says no more than that.
            changed = self.changed(user).items()
            changed = {address: lines for address, lines in changed if not address.endswith("/delete/")}
            self.differences |= {(user.username, address): lines for address, lines in changed.items()}

    def compare_rows(self, rows, *users):
        """Each of the hidden ``rows`` is answered like one that was never there."""
        for user in users:
            self.client.force_login(user)
            for row in rows:
                for address in addresses_of_row(row):
                    there, missing = answer_of_row(self.client, address, row, MISSING)
                    if there != missing:
                        self.differences[user.username, address, row] = difference(there, missing)


def test_no_address_tells_a_user_of_what_is_hidden(
    client,
    world,  # noqa: F811
    staff,
    editor,
    analyst,
    cleared,
    stranger,
    manager,
    narrow,
    administrator,
):
    make_more(world, [editor, analyst, narrow])
    find_duplicates()
    walk = Walk(client, world)
    walk.start(stranger, analyst, narrow, staff, editor, manager, administrator)
    secret = hide(world, handling="restricted")
    rows = [secret.visit, *secret.meetings, secret.attachments[0], secret.meetings[0].outcomes.first()]
    rows += hide_sources(world, staff)
    # Of an organization that is there already: the directory is seen by all.
    of_staff = {"handling": "restricted", "created_by": staff, "organization": world.sender}
    removed = VisitFactory(title="Secret", **of_staff)
    drafts = VisitFactory.create_batch(2, publication="draft", **of_staff)
    beside = write_beside([secret.visit, *secret.meetings, removed, *drafts], [staff, editor, analyst])
    rows += [*beside[:3], *beside[-3:]]  # the others are alike
    removed.delete()
    find_duplicates()
    walk.compare(staff, editor, manager)
    walk.compare_rows(rows, staff, editor, analyst)
    walk.start(cleared)
    secret = hide(world, publication="draft")
    with change_set(ChangeChannel.COMMAND):
        for owner in ({"official": world.host}, {"organization": world.ministry}):
            ContactDetailFactory(**owner, value="secret@example.org", note="Secret")
            ContactDetailFactory(**owner, kind="phone", value="Secret 5", note="Secret").delete()
    find_duplicates()
    walk.compare(analyst, cleared, stranger)
    walk.compare_rows([secret.visit, *secret.meetings], analyst, cleared)
    opened = MeetingFactory(visit=world.visit, title="Secret to who sees no meetings")
    take_part(world, opened, world.never_met)
    walk.compare(narrow)
    walk.compare_rows([opened], narrow)
    assert walk.differences == {}
    # The walk does ask for what others may see.
    changed = routes_of(address for address in walk.changed(administrator) if address.startswith("/"))
    unchanged = routes_of(walk.addresses) - changed
    assert [route for route in sorted(unchanged) if not TELLS_NOTHING.fullmatch(route)] == []


def test_every_address_is_walked(world, editor):  # noqa: F811
    make_more(world, [editor])
    routes = {address.route for name, address in ADDRESSES.items() if name not in NOT_WALKED}
    assert routes - routes_of([*addresses_of(world), *world.feeds[editor]]) == set()
