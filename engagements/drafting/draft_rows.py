"""From a reading to the rows of a draft, as they are first shown."""

from collections.abc import Iterable
from typing import Any

from django_countries import countries

from engagements.common.folding import fold
from engagements.models import Place
from engagements.reader import proposals
from engagements.reader.directory import DirectoryKind
from engagements.reader.proposals import Confidence, Passage

from .directory_forms import NEW_ENTRY
from .fields import FieldPassage
from .forms import ENTRY_KINDS, ROW_FORMS

MAX_MEETINGS = 30  # the rest of a longer text is read on its own


class DraftRows:
    """The initial values of each form of a draft, by kind: ``rows``, and ``entries`` by folded name."""

    def __init__(self, reading: proposals.ReaderResult) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in ROW_FORMS}
        self.entries: dict[DirectoryKind, dict[str, dict[str, Any]]] = {kind: {} for kind in ENTRY_KINDS}
        self.notes = list(reading.notes)
        self.offers: list[str] = []  # topics and outcomes that are but offered: "topic:12-40"
        if len(reading.meetings) > MAX_MEETINGS:
            self.notes.append(
                f"It tells of {len(reading.meetings)} meetings; here are the first {MAX_MEETINGS}. "
                "Read the rest of the readout on its own."
            )
        self.visit_prefixes: dict[str, str] = {}  # by the id that a reading gives a visit
        for visit in reading.visits:
            self.add_visit(visit)
        for meeting in reading.meetings[:MAX_MEETINGS]:
            self.add_meeting(meeting)
        for visit in reading.visits:
            for outcome in visit.outcomes:
                self.add_outcome(outcome, "meeting-0" if len(self.rows["meeting"]) == 1 else "")
        self.link_countries()

    def add(
        self,
        kind: str,
        proposal: proposals.Proposal,
        /,
        parent: str = "",
        passages: Iterable[FieldPassage] = (),
        **values: Any,
    ) -> str:
        """Add a row; return its prefix, by which it is the parent of others."""
        own_passages = [("", passage) for passage in proposal.passages]
        self.rows[kind].append(
            {
                "accept": proposal.confidence != Confidence.OPEN,
                "parent": parent,
                "passages": list(dict.fromkeys([*own_passages, *passages])),
                "confidence": str(proposal.confidence),
                "reason": proposal.reason,
                **values,
            }
        )
        return f"{kind}-{len(self.rows[kind]) - 1}"

    def add_visit(self, visit: proposals.Visit) -> None:
        dates, passages_of_dates = self.dates(visit.dates)
        sender = visit.organization
        is_surer = sender is not None and sender.confidence == Confidence.OPEN != visit.confidence
        organization, passages_of_sender = self.organization(None if is_surer else sender)
        prefix = self.add(
            "visit",
            visit,
            passages=passages_of_dates + passages_of_sender,
            relation=visit.relation,
            title=visit.title,
            organization=organization,
            visit_type=visit.visit_type,
            progress=visit.progress,
            purpose=visit.purpose,
            **dates,
        )
        self.visit_prefixes[visit.id] = prefix
        for stop in visit.stops:
            self.add_stop(stop, prefix)
        for member in visit.members:
            values, passages = self.party(member)
            if values["official"]:
                self.add("member", member, prefix, passages, role=member.role, **values)
        self.add_topics(visit, prefix)

    def add_stop(self, stop: proposals.Stop, parent: str) -> None:
        place, passages = self.place(stop)
        dates = stop.dates or proposals.ProposedDates()
        passages += [("dates", passage) for passage in dates.passages]
        self.add("stop", stop, parent, passages, place=place, start_date=dates.start, end_date=dates.end)

    def add_meeting(self, meeting: proposals.Meeting) -> None:
        dates, passages_of_dates = self.dates(meeting.dates)
        place, passages_of_place = self.place(meeting.place)
        prefix = self.add(
            "meeting",
            meeting,
            self.visit_prefixes.get(meeting.visit, ""),
            passages_of_dates + passages_of_place,
            format=meeting.format,
            progress=meeting.progress,
            place=place,
            venue=meeting.venue,
            **dates,
        )
        for participant in meeting.participants:
            self.add_participant(participant, meeting, prefix)
        self.add_topics(meeting, prefix)
        for outcome in meeting.outcomes:
            self.add_outcome(outcome, prefix)

    def add_participant(
        self, participant: proposals.Participant, meeting: proposals.Meeting, parent: str
    ) -> None:
        values, passages = self.party(participant)
        country = participant.country
        organization = participant.organization
        if organization and values["organization"] and organization.country == country:
            country = ""
        is_nobody = not (values["official"] or values["organization"] or participant.description)
        description = participant.title if is_nobody else participant.description
        self.add(
            "participant",
            participant,
            parent,
            passages,
            # Where the readout doesn't say the side, a person does.
            side="" if is_of_no_known_side(participant) else str(participant.side),
            role=participant.role,
            description=description,
            note=participant.note,
            country=country,
            **values,
        )
        row = self.rows["participant"][-1]
        row["passages"] = [
            (field, passage)
            for field, passage in row["passages"]
            if passage in participant.passages[:1] or is_within(passage, meeting.passages)
        ]

    def add_topics(self, record: proposals.Visit | proposals.Meeting, parent: str) -> None:
        for topic in record.topics:
            if not self.is_offered("topic", topic):
                name = self.entry_name("topic", topic.name, topic, name=topic.name)
                self.add("topic", topic, parent, name=name)

    def add_outcome(self, outcome: proposals.Outcome, parent: str) -> None:
        if not self.is_offered("outcome", outcome):
            self.add(
                "outcome", outcome, parent, kind=outcome.kind, text=outcome.text, due_text=outcome.due_text
            )

    def is_offered(self, kind: str, proposal: proposals.Proposal) -> bool:
        """Whether a proposal is too unsure for a row: its words are offered to choose from."""
        if proposal.confidence != Confidence.OPEN or not proposal.passages:
            return False
        passage = proposal.passages[0]
        self.offers.append(f"{kind}:{passage.start}-{passage.end}")
        return True

    # --- Values of rows, with the passages that they come from

    def dates(self, dates: proposals.ProposedDates) -> tuple[dict[str, Any], list[FieldPassage]]:
        return (
            {"start_date": dates.start, "end_date": dates.end, "dates": str(dates.dates)},
            [("dates", passage) for passage in dates.passages],
        )

    def organization(self, organization: proposals.Organization | None) -> tuple[str, list[FieldPassage]]:
        """Return the name and the passages of an organization."""
        if organization is None:
            return "", []
        acronym = organization.acronym if organization.acronym != organization.name else ""
        if not acronym and organization.name.isupper() and " " not in organization.name:
            acronym = organization.name
        name = self.entry_name(
            "organization",
            organization.name,
            organization,
            name=organization.name,
            acronym=acronym,
            kind=organization.kind or "other",
            country=organization.country,
        )
        return name, [("organization", passage) for passage in organization.passages]

    def place(self, place: proposals.Place | None) -> tuple[str, list[FieldPassage]]:
        if place is None:
            return "", []
        name = ", ".join(filter(None, (place.name, place.country and countries.name(place.country))))
        name = self.entry_name("place", name, place, name=place.name, country=place.country)
        return name, [("place", passage) for passage in place.passages]

    def party(self, party: proposals.ProposedParty) -> tuple[dict[str, Any], list[FieldPassage]]:
        """Return the values that the rows of members and participants have in common."""
        # A line is as sure as the organization that it has.
        parts = [party, party.organization] if party.organization else [party]
        is_open = any(part.confidence == Confidence.OPEN for part in parts)
        organization, passages = self.organization(party.organization)
        official = party.name and self.entry_name(
            "official",
            party.name,
            party,
            name=party.name,
            honorific=party.honorific,
            native_name=party.native_name,
            post=bool(party.title and organization),
            acting=party.acting,
        )
        hints = [party.reason]
        if not official and party.candidates:
            names = " or ".join(candidate.name for candidate in party.candidates)
            hints.append(f"on record in this office: {names}. If it was them, give the name")
        values = {
            "official": official,
            "title": party.title,
            "organization": organization,
            "reason": "; ".join(hints),
            "confidence": str(Confidence.OPEN if is_open else party.confidence),
            "accept": not is_open,
        }
        return values, passages

    # --- Entries of the directory

    def entry_name(
        self, kind: DirectoryKind, name: str, proposal: proposals.LinkedProposal, /, **values: Any
    ) -> str:
        """Return what the draft calls an entry of the directory, which is added to ``entries``.

        Namesakes in different countries are called by their country too.
        """
        entries, country = self.entries[kind], values.get("country", "")
        key = name
        if country and entries.get(fold(key), {}).get("country", country) != country:
            key = f"{name}, {countries.name(country)}"
        candidates = [proposal.known] if proposal.known else proposal.candidates
        entry = entries.setdefault(fold(key), {"key": key, "candidates": "", "choice": NEW_ENTRY, **values})
        if candidates and not entry["candidates"]:
            entry["candidates"] = " ".join(str(candidate.id) for candidate in candidates)
            entry["choice"] = proposal.known.id if proposal.known else ""
        for field, value in values.items():
            entry[field] = entry.get(field) or value
        known_key: str = entry["key"]
        return known_key

    def link_countries(self) -> None:
        """Link the places that are a country as a whole: the reader knows only towns."""
        entries = {entry["country"]: entry for entry in self.entries["place"].values() if not entry["name"]}
        places = Place.objects.filter(name="", country__in=list(entries))
        for pk, country in places.values_list("pk", "country"):
            entries[country].update(candidates=str(pk), choice=pk)


def is_of_no_known_side(participant: proposals.Participant) -> bool:
    return participant.confidence == Confidence.OPEN and "not said" in participant.rule


def is_within(passage: Passage, wholes: Iterable[Passage]) -> bool:
    return any(whole.start <= passage.start and passage.end <= whole.end for whole in wholes)
