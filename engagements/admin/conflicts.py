"""Two people at one record: the second to save sees both versions beside each other, and chooses."""

from django.db.models import FileField, ManyToManyField
from django.utils.functional import cached_property
from django.utils.text import capfirst

from engagements.history.compare import plain_value, referenced_pks, shown_fields, unsaved_record
from engagements.history.trail import Trail
from engagements.history.wording import EMPTY, value_in_words
from engagements.models.records import Record
from engagements.services.bulk_history import m2m_fields
from engagements.services.naming import RecordNames

NOT_THERE = "not there"


class Unread(str):
    """What was typed and can't be read as a value of its field."""


def typed(form, known):
    """Return the values of a form by field; of fields that it does not have, those ``known``."""
    values = dict(known)
    for one in shown_fields(form._meta.model, ""):
        if one.name not in form.fields:
            continue
        if one.name not in form.cleaned_data:
            raw = form[one.name].value()
            values[one] = Unread("; ".join(map(str, raw)) if isinstance(raw, list) else raw or "")
            continue
        value = form.cleaned_data[one.name]
        if isinstance(one, ManyToManyField):
            values[one] = frozenset(record.pk for record in value)
        elif one.is_relation:
            values[one] = value and value.pk
        elif isinstance(one, FileField):
            values[one] = str(value or "")
        else:
            values[one] = value
    return values


class Conflict:
    """What ``form`` and its ``formsets`` would write, beside what somebody else wrote since it was opened."""

    def __init__(self, form, formsets, user):
        record = form.instance
        self.trail = Trail(record, user)
        self.model, self.key = type(record), (type(record), record.pk)
        self.names = RecordNames(user)
        acts = list(self.trail.moments)
        later = self.model.history.filter(
            id=record.pk, version__gt=form.cleaned_data.get("seen_version") or 0
        )
        first = later.order_by("history_id").first()
        since = acts[: acts.index(first.act) + 1] if first else acts
        self.acts = self.trail.read(since)
        self.theirs = self.trail.current_state()
        # None where the form names a version that never was.
        self.before = self.trail.state(acts[len(since)]) if acts[len(since) :] else None
        self.mine = {self.key: typed(form, self.theirs[self.key])}
        for formset in formsets:
            self.take(formset)
        # What somebody added is in no form of mine, and stays.
        known = self.mine if self.before is None else self.before
        self.mine |= {key: values for key, values in self.theirs.items() if key not in known}

    def take(self, formset):
        for number, form in enumerate(formset.forms):
            pk = form.instance.pk or formset.gone.get(number)
            is_entered = pk or form.has_changed()
            if is_entered and not formset._should_delete_form(form):
                key = (formset.model, pk or f"{formset.prefix} {number}")
                self.mine[key] = typed(form, self.theirs.get(key) or {})

    @cached_property
    def by(self):
        return ", ".join(dict.fromkeys(act.who or "somebody" for act in self.acts)) or "somebody"

    @cached_property
    def entries(self):
        """Return (noun, name, rows) of the record and each line that is not the same in all versions.

        A row is (what, when opened, as saved meanwhile, as typed).
        """
        states = [self.theirs if self.before is None else self.before, self.theirs, self.mine]
        keys = [
            key
            for table in self.trail.tables
            for key in dict.fromkeys(key for state in states for key in state)
            if key[0] is table.model
        ]
        found = []
        for key in keys:
            versions = [state.get(key) for state in states]
            found.append((key[0], versions, self.named(key[0], versions)))
        self.want(found)
        entries = ((model, named, list(self.rows(model, versions))) for model, versions, named in found)
        return [
            (capfirst(model._meta.verbose_name), self.names.call(named), rows)
            for model, named, rows in entries
            if rows
        ]

    @staticmethod
    def named(model, versions):
        """Return the record by which a line is called: as it is now, else as it was, else as typed."""
        before, theirs, mine = versions
        empty = model()
        values = {one: plain_value(getattr(empty, one.attname)) for one in model._meta.concrete_fields}
        said = theirs or before or mine
        return unsaved_record(
            model, values | {one: v for one, v in said.items() if not isinstance(v, Unread)}
        )

    def want(self, found):
        for _, versions, named in found:
            self.names.add_references(named)
            for version in filter(None, versions):
                for one, value in version.items():
                    if not isinstance(value, Unread):
                        for pk in referenced_pks(one, value):
                            self.names.add(one.related_model, pk)
        self.names.fetch()

    def rows(self, model, versions):
        owner = next(table.owner for table in self.trail.tables if table.model is model)
        if len({version is None for version in versions}) > 1:
            yield "", *(NOT_THERE if version is None else "there" for version in versions)
        there = [version for version in versions if version is not None]
        for one in shown_fields(model, owner):
            values = [self.comparable(one, version.get(one)) for version in there]
            if len(there) < len(versions) or any(value != values[0] for value in values):
                said = [EMPTY if version is None else self.say(one, version.get(one)) for version in versions]
                if len(set(said)) > 1 or len(there) == len(versions):
                    yield capfirst(one.verbose_name), *said

    def comparable(self, one, value):
        if isinstance(value, str):
            return value.replace("\r\n", "\n")
        if one in m2m_fields(one.model) and issubclass(one.related_model, Record):
            # Of records that may not be seen, the form says nothing.
            return {pk for pk in value or () if self.names.knows(one.related_model, pk)}
        return value if value is not None else ""

    def say(self, one, value):
        if isinstance(value, Unread):
            return f"{value} (can't be read)".strip()
        return value_in_words(
            one, self.comparable(one, value) if isinstance(value, frozenset) else value, self.names
        )
