"""The admin of meetings, with a formset of participants for each side."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from engagements.common.ids import read_id
from engagements.models import Exactness, Meeting, Official, Outcome, Participant, Side, Source, Visit
from engagements.models.participants import COUNTERPART_SIDE
from engagements.services.publishing import may_enter, missing_sides_problem
from engagements.services.titles import add_missing_title

from .capacity_forms import CapacityLineForm
from .copying import CopyMeetingForm, CopyMixin
from .hardening import user_of
from .inlines import CapacityLinesMixin, StackedLinesInline
from .record_forms import LineFormSet
from .records import RecordAdmin
from .sources import AttachmentInline
from .visits import add_meeting_url


def visit_to_add_to(request: HttpRequest) -> Visit | None:
    """Return the visit that the address of the form names, if this user may see it, else None."""
    pk = read_id(request.GET.get("visit", ""))
    return Visit.objects.visible_to(user_of(request)).filter(pk=pk).first() if pk else None


def meeting_before(request: HttpRequest) -> Meeting | None:
    """Return the meeting of that visit that was entered before, if the address names one that is seen."""
    visit, pk = visit_to_add_to(request), read_id(request.GET.get("after", ""))
    return (
        Meeting.objects.visible_to(user_of(request)).filter(visit=visit, pk=pk).first()
        if visit and pk
        else None
    )


def delegation_to_add(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the delegation of the meeting before, else the members of that visit, as initial data."""
    visit, before = visit_to_add_to(request), meeting_before(request)
    lines: Iterable[Any] = visit.members.all() if visit else ()
    if before:
        lines = before.participants.filter(side=Side.DELEGATION)
    return [
        {"official": line.official_id, "title": line.title, "organization": line.organization_id}
        for line in lines
        if line.official_id
    ]


def counterparts_to_offer(request: HttpRequest) -> list[Participant]:
    """Return the last line of each official whom that visit met in meetings that the user may see."""
    visit = visit_to_add_to(request)
    meetings = Meeting.objects.visible_to(user_of(request)).filter(visit=visit) if visit else ()
    lines = Participant.objects.filter(
        meeting__in=meetings, side__in=COUNTERPART_SIDE, official__isnull=False
    ).select_related("official", "organization")
    return list({line.official_id: line for line in lines.order_by("meeting", "order", "pk")}.values())


class ParticipantFormSet(LineFormSet):
    """The participants of one side; knows what the formsets of the other sides hold.

    ``entered`` is a list shared by the formsets of one request, of (official, side) as
    they are checked, in the order of the page.
    """

    # Set by the inline and the admin, in a class made for one request.
    side: ClassVar[Side]
    entered: ClassVar[list[tuple[Official | None, Side]]]

    @classmethod
    def get_default_prefix(cls) -> str:
        return cls.side.value

    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            line = getattr(form, "cleaned_data", None)
            if not line or line.get("DELETE") or not (form.has_changed() or form.instance.pk):
                continue
            official = line.get("official")
            sides = {other: side for other, side in self.entered if other}
            if official in sides:
                form.add_error("official", f"{official} takes part already, under “{sides[official].label}”.")
            self.entered.append((official, Side(line.get("side") or self.side)))
        all_sides_known = self.side == Side.values[-1]
        if all_sides_known and not self.instance.is_draft:
            problem = missing_sides_problem(side for official, side in self.entered)
            if problem:
                raise ValidationError(problem)


class ParticipantForm(CapacityLineForm):
    """Keeps the source of a title that the user may not see, and whose box is empty for that."""

    def clean_title_source(self) -> Source | None:
        chosen: Source | None = self.cleaned_data["title_source"]
        current: Source | None = self.instance.title_source
        is_hidden = current and not is_choice(self.fields["title_source"], current)
        return current if chosen is None and is_hidden else chosen


def is_choice(field: Any, record: Model) -> bool:
    return bool(field.queryset.filter(pk=record.pk).exists())


class ParticipantInline(CapacityLinesMixin, StackedLinesInline):
    """The participants of one side; subclassed for each."""

    model = Participant
    form = ParticipantForm
    formset = ParticipantFormSet
    autocomplete_fields = ["official", "organization", "title_source"]
    fieldsets = [
        (
            None,
            {"fields": [("official", "title", "organization", "description", "note", "kept_for", "as_post")]},
        ),
        (
            "More",
            {"fields": [("title_source", "role", "country"), ("side", "order")], "classes": ["collapse"]},
        ),
    ]
    verbose_name = "participant"
    side: ClassVar[Side]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.side = self.side
        formset.form.base_fields["side"].initial = self.side
        return formset

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """A form that is sent may hold a line that somebody else moved to another side meanwhile."""
        queryset = super().get_queryset(request)
        return queryset if request.method == "POST" else queryset.filter(side=self.side)


class DelegationInline(ParticipantInline):
    side = Side.DELEGATION
    verbose_name_plural = "delegation"

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.extra if obj else len(delegation_to_add(request)) + self.extra


class AccompanyingInline(ParticipantInline):
    side = Side.ACCOMPANYING
    verbose_name_plural = "accompanying: of the same government, not of the delegation"


class CounterpartInline(ParticipantInline):
    side = Side.COUNTERPART
    verbose_name_plural = "counterparts"


class ThirdPartyInline(ParticipantInline):
    side = Side.THIRD_PARTY
    verbose_name_plural = "third parties: observers, international organizations, industry"


class OutcomeInline(StackedLinesInline):
    model = Outcome
    autocomplete_fields = ["owner_organization", "owner_official"]
    fieldsets = [
        (None, {"fields": [("kind", "text")]}),
        (
            "Owner, due date, status",
            {
                "fields": [
                    ("owner_organization", "owner_official"),
                    ("due_date", "due_text"),
                    ("progress", "closed_on", "note"),
                ],
                "classes": ["collapse"],
            },
        ),
    ]
    view_on_site = False


@admin.register(Meeting)
class MeetingAdmin(CopyMixin, RecordAdmin):
    copy_form = CopyMeetingForm
    bulk_fields = ["progress", "handling", "topics", "sources"]
    change_form_template = "admin/engagements/meeting/change_form.html"
    inlines = [
        DelegationInline,
        AccompanyingInline,
        CounterpartInline,
        ThirdPartyInline,
        OutcomeInline,
        AttachmentInline,
    ]
    search_fields = ["folded"]
    list_display = ["title", "when", "where", "visit", "format", "progress", "state"]
    list_filter = [*RecordAdmin.list_filter, "format"]
    list_select_related = ["visit", "place"]
    autocomplete_fields = ["visit", "place", "topics", "sources"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("visit", "title"),
                    ("start_date", "end_date", "dates"),
                    ("format", "progress", "place", "venue"),
                    ("topics", "sources"),
                    "summary",
                ]
            },
        ),
        (
            "Time of day and points to raise",
            {"fields": [("start_time", "end_time", "timezone"), "points"], "classes": ["collapse"]},
        ),
        RecordAdmin.record_fieldset,
    ]

    @admin.display(description="place", ordering="place__sort_key")
    def where(self, meeting: Meeting) -> str:
        return str(meeting.place or "-")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A meeting of a visit was some time within it, at its only place, with its sources."""
        initial = super().get_changeform_initial_data(request)
        initial.pop("visit", None)
        if visit := visit_to_add_to(request):
            initial |= {
                "visit": visit,
                "start_date": visit.start_date,
                "end_date": visit.end_date,
                "dates": Exactness.WITHIN if visit.start_date else Exactness.UNKNOWN,
                "place": visit.only_place(),
                "sources": list(visit.sources.visible_to(user_of(request))),
            }
        if before := meeting_before(request):
            names = ("start_date", "end_date", "dates", "place", "publication", "handling")
            initial |= {name: getattr(before, name) for name in names}
            if before.is_one_day:
                initial["end_date"] = None  # as it was typed: another day is one change
            initial["sources"] = list(before.sources.visible_to(user_of(request)))
        return initial

    def render_change_form(  # type: ignore[override]  # hands on what else Django gives
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        context["counterparts_to_offer"] = counterparts_to_offer(request)
        return super().render_change_form(request, context, **kwargs)

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        entered: list[tuple[Official | None, Side]] = []
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if isinstance(inline, ParticipantInline):
                formset.entered = entered
            yield formset, inline

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if not isinstance(inline, ParticipantInline):
            return kwargs
        # Only to show: at the POST the lines must count as changed, or they would not be saved.
        if request.method != "POST" and inline.side == Side.DELEGATION and not obj.pk:
            kwargs["initial"] = delegation_to_add(request)
        return kwargs

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        add_missing_title(form.instance)

    def response_add(
        self, request: HttpRequest, obj: Meeting, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        return self.then_add_another(request, obj) or self.back_to_visit(request, obj) or response

    def back_to_visit(self, request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
        """Return to the visit from which the meeting was entered, where the next one is a key away."""
        if "_save" not in request.POST or not meeting.visit or not visit_to_add_to(request):
            return None
        if may_enter(user_of(request), "change", "visit", meeting.visit):
            form = reverse("admin:engagements_visit_change", args=[meeting.visit.pk])
            return HttpResponseRedirect(f"{form}#meetings-heading")
        return HttpResponseRedirect(meeting.visit.get_absolute_url())

    def response_change(self, request: HttpRequest, obj: Meeting) -> HttpResponse:
        response = super().response_change(request, obj)
        return self.then_add_another(request, obj) or response

    def then_add_another(self, request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
        if "_addanother" in request.POST and meeting.visit:
            return HttpResponseRedirect(add_meeting_url(meeting.visit, meeting))
        return None
