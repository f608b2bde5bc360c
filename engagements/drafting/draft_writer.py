"""Writes what is accepted of a draft: drafts of visits and meetings, with their source and its passages."""

from django.db import transaction

from engagements.models import Appointment, Handling, Passage, Visit
from engagements.models.history import ChangeChannel, change_set
from engagements.services.changes import mark_created

from .directory_forms import NEW


def make(draft):
    """Write the accepted rows of a valid draft; return the visit made, or else the first meeting."""
    with transaction.atomic(), change_set(ChangeChannel.READING, draft.user):
        return DraftWriter(draft).make()


class DraftWriter:
    def __init__(self, draft):
        self.draft, self.user = draft, draft.user
        self.entries, self.records, self.passages = {}, {}, []

    def make(self):
        self.source = self.draft.source.save(commit=False)
        if self.draft.source.cleaned_data["keep"]:
            self.source.text = self.draft.text
        self.source.save()
        for form in self.wanted("visit"):
            self.make_record(form)
        for kind in ("stop", "member"):
            for form in self.wanted(kind):
                self.make_line(form, kind)
        for form in self.wanted("meeting"):
            form.instance.visit = self.records.get(form.cleaned_data["of"])
            form.instance.place = self.named(form, "place")
            self.make_record(form)
        for kind in ("participant", "outcome"):
            for form in self.wanted(kind):
                self.make_line(form, kind)
        for form in self.wanted("topic"):
            record = self.records[form.cleaned_data["of"]]
            record.topics.add(self.named(form, "name"))
            self.quote(form, record, default="topics")
        self.relate_visits()
        self.name_meetings()
        Passage.objects.bulk_create(self.passages)
        return next(iter(self.records.values()))

    def wanted(self, kind):
        return [form for form in self.draft.rows[kind] if form.is_wanted]

    def make_record(self, form):
        record = form.instance
        mark_created(record, self.user)
        record.handling = self.draft.source.cleaned_data.get("handling", Handling.OPEN)
        if isinstance(record, Visit):
            record.organization = self.named(form, "organization")
        record.save()
        record.sources.add(self.source)
        self.records[form.prefix] = record
        self.quote(form, record)

    def make_line(self, form, kind):
        line, record = form.instance, self.records[form.cleaned_data["of"]]
        setattr(line, "visit" if isinstance(record, Visit) else "meeting", record)
        for name, attribute in (("who", "official"), ("organization", "organization"), ("place", "place")):
            if name in form.refers:
                setattr(line, attribute, self.named(form, name))
        if kind in ("member", "participant"):
            self.enter_post(form, line)
            line.fill_from_appointment(record)
        line.save()
        self.quote(form, record, line=kind, made=line)

    def named(self, form, field):
        """Return the entry of the directory that a field names, made at the first use; None for none."""
        kind, name = form.refers[field], " ".join((form.cleaned_data.get(field) or "").split())
        if not name:
            return None
        row = self.draft.entry(kind, name)
        key = kind, row.meant
        if key not in self.entries:
            choice = row.cleaned_data["choice"]
            self.entries[key] = (
                row.save() if choice == NEW else row._meta.model.objects.visible_to(self.user).get(pk=choice)
            )
        return self.entries[key]

    def enter_post(self, form, line):
        """Give a new official the post of the first line that has one."""
        if not (line.official and line.title and line.organization):
            return
        row = self.draft.entry("official", form.cleaned_data["who"])
        if row.cleaned_data["choice"] == NEW and row.cleaned_data.pop("post", False):
            Appointment.objects.create(
                official=line.official,
                organization=line.organization,
                title=line.title,
                acting=row.cleaned_data["acting"],
            )

    def quote(self, form, record, default="", line="", made=None):
        """Keep the passages of a row, each with the field that was read from it."""
        of = {"visit" if isinstance(record, Visit) else "meeting": record}
        if line:
            of[line] = made
        for field, span in form.cleaned_data["passages"]:
            if text := self.draft.text[span.start : span.end]:
                self.passages.append(
                    Passage(
                        source=self.source,
                        field=field or default,
                        text=text,
                        start=span.start,
                        end=span.end,
                        **of,
                    )
                )

    def relate_visits(self):
        """Relate the visits that the account names in passing to the one that it is about."""
        forms = self.wanted("visit")
        others = [self.records[form.prefix] for form in forms if form.cleaned_data["relation"] != "main"]
        for form in forms:
            if form.cleaned_data["relation"] == "main":
                self.records[form.prefix].related_visits.add(*others)

    def name_meetings(self):
        for meeting in self.records.values():
            if not isinstance(meeting, Visit) and not meeting.title:
                meeting.title = meeting.title_from_participants()
                meeting.save(update_fields=["title"])
