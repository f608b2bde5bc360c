"""One name for people who can hardly be one: of several countries, or generations apart."""

from dataclasses import dataclass, field
from typing import Any

from django_countries import countries

from engagements.imports.reading import Notice, NoticeKind
from engagements.imports.rows import LineData

from .entries import PlanEntry
from .notices import Notices
from .store import PlanStore

MAX_YEARS = 40  # that one person is in office
LINE_NAMES = ("delegation", "participants")


@dataclass
class Mentions:
    """Where and when somebody is named, by country."""

    years: set[int] = field(default_factory=set)
    records_by_country: dict[str, list[int]] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)

    def add(self, record: int, country: str, year: str) -> None:
        if year.isdecimal():
            self.years.add(int(year))
        records = self.records_by_country.setdefault(country, []) if country else self.records
        if len(records) < 3:
            records.append(record)


class PeopleFarApart:
    """Gathers who is named where and when, and notes which names stand for people far apart."""

    def __init__(self, store: PlanStore) -> None:
        self.store = store
        self.mentions: dict[str, Mentions] = {}
        self.countries: dict[str, str] = {}  # of organizations by their keys

    def add_organization(self, entry: PlanEntry) -> None:
        if country := str(entry.data["fields"].get("country") or ""):
            self.countries[entry.key] = country

    def add(self, entry: PlanEntry) -> None:
        """Note who is named in a visit, a meeting or a post."""
        data = entry.data
        year = str(data["fields"].get("start_date") or "")[:4]
        own_country = self.countries.get(str(data["refs"].get("organization")), "")
        if official := data["refs"].get("official"):
            self.add_mention(official, entry, own_country, year)
        for name in LINE_NAMES:
            for line in data["lines"].get(name, ()):
                if official := line["refs"].get("official"):
                    country = self.country_of(line) or (own_country if name == "delegation" else "")
                    self.add_mention(official, entry, country, year)

    def country_of(self, line: LineData) -> str:
        country: Any = line["fields"].get("country")
        return str(country or self.countries.get(str(line["refs"].get("organization")), ""))

    def add_mention(self, official: str, entry: PlanEntry, country: str, year: str) -> None:
        if official.startswith("name:"):  # two keys are two people, and one key is one
            self.mentions.setdefault(official, Mentions()).add(entry.id, country, year)

    def note(self, notices: Notices) -> None:
        """Note the names that stand for people far apart, each with its rows."""
        notices.forget(NoticeKind.FAR_APART)
        for key, mentions in self.mentions.items():
            apart = sorted(mentions.records_by_country)
            years = sorted(mentions.years)
            reasons = []
            if len(apart) > 1:
                reasons.append(f"of {', '.join(map(str, map(countries.name, apart)))}")
            if years and years[-1] - years[0] > MAX_YEARS:
                reasons.append(f"from {years[0]} to {years[-1]}")
            if reasons:
                name = self.store.name_of("official", key)
                records = [pk for country in apart for pk in mentions.records_by_country[country]]
                subject = f"{name}: {' and '.join(reasons)}"
                notice = Notice(NoticeKind.FAR_APART, subject, name if len(apart) > 1 else "")
                for row in self.store.rows_of_records(records + mentions.records):
                    notices.add(row, notice)
