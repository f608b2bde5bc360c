"""The filters of each list: what may stand in its address, and which rows that leaves.

Values of one parameter are alternatives; different parameters must all hold.
"""

from functools import partial, reduce
from operator import or_

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from engagements.common.periods import Month, Week
from engagements.models import (
    COUNTERPART_SIDE,
    DELEGATION_SIDE,
    Appointment,
    DelegationMember,
    Meeting,
    Organization,
    Outcome,
    Side,
    Stop,
    Topic,
    Visit,
)
from engagements.models import meetings as meeting_models
from engagements.search import queries

from .fields import (
    DatesField,
    ExportField,
    LineField,
    OneField,
    OptionsField,
    PageField,
    PeriodField,
    RecordsField,
    SortField,
    TextsField,
    WholeMonthsField,
    shorten,
)


def address(data, **changes):
    """Return the query string of ``data`` with other values (lists) for some names; None drops one.

    What is empty is left out, and so is the page, as another question begins at page 1, and
    the format of an export.
    """
    query = data.copy()
    for name in ("page", "rows", "columns", "export"):
        query.pop(name, None)
    for name, values in changes.items():
        query.setlist(name, values or [])
    for name, values in query.lists():
        query.setlist(name, [value for value in values if value])
    return f"?{query.urlencode()}"


class FilterForm(forms.Form):
    """The form of a filter: the address is all that it knows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, RecordsField):
                field.replace = partial(self.replace, name)

    def clean(self):
        cleaned = super().clean()
        unknown = [name for name in self.data if name not in self.fields and name != "page"]
        for name in unknown[:5]:
            self.add_error(None, f"There is no filter “{shorten(name)}”.")
        for date in ("date", "due"):
            after, before = cleaned.get(f"{date}_after"), cleaned.get(f"{date}_before")
            if after and before and min(after) > max(before):
                self.add_error(f"{date}_before", "The end is before the start.")
        return cleaned

    def visible_fields(self):
        return [bound for bound in super().visible_fields() if bound.data or not bound.field.quiet]

    def replace(self, name, old, new):
        """Return the address in which ``new`` stands for ``old``; None drops it."""
        values = [new if value.strip() == old else value for value in self.data.getlist(name)]
        return address(self.data, **{name: [value for value in values if value is not None]})

    def chips(self):
        """Return (label, value in words, address without it) for every filter that is active."""
        found = []
        for bound in self:
            values = bound.data or []
            if isinstance(bound.field, OneField | PeriodField) or bound.is_hidden or not values:
                continue
            if len(values) > bound.field.most:
                found.append((bound.label, f"{len(values)} values", address(self.data, **{bound.name: None})))
                continue
            found += [
                (bound.label, bound.field.labels.get(value, value), self.replace(bound.name, value, None))
                for value in dict.fromkeys(values)
            ]
        return found

    def all_errors(self):
        """Return (label, id of the field, error) for every error, those of no field first."""
        found = [("", "", error) for error in self.non_field_errors()]
        return found + [(bound.label, bound.id_for_label, error) for bound in self for error in bound.errors]


class Texts(django_filters.Filter):
    field_class = TextsField


class Line(django_filters.Filter):
    field_class = LineField


class Dates(django_filters.Filter):
    field_class = DatesField


class Options(django_filters.Filter):
    field_class = OptionsField


class Records(django_filters.Filter):
    field_class = RecordsField


class Party(Records):
    """A party on one hand of "who met whom": its own lines alone, without its sub-organizations."""

    def __init__(self, hand, kind, label):
        super().__init__(label=label, kind=kind, quiet=True)
        self.hand = hand

    def filter(self, queryset, keys):
        return queryset.where_party(self.hand, self.extra["kind"], keys) if keys else queryset


class Sort(django_filters.Filter):
    field_class = SortField

    def __init__(self, orders):
        """``orders``: name in the address -> (name in words, order_by arguments), the default first."""
        self.orders = orders
        super().__init__(label="Sorted by", choices={name: label for name, (label, _) in orders.items()})

    def filter(self, queryset, value):
        return queryset.order_by(*self.orders[value][1])


class Export(django_filters.Filter):
    """The format in which the list is wanted as a file; leaves the rows as they are."""

    field_class = ExportField
    LABELS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "ics": "calendar", "docx": "Word"}

    def __init__(self, *formats):
        super().__init__(label="Export", choices={one: self.LABELS[one] for one in formats})

    def filter(self, queryset, value):
        return queryset


class Layout(django_filters.Filter):
    """How what is found is laid out; leaves the rows as they are."""

    field_class = OneField

    def filter(self, queryset, value):
        return queryset


class WholeMonths(django_filters.Filter):
    """The month in which a record lies from its first day to its last."""

    field_class = WholeMonthsField

    def __init__(self):
        super().__init__(label="Lies in the month", quiet=True, help_text="Such as 2021-12; or “several”.")

    def filter(self, queryset, months):
        found = [
            queryset.lying_in(month.start, month.end) if month else queryset.over_months() for month in months
        ]
        return reduce(or_, found) if found else queryset


class Shown(Layout):
    """The month or week that is shown."""

    field_class = PeriodField


class PageNumber(Layout):
    field_class = PageField


class ListFilter(django_filters.FilterSet):
    """Filters that more than one list has."""

    class Meta:
        form = FilterForm

    @property
    def form(self):
        form = super().form
        for field in form.fields.values():
            field.user = self.request.user
        return form

    @property
    def sort(self):
        """The order that is in force; None while the form has an error there."""
        return self.form.cleaned_data.get("sort") if self.form.is_bound else None

    @property
    def default_sort(self):
        return self.form.fields["sort"].default

    def by_text(self, queryset, name, texts):
        return queries.find(queryset, texts)

    def by_date(self, queryset, name, dates):
        after, before = (self.form.cleaned_data[bound] for bound in ("date_after", "date_before"))
        if name == "date_before" and after:
            return queryset  # both bounds are seen to together
        return queryset.between(after and min(after), before and max(before))

    def by_topic(self, queryset, name, ids):
        model = queryset.model
        through = model.topics.through.objects.filter(topic__in=Topic.descendant_ids(*ids))
        return queryset.referenced_by(model._meta.model_name, through)


class Exactly(Options):
    """How the dates of a record are to be read."""

    def __init__(self):
        choices = {"exact": "exact", "within": "some time within a period", "unknown": "not known"}
        super().__init__(label="Dates are", choices=choices, noun="kind of dates", method=one_of("dates"))


def one_of(field):
    """Return a filter method of a list of records: the value of ``field`` is one of those given."""
    return lambda queryset, name, values: queryset.one_of(field, values)


BY_DATE_AND_TITLE = {
    "-date": ("date, latest first", [F("start_date").desc(nulls_last=True), "-pk"]),
    "date": ("date, earliest first", [F("start_date").asc(nulls_last=True), "pk"]),
    "title": ("title", ["title", "pk"]),
    "-title": ("title, from the end", ["-title", "-pk"]),
}
LOOKED_FOR = "In any order, with or without accents."
OVERLAP = "Dates that are not known are left out."


class PartyFilter(ListFilter):
    """Names a party of each hand exactly; what is counted by parties links to meetings by these."""

    home_official = Party(DELEGATION_SIDE, "officials", "Official, delegation or accompanying")
    home_organization = Party(DELEGATION_SIDE, "organizations", "Organization, delegation or accompanying")
    home_country = Party(DELEGATION_SIDE, "countries", "Country, delegation or accompanying")
    away_official = Party(COUNTERPART_SIDE, "officials", "Official, counterpart or third party")
    away_organization = Party(COUNTERPART_SIDE, "organizations", "Organization, counterpart or third party")
    away_country = Party(COUNTERPART_SIDE, "countries", "Country, counterpart or third party")

    # Kind of party -> its parameter on each hand.
    NAMES = {
        "organizations": ("home_organization", "away_organization"),
        "officials": ("home_official", "away_official"),
        "countries": ("home_country", "away_country"),
    }


def naming(home, away):
    """Return the query that names two parties of "who met whom", each on its hand."""
    names = PartyFilter.NAMES
    return f"{names[home.kind][0]}={home.key}&{names[away.kind][1]}={away.key}"


class PairForm(FilterForm):
    """Asks for one party on each hand; ``pair`` is (kind, key) of both, where they are given."""

    pair = None

    def clean(self):
        cleaned = super().clean()
        hands = [
            [
                (kind, key)
                for kind, names in PartyFilter.NAMES.items()
                for key in cleaned.get(names[hand]) or ()
            ]
            for hand in (0, 1)
        ]
        if self.errors or not any(hands):
            return cleaned
        if any(len(parties) != 1 for parties in hands):
            raise ValidationError("Give one party on each hand: an official, an organization or a country.")
        (self.pair,) = zip(*hands, strict=True)
        if self.pair[0] == self.pair[1] and self.pair[0][0] == "officials":
            self.pair = None
            raise ValidationError("These are one and the same official: give two.")
        return cleaned


class PairFilter(PartyFilter):
    """The two parties of a relationship."""

    class Meta:
        form = PairForm

    @property
    def form(self):
        form = super().form
        for field in form.fields.values():
            field.quiet = False
        return form


class BriefingFilter(PairFilter):
    """The two parties of a briefing, for whom it is, and in which format."""

    principal = Line(label="For whom", help_text="As it is to stand on the first page.")
    format = Export("docx")


class MeetingFilter(PartyFilter):
    q = Texts(label="Words", method="by_text", help_text=LOOKED_FOR)
    date_after = Dates(label="Not before", method="by_date")
    date_before = Dates(label="Not after", method="by_date", help_text=OVERLAP)
    dates = Exactly()
    lies_in = WholeMonths()
    counterpart = Records(label="Counterpart", kind="officials", method="by_official")
    counterpart_organization = Records(
        label="Counterpart organization", kind="organizations", method="by_organization"
    )
    delegate = Records(label="Delegate or accompanying", kind="officials", method="by_official")
    delegation = Records(label="Delegation of", kind="organizations", method="by_organization")
    accompanying = Records(label="Accompanied by", kind="organizations", method="by_organization")
    sub = Options(
        label="Organizations",
        choices={"1": "include sub-organizations"},
        noun="choice",
        method="leave",
    )
    country = Records(
        label="Country", kind="countries", method="by_country", help_text="Where, or of the counterparts."
    )
    place = Records(label="Place", kind="places", method=one_of("place"))
    place_country = Records(
        label="Country of the place", kind="countries", method=one_of("place__country"), quiet=True
    )
    topic = Records(label="Topic", kind="topics", method="by_topic", help_text="With its subtopics.")
    visit = Records(label="Visit", kind="visits", method=one_of("visit"))
    format = Options(label="Format", choices=Meeting.Format.choices, noun="format", method=one_of("format"))
    progress = Options(
        label="Progress",
        choices=meeting_models.Progress.choices,
        noun="progress",
        method=one_of("progress"),
    )
    sort = Sort(BY_DATE_AND_TITLE)
    export = Export("csv", "xlsx", "json", "ics")

    HANDS = {
        "delegate": DELEGATION_SIDE,
        "delegation": [Side.DELEGATION],
        "accompanying": [Side.ACCOMPANYING],
        "counterpart": COUNTERPART_SIDE,
        "counterpart_organization": COUNTERPART_SIDE,
    }

    def by_official(self, queryset, name, ids):
        return queryset.where_participant(self.HANDS[name], official__in=ids)

    def by_organization(self, queryset, name, ids):
        if self.form.cleaned_data.get("sub"):
            ids = Organization.descendant_ids(*ids)
        return queryset.where_participant(self.HANDS[name], organization__in=ids)

    def by_country(self, queryset, name, codes):
        return queryset.in_or_with_country(codes)

    def leave(self, queryset, name, value):
        return queryset


class MatrixFilter(MeetingFilter):
    """The filters of the meetings list, and how the matrix over what they leave is laid out.

    Parties of the kind that the matrix is by choose its rows and columns.
    """

    by = Layout(
        label="Rows and columns",
        choices={"organizations": "organizations", "officials": "officials", "countries": "countries"},
        noun="kind of party",
    )
    rows = PageNumber(label="Page of rows")
    columns = PageNumber(label="Page of columns")
    export = Export("csv", "xlsx")

    @property
    def form(self):
        form = super().form
        form.fields["sort"].quiet = form.fields["progress"].quiet = True  # they change nothing here
        by = form["by"].data or ["organizations"]
        for name in self.NAMES.get(by[0], ()):
            form.fields[name].quiet = False
        return form


class NetworkFilter(MatrixFilter):
    """The filters of the matrix, of which all is drawn at once."""

    rows = columns = export = None


class PictureFilter(MeetingFilter):
    """The filters of the meetings list, where what they leave is drawn."""

    export = None

    @property
    def form(self):
        form = super().form
        form.fields["sort"].quiet = True  # it changes nothing here
        return form

    @classmethod
    def own(cls):
        """The parameters that the meetings list does not know: they say what is drawn, and how."""
        return cls.base_filters.keys() - MeetingFilter.base_filters.keys()

    def visits(self):
        """Return the visits that the user may see; where meetings are filtered, of those that are left."""
        visits = Visit.objects.visible_to(self.request.user)
        if self.form.chips():
            return visits.filter(pk__in=self.qs.filter(visit__isnull=False).order_by().values("visit"))
        return visits


class CalendarForm(FilterForm):
    def clean(self):
        cleaned = super().clean()
        if cleaned.get("month") and cleaned.get("week"):
            self.add_error("week", "Give a month or a week, not both.")
        return cleaned

    @property
    def period(self):
        """What is shown: where nothing is asked for, the month from which dates are, or that of today."""
        asked = self.cleaned_data
        dates = asked["date_after"] or asked["date_before"] or [timezone.localdate()]
        return asked["month"] or asked["week"] or Month.around(min(dates))


class CalendarFilter(PictureFilter):
    show = Layout(
        label="Show",
        choices={"all": "visits and meetings", "visits": "visits", "meetings": "meetings"},
        noun="choice",
    )
    month = Shown(label="Month", kind=Month)
    week = Shown(label="Week", kind=Week, quiet=True)

    class Meta:
        form = CalendarForm


class MapFilter(PictureFilter):
    show = Layout(label="Count", choices={"meetings": "meetings", "visits": "visits"}, noun="choice")


class VisitFilter(ListFilter):
    q = Texts(label="Words", method="by_text", help_text=LOOKED_FOR)
    date_after = Dates(label="Not before", method="by_date")
    date_before = Dates(label="Not after", method="by_date", help_text=OVERLAP)
    dates = Exactly()
    delegate = Records(label="Member of the delegation", kind="officials", method="by_member")
    delegation = Records(
        label="Delegation of",
        kind="organizations",
        method="by_delegation",
        help_text="Sender, or of a member.",
    )
    country = Records(label="Country", kind="countries", method="by_country", help_text="Of a stop.")
    place = Records(label="Place", kind="places", method="by_place")
    topic = Records(label="Topic", kind="topics", method="by_topic", help_text="With its subtopics.")
    visit_type = Options(label="Type", choices=Visit.Type.choices, noun="type", method=one_of("visit_type"))
    progress = Options(
        label="Progress", choices=Visit.Progress.choices, noun="progress", method=one_of("progress")
    )
    sort = Sort(BY_DATE_AND_TITLE)
    export = Export("csv", "xlsx", "json", "ics")

    def by_member(self, queryset, name, ids):
        members = DelegationMember.objects.filter(official__in=ids)
        return queryset.referenced_by("visit", members)

    def by_delegation(self, queryset, name, ids):
        return queryset.with_delegation_of(ids)

    def by_country(self, queryset, name, codes):
        return queryset.stopping_in(codes)

    def by_place(self, queryset, name, ids):
        return queryset.referenced_by("visit", Stop.objects.filter(place__in=ids))


class OutcomeFilter(ListFilter):
    q = Texts(label="Words", method="by_text", help_text=LOOKED_FOR)
    state = Options(
        label="State",
        choices=[*Outcome.Progress.choices, ("overdue", "overdue")],
        noun="state",
        method="by_state",
    )
    due_after = Dates(label="Due not before", method="by_due_date")
    due_before = Dates(
        label="Due not after", method="by_due_date", help_text="What has no due date is left out."
    )
    owner = Records(label="Owner", kind="officials", method=one_of("owner_official"))
    owner_organization = Records(
        label="Owner, organization", kind="organizations", method=one_of("owner_organization")
    )
    counterpart = Records(label="Counterpart", kind="officials", method="by_counterpart")
    counterpart_organization = Records(
        label="Counterpart organization", kind="organizations", method="by_counterpart"
    )
    country = Records(
        label="Country", kind="countries", method="by_country", help_text="Where, or of the counterparts."
    )
    kind = Options(label="Kind", choices=Outcome.Kind.choices, noun="kind", method=one_of("kind"))
    sort = Sort(
        {
            "due": ("due date, earliest first", [F("due_date").asc(nulls_last=True), "pk"]),
            "-due": ("due date, latest first", [F("due_date").desc(nulls_last=True), "-pk"]),
            "-date": ("meeting, latest first", [F("meeting__start_date").desc(nulls_last=True), "-pk"]),
            "date": ("meeting, earliest first", [F("meeting__start_date").asc(nulls_last=True), "pk"]),
        }
    )
    export = Export("csv", "xlsx", "json")

    def by_state(self, queryset, name, states):
        return queryset.in_state(states)

    def by_due_date(self, queryset, name, dates):
        if name == "due_after":
            return queryset.filter(due_date__gte=min(dates))
        return queryset.filter(due_date__lte=max(dates))

    def by_counterpart(self, queryset, name, ids):
        field = {"counterpart": "official__in", "counterpart_organization": "organization__in"}[name]
        return queryset.filter(
            meeting__in=Meeting.objects.where_participant(COUNTERPART_SIDE, **{field: ids})
        )

    def by_country(self, queryset, name, codes):
        return queryset.filter(meeting__in=Meeting.objects.in_or_with_country(codes))


class OfficialFilter(ListFilter):
    q = Texts(label="Words", method="by_text", help_text="Of a name, or of an organization of a post.")
    organization = Records(
        label="Organization", kind="organizations", method="by_post", help_text="Of a post at any time."
    )
    country = Records(
        label="Country", kind="countries", method="by_post", help_text="Of an organization of a post."
    )
    sort = Sort(
        {"name": ("name", ["sort_name", "pk"]), "-name": ("name, from the end", ["-sort_name", "-pk"])}
    )
    export = Export("csv", "xlsx", "json")

    def by_post(self, queryset, name, values):
        field = {"organization": "organization__in", "country": "organization__country__in"}[name]
        return queryset.filter(pk__in=Appointment.objects.filter(**{field: values}).values("official"))


class OrganizationFilter(ListFilter):
    q = Texts(label="Words", method="by_text", help_text="Of a name, acronym or alias.")
    country = Records(label="Country", kind="countries", lookup_expr="in")
    kind = Options(label="Kind", choices=Organization.Kind.choices, noun="kind", lookup_expr="in")
    sort = Sort({"name": ("name", ["name", "pk"]), "-name": ("name, from the end", ["-name", "-pk"])})
    export = Export("csv", "xlsx", "json")
