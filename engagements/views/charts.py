"""What is drawn of meetings and visits: the calendar, the network, the map, and bars over time."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from engagements.columns.meetings import MeetingSet, RecordSet, VisitSet
from engagements.common.periods import Month, Period, Week
from engagements.filters.addresses import query_string
from engagements.filters.charts import (
    CalendarFilterSet,
    ChartFilterSet,
    MapFilterSet,
    NetworkFilterSet,
    OverTimeFilterSet,
)
from engagements.models import Meeting, Visit
from engagements.models.querysets import IdSource
from engagements.reports.charts.calendar import CalendarChart
from engagements.reports.charts.country_shapes import MAP_HEIGHT, MAP_WIDTH
from engagements.reports.charts.network import NODES_PER_SIDE, Network
from engagements.reports.charts.over_time import PERIODS, PeriodAxis, PeriodSeries, meetings_by_value
from engagements.reports.charts.world_map import WorldMap, counts_by_country

from .base import Context, FilteredView
from .matrix import MatrixMixin, PartyPermissionMixin


class ChartView(FilteredView):
    """Draws what the filters of the meetings list leave."""

    model = Meeting
    filterset_class: type[ChartFilterSet]
    heading = ""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        filterset = self.get_filterset()
        form = filterset.form
        drawing = self.draw(filterset) if form.is_valid() else {}
        return self.render_to_response(self.get_context_data(form=form, **drawing))

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(valid=kwargs["form"].is_valid(), heading=self.heading, **kwargs)

    def draw(self, filterset: Any) -> Context:
        """Return what the template shows of a filter set that has no errors."""
        raise NotImplementedError

    def list_of(self, kind: str, **changes: list[str]) -> str:
        """Return the address of a list, of meetings or visits, with these filters and ``changes``."""
        dropped: dict[str, Sequence[str] | None] = dict.fromkeys(self.filterset_class.own_parameters())
        return reverse(f"engagements:{kind}_list") + query_string(self.request.GET, **dropped | changes)


class VisitsChartView(ChartView):
    """Draws visits as well: all of them, or where meetings are filtered, those of what is left."""

    def get_permission_required(self) -> list[str]:
        return ["engagements.view_meeting", "engagements.view_visit"]


class CalendarView(VisitsChartView):
    template_name = "engagements/calendar.html"
    filterset_class = CalendarFilterSet
    heading = "Calendar"

    def draw(self, filterset: Any) -> Context:
        form = filterset.form
        period, show, filtered = form.period, form.cleaned_data["show"], bool(form.chips())
        calendar = CalendarChart(
            period,
            meetings=filterset.qs if show != "visits" else None,
            visits=filterset.visits() if show != "meetings" else None,
        )
        for week in calendar.weeks:
            week.address = self.showing(week.period)
            for day in week.days:
                day.list_address = self.list_of(
                    "meeting", date_after=[str(day.date)], date_before=[str(day.date)]
                )
        span = {"date_after": [str(period.start)], "date_before": [str(period.end)]}
        lists = [
            (number, name, "" if filtered and name == "visit" else self.list_of(name, **span))
            for name, number in calendar.numbers.items()
        ]
        undated = [
            (
                number,
                name,
                "" if filtered and name == "visit" else self.list_of(name, dates=["unknown"]),
            )
            for name, number in calendar.undated.items()
            if number
        ]
        today = timezone.localdate()
        in_it = today if period.start <= today <= period.end else period.start
        return {
            "calendar": calendar,
            "period": period,
            "today": today,
            "filtered": filtered,
            "steps": [
                ("Previous", period.before and self.showing(period.before)),
                (f"This {period.kind}", self.showing(period.around(today))),
                ("Next", period.after and self.showing(period.after)),
            ],
            "kinds": [(kind.kind, self.showing(kind.around(in_it))) for kind in (Month, Week)],
            "shows": form.choice_links("show"),
            "show": show,
            "nearest": [(date, self.showing(period.around(date))) for date in calendar.nearest],
            "lists": lists,
            "undated": undated,
        }

    def showing(self, period: Period) -> str:
        """Return the address of this page for another period."""
        return query_string(self.request.GET, **{"month": None, "week": None, period.kind: [str(period)]})


class NetworkView(MatrixMixin, ChartView):
    """Who met whom, of what was held, as a picture of those who met most often."""

    template_name = "engagements/network.html"
    filterset_class = NetworkFilterSet
    heading = "Network"

    def draw(self, filterset: Any) -> Context:
        form = filterset.form
        matrix = self.matrix(filterset, (1, 1), NODES_PER_SIDE)
        self.add_links(matrix)
        return {
            "matrix": matrix,
            "network": Network(matrix),
            "kinds": form.choice_links("by"),
            "kind": form.cleaned_data["by"],
        }


class OverTimeView(PartyPermissionMixin, ChartView):
    """Meetings held by year, quarter or month: all of them, and by the most frequent values of a filter."""

    template_name = "engagements/over_time.html"
    filterset_class = OverTimeFilterSet
    heading = "Over time"

    def draw(self, filterset: Any) -> Context:
        asked, form = filterset.form.cleaned_data, filterset.form
        every, by = asked["every"], asked["by"]
        held = filterset.filter_queryset(MeetingSet.visible_to(self.user)).held()
        after, before = asked["date_after"], asked["date_before"]
        axis = PeriodAxis(held, PERIODS[every], after and min(after), before and max(before))

        def series_of(name: str, meetings: MeetingSet, **value: list[str]) -> PeriodSeries:
            def list_of(**dates: list[str]) -> str:
                return self.list_of("meeting", progress=["held"], **value, **dates)

            addresses = [
                list_of(date_after=[str(start)], date_before=[str(end)]) for start, end in axis.bounds
            ]
            return PeriodSeries(name, meetings.count(), list_of(), axis.bars(meetings, addresses))

        series, more = [series_of("All", held)], False
        if by != "all":
            values, more = meetings_by_value(held, by, asked[by])
            series += [series_of(name, meetings, **{by: [str(key)]}) for key, name, meetings in values]
        return {
            "axis": axis,
            "series": series,
            "more": more,
            "rows": [*zip(axis.periods, zip(*(row.bars for row in series), strict=True), strict=True)][::-1],
            "undated": held.count() - held.dated().count(),
            "undated_address": self.list_of("meeting", progress=["held"], dates=["unknown"]),
            "kinds": form.choice_links("every"),
            "kind": every,
            "ways": form.choice_links("by"),
            "by": by,
        }


class MapView(VisitsChartView):
    """Countries by the number of meetings held in or with them, or of visits made to or by them."""

    template_name = "engagements/map.html"
    filterset_class = MapFilterSet
    heading = "Map"

    def draw(self, filterset: Any) -> Context:
        form = filterset.form
        show, by, filtered = form.cleaned_data["show"], form.cleaned_data["by"], bool(form.chips())
        if show == "meetings":
            records: RecordSet = filterset.filter_queryset(MeetingSet.visible_to(self.user)).held()
            noun, states = "meeting", ["held"]
        else:
            records = VisitSet.visible_to(self.user).started()
            if filtered:
                records = records.among(IdSource(filterset.visits(), "pk"))
            noun, states = "visit", list(Visit.STARTED)
        counts, unknown = counts_by_country(records, by)
        world = WorldMap(counts)
        for country in world.counted:
            if show == "meetings" or not filtered:  # the list of visits does not know the filters of meetings
                country.list_address = self.list_of(
                    noun, progress=states, **{f"{by}_country": [str(country.party.key)]}
                )
        return {
            "world": world,
            "unknown": unknown,
            "width": MAP_WIDTH,
            "height": MAP_HEIGHT,
            "show": show,
            "record_noun": noun,
            "shows": form.choice_links("show"),
            "by": by,
            "ways": form.choice_links("by"),
            "filtered": filtered,
        }
