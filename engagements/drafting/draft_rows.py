"""From a reading to the rows of a draft, as they are first shown."""

from django_countries import countries

from engagements.common.folding import fold
from engagements.models import Place
from engagements.reader.proposals import Confidence

from .directory_forms import NEW

MOST_MEETINGS = 60  # of a longer account the rest is read on its own
KINDS = ("official", "organization", "place", "topic")


class DraftRows:
    """Fills ``rows`` and ``entries``: by kind, the initial values of each row."""

    def __init__(self, reading):
        self.rows = {
            kind: [] for kind in ("visit", "stop", "member", "topic", "meeting", "participant", "outcome")
        }
        self.entries = {kind: {} for kind in KINDS}
        self.notes = list(reading.notes)
        if len(reading.meetings) > MOST_MEETINGS:
            self.notes.append(
                f"It tells of {len(reading.meetings)} meetings; here are the first {MOST_MEETINGS}. "
                "Read the rest of the account on its own."
            )
        self.ids = {}
        for visit in reading.visits:
            self.propose_visit(visit)
        for meeting in reading.meetings[:MOST_MEETINGS]:
            self.propose_meeting(meeting)
        for visit in reading.visits:
            for outcome in visit.outcomes:
                self.propose_outcome(outcome, "meeting-0" if len(self.rows["meeting"]) == 1 else "")
        self.know_countries()

    def add(self, kind, proposal, /, of="", spans=(), **values):
        """Add a row; return what other rows call it."""
        spans = [*(("", one) for one in proposal.passages), *spans]
        self.rows[kind].append(
            {
                "accept": proposal.confidence != Confidence.OPEN,
                "of": of,
                "passages": list(dict.fromkeys(spans)),
                "confidence": str(proposal.confidence),
                "reason": proposal.reason,
                **values,
            }
        )
        return f"{kind}-{len(self.rows[kind]) - 1}"

    def name(self, kind, name, proposal, /, **values):
        """Return what the draft calls an entry of the directory; its row is added where it is new."""
        rows, country = self.entries[kind], values.get("country", "")
        key = name
        if country and rows.get(fold(key), {}).get("country", country) != country:
            key = f"{name}, {countries.name(country)}"
        known = [proposal.known.id] if proposal.known else [one.id for one in proposal.candidates]
        row = rows.setdefault(fold(key), {"key": key, "candidates": "", "choice": NEW, **values})
        if known and not row["candidates"]:
            row["candidates"] = " ".join(map(str, known))
            row["choice"] = known[0] if proposal.known else ""
        for field, value in values.items():
            row[field] = row.get(field) or value
        return row["key"]

    def organization(self, one):
        """Return name and passages of an organization; of one that is only implied, neither."""
        if one is None or one.confidence == Confidence.OPEN:
            return "", []
        acronym = one.acronym if one.acronym != one.name else ""
        name = self.name(
            "organization",
            one.name,
            one,
            name=one.name,
            acronym=acronym or (one.name if one.name.isupper() and " " not in one.name else ""),
            kind=one.kind or "other",
            country=one.country,
        )
        return name, [("organization", span) for span in one.passages]

    def place(self, one):
        if one is None:
            return "", []
        name = ", ".join(filter(None, (one.name, one.country and countries.name(one.country))))
        name = self.name("place", name, one, name=one.name, country=one.country)
        return name, [("place", span) for span in one.passages]

    def party(self, one):
        """Return the values that a line about somebody has on every form, and its passages."""
        organization, spans = self.organization(one.organization)
        who = one.name and self.name(
            "official",
            one.name,
            one,
            name=one.name,
            honorific=one.honorific,
            native_name=one.native_name,
            post=bool(one.title and organization),
            acting=one.acting,
        )
        hints = [one.reason]
        if one.organization and not organization:
            hints.append(f"perhaps of “{one.organization.name}”: {one.organization.reason}")
        if not who and one.candidates:
            names = " or ".join(candidate.name for candidate in one.candidates)
            hints.append(f"on record in this office: {names}. If it was them, give the name")
        return {
            "who": who,
            "title": one.title,
            "organization": organization,
            "reason": "; ".join(hints),
        }, spans

    def dates(self, one):
        """Return the values of the dates of a record, and their passages."""
        return (
            {"start_date": one.start, "end_date": one.end, "dates": str(one.dates)},
            [("dates", span) for span in one.passages],
        )

    def propose_visit(self, visit):
        dates, spans = self.dates(visit.dates)
        organization, of_sender = self.organization(visit.organization)
        self.ids[visit.id] = of = self.add(
            "visit",
            visit,
            spans=spans + of_sender,
            relation=visit.relation,
            title=visit.title,
            organization=organization,
            visit_type=visit.visit_type,
            progress=visit.progress,
            purpose=visit.purpose,
            **dates,
        )
        for stop in visit.stops:
            place, spans = self.place(stop)
            own = stop.dates
            self.add(
                "stop",
                stop,
                of,
                [*spans, *(("dates", span) for span in (own.passages if own else ()))],
                place=place,
                start_date=own and own.start,
                end_date=own and own.end,
            )
        for member in visit.members:
            values, spans = self.party(member)
            if values["who"]:
                self.add("member", member, of, spans, role=member.role, **values)
        self.propose_topics(visit, of)

    def propose_topics(self, record, of):
        for topic in record.topics:
            name = self.name("topic", topic.name, topic, name=topic.name)
            self.add("topic", topic, of, name=name)

    def propose_meeting(self, meeting):
        dates, spans = self.dates(meeting.dates)
        place, of_place = self.place(meeting.place)
        of = self.add(
            "meeting",
            meeting,
            self.ids.get(meeting.visit, ""),
            spans + of_place,
            format=meeting.format,
            progress=meeting.progress,
            place=place,
            venue=meeting.venue,
            **dates,
        )
        for one in meeting.participants:
            values, spans = self.party(one)
            country = one.country
            if values["organization"] and one.organization.country == country:
                country = ""
            self.add(
                "participant",
                one,
                of,
                spans,
                side=str(one.side),
                role=one.role,
                description=one.description,
                note=one.note,
                country=country,
                **values,
            )
            row = self.rows["participant"][-1]
            row["passages"] = [pair for pair in row["passages"] if self.is_of(pair[1], one, meeting)]
        self.propose_topics(meeting, of)
        for outcome in meeting.outcomes:
            self.propose_outcome(outcome, of)

    @staticmethod
    def is_of(span, proposal, meeting):
        """Whether it is where somebody is named first, or within what is said of the meeting."""
        return span in proposal.passages[:1] or any(
            whole.start <= span.start and span.end <= whole.end for whole in meeting.passages
        )

    def propose_outcome(self, outcome, of):
        self.add("outcome", outcome, of, kind=outcome.kind, text=outcome.text, due_text=outcome.due_text)

    def know_countries(self):
        """Find the places that are a country as a whole: the reader knows towns alone."""
        whole = {row["country"]: row for row in self.entries["place"].values() if not row["name"]}
        for pk, code in Place.objects.filter(name="", country__in=list(whole)).values_list("pk", "country"):
            whole[code].update(candidates=str(pk), choice=pk)
