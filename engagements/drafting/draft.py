"""A draft as one form: its rows, what may be wrong with them, and where it shows."""

from django.forms import formset_factory
from django.utils.functional import cached_property

from engagements.common.folding import fold
from engagements.common.ids import read_id
from engagements.search.suggestions import SUGGESTERS

from .directory import directory_for
from .directory_forms import NEW
from .draft_rows import DraftRows
from .draft_writer import make
from .fields import ids_in
from .forms import ENTRIES, ROWS
from .source_form import SourceForm

MOST_ROWS = 2_000  # of a kind


def make_formset(form, prefix, data, initial, **form_kwargs):
    factory = formset_factory(form, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return factory(data, prefix=prefix, initial=initial, form_kwargs=form_kwargs)


class Draft:
    """What is proposed of ``text``: from a reading, or as it was sent back (``data``, of a request)."""

    def __init__(self, user, text, data=None, *, reading=None, source=None):
        self.user, self.text = user, text
        self.data = data.copy() if data is not None else None
        proposing = DraftRows(reading) if reading else None
        self.notes = proposing.notes if proposing else []
        self.initial = proposing.rows if proposing else {}
        self.source = SourceForm(self.data, prefix="source", initial=source, user=user)
        self.rows = {"visit": self.formset("visit")}
        visits = self.accepted("visit")
        self.rows["stop"] = self.formset("stop", parents=visits)
        self.rows["member"] = self.formset("member", parents=visits)
        self.rows["meeting"] = self.formset("meeting")
        meetings = self.accepted("meeting")
        self.rows["participant"] = self.formset("participant", parents=meetings)
        self.rows["outcome"] = self.formset("outcome", parents=meetings, meetings=self.names_of_meetings)
        self.rows["topic"] = self.formset("topic", parents=None if self.data is None else visits | meetings)
        self.entries = {
            kind: self.formset_of_entries(kind, proposing.entries[kind] if proposing else {})
            for kind in ENTRIES
        }

    def formset(self, kind, **form_kwargs):
        return make_formset(ROWS[kind], kind, self.data, self.initial.get(kind), **form_kwargs)

    def accepted(self, kind):
        """The names of the accepted rows of a kind; None before anything is sent."""
        if self.data is None:
            return None
        self.rows[kind].is_valid()
        return {form.prefix for form in self.rows[kind] if form.is_wanted}

    @cached_property
    def names_of_meetings(self):
        return [(form.prefix, form.what) for form in self.rows["meeting"]]

    # --- Entries of the directory

    @cached_property
    def used(self):
        """What accepted rows call the entries that they name: {kind: {folded: name}}."""
        found = {kind: {} for kind in ENTRIES}
        for formset in self.rows.values():
            formset.is_valid()
            for form in formset:
                for kind, name in form.references() if form.is_wanted else ():
                    found[kind].setdefault(fold(name) or name, name)
        return found

    @cached_property
    def directory(self):
        """What may be meant by the names in use and by those of new entries."""
        names = [name for kind in ENTRIES for name in self.used[kind].values()]
        names += [
            value for key, value in self.data.items() if key.startswith("known-") and key.endswith("name")
        ]
        return directory_for(self.user, "\n".join(names))

    def formset_of_entries(self, kind, initial):
        form, choices, _ = ENTRIES[kind]
        prefix = f"known-{kind}"
        initial = list(initial.values())
        if self.data is not None:
            self.look_again(kind, prefix)
            numbers = range(min(self.count(prefix), MOST_ROWS))
            candidates = [self.data.get(f"{prefix}-{number}-candidates") for number in numbers]
        else:
            candidates = [one["candidates"] for one in initial]
        ids = {pk for one in candidates for pk in ids_in(one)}
        hint = SUGGESTERS[choices].detail
        found = SUGGESTERS[choices].queryset.visible_to(self.user).in_bulk(ids)
        records = {pk: (str(one), hint(one), one.get_absolute_url()) for pk, one in found.items()}
        used = None if self.data is None else self.used[kind]
        return make_formset(form, prefix, self.data, initial, records=records, used=used)

    def count(self, prefix):
        number = read_id(self.data.get(f"{prefix}-TOTAL_FORMS", ""))
        return min(number or 0, MOST_ROWS)

    def look_again(self, kind, prefix):
        """Offer what is on record under the name of a new entry, and was not offered yet.

        Names that no row explains yet get one, to be looked at before anything is made of them.
        """
        data, explained = self.data, set()
        for number in range(self.count(prefix)):
            row = f"{prefix}-{number}"
            key = data.get(f"{row}-key", "")
            explained.add(fold(key) or key)
            if data.get(f"{row}-choice") != NEW or (fold(key) or key) not in self.used[kind]:
                continue
            offered = ids_in(data.get(f"{row}-candidates"))
            found = self.may_be(kind, data.get(f"{row}-name", ""))
            if set(found) - set(offered):
                data[f"{row}-candidates"] = " ".join(map(str, dict.fromkeys([*offered, *found])))
                data[f"{row}-choice"] = ""
        for folded, name in self.used[kind].items():
            if folded in explained or self.count(prefix) >= MOST_ROWS:
                continue
            number = self.count(prefix)
            row = f"{prefix}-{number}"
            known, _ = self.directory.look_up(kind, name)
            data[f"{row}-key"] = data[f"{row}-name"] = name
            data[f"{row}-candidates"] = " ".join(map(str, self.may_be(kind, name)))
            data[f"{row}-choice"] = str(known.id) if known else ""
            data[f"{row}-kind"] = "other"
            data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = str(number + 1)

    def may_be(self, kind, name):
        """Return the ids of the entries that may be meant by ``name``."""
        known, candidates = self.directory.look_up(kind, name)
        return [one.id for one in ([known.candidate] if known else candidates)]

    def entry(self, kind, name):
        """Return the row that says what ``name`` is."""
        return self.by_name[kind][fold(name) or name]

    @cached_property
    def by_name(self):
        return {
            kind: {form.folded: form for form in reversed(formset.forms)}
            for kind, formset in self.entries.items()
        }

    # --- What is wrong

    @cached_property
    def formsets(self):
        return [*self.rows.values(), *self.entries.values()]

    @cached_property
    def is_valid(self):
        """Whether all that is accepted can be made."""
        valid = [form.is_valid() for form in (self.source, *self.formsets)]
        if not all(valid):
            return False
        self.find_doubles("member")
        self.find_doubles("participant")
        return self.is_something and not self.errors

    @property
    def is_something(self):
        return bool(self.accepted("visit") or self.accepted("meeting"))

    def find_doubles(self, kind):
        """Nobody is in a delegation, or takes part in a meeting, twice."""
        seen = set()
        for form in self.rows[kind]:
            if not form.is_wanted or not form.cleaned_data["who"]:
                continue
            who = form.cleaned_data["of"], self.entry("official", form.cleaned_data["who"]).meant
            if who in seen:
                form.add_error("who", "They are in it already, in another line.")
            seen.add(who)

    @property
    def errors(self):
        """Return (address within the page, what it is about, what is wrong) for each error."""
        if self.data is None:
            return []
        found = []
        if not self.is_something and not any(formset.total_error_count() for formset in self.rows.values()):
            found.append(("", "", "Nothing is accepted: tick the visit, or a meeting at least."))
        for formset in self.formsets:
            found += [("", "", error) for error in formset.non_form_errors()]
        for form in [self.source, *(form for formset in self.formsets for form in formset)]:
            label = getattr(form, "what", "")
            for name, errors in form.errors.items():
                field = form[name] if name in form.fields else None
                where = f"#{form.prefix}"
                what = field.label if field and not field.is_hidden and name != "choice" else ""
                found += [(where, ": ".join(filter(None, (label, what))), error) for error in errors]
        return found

    # --- As it is shown

    def lines(self, kind, of):
        return [form for form in self.rows[kind] if form.said("of") == of]

    @property
    def visits(self):
        """Each visit, with its lines."""
        return [
            {
                "form": form,
                **{f"{kind}s": self.lines(kind, form.prefix) for kind in ("stop", "member", "topic")},
            }
            for form in self.rows["visit"]
        ]

    @property
    def meetings(self):
        """Each meeting, with its lines."""
        kinds = ("participant", "topic", "outcome")
        return [
            {"form": form, **{f"{kind}s": self.lines(kind, form.prefix) for kind in kinds}}
            for form in self.rows["meeting"]
        ]

    @property
    def other_outcomes(self):
        """Outcomes of no meeting in particular."""
        meetings = {form.prefix for form in self.rows["meeting"]}
        return [form for form in self.rows["outcome"] if form.said("of") not in meetings]

    @property
    def named(self):
        """(heading, kind, rows) of the entries that the draft names."""
        return [(ENTRIES[kind][2], kind, formset) for kind, formset in self.entries.items()]

    @property
    def countries(self):
        return list(SUGGESTERS["countries"].names().values())

    @property
    def management_forms(self):
        return [formset.management_form for formset in self.formsets]

    def all_rows(self):
        return [form for formset in self.rows.values() for form in formset]

    def make(self):
        """Write the drafts in one transaction; return the visit, or the first meeting where there is none."""
        return make(self)
