import re

from engagements.drafting.marked_text import marked_text, quotes
from engagements.drafting.row_forms import TopicRowForm
from engagements.reader.proposals import Passage

TEXT = "Roe & Doe spoke of trade."


def row(prefix, *passages, confidence="certain"):
    initial = {"passages": [("", Passage(*passage)) for passage in passages], "confidence": confidence}
    return TopicRowForm(prefix=prefix, initial=initial)


def marks(html):
    """Return (id, address, rows, words) of each mark."""
    return re.findall(r'<a id="(\w+)" class="[^"]*" href="([^"]*)" data-rows="([^"]*)">([^<]*)</a>', html)


def test_a_passage_leads_to_its_row():
    html = marked_text(TEXT, [row("topic-0", (19, 24), confidence="likely")])
    assert html == (
        'Roe &amp; Doe spoke of <a id="w19" class="mark likely of-topic" href="#topic-0" data-rows="topic-0">'
        "trade</a>."
    )


def test_words_of_several_rows_lead_to_the_one_with_the_shortest_passage():
    html = marked_text(TEXT, [row("meeting-0", (0, 24)), row("topic-0", (19, 24))])
    assert marks(html) == [
        ("w0", "#meeting-0", "meeting-0", "Roe &amp; Doe spoke of "),
        ("w19", "#topic-0", "topic-0 meeting-0", "trade"),
    ]


def test_a_passage_that_ends_behind_the_text_is_cut():
    html = marked_text(TEXT, [row("topic-0", (19, 1000))])
    assert marks(html) == [("w19", "#topic-0", "topic-0", "trade.")]


def test_spaces_alone_are_not_marked():
    assert marks(marked_text("a  b", [row("topic-0", (1, 3))])) == []


def test_quotes_are_the_first_three_passages_shortened():
    text = "word " * 40
    links = quotes(text, row("topic-0", (0, 4), (0, 4), (5, 200), (10, 14), (15, 19)))
    assert re.findall(r'href="#(\w+)">“([^”]*)”', links) == [
        ("w0", "word"),
        ("w5", ("word " * 12)[:59] + "…"),
        ("w10", "word"),
    ]
