"""Writes what is accepted of a draft: visits and meetings, with their source and its passages."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from engagements.models import (
    Appointment,
    DelegationMember,
    Handling,
    Meeting,
    Outcome,
    Participant,
    Passage,
    Source,
    Stop,
    Visit,
)
from engagements.models.history import ChangeChannel, change_set
from engagements.services.changes import mark_created
from engagements.services.titles import add_missing_title

from .directory_forms import NEW_ENTRY
from .row_forms import RecordRowForm, RowForm

if TYPE_CHECKING:
    from .draft_form import DraftForm


class DraftWriter:
    """Writes the accepted rows of a valid draft, as records that are drafts."""

    def __init__(self, draft: "DraftForm") -> None:
        self.draft, self.user = draft, draft.user
        self.entries: dict[tuple[str, Any], Any] = {}  # by kind and identity
        self.visits: dict[str, Visit] = {}  # by the prefix of their rows
        self.meetings: dict[str, Meeting] = {}
        self.passages: list[Passage] = []

    def write(self) -> Visit | Meeting:
        """Write everything in one transaction; return the visit, or else the first meeting."""
        with transaction.atomic(), change_set(ChangeChannel.READING, self.user):
            self.write_source()
            for form in self.accepted("visit"):
                form.instance.organization = self.entry(form, "organization")
                self.visits[form.prefix] = self.write_record(form)
            for kind in ("stop", "member"):
                for form in self.accepted(kind):
                    self.write_line(form, kind)
            for form in self.accepted("meeting"):
                form.instance.visit = self.visits.get(form.cleaned_data["parent"])
                form.instance.place = self.entry(form, "place")
                self.meetings[form.prefix] = self.write_record(form)
            for kind in ("participant", "outcome"):
                for form in self.accepted(kind):
                    self.write_line(form, kind)
            for form in self.accepted("topic"):
                record = self.parent(form)
                record.topics.add(self.entry(form, "name"))
                self.quote(form, record, default_field="topics")
            self.relate_visits()
            for meeting in self.meetings.values():
                add_missing_title(meeting)
            Passage.objects.bulk_create(self.passages)
        records: list[Visit | Meeting] = [*self.visits.values(), *self.meetings.values()]
        return records[0]

    def accepted(self, kind: str) -> list[Any]:
        """Return the accepted rows of a kind: `RecordRowForm`, but for topics."""
        return [form for form in self.draft.rows[kind] if form.is_accepted]

    def parent(self, form: RowForm) -> Visit | Meeting:
        """Return the record that the row is a part of."""
        prefix = form.cleaned_data["parent"]
        return self.visits.get(prefix) or self.meetings[prefix]

    def write_source(self) -> None:
        form = self.draft.source
        self.source = form.save(commit=False)
        self.source.created_by = self.user
        if form.cleaned_data["keep"]:
            self.source.text = self.draft.text
        names = ("title", "publisher", "published_on", "url", "text", "created_by")
        same = Source.objects.filter(visits=None, meetings=None)
        received = same.filter(**{name: getattr(self.source, name) for name in names}).first()
        self.source = received or self.source  # as the mailbox took it in
        self.source.save()

    def write_record(self, form: RecordRowForm) -> Any:
        record = form.instance
        mark_created(record, self.user)
        record.handling = self.draft.source.cleaned_data.get("handling", Handling.OPEN)
        record.save()
        record.sources.add(self.source)
        self.quote(form, record)
        return record

    def write_line(self, form: RecordRowForm, kind: str) -> None:
        line, record = form.instance, self.parent(form)
        setattr(line, name_of_field(record), record)
        for field in form.entry_kinds:
            setattr(line, field, self.entry(form, field))
        if kind in ("member", "participant"):
            self.write_appointment(form, line)
            line.fill_from_appointment(record)
        line.save()
        self.quote(form, record, **{kind: line})

    def entry(self, form: RowForm, field: str) -> Any:
        """Return the entry of the directory that a field names; a new one is written when first asked for."""
        kind, name = form.entry_kinds[field], form.cleaned_data.get(field)
        if not name:
            return None
        entry_form = self.draft.entry_form(kind, name)
        key = kind, entry_form.identity
        if key not in self.entries:
            choice = entry_form.cleaned_data["choice"]
            if choice == NEW_ENTRY:
                self.entries[key] = entry_form.save()
            else:
                records = entry_form._meta.model.objects.visible_to(self.user)
                self.entries[key] = records.get(pk=choice)
        return self.entries[key]

    def write_appointment(self, form: RowForm, line: DelegationMember | Participant) -> None:
        """Give a new official the post in the first of their lines that has one."""
        if not (line.official and line.title and line.organization):
            return
        entry = self.draft.entry_form("official", form.cleaned_data["official"]).cleaned_data
        if entry["choice"] == NEW_ENTRY and entry.pop("post", False):
            Appointment.objects.create(
                official=line.official,
                organization=line.organization,
                title=line.title,
                acting=entry["acting"],
            )

    def quote(
        self,
        form: RowForm,
        record: Visit | Meeting,
        default_field: str = "",
        **line: Stop | DelegationMember | Participant | Outcome,
    ) -> None:
        """Keep the passages of a row, each with the field that was read from it."""
        for field, passage in form.cleaned_data["passages"]:
            if text := self.draft.text[passage.start : passage.end]:
                self.passages.append(
                    Passage(
                        source=self.source,
                        field=field or default_field,
                        text=text,
                        start=passage.start,
                        end=passage.end,
                        **{name_of_field(record): record},
                        **line,
                    )
                )

    def relate_visits(self) -> None:
        """Relate the visits that the text mentions in passing to the one that it is about."""
        forms = self.accepted("visit")
        others = [self.visits[form.prefix] for form in forms if form.cleaned_data["relation"] != "main"]
        for form in forms:
            if form.cleaned_data["relation"] == "main":
                self.visits[form.prefix].related_visits.add(*others)


def name_of_field(record: Visit | Meeting) -> str:
    """Return the name of the field by which a line leads to its record."""
    return "visit" if isinstance(record, Visit) else "meeting"
