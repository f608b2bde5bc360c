"""Every address, asked as each user before and after there is something hidden: no difference, no marker.

What is hidden is tied to all that is shown, and has the marker in each of its texts; sources too, those that
were taken off a record or outlived it included.
"""

import re
import uuid

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from engagements.models import ImportRun, Passage
from engagements.models.history import ChangeChannel, change_set
from tests.addresses import ADDRESSES, LISTS, admin_pages
from tests.factories import MeetingFactory, SourceFactory, VisitFactory

from .test_api import addresses as api_addresses
from .test_pages import detail_of, hide, media, pages, take_part, world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

MARKER = "ecret"
CHOSEN = [("visit", field) for field in ("topics", "sources", "related_visits", "organization")] + [
    ("meeting", "visit"),
    ("meeting", "place"),
    ("participant", "official"),
    ("participant", "title_source"),
]
NOT_OF_MANAGER = ("view_restricted_records", "needs_second_factor")
# Of the moment, of the session, or of what was asked.
PASSING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|DTSTAMP:\S+| aria-label="Looked at for"'
)


def addresses_of(one):
    """Return what is asked: pages with records, files, boxes, the API, the admin, all without arguments."""
    found = {address for addresses in pages(one).values() for address in addresses}
    found |= {address for addresses in api_addresses(one).values() for address in addresses}
    found |= {f"{reverse(name)}?export={how}" for name in LISTS for how in ("csv", "json", "ics")}
    found |= {f"{reverse(name)}?q=zyx" for name in LISTS}
    for name in ADDRESSES:
        try:
            found.add(reverse(name))
        except NoReverseMatch:
            continue
    box = "{}?app_label=engagements&model_name={}&field_name={}&term={}"
    for model, field in CHOSEN:
        found |= {box.format(reverse("admin:autocomplete"), model, field, term) for term in ("", "s")}
    for record in (one.visit, one.meeting, one.host, one.ministry, one.place, one.topic, one.source):
        for page in ("change", "history", "compare", "delete"):
            found.add(reverse(f"admin:engagements_{record._meta.model_name}_{page}", args=[record.pk]))
    # Signing out; and what one did oneself, which grows with each sign-in and export.
    return sorted(found - {reverse("logout"), reverse("admin:logout"), reverse("access")})


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


def answers(client, addresses):
    return {address: answer(client, address) for address in addresses}


def answer(client, address):
    response = client.get(address)
    return response.status_code, PASSING.sub("", response.getvalue().decode(errors="replace"))


@pytest.fixture
def manager(make_user):
    """An administrator of all there is, who may not see restricted records and so is no superuser."""
    user = make_user("manager", is_staff=True)
    user.user_permissions.set(Permission.objects.exclude(codename__in=NOT_OF_MANAGER))
    return user


def test_no_address_tells_a_user_of_what_is_hidden(
    client,
    world,  # noqa: F811
    staff,
    editor,
    analyst,
    stranger,
    manager,
):
    addresses = addresses_of(world)
    before = {}
    for user in (stranger, analyst, staff, editor, manager):
        client.force_login(user)
        answers(client, addresses[:3])  # what the first request of a session writes is written
        before[user] = answers(client, addresses)
    hide(world, handling="restricted")
    sources = hide_sources(world, staff)
    for user, expected in before.items():
        client.force_login(user)
        found = answers(client, addresses)
        told = [
            address
            for address in addresses
            if found[address][1].count(MARKER) > expected[address][1].count(MARKER)
        ]
        assert told == [], user
        changed = [address for address in addresses if found[address] != expected[address]]
        # A deletion that hidden records stand in the way of is refused, and says no more than that.
        assert [address for address in changed if not address.endswith("/delete/")] == [], user
        missing = str(uuid.uuid4().int % 10**9)
        for source in sources:
            for page in ("change", "history", "delete"):
                address = reverse(f"admin:engagements_source_{page}", args=[source.pk])
                other = address.replace(f"/{source.pk}/", f"/{missing}/")
                assert client.get(address).status_code == client.get(other).status_code


def test_the_walk_does_ask_for_what_others_may_see(client, world, administrator):  # noqa: F811
    hide(world, handling="restricted")
    hide_sources(world, administrator)
    client.force_login(administrator)
    found = answers(client, addresses_of(world))
    telling = {address.partition("?")[0] for address, (_, text) in found.items() if MARKER in text}
    expected = {"/", "/visits/", "/meetings/", "/admin/", "/admin/autocomplete/", detail_of(world.meeting)}
    expected |= {reverse(f"admin:engagements_{kind}_changelist") for kind in ("visit", "source", "importrun")}
    assert expected <= telling
    assert admin_pages("changelist")
