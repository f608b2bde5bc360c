"""The filters of the list of outcomes."""

import datetime

from django.db.models import F

from engagements.models import COUNTERPART_SIDE, Outcome
from engagements.models.outcome_owners import OwedBy
from engagements.models.outcomes import OutcomeQuerySet
from engagements.models.participants import fetch_country_sources

from .base import WORDS_HELP, ListFilterSet
from .filters import (
    ChoicesFilter,
    ColumnsFilter,
    DateFilter,
    ExportFilter,
    HomeChoicesFilter,
    RecordsFilter,
    SortFilter,
    WordsFilter,
    field_in,
)


class OutcomeFilterSet(ListFilterSet):
    q = WordsFilter(label="Search", method="filter_words", help_text=WORDS_HELP)
    state = ChoicesFilter(
        label="State",
        choices=[*Outcome.Progress.choices, ("overdue", "overdue")],
        noun="state",
        method="filter_state",
    )
    owed = HomeChoicesFilter(
        label="Owed",
        choices=OwedBy.choices,
        noun="debtor",
        method="filter_owed",
        help_text="“To us”: by another country, of a meeting in which we took part.",
    )
    due_after = DateFilter(label="Due from", method="filter_due_date")
    due_before = DateFilter(
        label="Due to", method="filter_due_date", help_text="Outcomes without a due date are hidden."
    )
    owner = RecordsFilter(label="Owner", kind="officials", method=field_in("owner_official"))
    owner_organization = RecordsFilter(
        label="Owner, organization", kind="organizations", method=field_in("owner_organization")
    )
    counterpart = RecordsFilter(label="Counterpart", kind="officials", method="filter_counterpart")
    counterpart_organization = RecordsFilter(
        label="Counterpart organization", kind="organizations", method="filter_counterpart"
    )
    country = RecordsFilter(
        label="Country", kind="countries", method="filter_country", help_text="Where, or of a participant."
    )
    official = RecordsFilter(
        label="Of meetings of, or owned by", kind="officials", method="filter_party", quiet=True
    )
    organization = RecordsFilter(
        label="Of meetings of, or owned by", kind="organizations", method="filter_party", quiet=True
    )
    kind = ChoicesFilter(label="Kind", choices=Outcome.Kind.choices, noun="kind", method=field_in("kind"))
    sort = SortFilter(
        {
            "due": ("due date, earliest first", [F("due_date").asc(nulls_last=True), "pk"]),
            "-due": ("due date, latest first", [F("due_date").desc(nulls_last=True), "-pk"]),
            "-date": ("meeting, latest first", [F("meeting__start_date").desc(nulls_last=True), "-pk"]),
            "date": ("meeting, earliest first", [F("meeting__start_date").asc(nulls_last=True), "pk"]),
        }
    )
    column = ColumnsFilter(due="Due", owner="Owner", meeting="Meeting", state="State")
    export = ExportFilter("csv", "xlsx", "json")

    RARE = ("due_after", "owner", "owner_organization", "counterpart", "counterpart_organization", "kind")

    def filter_state(self, queryset: OutcomeQuerySet, name: str, states: list[str]) -> OutcomeQuerySet:
        return queryset.in_state(states)

    def filter_owed(self, queryset: OutcomeQuerySet, name: str, owners: list[str]) -> OutcomeQuerySet:
        return queryset.owed(owners)

    def filter_party(self, queryset: OutcomeQuerySet, name: str, ids: list[int]) -> OutcomeQuerySet:
        return queryset.concerning(f"{name}s", ids)

    def filter_due_date(
        self, queryset: OutcomeQuerySet, name: str, dates: list[datetime.date]
    ) -> OutcomeQuerySet:
        if name == "due_after":
            return queryset.filter(due_date__gte=min(dates))
        return queryset.filter(due_date__lte=max(dates))

    def filter_counterpart(self, queryset: OutcomeQuerySet, name: str, ids: list[int]) -> OutcomeQuerySet:
        field = {"counterpart": "official__in", "counterpart_organization": "organization__in"}[name]
        return queryset.where_participant(COUNTERPART_SIDE, **{field: ids})

    def filter_country(self, queryset: OutcomeQuerySet, name: str, codes: list[str]) -> OutcomeQuerySet:
        return queryset.in_or_with(*fetch_country_sources(codes))
