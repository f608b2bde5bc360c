"""Which columns a list shows, as its address says."""

import re

import pytest
from django.urls import reverse

from engagements.models import SavedView
from tests.addresses import ADDRESSES, LISTS
from tests.contracts.test_pages import made_world, media, world  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

SHOWN_IN = [name for name in LISTS if "column" in ADDRESSES[name].view.filterset_class.base_filters]


@pytest.fixture
def table(client, world, analyst):  # noqa: F811
    """Return a function: address of a list in, its headings and how many cells its first row has out."""
    client.force_login(analyst)

    def read(address):
        text = client.get(address).text
        head, _, body = text.partition('<table class="rows')[2].partition("</thead>")
        headings = [
            " ".join(re.sub("<[^>]*>", "", th).split()) for th in re.findall(r"<th.*?</th>", head, re.DOTALL)
        ]
        row = body.partition("</tr>")[0]
        return headings, len(re.findall(r"<t[hd][ >]", row))

    return read


def test_all_lists_that_can_be_saved_have_columns():
    assert set(SHOWN_IN) == {f"engagements:{kind}_list" for kind in SavedView.List}


@pytest.mark.parametrize("list_name", SHOWN_IN)
def test_a_list_shows_the_columns_of_its_address(table, list_name):
    address = reverse(list_name)
    choices = ADDRESSES[list_name].view.filterset_class.base_filters["column"].extra["choices"]
    headings, cells = table(address)
    assert len(headings) == cells == len(choices) + 1
    for name in choices:
        few, few_cells = table(f"{address}?column={name}")
        assert len(few) == few_cells == 2
        assert set(few) < set(headings)
    assert table(f"{address}?{'&'.join(f'column={name}' for name in choices)}") == (headings, cells)


def test_a_choice_is_no_filter_and_is_kept(client, table, analyst):
    query = "column=when&progress=held"
    response = client.get(f"/meetings/?{query}")
    assert [chip.label for chip in response.context["form"].chips()] == ["Status"]
    assert 'value="when" checked' in response.text.replace("\n", " ").replace("  ", "")
    client.post("/saved/new/", {"name": "Few columns", "list": "meeting", "query": query})
    assert SavedView.objects.get().query == query
    assert "column=when" in re.search(r'id="sort_title" href="([^"]*)"', response.text)[1]


def test_a_file_has_all_columns(client, table):
    files = [client.get(f"/meetings/?{query}export=csv").getvalue() for query in ("", "column=when&")]
    assert files[0] == files[1]


def test_other_pages_of_the_same_meetings_and_the_api_do_not_know_columns(client, table):
    text = client.get("/meetings/?column=when&progress=held").text
    views = text.partition('class="kinds"')[2].partition("</nav>")[0]
    assert "progress=held" in views
    assert "column=" not in views
    assert client.get("/calendar/?column=when").status_code == 200
    assert client.get("/api/v1/meetings/?column=when").json() == {
        "column": ["Only pages have this parameter."]
    }
