"""What came of it: a case for each verb."""

# ruff: noqa: E501 (a case is read more easily on one line)

import pytest

from engagements.reader.outcomes import find_outcomes
from tests.reader.probes import sentence_of


def outcomes_in(text, first=None):
    """Return each outcome with the words that it was read from."""
    lines = []
    for outcome in find_outcomes(sentence_of(text), first):
        (passage,) = outcome.passages
        due = f" <{outcome.due_text}>" if outcome.due_text else ""
        lines.append(
            f"{outcome.kind}: {outcome.text}{due} | {text[passage.start : passage.end]} | {outcome.reason}"
        )
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The office stood ready to second a pilot.", ["commitment: second a pilot | stood ready to second a pilot. | the account says “stood ready to”"]),
        ("He gave his firm assurance that it is safe.", ["commitment: it is safe | gave his firm assurance that it is safe. | the account says “gave his firm assurance that”"]),
        ("Mayor Roe agreed to host them.", ["commitment: host them | Mayor Roe agreed to host them. | the account says “Mayor Roe agreed to”"]),
        ("He sought $5 million in budget support.", ["request: $5 million in budget support | sought $5 million in budget support. | the account says “sought”"]),
        ("A dinner offered by the Mayor.", []),
        ("The request for ships was no surprise.", []),
        ("They agreed to build a port.", ["agreement: build a port | agreed to build a port. | the account says “agreed to”"]),
        ("They have agreed in principle on a port.", ["agreement: a port | have agreed in principle on a port. | the account says “have agreed in principle on”"]),
        ("They agreed on the need for it.", []),
        ("They agree to build it.", ["agreement: build it | agree to build it. | the account says “agree to”"]),
        ("A treaty was signed.", ["agreement: treaty was signed | treaty was signed. | the account names it"]),
        ("A treaty on coffee and fish was also concluded.", ["agreement: treaty on coffee and fish was also concluded | treaty on coffee and fish was also concluded. | the account names it"]),
        ("They signed a treaty.", ["agreement: a treaty | signed a treaty. | the account says “signed”"]),
        ("They concluded a visit.", []),
        ("They concluded a long visit to the port.", []),
        ("They finalised two agreements.", ["agreement: two agreements | finalised two agreements. | the account says “finalised”"]),
        ("They exchanged letters of intent.", ["agreement: letters of intent | exchanged letters of intent. | the account says “exchanged”"]),
        ("They decided to build it.", ["agreement: build it | decided to build it. | the account says “decided to”"]),
        ("They resolved on peace.", ["agreement: peace | resolved on peace. | the account says “resolved on”"]),
        ("She reaffirmed the government's commitment to peace.", ["commitment: commitment to peace | reaffirmed the government's commitment to peace. | the account says “reaffirmed the government's”"]),
        ("She expressed her full support for peace.", ["commitment: support for peace | expressed her full support for peace. | the account says “expressed her full”"]),
        ("She committed himself to peace.", ["commitment: peace | committed himself to peace. | the account says “committed himself to”"]),
        ("They are committed to peace.", ["commitment: peace | are committed to peace. | the account says “are committed to”"]),
        ("They recommitted to peace.", ["commitment: peace | recommitted to peace. | the account says “recommitted to”"]),
        ("They committed $5 million.", ["commitment: $5 million | committed $5 million. | the account says “committed”"]),
        ("She pledged to help them.", ["commitment: help them | pledged to help them. | the account says “pledged to”"]),
        ("She offered help today.", ["commitment: help today | offered help today. | the account says “offered”"]),
        ("She reaffirmed that peace is near.", []),
        ("She reaffirmed that Norway will help.", ["commitment: Norway will help | reaffirmed that Norway will help. | the account says “reaffirmed that”"]),
        ("Ms. Roe agreed to send it.", ["commitment: send it | Ms. Roe agreed to send it. | the account says “Ms. Roe agreed to”"]),
        ("He said that the port would send two ships.", ["commitment: the port would send two ships | said that the port would send two ships. | the account says “said that”"]),
        ("He told the Minister that the port will train ten pilots.", ["commitment: the port will train ten pilots | told the Minister that the port will train ten pilots. | the account says “told the Minister that”"]),
        ("She asked that a ship be sent.", ["request: a ship be sent | asked that a ship be sent. | the account says “asked that”"]),
        ("He proposed to open a port.", ["request: open a port | proposed to open a port. | the account says “proposed to”"]),
        ("He solicited help.", ["request: help | solicited help. | the account says “solicited”"]),
        ("People have sought safety.", []),
        ("They sought more help.", ["request: more help | sought more help. | the account says “sought”"]),
        ("She is scheduled to depart for Oslo.", []),
        ("She announced that money is near.", ["commitment: money is near | announced that money is near. | the account says “announced that”"]),
        ("She confirmed that they will help.", ["commitment: they will help | confirmed that they will help. | the account says “confirmed that”"]),
        ("She confirmed that.", []),
        ("She assured the Minister that help is near.", ["commitment: help is near | assured the Minister that help is near. | the account says “assured the Minister that”"]),
        ("They want continued collaboration.", ["commitment: continued collaboration | continued collaboration. | the account names it"]),
        ("closer cooperation on coffee", ["commitment: closer cooperation on coffee | closer cooperation on coffee | the account names it"]),
        ("She requested help today.", ["request: help today | requested help today. | the account says “requested”"]),
        ("Help was requested by Doe.", []),
        ("She asked for help.", ["request: help | asked for help. | the account says “asked for”"]),
        ("She asked the Minister to help them.", ["request: help them | asked the Minister to help them. | the account says “asked”"]),
        ("She asked many.", []),
        ("a request for help", ["request: help | request for help | the account says “request for”"]),
        ("She urged the Minister to act.", []),
        ("She appealed for calm.", ["request: calm | appealed for calm. | the account says “appealed for”"]),
        ("She pressed him to act.", []),
        ("She called on the government to act.", []),
        ("She called on Doe.", []),
        ("She invited the Minister to visit Oslo.", ["request: visit Oslo | invited the Minister to visit Oslo. | the account says “invited”"]),
        ("She invited the Minister.", []),
        ("They will meet again.", ["next_step: meet again | will meet again. | the account says “will”"]),
        ("They will also visit Oslo.", []),
        ("They will be glad.", []),
        ("They shall convene soon.", ["next_step: convene soon | shall convene soon. | the account says “shall”"]),
        ("It will send money.", ["commitment: send money | will send money. | the account says “will”"]),
        ("It will also provide help.", ["commitment: provide help | will also provide help. | the account says “will also”"]),
        ("It is scheduled to be open.", []),
        ("They are expected to go there.", []),
        ("They plan to go there.", ["next_step: go there | plan to go there. | the account says “plan to”"]),
        ("She looks forward to peace.", []),
        ("She intends to go there.", ["next_step: go there | intends to go there. | the account says “intends to”"]),
        ("She PLEDGED help.", ["commitment: help | PLEDGED help. | the account says “PLEDGED”"]),
    ],
)  # fmt: skip
def test_verbs(text, expected):
    assert outcomes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed to build a port; it was warm.", ["agreement: build a port | agreed to build a port | the account says “agreed to”"]),
        ("They agreed to build a port, and thanked all.", ["agreement: build a port | agreed to build a port | the account says “agreed to”"]),
        ("They agreed to build a port, and the Minister pledged help.", ["agreement: build a port | agreed to build a port | the account says “agreed to”", "commitment: help | pledged help. | the account says “pledged”"]),
        ("They agreed to build a port and pledged help.", ["agreement: build a port | agreed to build a port | the account says “agreed to”", "commitment: help | pledged help. | the account says “pledged”"]),
        ("They agreed to build a port, which is new.", ["agreement: build a port | agreed to build a port | the account says “agreed to”"]),
        ("They agreed to build a port - soon.", ["agreement: build a port | agreed to build a port | the account says “agreed to”"]),
        ("She requested help, and Doe pledged money.", ["request: help | requested help | the account says “requested”", "commitment: money | pledged money. | the account says “pledged”"]),
        ("They agreed to agree to it.", ["agreement: agree to it | agreed to agree to it. | the account says “agreed to”"]),
        ("They agreed, reaffirming ties.", []),
        ("They agreed to build a port while eating.", ["agreement: build a port | agreed to build a port | the account says “agreed to”"]),
    ],
)  # fmt: skip
def test_where_an_outcome_ends(text, expected):
    assert outcomes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed to go.", []),
        ("They agreed to it.", []),
        ("They agreed to xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.", ["agreement: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | agreed to xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx. | the account says “agreed to”"]),
        ("They agreed to xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.", []),
        ("They agreed to abc.", []),
        ("They never agreed to build it.", []),
        ("They did not agreed to build it.", []),
        ("They didn't agreed to build it.", []),
        ("No agreed to build it", []),
        ("They have no, agreed to build it.", ["agreement: build it | agreed to build it. | the account says “agreed to”"]),
        ("They have noted and agreed to build it.", ["agreement: build it | agreed to build it. | the account says “agreed to”"]),
    ],
)  # fmt: skip
def test_what_is_none(text, expected):
    assert outcomes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She urged the old Prime Minister of Ghana to act now.", ["request: act now | urged the old Prime Minister of Ghana to act now. | the account says “urged”"]),
        ("She requested the Minister to act now.", ["request: act now | requested the Minister to act now. | the account says “requested”"]),
        ("She asked for him to act now.", ["request: act now | asked for him to act now. | the account says “asked for”"]),
        ("She urged to act now.", ["request: to act now | urged to act now. | the account says “urged”"]),
        ("She urged Doe to Act now.", ["request: Doe to Act now | urged Doe to Act now. | the account says “urged”"]),
        ("She urged one two three four five six to act now.", ["request: act now | urged one two three four five six to act now. | the account says “urged”"]),
        ("She urged one two three four five six seven to act now.", ["request: one two three four five six seven to act now | urged one two three four five six seven to act now. | the account says “urged”"]),
        ("She pledged the Minister to act.", ["commitment: the Minister to act | pledged the Minister to act. | the account says “pledged”"]),
    ],
)  # fmt: skip
def test_what_was_asked_for(text, expected):
    assert outcomes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed to build it by the end of 2021.", ["agreement: build it by the end of 2021 <by the end of 2021> | agreed to build it by the end of 2021. | the account says “agreed to”"]),
        ("They agreed to build it by next year.", ["agreement: build it by next year <by next year> | agreed to build it by next year. | the account says “agreed to”"]),
        ("They agreed to build it by 3 May 2021.", ["agreement: build it by 3 May 2021 <by 3 May 2021> | agreed to build it by 3 May 2021. | the account says “agreed to”"]),
        ("They agreed to build it by May.", ["agreement: build it by May <by May> | agreed to build it by May. | the account says “agreed to”"]),
        ("They agreed to build it by 2022.", ["agreement: build it by 2022 <by 2022> | agreed to build it by 2022. | the account says “agreed to”"]),
        ("They agreed to build it within two years.", ["agreement: build it within two years <within two years> | agreed to build it within two years. | the account says “agreed to”"]),
        ("They agreed to build it before the end of the year.", ["agreement: build it before the end of the year <before the end of the year> | agreed to build it before the end of the year. | the account says “agreed to”"]),
        ("They agreed to build it next year.", ["agreement: build it next year <next year> | agreed to build it next year. | the account says “agreed to”"]),
        ("They agreed to build it later this month.", ["agreement: build it later this month <later this month> | agreed to build it later this month. | the account says “agreed to”"]),
        ("They agreed to build it in June 2022.", ["agreement: build it in June 2022 <in June 2022> | agreed to build it in June 2022. | the account says “agreed to”"]),
        ("They agreed to build it in early June.", ["agreement: build it in early June <in early June> | agreed to build it in early June. | the account says “agreed to”"]),
        ("They agreed to build it in Oslo.", ["agreement: build it in Oslo | agreed to build it in Oslo. | the account says “agreed to”"]),
        ("They agreed to build it by train.", ["agreement: build it by train | agreed to build it by train. | the account says “agreed to”"]),
    ],
)  # fmt: skip
def test_deadlines(text, expected):
    assert outcomes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("They agreed to build it. They pledged help.", {"first": 5}, ["agreement: build it. They pledged help | agreed to build it. They pledged help. | the account says “agreed to”"]),
        ("They agreed to build it. They pledged help.", {"first": 12}, ["commitment: help | pledged help. | the account says “pledged”"]),
    ],
)  # fmt: skip
def test_from_an_offset_on(text, options, expected):
    assert outcomes_in(text, **options) == expected


NEXT = (
    "meet convene reconvene hold host continue follow submit prepare finalize finalise circulate report "
    "begin start launch resume consult exchange draft schedule set co-chair review share open organize "
    "organise establish work conduct sign complete"
)
HELP = (
    "send provide support contribute fund finance supply donate increase deliver invest extend double train assist "
    "help grant build allocate"
)


@pytest.mark.parametrize("verb", [*NEXT.split(), "take place", "be held", "be signed", "be convened"])
def test_next_steps(verb):
    (outcome,) = outcomes_in(f"They will {verb} there then.")
    assert outcome.startswith(f"next_step: {verb} there then")


@pytest.mark.parametrize("verb", [*HELP.split(), "make available"])
def test_what_will_be_given(verb):
    (outcome,) = outcomes_in(f"It will {verb} ten things.")
    assert outcome.startswith(f"commitment: {verb} ten things")


@pytest.mark.parametrize(
    "month",
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
)
def test_months_of_deadlines(month):
    for due in (f"by {month} 2022", f"in {month} 2022"):
        (outcome,) = outcomes_in(f"They agreed to build it {due}.")
        assert f"<{due}>" in outcome


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        *(("agreement", f"{verb} a treaty") for verb in ("initialled", "initialed", "concluded", "finalized", "adopted", "inked", "reached", "exchanged")),
        *(("agreement", f"signed {what}") for what in ("two texts", "three texts", "several texts", "5 texts", "agreements", "memoranda", "MoUs", "joint texts", "new texts", "the text")),
        *(("commitment", f"{verb} support for it") for verb in ("reiterated", "restated", "renewed", "underscored", "stressed", "confirmed", "underlined", "emphasized", "reconfirmed", "expressed", "affirmed", "conveyed", "voiced")),
        *(("commitment", f"expressed {what} for it") for what in ("readiness", "willingness", "determination", "steadfast support", "ironclad support", "the country's full support")),
        *(("commitment", f"{verb} ten ships") for verb in ("promised", "vowed", "undertook", "offered", "announced")),
        *(("commitment", f"{what} on fish") for what in ("continuing support", "further collaboration", "closer partnership")),
        *(("request", f"{verb} ten ships") for verb in ("urged", "appealed for", "called for", "encouraged", "pressed for")),
        *(("request", f"{verb} Doe to come") for verb in ("extended an invitation to", "appealed to", "called upon")),
        *(("next_step", words) for words in ("plan to go far", "intend to go far")),
    ],
)  # fmt: skip
def test_words_that_tell_of_an_outcome(kind, words):
    assert [line.partition(":")[0] for line in outcomes_in(f"They {words}.")] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fish Board to provide two boats.", "commitment"),
        ("Both sides to meet again in May.", "next_step"),
    ],
)
def test_what_minutes_say_that_somebody_is_to_do(text, kind):
    assert [outcome.kind for outcome in find_outcomes(sentence_of(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They agreed to build a port, and to open a road.", ["agreement: build a port | agreed to build a port | the account says “agreed to”", "agreement: open a road | open a road. | the account says “agreed to”"]),
        ("They signed today in Oslo a Loan Agreement.", ["agreement: a Loan Agreement | signed today in Oslo a Loan Agreement. | the account says “signed today in Oslo”"]),
        ("They signed a declaration and Minister Roe pledged two boats.", ["agreement: a declaration | signed a declaration | the account says “signed”", "commitment: two boats | pledged two boats. | the account says “pledged”"]),
        ("The Secretary agreed to host them.", ["commitment: host them | The Secretary agreed to host them. | the account says “The Secretary agreed to”"]),
        ("EPA agreed to release $4 million.", ["commitment: release $4 million | EPA agreed to release $4 million. | the account says “EPA agreed to”"]),
        ("She said she would relay the request.", ["commitment: she would relay the request | said she would relay the request. | the account says “said”"]),
        ("The trip, previously announced for May, was long.", []),
        ("A date still to be announced as a result of it.", []),
    ],
)  # fmt: skip
def test_who_promises_and_what_is_two(text, expected):
    assert outcomes_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nobody did so
        ("They refused to agree to a port.", []),
        ("They have not yet agreed to build it.", []),
        ("They declined to sign and never requested help.", []),
        ("They not only agreed to build it.", ["agreement: build it"]),
        # who asks for nothing, or is asked elsewhere
        ("Roe asked Doe to sit down.", []),
        ("Roe was asked by a reporter to comment on it.", []),
        ("A journalist asked Roe to explain it.", []),
        ("The source asked not to be named.", []),
        ("Companies are asked to pay the fee.", []),
        ("It was requested that a port be built.", ["request: that a port be built"]),
        ("Roe asked Doe to send ships.", ["request: send ships"]),
        ("Roe asked to speed up the loan.", ["request: speed up the loan"]),
        ("Roe asked whether Peru could send ships.", ["request: whether Peru could send ships"]),
        ("Roe asked to see the port.", []),
        ("Roe asked how far it is to Lima.", []),
        ("Roe suggested that firms invest in ports.", ["request: firms invest in ports"]),
        # of several it is an agreement, of somebody alone a promise
        ("The Governor and the Premier agreed to build it.", ["agreement: build it"]),
        ("President Roe and President Doe agreed to build it.", ["agreement: build it"]),
        ("Roe agreed to build it.", ["commitment: build it"]),
        ("Peru has agreed to build it.", ["commitment: build it"]),
        ("Ministers agreed to build it.", ["agreement: build it"]),
        ("Ships were requested, which was agreed to by Peru.", []),
        ("It was decided that two go to Lima.", ["agreement: two go to Lima"]),
        # that something will be done, by whatever verb
        ("Roe replied that the request would be studied.", ["commitment: the request would be studied"]),
        ("Roe told Doe that Peru will waive the duty.", ["commitment: Peru will waive the duty"]),
        ("Roe said it would be warm.", []),
        ("The mission will take place, the Ministry announced today.", ["next_step: take place, the Ministry announced today"]),
        # where somebody goes next is no outcome
        ("She will attend a dinner.", []),
        ("The visit will now take place in May.", []),
        ("She will deliver remarks at noon.", []),
    ],
)  # fmt: skip
def test_whose_it_is_and_whether_it_is_any(text, expected):
    assert [line.partition(" | ")[0] for line in outcomes_in(text)] == expected
