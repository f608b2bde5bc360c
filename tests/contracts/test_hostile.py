"""Addresses that nobody meant: never a server error, never a change, and on lists a plain word on it."""

import html
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import resolve, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engagements.models import Meeting, Official, Organization, Visit
from engagements.search.suggestions import SUGGESTERS
from tests.addresses import ADDRESSES, DETAILS, LISTS, admin_pages, detail_of
from tests.admin.page import add_page

# As they stand in an address, that is, quoted.
VALUES = {
    "nothing": "",
    "a letter": "x",
    "NUL": "%00",
    "NUL in a word": "mi%00ller",
    "broken UTF-8": "%ff%fe",
    "half a surrogate": "%ed%a0%80",
    "markup": quote('"><script>alert(1)</script>'),
    "wildcards": quote("%_*?[a"),
    "a raised digit": quote("²"),
    "zero": "0",
    "below zero": "-1",
    "999999": "999999",
    "2^63 - 1": str(2**63 - 1),
    "2^63": str(2**63),
    "40 digits": "9" * 40,
    "a fraction": "1.5",
    "1e30": "1e30",
    "-1e300000": "-1e300000",
    "NaN": "NaN",
    "ids": "1,2,x,,",
    "year 0": "0000-01-01",
    "year 10000": "10000-01-01",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no such day": "2021-02-30",
    "a time": "2021-12-06T25:61:00Z",
    "50,000 letters": "x" * 50_000,
    "30,000 words": "a+" * 30_000,
    "10,000 wildcards": "%25" * 10_000,
}


@contextmanager
def nothing_written():
    """Fail at the first statement that changes data; a session may note what is to be told, and a
    log who was refused or took something out."""
    notes = ("django_session", "engagements_auditentry")

    def refuse(execute, sql, params, many, context):
        writes = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        assert not writes or any(table in sql for table in notes), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def example(example_of_module, db):
    """Loaded once: nothing here changes it, which is what is tried."""


@pytest.fixture
def ask(client, example):
    """Return a function: address in, response out; fails at a server error and at any change of data."""

    def get(address):
        with nothing_written():
            response = client.get(address)
            # What a page does not show it may not have asked for.
            b"".join(response) if response.streaming else response.content
        assert response.status_code < 500
        return response

    return get


@pytest.fixture
def reader(client, example, analyst):
    client.force_login(analyst)


@pytest.fixture
def superuser(client, example, administrator):
    client.force_login(administrator)


def parameters(name):
    """Return the names of the parameters that the list ``name`` knows."""
    return [*ADDRESSES[name].view.filterset_class.base_filters, "page"]


LIST_PARAMETERS = [(name, parameter) for name in LISTS for parameter in parameters(name)]


# --- Pages of readers


@pytest.mark.parametrize(("name", "parameter"), LIST_PARAMETERS)
def test_list_answers_every_value(ask, reader, analyst, name, parameter):
    """A value that the form refuses is asked of the form; of those, one page is enough."""
    refused = {}
    for title, value in VALUES.items():
        query = f"{parameter}={value}"
        form = ADDRESSES[name].view.filtered(QueryDict(query), analyst).form
        if form.errors:
            form[parameter].as_widget()
            refused[title] = query
            continue
        response = ask(f"{reverse(name)}?{query}")
        assert response.status_code == 200, title
        assert not (response.context["page_error"] and response.context["page"]), title
    for title, query in list(refused.items())[-1:]:
        response = ask(f"{reverse(name)}?{query}")
        assert response.status_code == 200, title
        assert not response.context["page"], title
        assert response.context["form"].errors, title


@pytest.mark.parametrize(("name", "parameter"), LIST_PARAMETERS)
def test_list_answers_a_parameter_given_2000_times(ask, reader, name, parameter):
    response = ask(f"{reverse(name)}?" + "&".join(f"{parameter}={number}" for number in range(1, 2001)))
    assert response.status_code == 200
    assert not response.context["page"]


@pytest.mark.parametrize(("name", "parameter"), LIST_PARAMETERS)
def test_one_huge_member_among_good_ones(ask, reader, name, parameter):
    response = ask(f"{reverse(name)}?{parameter}=1&{parameter}={'9' * 40}&{parameter}=2")
    assert response.status_code == 200
    assert not response.context["page"]


@pytest.mark.parametrize("name", LISTS)
def test_list_answers_unknown_parameters(ask, reader, name):
    for query in (
        "&".join(f"x{n}=1" for n in range(2000)),
        "%ff=%ff",
        "%00=1",
        "=",
        "&&&",
        "[]=1",
        "x" * 50_000,
    ):
        assert ask(f"{reverse(name)}?{query}").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_more_parameters_than_are_read_are_refused(ask, reader, name):
    assert ask(f"{reverse(name)}?{'a=1&' * 20_001}").status_code == 400


def test_the_first_page_reads_no_parameters(ask, reader):
    assert ask(f"/?{'a=1&' * 20_001}").status_code == 200


@pytest.mark.parametrize("model", [Visit, Meeting, Official, Organization])
@pytest.mark.parametrize("parameter", ["sub", "page", "%ff"])
def test_details_answer_every_value(ask, reader, model, parameter):
    for value in VALUES.values():
        assert ask(f"{detail_of(model.objects.first())}?{parameter}={value}").status_code == 200


@pytest.mark.parametrize("name", DETAILS)
@pytest.mark.parametrize("pk", [0, 2**31, 2**63 - 1, 2**63, 10**40, int("9" * 4000)])
def test_id_of_no_record_is_not_found(ask, reader, name, pk):
    address = ADDRESSES[name].route.replace("<int:pk>", str(pk) if pk < 10**100 else "9" * 4000)
    assert ask(f"/{address}").status_code == 404


@pytest.mark.parametrize("kind", SUGGESTERS)
def test_suggestions_answer_every_value(ask, reader, kind):
    for value in VALUES.values():
        assert ask(f"/suggest/{kind}/?q={value}").status_code == 200


part_of_query = st.tuples(
    st.sampled_from(sorted({parameter for _, parameter in LIST_PARAMETERS} | {"x", "%ff", "export"})),
    st.sampled_from([*VALUES.values(), "1", "2", "2021-12-06", "date", "-title", "MX", "garduno", "held"]),
)
queries = st.lists(part_of_query, max_size=6).map(lambda parts: "&".join(map("=".join, parts)))
# One database for all examples: none of them changes it, which is what is tried.
bounded = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)


@pytest.mark.parametrize("name", LISTS)
@bounded
@given(query=queries)
def test_list_answers_any_query(ask, reader, name, query):
    assert ask(f"{reverse(name)}?{query}").status_code == 200


# --- The admin

# Not Django's own list, and so tried in tests/duplicates/test_duplicates.py.
PAIRS = "admin:engagements_duplicatepair_changelist"
CHANGELISTS = [name for name in admin_pages("changelist") if name != PAIRS]
CONTROLS = ("q", "o", "p", "all", "e", "_popup", "_to_field", "_facets", "_changelist_filters", "x", "[")
LOOKUPS = (
    *(
        "id__in",
        "id__range",
        "pk",
        "uid",
        "title__regex",
        "name__regex",
        "version__gt",
        "parent__isnull",
        "visit",
    ),
    *(
        "groups__id__exact",
        "is_staff__exact",
        "publication__exact",
        "publisher",
        "kind__exact",
        "country__exact",
    ),
    *("appointments__organization__country__exact", "created_by__password", "created_at__year", "start_date"),
    *(
        "start_date__gte",
        "start_date__range",
        "start_date__year",
        "start_date__month",
        "start_date__year__gte",
    ),
)
TITLES = (
    "nothing",
    "a letter",
    "NUL",
    "broken UTF-8",
    "below zero",
    "2^63",
    "40 digits",
    "last day",
    "50,000 letters",
)
ADMIN_VALUES = [VALUES[title] for title in TITLES]


def fields_of(name):
    """Return the names of the fields of the model that the admin's page ``name`` is of."""
    return [field.name for field in resolve(reverse(name)).func.model_admin.model._meta.get_fields()]


@pytest.mark.parametrize("name", ["admin:engagements_visit_changelist", "admin:auth_user_changelist"])
@pytest.mark.parametrize("parameter", CONTROLS)
def test_changelist_answers_every_control(ask, superuser, name, parameter):
    for value in ADMIN_VALUES:
        ask(f"{reverse(name)}?{parameter}={value}")


@pytest.mark.parametrize("name", CHANGELISTS)
def test_every_changelist_answers_any_words(ask, superuser, name):
    for value in ("garduno", VALUES["999999"], VALUES["NaN"], VALUES["a time"]):
        ask(f"{reverse(name)}?q={value}")


@pytest.mark.parametrize("name", CHANGELISTS)
def test_changelist_answers_every_lookup(ask, superuser, name):
    fields = [*fields_of(name), "pk"]
    for lookup in (one for one in LOOKUPS if one.split("__")[0] in fields):
        for value in ADMIN_VALUES:
            ask(f"{reverse(name)}?{lookup}={value}")


@pytest.mark.parametrize("year", ["9999", "0", "-1", "1", "2021", "x", "", str(2**31), "9" * 40])
def test_date_hierarchy_answers_every_value(ask, superuser, year):
    address = f"/admin/engagements/visit/?start_date__year={year}"
    ask(address)
    for month in ("1", "12", "13", "x", str(2**31)):
        ask(f"{address}&start_date__month={month}")
        for day in ("31", "32", "x"):
            ask(f"{address}&start_date__month={month}&start_date__day={day}")


@pytest.mark.parametrize("name", CHANGELISTS)
def test_what_a_list_does_not_offer_is_told(client, superuser, name):
    response = client.get(f"{reverse(name)}?id__in=1", follow=True)
    assert response.status_code == 200
    assert "can't be filtered by" in html.unescape(response.text)


AUTOCOMPLETED = {
    "app_label": "engagements",
    "model_name": "visit",
    "field_name": "topics",
    "term": "a",
    "page": "1",
}


@pytest.mark.parametrize("parameter", AUTOCOMPLETED)
@pytest.mark.parametrize("field", ["topics", "related_visits", "created_by"])
def test_autocomplete_answers_every_value(ask, superuser, parameter, field):
    for value in ADMIN_VALUES:
        query = {**AUTOCOMPLETED, "field_name": field, parameter: value}
        ask(f"{reverse('admin:autocomplete')}?" + "&".join(map("=".join, query.items())))


@pytest.mark.parametrize("name", admin_pages("add"))
def test_form_opens_with_any_first_value(ask, superuser, name):
    for value in ADMIN_VALUES:
        ask(f"{reverse(name)}?" + "&".join(f"{field}={value}" for field in fields_of(name)))
        ask(f"{reverse(name)}?_popup={value}&_to_field={value}&_changelist_filters={value}")


HISTORY = ("history", "history/compare", "history/11111111-2222-4333-8444-555555555555")


@pytest.mark.parametrize("verb", ["change", *HISTORY, "delete"])
def test_form_of_any_id_is_answered(ask, superuser, verb):
    for value in filter(None, ADMIN_VALUES):
        ask(f"/admin/engagements/visit/{value}/{verb}/")
        ask(f"/admin/engagements/visit/deleted/{value}/")
        ask(f"/admin/auth/group/{value}/{verb}/")
        ask(f"/admin/r/{value}/{value}/")


@pytest.mark.parametrize("parameter", ["start", "end"])
def test_posts_answer_every_value(ask, superuser, parameter):
    for pk in (Official.objects.first().pk, 2**63, "9" * 40):
        for value in ADMIN_VALUES:
            dates = {"start": "2021-12-06", "end": "2021-12-08", parameter: value}
            ask(f"/admin/engagements/official/{pk}/posts/?" + "&".join(map("=".join, dates.items())))


@pytest.mark.parametrize("pk", ["x", "", "-1", "0", str(2**63), "9" * 40])
@pytest.mark.parametrize("name", CHANGELISTS)
def test_action_on_an_id_of_no_record_changes_nothing(client, superuser, name, pk):
    for action in ("delete_selected", "publish", "none"):
        with nothing_written():
            response = client.post(reverse(name), {"action": action, "_selected_action": [pk], "post": "yes"})
        assert response.status_code in (302, 400, 403)


@pytest.mark.parametrize("pk", ["x", "-1", "0", str(2**31), str(2**63), "9" * 40])
def test_record_of_no_id_is_refused_beside_its_field(client, superuser, pk):
    page = add_page(client, "visit").type(title="Kept", dates="unknown")
    page.add("members", official=pk).add("stops", place=pk)
    page.data |= {"organization": pk, "topics": [pk], "sources": [pk], "related_visits": [pk]}
    with nothing_written():
        page.press()
    errors = page.response.context["adminform"].form.errors
    assert errors.keys() == {"organization", "topics", "sources", "related_visits"}
    assert page.data["title"] == "Kept"


@pytest.mark.parametrize("number", ["1999", "99999", str(2**63), "9" * 40])
def test_no_more_lines_are_made_than_were_sent(client, superuser, number):
    page = add_page(client, "visit").type(title="Kept", dates="unknown")
    page.add("members", title="Minister")
    page.data |= {"members-TOTAL_FORMS": number, "stops-TOTAL_FORMS": number, "dates": "?"}
    with nothing_written():
        page.press()
    assert page.data["title"] == "Kept"
    assert page.data["members-0-title"] == "Minister"
    formsets = page.response.context["inline_admin_formsets"]
    assert max(len(one.formset.forms) for one in formsets) == 1
