"""A visit that is added within the form of another record, such as an earlier trip, in a few fields."""

from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst

from engagements.common.dates import Exactness
from engagements.models import DelegationMember, Stop, Visit
from engagements.models.visits import DelegationRole

from .hardening import RecordMultipleChoiceField, VisibleChoicesMixin
from .new_entries import EntrySelectMultiple, NewEntries
from .publication_form import PublicationForm


class VisitEntryForm(PublicationForm):
    """A visit with its places and heads; without dates they are not known."""

    def clean(self) -> None:
        super().clean()
        start, end = (self.cleaned_data.get(name) for name in ("start_date", "end_date"))
        if end and not start:
            self.add_error("start_date", "Give the first day too.")
        exactness = Exactness.WITHIN if self.is_whole_period else Exactness.EXACT
        self.instance.dates = exactness if start else Exactness.UNKNOWN
        self.instance.progress = Visit(start_date=start, end_date=end).status_by_dates()

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # a hook that the stubs leave out
        visit: Visit = self.instance
        for place in self.cleaned_data["places"]:
            visit.stops.create(place=place)
        for official in self.cleaned_data["heads"]:
            head = DelegationMember(visit=visit, official=official, role=DelegationRole.HEAD)
            head.fill_from_appointment(visit)
            head.organization = head.organization or visit.organization
            head.save()


def visit_entry_form(admin: VisibleChoicesMixin, request: HttpRequest) -> type[VisitEntryForm]:
    """Return the form with what this user may choose as places and as heads of the delegation."""
    entries = NewEntries.of(request, admin.admin_site)
    fields: dict[str, Any] = {}
    for name, line, target in (("places", Stop, "place"), ("heads", DelegationMember, "official")):
        db_field: Any = line._meta.get_field(target)
        widget = EntrySelectMultiple(db_field, admin.admin_site, entries=entries)
        queryset = admin.choices_of(db_field, request).get(
            "queryset", db_field.remote_field.model.objects.all()
        )
        field = RecordMultipleChoiceField(queryset, label=capfirst(name), required=False, widget=widget)
        field.entries = entries
        fields[name] = field
    return type("VisitEntryForm", (VisitEntryForm,), fields)
