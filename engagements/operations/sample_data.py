"""Invented engagements, as many as are asked for: for benchmarks and trials, never for a real database.

The same seed gives the same records, but for the times at which they were entered.
"""

import calendar
import datetime
import uuid
from itertools import count, islice
from random import Random

from engagements.models import (
    Appointment,
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Place,
    Side,
    Source,
    Stop,
    Topic,
    Visit,
)
from engagements.models.delegation_members import DelegationRole
from engagements.models.meeting_progress import MeetingProgress

HOME = "US"
FIRST_YEAR, LAST_YEAR = 1976, 2026
BATCH = 5_000

words = str.split

# Country -> given names, family names, towns; names in another script stand behind a bar.
CULTURES = {
    "US": (
        words("Troy Stephanie Ken Thea Robert Denise Alan Maria James Carol"),
        words("Miller Whitfield Harper O’Neill Syptak-Ramnath Baker Coleman Jefferson Nguyen Ortiz"),
        ["Washington", "New York", "Houston", "San Diego"],
    ),
    "MX": (
        words("Francisco Horacio Roberto Marcelo Alicia Lucía José Ángel Ximena Ramón"),
        words("Garduño Yáñez Duarte Olivares Velasco Ebrard Bárcena Núñez Peña Muñoz"),
        ["Mexico City", "Monterrey", "Mérida", "San Luis Potosí"],
    ),
    "FR": (
        words("Élodie François Hélène Jérôme Anaïs Benoît Chloé Gaël Inès Loïc"),
        words("Lefèvre Müller Crépin Dubois d’Estaing Noël Béranger Fournier Gauthier L’Hôte"),
        ["Paris", "Orléans", "Besançon", "Marseille"],
    ),
    "PL": (
        words("Łukasz Zbigniew Małgorzata Agnieszka Paweł Żaneta Stanisław Grażyna Józef Ewa"),
        words("Wałęsa Kwaśniewski Żółtowski Nowak Wiśniewska Dąbrowski Śliwiński Błaszczak Ćwik Król"),
        ["Warsaw", "Łódź", "Gdańsk", "Kraków"],
    ),
    "UA": (
        ["Olena|Олена", "Taras|Тарас", "Dmytro|Дмитро", "Iryna|Ірина", "Yuliia|Юлія", "Bohdan|Богдан"],
        ["Shevchenko|Шевченко", "Kovalchuk|Ковальчук", "Bondarenko|Бондаренко", "Yushchenko|Ющенко"],
        ["Kyiv", "Lviv", "Odesa", "Kharkiv"],
    ),
    "JP": (
        ["Shinzo|晋三", "Yoko|洋子", "Taro|太郎", "Haruka|遥", "Kenji|健二", "Naomi|直美"],
        ["Abe|安倍", "Kishida|岸田", "Tanaka|田中", "Sato|佐藤", "Kono|河野", "Hayashi|林"],
        ["Tokyo", "Kyoto", "Osaka", "Nagoya"],
    ),
    "EG": (
        ["Sameh|سامح", "Amr|عمرو", "Nabila|نبيلة", "Mohamed|محمد", "Fatma|فاطمة", "Hossam|حسام"],
        ["Shoukry|شكري", "Moussa|موسى", "Makram|مكرم", "Abdelatty|عبد العاطي", "Zaki|زكي"],
        ["Cairo", "Alexandria", "Aswan", "Giza"],
    ),
    "GR": (
        ["Nikos|Νίκος", "Dora|Ντόρα", "Yannis|Γιάννης", "Eleni|Ελένη", "Kostas|Κώστας"],
        ["Dendias|Δένδιας", "Papadopoulou|Παπαδοπούλου", "Kotzias|Κοτζιάς", "Georgiou|Γεωργίου"],
        ["Athens", "Thessaloniki", "Patras", "Heraklion"],
    ),
    "VN": (
        words("Xuân Thị Minh Đức Hạnh Quang Tuyết Bảo Lan Dũng"),
        words("Nguyễn Trần Phạm Võ Đặng Bùi Đỗ Hồ Ngô Dương"),
        ["Hanoi", "Đà Nẵng", "Huế", "Cần Thơ"],
    ),
    "IS": (
        words("Guðrún Sigríður Þórður Björn Ásta Jóhanna Einar Ólöf Æsa Davíð"),
        words("Sigurðardóttir Jónsson Þórsdóttir Björnsson Ólafsdóttir Gíslason Pálsdóttir"),
        ["Reykjavík", "Akureyri", "Ísafjörður", "Höfn"],
    ),
}
BODIES = {
    "ministry": ["Ministry of {}"],
    "agency": ["National Agency for {}", "Directorate General of {}", "Office of {}"],
    "mission": ["Permanent Mission for {}"],
    "company": ["{} Holdings"],
    "civil_society": ["Forum on {}"],
}
FIELDS = [
    "Foreign Affairs",
    "Trade",
    "Migration",
    "Customs",
    "Defence",
    "Agriculture",
    "Energy",
    "Health",
    "Labour",
    "Justice",
    "Finance",
    "Fisheries",
    "Civil Aviation",
    "Education",
    "Culture",
    "Science",
    "Transport",
    "Water",
    "Climate",
    "Tourism",
]
TITLES = [
    "Minister",
    "Deputy Minister",
    "State Secretary",
    "Ambassador",
    "Director General",
    "Director",
    "Commissioner",
    "Head of Department",
    "Adviser",
    "Special Envoy",
]
SUBJECTS = [
    "visa requirements",
    "irregular migration",
    "legitimate trade",
    "air services",
    "border security",
    "fisheries",
    "energy supply",
    "consular matters",
    "debt relief",
    "arms control",
    "climate finance",
    "vaccines",
    "student exchange",
    "water sharing",
    "extradition",
    "customs cooperation",
    "sanctions",
    "peacekeeping",
    "disaster relief",
    "space research",
]
ASPECTS = ("", " in the region", ": legal framework")
FILL = words(
    "The two sides reviewed progress and agreed that experts would meet again. Differences remain on the "
    "timetable. Both stressed the need for early consultation and a common approach to third parties."
)


def countries_of(index):
    return list(CULTURES)[index % len(CULTURES)]


class World:
    """Makes the records, kind by kind; each kind needs those before it.

    ``progress`` is called with a noun and a number of rows whenever some are written.
    """

    def __init__(self, meetings, seed, progress=lambda noun, rows: None):
        self.random = Random(seed)  # noqa: S311 - nothing here is secret
        self.progress = progress
        self.meeting_count = meetings
        self.visit_count = max(1, meetings // 5)
        self.official_count = max(20, meetings // 20)
        self.organization_count = max(20, meetings // 200)

    def build(self):
        """Write all of it; the caller decides on the transaction."""
        self.make_directory()
        self.make_officials()
        self.make_visits()
        self.make_meetings()

    # What chance decides

    def uid(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def popular(self, rows):
        """Return one of ``rows``: the first ones very often, the last ones hardly ever."""
        return rows[int(len(rows) * self.random.random() ** 2)]

    def some(self, rows, most):
        """Return one to ``most`` different rows, few more often than many."""
        wanted = 1 + int(most * self.random.random() ** 3)
        return list(dict.fromkeys(self.popular(rows) for _ in range(wanted)))

    def day(self):
        """Return a date; later years have more."""
        years = LAST_YEAR - FIRST_YEAR + 1
        year = FIRST_YEAR + int(years * self.random.random() ** 0.6)
        return datetime.date(year, 1, 1) + datetime.timedelta(days=self.random.randrange(365))

    def inexact(self, day):
        """Return dates that are only as certain as most sheets have them."""
        chance = self.random.random()
        if chance < 0.84:
            return {"start_date": day, "end_date": day, "dates": "exact"}
        if chance < 0.99:
            last = calendar.monthrange(day.year, day.month)[1]
            return {"start_date": day.replace(day=1), "end_date": day.replace(day=last), "dates": "within"}
        return {"start_date": None, "end_date": None, "dates": "unknown"}

    def publication(self):
        return {
            "publication": "draft" if self.random.random() < 0.05 else "published",
            "handling": "restricted" if self.random.random() < 0.03 else "open",
        }

    # What is written

    def write(self, model, rows):
        """Write ``rows`` (an iterable) in batches, folded; return them when they are not too many to keep."""
        rows, kept = iter(rows), []
        while batch := list(islice(rows, BATCH)):
            for row in batch:
                if hasattr(row, "refold"):
                    row.refold()
            model.objects.bulk_create(batch)
            kept += batch
            self.progress(str(model._meta.verbose_name_plural), len(batch))
        return kept

    def make_directory(self):
        self.topics = self.write(
            Topic, (Topic(name=subject + aspect) for aspect in ASPECTS for subject in SUBJECTS)
        )
        self.places = self.write(
            Place,
            (Place(name=town, country=code) for code, culture in CULTURES.items() for town in culture[2]),
        )
        self.sources = self.write(
            Source, (Source(title=f"Readout {number}") for number in range(max(10, self.visit_count // 10)))
        )
        organizations = self.write(Organization, map(self.organization, range(self.organization_count)))
        self.home = [one for one in organizations if one.country == HOME]
        self.abroad = [one for one in organizations if one.country != HOME]

    def organization(self, number):
        code = HOME if number % 8 == 0 else countries_of(number)
        kind = self.random.choice(list(BODIES))
        field = self.random.choice(FIELDS)
        name = self.random.choice(BODIES[kind]).format(field)
        return Organization(
            uid=self.uid(),
            name=f"{name} of {code} {number}",
            acronym=f"{''.join(word[0] for word in name.split())}{number}"[:30],
            kind=kind,
            country=code,
        )

    def make_officials(self):
        officials = self.write(Official, map(self.official, range(self.official_count)))
        numbers = count()
        self.delegates = [one for number, one in zip(numbers, officials, strict=False) if number % 8 == 0]
        self.counterparts = [one for number, one in enumerate(officials) if number % 8]
        posts = [(one, self.popular(self.home)) for one in self.delegates]
        posts += [(one, self.popular(self.abroad)) for one in self.counterparts]
        self.post = {one.pk: (self.random.choice(TITLES), organization.pk) for one, organization in posts}
        self.write(Appointment, (self.appointment(one, organization) for one, organization in posts))

    def official(self, number):
        code = HOME if number % 8 == 0 else countries_of(number)
        given, family, _ = CULTURES[code]
        parts = [self.random.choice(given), self.random.choice(family), self.random.choice(family)]
        latin = [part.partition("|")[0] for part in parts]
        native = [part.partition("|")[2] for part in parts]
        return Official(
            uid=self.uid(),
            name=" ".join(latin),
            sort_name=f"{' '.join(latin[1:])}, {latin[0]}",
            honorific=self.random.choice(["", "", "", "Dr.", "H.E."]),
            native_name=" ".join(native) if all(native) else "",
        )

    def appointment(self, official, organization):
        start = self.day()
        return Appointment(
            official=official,
            organization=organization,
            title=self.post[official.pk][0],
            start_date=start,
            end_date=start + datetime.timedelta(days=1500) if self.random.random() < 0.7 else None,
        )

    def make_visits(self):
        self.visits = self.write(Visit, map(self.visit, range(self.visit_count)))
        self.members = {}
        self.write(Stop, (Stop(visit=visit, place=place) for visit in self.visits for place in visit.towns))
        self.write(DelegationMember, (line for visit in self.visits for line in self.delegation(visit)))
        self.link(Visit.topics, ((visit, topic) for visit in self.visits for topic in visit.subjects))
        self.link(Visit.sources, ((visit, self.popular(self.sources)) for visit in self.visits))

    def visit(self, number):
        start = self.day()
        end = start + datetime.timedelta(days=self.random.randrange(6))
        dates = {"start_date": start, "end_date": end, "dates": "exact"}
        if self.random.random() < 0.1:
            dates = self.inexact(start)
        towns, subjects = self.some(self.places, 3), self.some(self.topics, 3)
        visit = Visit(
            uid=self.uid(),
            title=f"Visit to {towns[0].name} on {subjects[0].name} ({number})",
            visit_type=self.random.choice(Visit.Type.values),
            organization=self.popular(self.home),
            purpose=" ".join(self.random.sample(FILL, 12)),
            **dates,
            **self.publication(),
        )
        visit.towns, visit.subjects = towns, subjects
        return visit

    def delegation(self, visit):
        members = self.some(self.delegates, 6)
        self.members[visit.pk] = members
        for number, official in enumerate(members):
            title, organization = self.post[official.pk]
            yield DelegationMember(
                visit=visit,
                official=official,
                title=title,
                organization_id=organization,
                role=DelegationRole.HEAD if number == 0 else DelegationRole.MEMBER,
            )

    def link(self, descriptor, pairs):
        """Fill the table of a many-to-many relation with ``pairs`` of records."""
        through = descriptor.through
        near, far = descriptor.field.m2m_field_name(), descriptor.field.m2m_reverse_field_name()
        self.write(through, (through(**{f"{near}_id": a.pk, f"{far}_id": b.pk}) for a, b in pairs))

    def make_meetings(self):
        """Write the meetings with their lines, a batch at a time: a million do not fit in memory well."""
        for start in range(0, self.meeting_count, BATCH):
            numbers = range(start, min(start + BATCH, self.meeting_count))
            meetings = self.write(Meeting, map(self.meeting, numbers))
            self.write(Participant, (line for meeting in meetings for line in self.participants(meeting)))
            self.write(Outcome, (line for meeting in meetings for line in self.outcomes(meeting)))
            self.link(Meeting.topics, ((one, topic) for one in meetings for topic in one.subjects))
            self.link(
                Meeting.sources,
                ((one, self.popular(self.sources)) for one in meetings if self.random.random() < 0.3),
            )

    def meeting(self, number):
        visit = self.visits[number // 4 % len(self.visits)] if self.random.random() < 0.8 else None
        if visit and visit.start_date and self.random.random() < 0.7:
            dates = {"start_date": visit.start_date, "end_date": visit.end_date, "dates": "within"}
        else:
            dates = self.inexact((visit and visit.start_date) or self.day())
        subjects = self.some(self.topics, 4)
        place = self.random.choice(visit.towns) if visit else self.popular(self.places)
        meeting = Meeting(
            uid=self.uid(),
            visit=visit,
            title=f"Meeting on {subjects[0].name} ({number})",
            format=self.random.choice(Meeting.Format.values),
            progress=MeetingProgress.HELD
            if self.random.random() < 0.94
            else self.random.choice(MeetingProgress.values),
            place=place if self.random.random() < 0.9 else None,
            summary=" ".join(self.random.sample(FILL, 15)),
            **dates,
            **self.publication(),
        )
        meeting.subjects = subjects
        return meeting

    def participants(self, meeting):
        ours = self.members[meeting.visit_id] if meeting.visit_id else self.some(self.delegates, 3)
        theirs = self.some(self.counterparts, 8)
        order = count(1)
        for side, officials in ((Side.DELEGATION, ours), (Side.COUNTERPART, theirs)):
            for official in officials:
                title, organization = self.post[official.pk]
                yield Participant(
                    meeting=meeting,
                    side=side,
                    official=official,
                    title=title,
                    organization_id=organization,
                    order=next(order),
                )
        if self.random.random() < 0.15:
            office = self.popular(self.abroad)
            yield Participant(
                meeting=meeting,
                side=Side.COUNTERPART,
                title="Governor",
                organization=office,
                order=next(order),
            )
        if self.random.random() < 0.1:
            yield Participant(
                meeting=meeting, side=Side.THIRD_PARTY, description="private industry", order=next(order)
            )
        guest = self.popular(self.delegates)
        if self.random.random() < 0.3 and guest not in ours:
            title, organization = self.post[guest.pk]
            yield Participant(
                meeting=meeting,
                side=Side.ACCOMPANYING,
                official=guest,
                title=title,
                organization_id=organization,
                order=next(order),
            )

    def outcomes(self, meeting):
        if self.random.random() < 0.3:
            yield Outcome(
                uid=self.uid(),
                meeting=meeting,
                kind=self.random.choice(Outcome.Kind.values),
                text=" ".join(self.random.sample(FILL, 10)),
                owner_organization=self.popular(self.home),
                due_date=meeting.end_date and meeting.end_date + datetime.timedelta(days=90),
                progress=self.random.choice(Outcome.Progress.values),
            )
