"""What every box offers while somebody types: entries of the directory, visits, sources, countries."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from engagements.common.ids import read_id, read_uid
from engagements.models import Official, Organization, Place, Source, Topic, Visit
from engagements.models.visibility import Viewer
from engagements.services.naming import acronym_and_country

from .capacities import describe_capacities
from .country_suggestions import CountrySuggester
from .queries import filter_by_words, narrow_by_documents, words_of
from .ranking import NAME_PARTER, Match, Suggestion, best_match, match_rank
from .spellings import fetch_candidates, near_records


class RecordSuggester:
    """Records of one model, each with what tells it from its namesakes."""

    compares_names = True  # whether what is found and what is near is told apart by one look at all names
    takes_parts = True  # whether the only record that holds all words is meant by them

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self.permission = f"engagements.view_{queryset.model._meta.model_name}"
        self.noun = queryset.model._meta.verbose_name

    def is_key(self, text: str) -> bool:
        """Whether ``text`` means a record by its id or its uid, be there one or not."""
        return (text.isascii() and text.isdigit()) or read_uid(text) is not None

    def get(self, texts: Iterable[str], user: Viewer) -> dict[str, tuple[Any, str]]:
        """Return id and name, by text, for those of ``texts`` that ``user`` may see; one query."""
        keys = {text: read_id(text) or read_uid(text) for text in texts}
        if not any(keys.values()):
            return {}
        pks = [key for key in keys.values() if isinstance(key, int)]
        uids = [key for key in keys.values() if isinstance(key, UUID)]
        records = self.queryset.model.objects.visible_to(user).filter(Q(pk__in=pks) | Q(uid__in=uids))
        by_key = {key: record for record in records.order_by() for key in (record.pk, record.uid)}
        return {text: (by_key[key].pk, str(by_key[key])) for text, key in keys.items() if key in by_key}

    def search(self, text: str, user: Viewer, limit: int) -> list[Suggestion]:
        """Return those that hold every word of ``text``, in the order of `Match`; all where it is blank.

        Raise ValidationError where it can't be searched for.
        """
        queryset = self.queryset.visible_to(user)
        words = words_of(text) if text.strip() else []
        if self.compares_names and words and (candidates := fetch_candidates(queryset, words, limit)):
            by_pk = queryset.order_by().in_bulk([*candidates.matches, *candidates.near])
            suggestions = self.suggestions(list(by_pk.values()), words, user)
            by_key = {suggestion.key: suggestion for suggestion in suggestions}
            matches = [by_key[pk] for pk in candidates.matches if pk in by_key]
            return matches + [by_key[pk]._replace(match=Match.NEAR) for pk in candidates.near if pk in by_key]
        records = self.matching(queryset, words) if words else queryset
        return self.suggestions(list(records[:limit]), words, user) or self.near(queryset, words, user, limit)

    def near(self, queryset: Any, words: Sequence[str], user: Viewer, limit: int) -> list[Suggestion]:
        """Return those of ``queryset`` with a name much like ``words``, in which nothing better was found."""
        suggestions = self.suggestions(near_records(queryset, words, limit), words, user)
        return [suggestion._replace(match=Match.NEAR) for suggestion in suggestions]

    def matching(self, queryset: Any, words: Sequence[str]) -> Any:
        """Those of ``queryset`` that hold every word, in the order of `Match`."""
        rows = narrow_by_documents(queryset.matching(" ".join(words)), [[word] for word in words])
        return self.rank(rows, words)

    def rank(self, queryset: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
        """Return ``queryset``, which was found by ``words``, in the order of `Match`."""
        return queryset.order_by(match_rank(" ".join(words)), *queryset.model._meta.ordering)

    def suggestions(self, records: Sequence[Any], words: Sequence[str], user: Viewer) -> list[Suggestion]:
        """Return ``records``, which were found by ``words``, as they are offered."""
        typed, details = " ".join(words), self.details(records, user)
        return [
            Suggestion(
                record.pk,
                str(record),
                details[record.pk],
                best_match(typed, record.folded.split(NAME_PARTER)),
            )
            for record in records
        ]

    def details(self, records: Sequence[Any], user: Viewer) -> dict[int, str]:
        """Return what tells each of ``records`` from its namesakes, by its id; "" where nothing does."""
        return {record.pk: self.detail(record) for record in records}

    def detail(self, record: Any) -> str:
        return ""


class OfficialSuggester(RecordSuggester):
    def details(self, records: Sequence[Official], user: Viewer) -> dict[int, str]:
        return describe_capacities(records, user)


class OrganizationSuggester(RecordSuggester):
    def detail(self, record: Organization) -> str:
        return acronym_and_country(record)


class SourceSuggester(RecordSuggester):
    compares_names = False

    def detail(self, record: Source) -> str:
        return ", ".join(filter(None, (record.publisher, str(record.published_on or ""))))


class VisitSuggester(RecordSuggester):
    """Visits, found by all that their documents hold: by their titles, then the latest first."""

    compares_names = False

    def matching(self, queryset: Any, words: Sequence[str]) -> Any:
        return self.rank(filter_by_words(queryset.for_ordered_scan(), [list(words)]).narrowed(), words)

    def rank(self, queryset: Any, words: Sequence[str]) -> Any:
        latest = queryset.latest_first()
        if not queryset.has_few_rows:  # many are looked at in the order of the list until a page is full
            return latest
        return latest.order_by(match_rank(" ".join(words)), *latest.query.order_by)

    def suggestions(self, records: Sequence[Visit], words: Sequence[str], user: Viewer) -> list[Suggestion]:
        return sorted(super().suggestions(records, words, user), key=lambda visit: visit.match != Match.EXACT)

    def detail(self, record: Visit) -> str:
        return record.when


RECORD_SUGGESTERS = {
    "officials": OfficialSuggester(Official.objects.all()),
    "organizations": OrganizationSuggester(Organization.objects.all()),
    "places": RecordSuggester(Place.objects.all()),
    "topics": RecordSuggester(Topic.objects.all()),
    "visits": VisitSuggester(Visit.objects.latest_first()),
}
SUGGESTERS: dict[str, RecordSuggester | CountrySuggester] = {
    **RECORD_SUGGESTERS,
    "countries": CountrySuggester(),
}
SUGGESTERS_BY_MODEL = {
    suggester.queryset.model: suggester
    for suggester in (*RECORD_SUGGESTERS.values(), SourceSuggester(Source.objects.all()))
}
