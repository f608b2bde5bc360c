"""A draft as one form: its rows, what the names in them stand for, and what is wrong."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import User
from django.forms import BaseForm, BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.functional import cached_property

from engagements.common.countries import country_names
from engagements.common.folding import fold
from engagements.common.ids import read_id
from engagements.models import Meeting, Side, Visit
from engagements.reader.directory import Directory, DirectoryKind
from engagements.reader.proposals import ReaderResult
from engagements.search.suggestions import RECORD_SUGGESTERS

from .directory import directory_for
from .directory_forms import NEW_ENTRY, EntryForm, KnownEntry
from .draft_rows import DraftRows
from .draft_writer import DraftWriter
from .fields import ids_in
from .forms import ENTRY_KINDS, ROW_FORMS
from .rendering import DraftRenderer
from .row_forms import RowForm
from .source_form import DraftSourceForm

MAX_ROWS = 2_000  # of a kind

# What a press of a key makes of chosen words, or of the draft.
TOOLS = (
    ("d", "participant:delegation", "Delegation"),
    ("a", "participant:accompanying", "Accompanying"),
    ("c", "participant:counterpart", "Counterpart"),
    ("t", "participant:third_party", "Third party"),
    ("m", "member", "Member of the delegation"),
    ("s", "topic", "Subject (topic)"),
    ("o", "outcome", "Outcome"),
    ("p", "place", "Place"),
    ("w", "date", "When"),
    ("e", "meeting", "Add an empty meeting"),
    ("r", "arrange", "Rearrange the lines"),
    ("u", "undo", "Undo"),
)

FormT = TypeVar("FormT", bound=BaseForm)


class DraftError(NamedTuple):
    address: str  # within the page, "" for none
    subject: str  # the row and the field, "" for the draft as a whole
    message: str


class DraftForm:
    """What is proposed of ``text``: by a reading, or as it was sent back (``data`` of a request).

    ``source`` has the initial values of the form of the source. ``rows`` and ``entries`` are formsets
    by kind: of the records with their lines, and of what the names in them stand for.
    """

    def __init__(
        self,
        user: User,
        text: str,
        data: QueryDict | None = None,
        *,
        reading: ReaderResult | None = None,
        source: Mapping[str, Any] | None = None,
    ) -> None:
        self.user, self.text = user, text
        self.is_checked = data is not None  # whether what is wrong is told
        self.focus = ""  # the row that was changed last
        self.is_bound = data is not None
        self.data = QueryDict(mutable=True) if data is None else data.copy()
        proposed = DraftRows(reading or ReaderResult())
        self.notes = proposed.notes
        self.offers = self.data.get("offers", "") if self.is_bound else " ".join(proposed.offers)
        self.initial_rows = proposed.rows
        self.source = DraftSourceForm(
            self.data if self.is_bound else None, prefix="source", initial=source, user=user
        )
        self.rows = {"visit": self.row_formset("visit")}
        visits = self.accepted_prefixes("visit")
        self.rows["stop"] = self.row_formset("stop", parents=visits)
        self.rows["member"] = self.row_formset("member", parents=visits)
        self.rows["meeting"] = self.row_formset("meeting")
        meetings = self.accepted_prefixes("meeting")
        choices = [(form.prefix, form.caption) for form in self.rows["meeting"]]
        self.rows["participant"] = self.row_formset("participant", parents=meetings, meetings=choices)
        self.rows["outcome"] = self.row_formset("outcome", parents=meetings, meetings=choices)
        self.rows["topic"] = self.row_formset("topic", parents=visits | meetings)
        self.entries = {
            kind: self.entry_formset(kind, list(proposed.entries[kind].values())) for kind in ENTRY_KINDS
        }

    def formset(
        self, form: type[FormT], prefix: str, initial: list[dict[str, Any]], **form_kwargs: Any
    ) -> "BaseFormSet[FormT]":
        factory = formset_factory(
            form, extra=0, max_num=MAX_ROWS, absolute_max=MAX_ROWS, renderer=DraftRenderer()
        )
        data = self.data if self.is_bound else None
        return factory(data, prefix=prefix, initial=initial, form_kwargs=form_kwargs)

    def row_formset(self, kind: str, **form_kwargs: Any) -> "BaseFormSet[RowForm]":
        return self.formset(ROW_FORMS[kind], kind, self.initial_rows[kind], **form_kwargs)

    def accepted_prefixes(self, kind: str) -> set[str]:
        self.rows[kind].is_valid()
        return {form.prefix for form in self.rows[kind] if form.is_accepted}

    # --- Entries of the directory

    @cached_property
    def names_in_use(self) -> dict[DirectoryKind, dict[str, str]]:
        """The names of entries in accepted rows: {kind: {folded name: name}}."""
        names: dict[DirectoryKind, dict[str, str]] = {kind: {} for kind in ENTRY_KINDS}
        for formset in self.rows.values():
            formset.is_valid()
            for form in formset:
                for kind, name in form.entry_names() if form.is_accepted else ():
                    names[kind].setdefault(fold(name) or name, name)
        return names

    @cached_property
    def directory(self) -> Directory:
        """What may be meant by the names in use, and by those of new entries."""
        names = [name for kind in ENTRY_KINDS for name in self.names_in_use[kind].values()]
        names += [
            str(self.data[key]) for key in self.data if key.startswith("known-") and key.endswith("name")
        ]
        return directory_for(self.user, "\n".join(names))

    def entry_formset(self, kind: DirectoryKind, initial: list[dict[str, Any]]) -> "BaseFormSet[EntryForm]":
        prefix = f"known-{kind}"
        if self.is_bound:
            self.offer_new_candidates(kind, prefix)
            self.add_missing_entries(kind, prefix)
            numbers = range(self.form_count(prefix))
            candidates = [self.data.get(f"{prefix}-{number}-candidates") for number in numbers]
        else:
            candidates = [values["candidates"] for values in initial]
        pks = {pk for text in candidates for pk in ids_in(text)}
        suggester = RECORD_SUGGESTERS[ENTRY_KINDS[kind].suggester]
        records = suggester.queryset.visible_to(self.user).in_bulk(pks)
        details = suggester.details(list(records.values()), self.user)
        known_entries = {
            pk: KnownEntry(str(record), details[pk], record.get_absolute_url())
            for pk, record in records.items()
        }
        return self.formset(
            ENTRY_KINDS[kind].form,
            prefix,
            initial,
            known_entries=known_entries,
            names_in_use=self.names_in_use[kind],
        )

    def form_count(self, prefix: str) -> int:
        number = read_id(self.data.get(f"{prefix}-TOTAL_FORMS", ""))
        return min(number or 0, MAX_ROWS)

    def offer_new_candidates(self, kind: DirectoryKind, prefix: str) -> None:
        """Ask again about a new entry whose name may mean an entry that was not offered yet."""
        data = self.data
        for number in range(self.form_count(prefix)):
            row = f"{prefix}-{number}"
            key = data.get(f"{row}-key", "")
            if data.get(f"{row}-choice") != NEW_ENTRY or (fold(key) or key) not in self.names_in_use[kind]:
                continue
            offered = ids_in(data.get(f"{row}-candidates"))
            candidates = self.candidate_ids(kind, data.get(f"{row}-name", ""))
            if set(candidates) - set(offered):
                data[f"{row}-candidates"] = " ".join(map(str, dict.fromkeys([*offered, *candidates])))
                data[f"{row}-choice"] = ""

    def add_missing_entries(self, kind: DirectoryKind, prefix: str) -> None:
        """Add a form for each name in use that has none, for somebody to look at."""
        data = self.data
        keys = [data.get(f"{prefix}-{number}-key", "") for number in range(self.form_count(prefix))]
        explained = {fold(key) or key for key in keys}
        for folded, name in self.names_in_use[kind].items():
            number = self.form_count(prefix)
            if folded in explained or number >= MAX_ROWS:
                continue
            row = f"{prefix}-{number}"
            known, _ = self.directory.look_up(kind, name)
            data[f"{row}-key"] = data[f"{row}-name"] = name
            data[f"{row}-candidates"] = " ".join(map(str, self.candidate_ids(kind, name)))
            data[f"{row}-choice"] = str(known.id) if known else ""
            data[f"{row}-kind"] = "other"
            data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = str(number + 1)

    def candidate_ids(self, kind: DirectoryKind, name: str) -> list[int | str]:
        """Return the ids of the entries that may be meant by ``name``."""
        known, candidates = self.directory.look_up(kind, name)
        return [candidate.id for candidate in ([known.candidate] if known else candidates)]

    def entry_form(self, kind: DirectoryKind, name: str) -> EntryForm:
        """Return the form that says what ``name`` is."""
        return self.entry_forms[kind][fold(name) or name]

    @cached_property
    def entry_forms(self) -> dict[DirectoryKind, dict[str, EntryForm]]:
        return {
            kind: {form.folded_key: form for form in reversed(formset.forms)}
            for kind, formset in self.entries.items()
        }

    # --- What is wrong

    @cached_property
    def formsets(self) -> list[BaseFormSet]:
        return [*self.rows.values(), *self.entries.values()]

    @cached_property
    def is_valid(self) -> bool:
        """Whether all that is accepted can be saved."""
        valid = [self.source.is_valid(), *(formset.is_valid() for formset in self.formsets)]
        if not all(valid):
            return False
        self.reject_repeated_officials("member")
        self.reject_repeated_officials("participant")
        return self.has_accepted_record and not self.errors

    @property
    def has_accepted_record(self) -> bool:
        return bool(self.accepted_prefixes("visit") or self.accepted_prefixes("meeting"))

    def reject_repeated_officials(self, kind: str) -> None:
        """Nobody is in a delegation, or takes part in a meeting, twice."""
        seen = set()
        for form in self.rows[kind]:
            if not form.is_accepted or not form.cleaned_data["official"]:
                continue
            entry = self.entry_form("official", form.cleaned_data["official"])
            line = form.cleaned_data["parent"], entry.identity
            if line in seen:
                form.add_error("official", "They are in it already, in another line.")
            seen.add(line)

    @property
    def errors(self) -> list[DraftError]:
        if not self.is_checked:
            return []
        errors = []
        has_row_errors = any(formset.total_error_count() for formset in self.rows.values())
        if not self.has_accepted_record and not has_row_errors:
            errors.append(DraftError("", "", "Nothing is accepted: tick the visit, or a meeting at least."))
        for formset in self.formsets:
            errors += [DraftError("", "", str(message)) for message in formset.non_form_errors()]
        for form in [self.source, *(form for formset in self.formsets for form in formset)]:
            caption = getattr(form, "caption", "")
            for name, messages in form.errors.items():
                field = form[name] if name in form.fields else None
                label = field.label if field and not field.is_hidden and name != "choice" else ""
                subject = ": ".join(filter(None, (caption, label)))
                errors += [DraftError(f"#{form.prefix}", subject, str(message)) for message in messages]
        return errors

    # --- As it is shown

    # The template asks several times; each answer goes through all rows.

    @cached_property
    def visits(self) -> list[dict[str, Any]]:
        """Each visit, with its lines."""
        return self.records_with_lines("visit", ("stop", "member", "topic"))

    @cached_property
    def meetings(self) -> list[dict[str, Any]]:
        """Each meeting, with its lines."""
        return self.records_with_lines("meeting", ("participant", "topic", "outcome"))

    def records_with_lines(self, kind: str, line_kinds: Iterable[str]) -> list[dict[str, Any]]:
        return [
            {"form": record}
            | {f"{line_kind}s": self.lines[line_kind].get(record.prefix, []) for line_kind in line_kinds}
            for record in self.rows[kind]
        ]

    @cached_property
    def lines(self) -> dict[str, dict[str, list[RowForm]]]:
        """The rows of each kind by the prefix of the record that they are of."""
        lines: dict[str, dict[str, list[RowForm]]] = {}
        for kind, formset in self.rows.items():
            lines[kind] = {}
            for form in formset:
                lines[kind].setdefault(form.raw_value("parent"), []).append(form)
        return lines

    @cached_property
    def other_outcomes(self) -> list[RowForm]:
        """Outcomes of no meeting in particular."""
        meetings = {form.prefix for form in self.rows["meeting"]}
        return [form for form in self.rows["outcome"] if form.raw_value("parent") not in meetings]

    @property
    def hand(self) -> str:
        """The prefix of the meeting in hand: chosen words are its own."""
        return self.data.get("hand", "") or next((form.prefix for form in self.rows["meeting"]), "visit-0")

    @property
    def before(self) -> str:
        """What can be undone."""
        return str(self.data.get("before", ""))

    @property
    def tools(self) -> tuple[tuple[str, str, str], ...]:
        """(key, act, label) of what chosen words can become."""
        return TOOLS

    @property
    def sides(self) -> list[tuple[str, str]]:
        return Side.choices

    @property
    def number_of_new_entries(self) -> int:
        return sum(not form.known_entries for formset in self.entries.values() for form in formset)

    @cached_property
    def offered_words(self) -> list[tuple[str, str, str]]:
        """(kind, offsets, words) of what may be a topic or an outcome, for somebody to choose."""
        offered = []
        for offer in self.offers.split():
            kind, _, offsets = offer.partition(":")
            start, _, end = offsets.partition("-")
            if words := self.text[read_id(start) or 0 : read_id(end) or 0].strip():
                offered.append((kind, offsets, words))
        return offered

    @cached_property
    def entry_groups(self) -> "list[tuple[str, str, BaseFormSet[EntryForm]]]":
        """(heading, kind, formset) of the entries that the draft names."""
        return [(ENTRY_KINDS[kind].heading, kind, formset) for kind, formset in self.entries.items()]

    @property
    def countries(self) -> list[str]:
        return list(country_names().values())

    @property
    def management_forms(self) -> list[BaseForm]:
        return [formset.management_form for formset in self.formsets]

    @property
    def row_forms(self) -> list[RowForm]:
        return [form for formset in self.rows.values() for form in formset]

    def save(self) -> Visit | Meeting:
        """Write the accepted rows in one transaction; return the visit, or else the first meeting."""
        return DraftWriter(self).write()
