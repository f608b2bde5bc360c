"""The list of outcomes, and saying in it what became of one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.generic import UpdateView

from engagements.common.addresses import own_address
from engagements.filters.fields import shorten
from engagements.filters.outcomes import OutcomeFilterSet
from engagements.history.locking import change_since, lock_record
from engagements.models import Meeting, Outcome
from engagements.models.outcomes import OutcomeQuerySet
from engagements.services.changes import mark_changed
from engagements.services.publishing import may_enter

from .base import Context, ReadPermissionMixin, RecordListView


def may_change(user: User, outcome: Outcome) -> bool:
    """Whether ``user`` may change ``outcome``: whoever could by the form of its meeting."""
    return all(may_enter(user, "change", name, outcome.meeting) for name in ("meeting", "outcome"))


class OutcomeListView(RecordListView):
    model = Outcome
    filterset_class = OutcomeFilterSet
    has_add_form = False

    def arrange(self, queryset: OutcomeQuerySet) -> OutcomeQuerySet:
        return queryset.for_list()

    def get_context_data(self, **kwargs: Any) -> Context:
        """Add where a meeting is entered: outcomes have no form of their own."""
        return super().get_context_data(add_meeting_address=self.entry("add", Meeting), **kwargs)

    def complete(self, rows: list[Any]) -> None:
        for outcome in rows:
            outcome.may_be_changed = may_change(self.user, outcome)


class OutcomeProgressForm(forms.ModelForm):
    """What became of an outcome; refuses to write over what somebody changed in its meeting meanwhile.

    The view has locked the meeting.
    """

    seen_version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )

    class Meta:
        model = Outcome
        fields = ["progress", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = self.instance.meeting

    def clean(self) -> dict[str, Any]:
        super().clean()
        if change := change_since(self.meeting, self.cleaned_data.get("seen_version")):
            self.add_error(None, format_html("{} To save again puts your version in its place.", change))
        return self.cleaned_data

    def save_by(self, user: User) -> None:
        """Write the outcome, and its meeting as changed by ``user``."""
        outcome = self.instance
        if "progress" in self.changed_data:
            outcome.closed_on = None if outcome.progress == Outcome.Progress.OPEN else timezone.localdate()
        outcome.save()
        mark_changed(self.meeting, user)
        self.meeting.save()


@method_decorator(transaction.atomic, name="post")
class OutcomeProgressView(ReadPermissionMixin, UpdateView):
    """Marks an outcome done, dropped or open again; the form stands in each row of the list as well."""

    http_method_names = ["get", "head", "post"]
    model = Outcome
    form_class = OutcomeProgressForm
    template_name = "engagements/outcome_progress.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().for_list()

    def get_object(self, queryset: QuerySet[Outcome] | None = None) -> Outcome:
        outcome = super().get_object(queryset)
        if not may_change(self.user, outcome):
            raise PermissionDenied
        if self.request.method == "POST":
            meeting = lock_record(outcome.meeting)
            if meeting is None:
                raise Http404
            outcome.meeting = meeting
        return outcome

    def form_valid(self, form: Any) -> HttpResponse:
        form.save_by(self.user)
        messages.success(
            self.request, f"“{shorten(self.object.text)}” is {self.object.get_progress_display()} now."
        )
        return HttpResponseRedirect(self.next_address())

    def next_address(self) -> str:
        """The list as it was, if it was one of ours."""
        address = own_address(self.request, self.request.POST.get("next", ""))
        return address or reverse("engagements:outcome_list")

    def get_context_data(self, **kwargs: Any) -> Context:
        context = super().get_context_data(**kwargs)
        return context | {
            # As it is and not as it was asked for, which the form has made of the object.
            "outcome": self.get_queryset().get(pk=self.object.pk),
            "version": context["form"].meeting.version,
            "next": self.next_address(),
        }
