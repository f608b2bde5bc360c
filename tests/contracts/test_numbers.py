"""Every number that is a link is that of the list that it leads to, or says that it counts less.

Walked over the pages of 5,000 invented meetings, as each kind of user: what one of them may not see
is in none of the numbers.
"""

import datetime
import re
from collections import Counter
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import Resolver404, resolve

from engagements.models import Organization, Participant, Visit
from engagements.operations.sample_data import SampleData
from engagements.views.base import RecordListView
from tests.factories import StopFactory, VisitFactory

AT_LEAST = r"(?:more than |at least )?"
TODAY = datetime.date(2026, 11, 29)


@pytest.fixture(scope="module")
def sample(module_data):
    """Fill the database once for all that this module asks."""
    SampleData(5_000, 7).build()
    abroad = Organization.objects.filter(country="MX").first()
    for number in range(3):
        StopFactory(
            visit=VisitFactory(organization=abroad, start_date=TODAY - datetime.timedelta(number)),
            place__country="US",
        )


def parties_by_rank(field, *ranks):
    """Return the ids that most lines name in ``field``, those of the ``ranks`` among them."""
    lines = Participant.objects.filter(**{f"{field}__isnull": False}).values_list(field, flat=True)
    ids = [pk for pk, _ in Counter(lines).most_common()]
    return [ids[rank] for rank in ranks]


def pages():
    ours, theirs, rare = parties_by_rank("organization", 0, 6, -1)
    delegate, guest, seldom = parties_by_rank("official", 0, 40, -1)
    yield from ("/", "/visits/", "/visits/?sort=title&direction=inbound", "/organizations/")
    yield from (f"/countries/{code}/" for code in ("US", "MX", "IS"))
    yield from (f"/map/?show={show}&by={by}" for show in ("meetings", "visits") for by in ("place", "party"))
    yield from (
        "/calendar/?month=2019-05",
        "/calendar/?week=2019-W20",
        "/calendar/?month=2019-05&format=call",
    )
    yield from ("/who-met-whom/?date_after=2025-07-01", "/who-met-whom/?by=countries&format=call")
    yield from (
        f"/who-met-whom/?by=officials&by_official={seldom}",
        "/network/?by=countries&date_after=2026-01-01",
    )
    yield from (
        f"/over-time/?by={by}&{query}"
        for by, query in (
            ("topic", ""),
            ("party_country", "every=quarter&date_after=2018-02-03&date_before=2019-11-12"),
            ("by_organization", "country=MX"),
            ("with_organization", "every=month&format=call&lies_in=several&lies_in=2019-05"),
            ("format", "topic=1"),
            ("topic", "topic=1&topic=2"),
        )
    )
    yield from ("/meetings/facets/", "/meetings/facets/?date_after=2015-01-01&date_before=2015-03-31")
    yield from (f"/organizations/{pk}/" for pk in (ours, theirs, rare))
    yield f"/organizations/{rare}/?sub=1"
    yield from (f"/officials/{pk}/" for pk in (delegate, guest, seldom))
    yield "/relationship/?by_country=US&with_country=MX"
    yield f"/relationship/?by_organization={ours}&with_organization={theirs}"
    seen = Visit.objects.filter(publication="published", handling="open", meetings__isnull=False)
    yield seen.first().get_absolute_url()


def numbers(html):
    """Yield (address of a list, number, whether there may be more) of each number that leads to one."""
    counts_all = "Among the latest" not in html
    for link in lxml.html.fromstring(html).iter("a", "{http://www.w3.org/2000/svg}a"):
        address = link.get("href") or ""
        text = " ".join(" ".join(link.itertext()).split())
        beside = link.getnext()
        number = re.match(rf"{AT_LEAST}([\d,]+)\b", text) or re.search(r": ([\d,]+)$", text)
        if beside is not None and beside.get("class") == "detail":
            counted = re.fullmatch(r"([\d,]+)", (beside.text or "").strip())
            if counted:  # and the link may name a year
                number = counted if counts_all else None
        if number and is_list(address):
            yield address, int(number[1].replace(",", "")), bool(re.match("more|at least", text))


def is_list(address):
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return issubclass(getattr(match.func, "view_class", object), RecordListView)


def length_of(address, user):
    """Return how many rows the list at ``address`` has, as its page counts them."""
    parts = urlsplit(address)
    filterset = resolve(parts.path).func.view_class.filtered(QueryDict(parts.query), user)
    assert filterset.form.is_valid(), address
    return filterset.qs.count()


# Numbers and lists are of the same querysets on both databases: there the walk is for the SQL alone.
READERS = ["analyst", "cleared", "administrator"] if connection.vendor == "sqlite" else ["cleared"]


@pytest.fixture(params=READERS)
def reader(sample, request):
    return request.getfixturevalue(request.param)


@pytest.mark.django_db
def test_every_number_is_that_of_its_list(reader):
    client = Client()
    client.force_login(reader)
    walked, lengths, wrong = Counter(), {}, []
    for page in pages():
        response = client.get(page)
        assert response.status_code == 200, page
        for address, number, may_be_more in set(numbers(response.text)):
            walked[urlsplit(page).path.split("/")[1]] += 1
            if address not in lengths:
                lengths[address] = length_of(address, reader)
            if not (number < lengths[address] if may_be_more else number == lengths[address]):
                wrong.append(f"{page}: {number} leads to {lengths[address]} at {address}")
    assert not wrong, "\n".join(wrong)
    kinds = {"", "visits", "countries", "map", "calendar", "who-met-whom", "network", "meetings", "over-time"}
    assert walked.keys() == kinds | {"organizations", "officials", "relationship"}
