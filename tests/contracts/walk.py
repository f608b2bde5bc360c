"""The walk for leaks: what it asks of every address, and what of the answers is compared."""

import io
import re
import uuid
import zipfile

from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import NoReverseMatch, resolve, reverse

from engagements.duplicates.finding import refresh_pairs
from engagements.models import SavedView, Watch
from engagements.models.duplicate_pairs import MergeableKind
from engagements.models.history import ChangeChannel, change_set
from engagements.search.suggestions import SUGGESTERS
from tests.addresses import ADDRESSES, LISTS, detail_of
from tests.admin.page import Page
from tests.factories import (
    RECORD_FACTORIES,
    CorrectionFactory,
    RemarkFactory,
    UserFactory,
)

from .test_api import addresses as api_addresses
from .test_pages import LATER, pages

QUEUES = {
    "visit": ("drafts", "returned", "publish"),
    "meeting": ("drafts", "returned", "publish"),
    "correction": ("decide", "returned", "mine"),
    "remark": ("mine",),
}
# Signing out; what one did oneself, which grows with each sign-in and export; and work on an own file.
NOT_WALKED = {
    *("logout", "admin:logout", "access", "engagements:meeting_invitation"),
    *("admin:engagements_importupload_progress", "admin:engagements_importupload_file"),
}
# Of the moment, of the session, or of what was asked.
PASSING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|DTSTAMP:\S+| aria-label="Looked at for"'
)
NO_ACT = "00000000-0000-0000-0000-000000000001"
# What a list or a form is asked to choose by its id.
CHOOSING = {
    "visit": (
        "/meetings/?visit=",
        "/admin/engagements/meeting/add/?visit=",
        "/admin/engagements/visit/add/?related_visits=",
    ),
    "source": ("/admin/engagements/visit/add/?sources=",),
}
MINUTE = re.compile(r"-[0-9]{4}(?=\.[a-z]+\"$)")  # in the name of a file
COMPARED_HEADERS = ("Location", "Link", "ETag", "Last-Modified", "Content-Disposition")


def make_more(one, users):
    """Add to the world what has pages of its own: changes, deletions, likely duplicates, what users have."""
    one.records = {
        "visit": one.visit,
        "meeting": one.meeting,
        "official": one.host,
        "organization": one.ministry,
        "place": one.place,
        "topic": one.topic,
        "source": one.source,
    }
    with change_set(ChangeChannel.BULK, users[0]) as one.act:
        for record in one.records.values():
            record.save()
    one.twins = {kind: make_twin(kind, record) for kind, record in one.records.items()}
    one.gone = {kind: factory() for kind, factory in RECORD_FACTORIES.items() if kind != "source"}
    for kind, record in one.gone.items():
        one.gone[kind] = record.pk
        record.delete()
    one.corrections = [CorrectionFactory(visit=one.visit, sent_by=user) for user in users]
    one.remarks = [RemarkFactory(visit=one.visit, author=user) for user in users]
    for remark in one.remarks:
        remark.waits_for.set(users)
    one.views, one.watches, one.feeds = [], [], {}
    for user in users:
        views = [SavedView.objects.create(owner=user, name=kind, list=kind) for kind in ("visit", "meeting")]
        one.feeds[user] = [feed_of(view) for view in views]
        one.views += views
        one.watches += [Watch.objects.create(user=user, visit=one.visit)]
        one.watches += [Watch.objects.create(user=user, official=one.never_met, unseen_for=3)]
    one.user = UserFactory()  # who never signs in
    one.group = Group.objects.get(name="Analysts")


def feed_of(view):
    return reverse("engagements:feed", args=[view.start_feed(LATER["end_date"].replace(year=9999))])


def make_twin(kind, record):
    """Return another record that is likely the same as ``record``."""
    names = ("title", "start_date", "end_date", "country", "parent", "organization")
    values = {name: getattr(record, name) for name in names if hasattr(record, name)}
    if hasattr(record, "name"):
        values["name"] = f"{record.name}s"
    twin = RECORD_FACTORIES[kind](**values)
    if kind == "source":
        twin.visits.set(record.visits.all())
    return twin


def find_duplicates():
    for kind in MergeableKind:
        refresh_pairs(kind)


def addresses_of(one):
    """Return what is asked: pages, files, boxes, the API, the admin, all with and without arguments."""
    found = {address for addresses in pages(one).values() for address in addresses}
    found |= {address for addresses in api_addresses(one).values() for address in addresses}
    found |= {*lists(), *documents(one), *charts(), *boxes(one), *of_admin(one), *own(one)}
    for name in ADDRESSES.keys() - NOT_WALKED:
        try:
            found.add(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(found)


def lists():
    for name in LISTS:
        exports = ADDRESSES[name].view.filterset_class.base_filters["export"].extra["choices"].items()
        for query in (*(f"export={how}" for how, _ in exports), "q=zyx", "q=secret", "country=MX"):
            yield f"{reverse(name)}?{query}"


def documents(one):
    pair = f"?by_official={one.delegate.pk}&with_official={one.host.pk}&format=docx"
    yield reverse("engagements:briefing") + pair
    for record, page in ((one.visit, "programme"), (one.visit, "book"), (one.meeting, "book")):
        yield f"{detail_of(record)}{page}/?format=docx"
    for by in ("organizations", "officials", "countries"):
        yield f"{reverse('engagements:who_met_whom')}?by={by}&export=csv"
    countries = "?by_country=US&with_country=MX"
    yield from (reverse(name) + countries for name in ("engagements:relationship", "engagements:briefing"))


def charts():
    yield from (f"/map/?show={show}&by={by}" for show in ("meetings", "visits") for by in ("place", "party"))
    yield from (f"/network/?by={by}" for by in ("organizations", "countries"))
    yield from (f"/over-time/?by={by}" for by in ("all", "party_country", "with_organization", "format"))
    yield from ("/over-time/?every=month", "/calendar/?month=2022-03", "/calendar/?week=2022-W09")
    yield from (f"/search/?q={words}" for words in ("secret", "ecretx", "delegate"))


def boxes(one):
    """Yield the addresses that boxes of forms and filters ask while somebody types."""
    terms = ("", "s", "secret")
    for kind in SUGGESTERS:
        yield from (f"{reverse('engagements:suggest', args=[kind])}?q={term}" for term in terms)
    box = "{}?app_label=engagements&model_name={}&field_name={}&term={}&visit={}"
    fields = {
        (inline.model._meta.get_field(field).related_model, inline.model._meta.model_name): field
        for model_admin in admin.site._registry.values()
        for inline in (model_admin, *model_admin.inlines)
        if inline.model._meta.app_label == "engagements"
        for field in inline.autocomplete_fields
    }
    for (_, model), field in fields.items():
        for term in terms[1:]:
            yield box.format(reverse("admin:autocomplete"), model, field, term, one.visit.pk)
    for official in (one.host, one.delegate, one.never_met):
        posts = reverse("admin:engagements_official_posts", args=[official.pk])
        yield f"{posts}?start={LATER['end_date']}"
    yield f"{reverse('admin:engagements_organization_proposal')}?name=Secret&visit={one.visit.pk}"


def of_admin(one):
    """Yield each page of the admin that is about an object, for an object of the world."""
    for name, address in ADDRESSES.items():
        match = re.fullmatch(r"admin:engagements_([a-z]+)_\w+|admin/engagements/([a-z]+)/<.*", name)
        arguments = re.findall(r"<\w+:(\w+)>", address.route)
        if match and arguments and name not in NOT_WALKED:
            yield from filled(one, match[1] or match[2], address.route, arguments)
    for kind, queues in QUEUES.items():
        changelist = reverse(f"admin:engagements_{kind}_changelist")
        yield from (f"{changelist}?queue={queue}" for queue in queues)
    for kind in MergeableKind:
        changelist = reverse(f"admin:engagements_{kind}_changelist")
        yield from (f"{changelist}?q=secret", f"{changelist}?q=plain")
    yield f"{reverse('admin:engagements_meeting_add')}?visit={one.visit.pk}&after={one.meeting.pk}"
    yield f"/admin/r/{ContentType.objects.get_for_model(one.visit).pk}/{one.visit.pk}/"
    yield "/admin/engagements/"
    for page in ("", "change/", "history/", "delete/", "password/"):
        yield f"/admin/auth/user/{one.user.pk}/{page}"
    yield from (f"/admin/auth/group/{one.group.pk}/{page}" for page in ("", "change/", "history/", "delete/"))


def filled(one, kind, route, arguments):
    if kind == "duplicatepair":
        for merged, record in one.records.items():
            pks = sorted([record.pk, one.twins[merged].pk])
            yield reverse("admin:engagements_duplicatepair_merge", args=[merged, *pks])
        return
    beside = {"correction": one.corrections[0], "remark": one.remarks[0]}
    record = one.records.get(kind) or beside.get(kind)
    pk = record.pk if record else 1
    if "/deleted/" in route:
        pk = one.gone.get(kind, 1)
    values = {"act": one.act.uid, "uid": one.act.uid}
    yield "/" + re.sub(r"<\w+:(\w+)>", lambda match: str(values.get(match[1], pk)), route)


def own(one):
    """Yield the pages of what users have of their own; a feed is asked as its owner (see `Walk.ask`)."""
    for view in one.views:
        yield from (f"/saved/{view.pk}/{page}" for page in ("", "delete/", "feed/"))
    yield from (f"/watches/{watch.pk}/" for watch in one.watches)
    yield reverse("engagements:outcome_progress", args=[one.meeting.outcomes.first().pk])


def routes_of(addresses):
    return {resolve(address.partition("?")[0]).route for address in addresses}


def answers(client, addresses):
    return {address: answer(client, address) for address in addresses}


def answer(client, address):
    """Return status, headers and text; of a file that is an archive, the texts in it."""
    response = client.get(address)
    content = response.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = sorted(set(archive.namelist()) - {"docProps/core.xml"})
            content = b"\n".join(archive.read(name) for name in names)
    headers = [MINUTE.sub("", response.headers.get(name, "")) for name in COMPARED_HEADERS]
    return response.status_code, headers, PASSING.sub("", content.decode(errors="replace"))


def saved(client, record):
    """Return what is told to who saves the form of ``record`` as it is; nothing is kept of it."""
    address = reverse(f"admin:engagements_{record._meta.model_name}_change", args=[record.pk])
    response = client.get(address)
    if response.status_code != 200 or not response.context["has_change_permission"]:
        return None
    with transaction.atomic():
        page = Page(client, address)
        response = page.press("_continue")
        if response.status_code == 302:
            response = client.get(response.url)
        transaction.set_rollback(True)
    return [*page.errors, *map(str, response.context["messages"])]


def forget_messages(client):
    """Forget what the next page would say of the last one."""
    client.cookies.pop("messages", None)
    session = client.session
    if session.pop("_messages", None):
        session.save()


def addresses_of_row(row):
    """Return every address that has the id of ``row`` in it, with "{}" in its place."""
    kind = row._meta.model_name
    of_admin = rf"admin:engagements_{kind}_\w+|admin/engagements/{kind}/<.*"
    pattern = rf"engagements:{kind}(_\w+)?|api:{kind}s_detail|{of_admin}"
    for name, address in ADDRESSES.items():
        if re.fullmatch(pattern, name) and "<" in address.route and name not in NOT_WALKED:
            yield "/" + re.sub(
                r"<\w+:(?:pk|uid|object_id)>", "{}", re.sub(r"<uuid:act>", NO_ACT, address.route)
            )
    yield from (f"{address}{{}}" for address in CHOOSING.get(kind, ()))


def id_in(address, row):
    return row.uid if "/api/" in address else row.pk


def answer_of_row(client, address, row, missing):
    """Return what is answered where ``address`` names ``row``, and where it names what was never there."""
    names = [id_in(address, row), uuid.UUID(int=missing) if "/api/" in address else missing]
    of_ids = re.compile(rf"(?<![0-9])({'|'.join(map(str, names))})(?![0-9])")
    texts = []
    for name in names:
        status, headers, text = answer(client, address.format(name))
        forget_messages(client)
        texts.append((status, of_ids.sub("ID", str(headers)), of_ids.sub("ID", text)))
    return texts
