"""Where a sentence tells of a meeting: a case for each rule."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.meetings.triggers import find_triggers
from tests.reader.probes import sentence_of


def triggers_in(text):
    return [
        f"{trigger.kind}: {text[trigger.start : trigger.end]}" for trigger in find_triggers(sentence_of(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe was received by Doe", ["passive: was received by"]),
        ("I told the President", []),
        ("“It is good,” she told the Gazette", []),
        ("Roe looks forward to welcoming the Minister", []),
        ("Roe invited the firms to take part in the forum", []),
        ("Roe would be meeting her counterpart", ["met: meeting"]),
        ("We had an hour with the Minister", ["with: had an hour with"]),
        ("Roe discussed with the Minister the talks", ["with: discussed with"]),
        ("Roe signed a letter of intent with Mayor Doe", ["with: signed a letter of intent with"]),
        ("a round table with the growers", ["with: round table with"]),
        ("Roe received leaders of the growers", ["host: received"]),
        ("The Chamber briefed the visiting delegation", ["met: briefed"]),
        ("Roe was also warmly welcomed by Doe", ["passive: was also warmly welcomed by"]),
        ("Roe was met in Oslo by Doe", ["passive: was met in Oslo by"]),
        ("The talks were co-chaired by Roe and Doe", ["chaired: were co-chaired by"]),
        ("The session was led by Roe", ["chaired: was led by"]),
        ("Roe paid a courtesy call on Doe", ["courtesy: paid a courtesy call on"]),
        ("a courtesy visit to Doe", ["courtesy: courtesy visit to"]),
        ("Roe made a short visit upon Doe", ["courtesy: made a short visit upon"]),
        ("Roe spoke with Doe", ["call: spoke with"]),
        ("Roe spoke by phone today, with Doe", ["call: spoke by phone today, with"]),
        ("Roe spoke to the press", ["together: spoke"]),
        ("a phone call with Doe", ["call: phone call with"]),
        ("Roe phoned Doe", ["call: phoned"]),
        ("calls between Roe and Doe", ["call: calls between"]),
        ("Roe held a long call with Doe", ["call: held a long call with"]),
        ("a meeting between Roe and Doe", ["between: meeting between"]),
        ("talks with some people between Roe and Doe", ["with: talks with"]),
        ("the talks in Oslo between Roe and Doe", ["between: talks in Oslo between"]),
        ("Roe met with Doe", ["with: met with"]),
        ("Roe met in Oslo with Doe", ["with: met in Oslo with"]),
        ("Roe met and spoke", ["met: met", "together: spoke"]),
        ("Roe met with a view to peace", ["together: met"]),
        ("Roe met w/ Doe", ["with: met w/"]),
        ("Roe met today, 4 May 2024, in Oslo with Doe", ["with: met today, 4 May 2024, in Oslo with"]),
        ("Roe spoke by phone on Tuesday, May 4, 2024 with Doe", ["call: spoke by phone on Tuesday, May 4, 2024 with"]),
        ("Roe met today, Poe with Doe", ["together: met"]),
        ("Roe spent the day in Oslo with Doe", ["with: spent the day in Oslo with"]),
        ("Roe had coffee with Doe", ["with: had coffee with"]),
        ("a sit-down with Doe", ["with: sit-down with"]),
        ("Roe heard the views of Doe", ["met: heard the views of"]),
        ("Roe took a call from Doe", ["call: took a call from"]),
        ("after receiving a courtesy call from Doe", ["call: receiving a courtesy call from"]),
        ("Roe held a videoconference with Doe", ["call: held a videoconference with"]),
        ("a video conference between Roe and Doe", ["call: video conference between"]),
        ("Roe discussed on Tuesday with Doe the ports", ["with: discussed on Tuesday with"]),
        ("Roe paid a farewell call May 4 on Doe", ["courtesy: paid a farewell call May 4 on"]),
        ("Roe called President Doe", ["call: called"]),
        ("With Minister Doe, she discussed the ports", ["with: With", "both: discussed"]),
        ("With Minister Doe in office, exports grew", []),
        ("Roe joined Mayor Doe for a dinner", ["met: joined"]),
        ("Roe joined Doe in Oslo", []),
        ("Doe showed the visitors the port", ["host: showed"]),
        ("Roe was informed about the port by Doe", ["passive: was informed about the port by"]),
        ("Roe called it a day", []),
        ("Roe visited Minister Doe at the port", ["met: visited"]),
        ("Roe visited Accra", []),
        ("Roe hopes to see Minister Doe", ["met: to see"]),
        ("Roe had a discussion with Doe", ["with: discussion with"]),
        ("Roe sat with Doe", ["with: sat with"]),
        ("Roe negotiated the treaty with Doe", ["with: negotiated the treaty with"]),
        ("Roe took leave of Doe", ["courtesy: took leave of"]),
        ("Roe presented copies of her credentials to Doe", ["courtesy: presented copies of her credentials to"]),
        ("Roe delivered a letter from the King to President Doe", ["courtesy: delivered a letter from the King to"]),
        ("Roe showed the guests around the port", ["host: showed"]),
        ("Roe gave Doe a tour of the port", ["host: gave"]),
        ("Roe gave a dinner in honour of Doe", ["attend: gave a dinner in honour of"]),
        ("Roe was granted an audience by Doe", ["passive: was granted an audience by"]),
        ("Roe and Doe talked", ["together: talked"]),
        ("Roe received this Monday the Speaker", ["host: received"]),
        ("Roe was receiving here today the Speaker", ["host: receiving"]),
        ("Roe called on the Speaker to discuss the ports", ["called_on: called on"]),
        ("Roe called on the Speaker to reform the ports", []),
        ("Roe toured the port, guided by Doe", ["site: toured the port, guided by"]),
        ("Roe was shown round the plant by Doe", ["passive: was shown round the plant by"]),
        ("Roe was welcomed the next morning at the University of Oslo by Doe", ["passive: was welcomed the next morning at the University of Oslo by"]),
        ("Roe was received in Oslo and led by Doe", ["host: received"]),
        ("talks with Doe", ["with: talks with"]),
        ("Roe had lunch with Doe", ["with: lunch with"]),
        ("Roe attended a summit", ["attend: attended a summit"]),
        ("Roe took part in the annual conference with Doe", ["attend: took part in the annual conference with"]),
        ("Roe chaired a press conference", []),
        ("Roe hosted a dinner for Doe", ["attend: hosted a dinner for"]),
        ("Roe met Doe", ["met: met"]),
        ("Roe met the President", ["met: met"]),
        ("Roe met in Oslo", ["together: met"]),
        ("Roe met the press", ["together: met"]),
        ("to meet the President", ["met: meet"]),
        ("meeting Doe", ["met: meeting"]),
        ("Roe saw Doe", ["met: saw"]),
        ("Roe received the President", ["host: received"]),
        ("Roe welcomed Doe", ["host: welcomed"]),
        ("Roe welcomed efforts", []),
        ("will host Doe", ["host: will host"]),
        ("Roe called on Doe", ["called_on: called on"]),
        ("Roe called on Doe to act", []),
        ("Roe and Doe held talks", ["together: held talks"]),
        ("Roe and Doe met", ["together: met"]),
        ("They exchanged in-depth talks", ["together: exchanged in-depth talks"]),
        ("They held agreed talks", []),
        ("Roe and Doe spoke", ["together: spoke"]),
        ("Roe and Doe discussed trade", ["both: discussed"]),
        ("Roe signed it", ["both: signed"]),
        ("They exchanged views", ["both: exchanged views"]),
        # not where it was not, or is another
        ("ahead of the meeting with Doe", []),
        ("since their meeting with Doe", []),
        ("Roe also attended the meeting", []),
        ("Roe attended the meeting Doe", []),
        ("Roe joined the talks", []),
        ("Roe and Poe were present at the call on Doe", []),
        ("They agreed that their teams would meet Doe", []),
        ("Roe invited him to lunch with Doe", []),
        ("Roe spoke of the path to Doe", ["together: spoke"]),
        ("the last meeting with Doe", []),
        ("Roe did not phone Doe", []),
        # none over another
        ("Roe met with Doe and met with Poe", ["with: met with", "with: met with"]),
        ("met met met Doe", ["met: met", "met: met", "met: met"]),
        ("met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe, met with Roe", ["with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with", "with: met with"]),
    ],
)  # fmt: skip
def test_triggers(text, expected):
    assert triggers_in(text) == expected


@pytest.mark.parametrize("adverb", ["also", "then", "later", "warmly", "subsequently", "formally"])
@pytest.mark.parametrize("verb", ["received", "welcomed", "hosted", "greeted", "met", "briefed"])
def test_the_passive(adverb, verb):
    words = f"was {adverb} {verb} by"
    assert triggers_in(f"Roe {words} Doe") == [f"passive: {words}"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        *(("chaired", words) for words in ("was jointly chaired by", "were also headed by", "was cochaired by")),
        *(("courtesy", words) for words in ("pays a call on", "pay a visit on", "paying his call on", "makes a courtesy call upon", "courtesy call to", "paid a very short courtesy visit to")),
        *(("call", words) for words in ("speaks with", "speak to", "spoken with", "talked with", "telephoned", "telephone call with", "video-call with", "conference call to", "introductory call with", "secure call with", "conversation with", "calls took place between", "held a good call with")),
        *(("between", f"{noun} between") for noun in ("meeting", "discussions", "consultations", "exchanges", "negotiations", "bilateral", "dialogue", "mtg", "luncheon", "lunch", "dinner", "breakfast", "audience", "encounter", "pull-aside", "session", "round-table", "summit", "briefing")),
        *(("with", f"{verb} with") for verb in ("meets", "sat down", "conferred", "engaged", "interacted", "dined", "lunched")),
        *(("attend", f"{verb} the summit") for verb in ("participated in", "participates in", "takes part in", "attends", "addressed", "convened", "co-hosted", "joined", "opened", "presided over", "hosts", "held", "spoke at")),
        *(("attend", f"attended a {noun}") for noun in ("conference", "forum", "fora", "roundtable", "dialogue", "session", "working lunch", "dinner", "breakfast", "reception", "seminar", "workshop", "gathering", "ministerial", "symposium", "panel", "town hall", "assembly", "meeting", "talks", "consultations", "ceremony", "commission", "committee", "council", "negotiations", "briefing")),
        *(("met", verb) for verb in ("met", "meets", "saw", "sees")),
        *(("host", verb) for verb in ("hosted", "hosts", "receives", "receiving", "welcomes", "welcoming", "greeted", "to receive", "will welcome")),
        *(("called_on", words) for words in ("calls on", "calling upon", "call on")),
        *(("together", words) for words in ("had good talks", "conducted a session", "co-chaired their session")),
        *(("both", words) for words in ("exchanged views", "signed", "initialled", "co-signed", "reviewed", "exchanged notes")),
    ],
)  # fmt: skip
def test_words_that_tell_of_a_meeting(kind, words):
    assert f"{kind}: {words}" in triggers_in(f"Roe {words} Doe")
