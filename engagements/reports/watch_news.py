"""What there is to tell a user of what they watch, since they were last told; for the mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import Truncator

from engagements.common.dates import months_before
from engagements.filters.saved_views import SAVED_LISTS, saved_filterset
from engagements.models import (
    Appointment,
    DelegationMember,
    Meeting,
    Outcome,
    Participant,
    Precision,
    Publication,
    Visit,
    Watch,
)
from engagements.models.meeting_progress import MeetingProgress
from engagements.models.participants import fetch_country_sources
from engagements.models.visibility import visible_values
from engagements.models.watches import PARTY_KINDS

from .watched_contacts import last_meetings

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LISTED_NEWS = 20  # of one kind, of one watch
TEXT_LENGTH = 200


class NewsLine(NamedTuple):
    """One line of the mail; of what is restricted ``text`` does not say what it is about."""

    text: str
    address: str
    is_restricted: bool = False


@dataclass
class WatchNews:
    """The news of one watch; those of restricted records stand apart."""

    watch: Watch
    lines: list[NewsLine]

    @property
    def heading(self) -> str:
        kind = self.watch.kind
        if kind == "visit" and self.watch.visit.is_restricted:  # type: ignore[union-attr] # it is of a visit
            return "A restricted visit"
        return f"Saved view “{self.watch}”" if kind == "saved_view" else str(self.watch)


def settled_time() -> datetime:
    """Return a time such that what was written before it can be read from now on.

    What others write is seen only when their transaction is over. On SQLite, where one writes after the
    other, it is when this one's turn comes.
    """
    with transaction.atomic():
        now = timezone.now()
    if connection.vendor == "sqlite":
        return now
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL"
        )
        (begun,) = cursor.fetchone()
    return min(now, begun or now)


def is_restricted(record: Any) -> bool:
    """Whether a visit or meeting is, or the visit of the meeting."""
    visit = getattr(record, "visit", None)
    return bool(record.is_restricted or (visit and visit.is_restricted))


def record_line(label: str, record: Visit | Meeting) -> NewsLine:
    noun = record._meta.verbose_name
    restricted = is_restricted(record)
    text = f"A restricted {noun}" if restricted else f"{Truncator(record).chars(TEXT_LENGTH)}, {record.when}"
    return NewsLine(f"{label}: {text}", record.get_absolute_url(), restricted)


def outcome_line(outcome: Outcome) -> NewsLine:
    overdue = f"overdue for {outcome.overdue}" if outcome.overdue else "due soon"
    address, restricted = outcome.get_absolute_url(), outcome.is_restricted
    if restricted:
        return NewsLine(f"A restricted outcome, {overdue}", address, restricted)
    text = Truncator(outcome.text).chars(TEXT_LENGTH)
    owners = f" (owner: {outcome.owners})" if outcome.owners else ""
    due = f"Overdue for {outcome.overdue} (due {outcome.due})" if outcome.overdue else f"Due {outcome.due}"
    return NewsLine(f"{due}: {text}{owners}", address)


class WatchReport:
    """Finds the news of the watches of ``user``: of what they may see now, and of nothing else.

    What falls due within ``days`` is told once, and once more when it is overdue; with ``tells_due``
    false it is not told, as the mail lists all that is due.
    """

    def __init__(self, user: User, days: int, tells_due: bool = True) -> None:
        self.user, self.days, self.tells_due = user, days, tells_due
        self.until, self.today = settled_time(), timezone.localdate()
        self.watches = list(Watch.objects.visible_to(user).with_targets())
        self.begun_posts: dict[datetime, dict[int, str]] = {}
        self.known_to_exist: dict[tuple[Any, ...], bool] = {}

    @cached_property
    def news(self) -> list[WatchNews]:
        """Return the news of each watch that has any."""
        all_news = [WatchNews(watch, list(self.lines(watch))) for watch in self.watches]
        return [news for news in all_news if news.lines]

    def cover(self) -> None:
        """Note that all of it was told."""
        for watch in self.watches:
            watch.cover(self.until, self.today)

    def lines(self, watch: Watch) -> Iterator[NewsLine]:
        if watch.kind == "saved_view" and not self.works(watch):
            return
        # What there is to do stands before what there is to know.
        if self.tells_due:
            yield from self.due(watch)
        yield from self.new_posts(watch)
        yield from self.unseen(watch)
        yield from self.ended_posts(watch)
        for model in (Visit, Meeting):
            yield from self.changes(watch, model)
        yield from self.entry_changes(watch)

    def works(self, watch: Watch) -> bool:
        """Whether the filter of a saved view does, for the user."""
        return bool(saved_filterset(watch.saved_view, self.user).form.is_valid())  # type: ignore[arg-type]

    # What a watch is about

    def filtered(self, watch: Watch, rows: Any) -> Any:
        """Return those of ``rows`` (of the model of its list) that a saved view leaves."""
        return saved_filterset(watch.saved_view, self.user, rows).qs  # type: ignore[arg-type]

    def list_model(self, watch: Watch) -> Any:
        """Return the model of the list of a saved view; None for any other watch."""
        return SAVED_LISTS[watch.saved_view.list][0] if watch.saved_view else None

    def concerned(self, watch: Watch, rows: Any) -> Any:
        """Return those of ``rows``, visits or meetings, that ``watch`` is about."""
        key, is_visit = watch.key, rows.model is Visit
        match watch.kind:
            case "official" if is_visit:
                return rows.referenced_by("visit", DelegationMember.objects.filter(official=key))
            case "organization" if is_visit:
                return rows.with_delegation_of([key])
            case "country" if is_visit:
                return rows.concerning([key])
            case "country":
                return rows.in_or_with_countries([key])
            case "official" | "organization":
                return rows.with_party(PARTY_KINDS[watch.kind], [key])
            case "visit":
                return rows.filter(**{"pk" if is_visit else "visit": key})
        return self.filtered(watch, rows) if self.list_model(watch) is rows.model else rows.none()

    def concerned_outcomes(self, watch: Watch, rows: Any) -> Any:
        """Return those of the outcomes ``rows`` that ``watch`` is about."""
        key = watch.key
        match watch.kind:
            case "official" | "organization":
                return rows.concerning(PARTY_KINDS[watch.kind], [key])
            case "country":
                return rows.in_or_with(*fetch_country_sources([key]))
            case "visit":
                return rows.filter(meeting__visit=key)
        if self.list_model(watch) is Outcome:
            return self.filtered(watch, rows)
        if self.list_model(watch) is not Meeting:
            return rows.none()
        # They are fewer than the meetings of the view may be.
        meetings = Meeting.objects.visible_to(self.user).filter(pk__in=rows.order_by().values("meeting"))
        return rows.filter(meeting__in=self.filtered(watch, meetings).order_by().values("pk"))

    def concerned_posts(self, watch: Watch, posts: Any) -> Any:
        """Return those of ``posts`` that ``watch`` is about."""
        match watch.kind:
            case "official" | "organization":
                return posts.filter(**{watch.kind: watch.key})
            case "country":
                return posts.filter(organization__country=watch.key)
        model = self.list_model(watch)
        if model is None or str(model._meta.model_name) not in PARTY_KINDS:
            return posts.none()
        entries = self.filtered(watch, model.objects.visible_to(self.user))
        return posts.filter(**{f"{model._meta.model_name}__in": entries.order_by().values("pk")})

    # The news

    def any_of(self, watch: Watch, rows: Any) -> bool:
        """Return whether there are ``rows``: the same for all watches that were told at one time."""
        key = (rows.model, watch.covered_until, watch.due_covered_on)
        if key not in self.known_to_exist:
            self.known_to_exist[key] = rows.exists()
        return self.known_to_exist[key]

    def in_window(self, watch: Watch, field: str) -> dict[str, datetime]:
        """Return the lookups of what has its time in ``field`` after what was told, and is settled."""
        return {f"{field}__gt": watch.covered_until, f"{field}__lte": self.until}

    def visible_before(self, watch: Watch, model: Any, pks: Iterable[int]) -> set[int]:
        """Return which of the visits or meetings ``pks`` the user saw when they were last told."""
        rows = model.history.filter(id__in=list(pks), history_date__lte=watch.covered_until)
        needed = visible_values(self.user)
        states = rows.order_by("history_date", "history_id").values_list("id", *needed)
        last = {pk: state for pk, *state in states}
        return {pk for pk, state in last.items() if state == list(needed.values())}

    def uncovered_visits(self, watch: Watch) -> list[int]:
        """Return the visits, there already, that were published or opened since: their meetings are new."""
        visits = Visit.objects.visible_to(self.user).filter(created_at__lte=watch.covered_until)
        pks = set(visits.filter(**self.in_window(watch, "changed_at")).values_list("pk", flat=True))
        return sorted(pks - self.visible_before(watch, Visit, pks)) if pks else []

    def changes(self, watch: Watch, model: type[Visit] | type[Meeting]) -> Iterator[NewsLine]:
        """Visits or meetings that were entered, published or changed."""
        changed = Q(**self.in_window(watch, "changed_at"))
        visible: Any = model.objects.visible_to(self.user)
        if model is Meeting:
            # Those of a visit that was changed; there are none where none was.
            if self.known_to_exist.get((Visit, watch.covered_until, watch.due_covered_on)):
                changed |= Q(visit__in=self.uncovered_visits(watch))
            visible = visible.select_related("visit")
        rows = visible.filter(changed)
        if not self.any_of(watch, rows):
            return
        rows = self.concerned(watch, rows)
        records = list(rows.latest_first()[: LISTED_NEWS + 1])
        known = self.visible_before(watch, model, [record.pk for record in records])
        for record in records[:LISTED_NEWS]:
            new = "Draft" if record.publication == Publication.DRAFT else "Published"
            yield record_line("Changed" if record.pk in known else new, record)
        yield from self.more(watch, records)

    def more(self, watch: Watch, rows: list[Any]) -> Iterator[NewsLine]:
        if len(rows) > LISTED_NEWS:
            yield NewsLine(f"… and more than these {LISTED_NEWS}", self.address(watch))

    def address(self, watch: Watch) -> str:
        return "" if WatchNews(watch, []).heading == "A restricted visit" else watch.get_absolute_url()

    def entry_changes(self, watch: Watch) -> Iterator[NewsLine]:
        """Entries and outcomes of a saved view that were entered or changed, and the watched entry itself."""
        model = self.list_model(watch)
        if watch.kind in ("official", "organization"):
            model = type(watch.target)
            rows = model.objects.visible_to(self.user).filter(pk=watch.key)
        elif model and not hasattr(model, "changed_at"):
            rows = model.objects.visible_to(self.user)
        else:
            return
        changed = model.history.filter(**self.in_window(watch, "history_date")).values("id")
        rows = rows.filter(pk__in=changed)
        if model is Outcome:
            rows = rows.select_related("meeting__visit", "owner_official", "owner_organization")
        records = list((self.filtered(watch, rows) if watch.saved_view else rows)[: LISTED_NEWS + 1])
        entered = model.history.filter(
            **self.in_window(watch, "history_date"),
            history_type="+",
            id__in=[record.pk for record in records],
        )
        new_pks = set(entered.values_list("id", flat=True)) if records else set()
        for record in records[:LISTED_NEWS]:
            label = "Entered" if record.pk in new_pks else "Changed"
            restricted = model is Outcome and record.is_restricted
            text = "A restricted outcome" if restricted else Truncator(record).chars(TEXT_LENGTH)
            yield NewsLine(f"{label}: {text}", record.get_absolute_url(), restricted)
        yield from self.more(watch, records)

    def due(self, watch: Watch) -> Iterator[NewsLine]:
        """Open outcomes that are overdue or due soon, unless that was told."""
        rows = Outcome.objects.visible_to(self.user).due_by(self.today + timedelta(self.days))
        if before := watch.due_covered_on:
            entered = Outcome.history.filter(**self.in_window(watch, "history_date")).values("id")
            now_late = Q(due_date__gte=before, due_date__lt=self.today)
            rows = rows.filter(now_late | Q(due_date__gt=before + timedelta(self.days)) | Q(pk__in=entered))
        if not self.any_of(watch, rows):
            return
        rows = self.concerned_outcomes(watch, rows).own_first(None)
        outcomes = list(rows.for_list().select_related("meeting__visit")[: LISTED_NEWS + 1])
        yield from map(outcome_line, outcomes[:LISTED_NEWS])
        yield from self.more(watch, outcomes)

    @cached_property
    def last_met(self) -> dict[tuple[str, Any], date | None]:
        """When those that may be unseen for too long were last met, by kind and key of their watch."""
        last: dict[tuple[str, Any], date | None] = {}
        watches = [watch for watch in self.watches if watch.unseen_for]
        for kind in PARTY_KINDS:
            keys = [watch.key for watch in watches if watch.kind == kind]
            meetings = last_meetings(PARTY_KINDS[kind], keys, self.user)
            last |= {(kind, key): meeting.end_date for key, meeting in meetings.items()}
        return last

    def unseen(self, watch: Watch) -> Iterator[NewsLine]:
        """Say so where the last meeting is longer ago than was chosen, unless that was told."""
        if not watch.unseen_for or not watch.is_of_party or watch.key == settings.HOME_COUNTRY:
            return
        last, limit = self.last_met.get((watch.kind, watch.key)), watch.unseen_for
        if last is not None and last >= months_before(self.today, limit):
            return
        before = watch.due_covered_on
        if before is None or (last is not None and last >= months_before(before, limit)):
            # Not when: the last meeting may be a restricted one.
            yield NewsLine(
                f"Not seen for longer than {watch.get_unseen_for_display()}, or never",
                watch.get_absolute_url(),
            )

    def ended_posts(self, watch: Watch) -> Iterator[NewsLine]:
        """Posts that ended, or whose end in the past was entered."""
        window = self.in_window(watch, "history_date")
        history = Appointment.history
        entered = history.filter(**window, end_date=OuterRef("end_date"), id=OuterRef("pk"))
        earlier = history.filter(
            history_date__lte=watch.covered_until, end_date=OuterRef("end_date"), id=OuterRef("pk")
        )
        since = timezone.localdate(watch.covered_until)
        posts = Appointment.objects.filter(end_date__lt=self.today).exclude(end_precision=Precision.SEEN)
        posts = posts.filter(Q(end_date__gte=since) | (Exists(entered) & ~Exists(earlier)))
        if not self.any_of(watch, posts):
            return
        posts = self.concerned_posts(watch, posts)
        ended = list(
            posts.select_related("official", "organization").order_by("-end_date", "pk")[: LISTED_NEWS + 1]
        )
        for post in ended[:LISTED_NEWS]:
            yield NewsLine(
                f"Post ended: {post.official}, {post} ({post.when})", post.official.get_absolute_url()
            )
        yield from self.more(watch, ended)

    def new_posts(self, watch: Watch) -> Iterator[NewsLine]:
        """Planned meetings with somebody who has a new post."""
        posts = self.posts_begun(watch)
        if not posts:
            return
        lines = Participant.objects.visible_to(self.user).filter(
            official__in=posts, meeting__progress=MeetingProgress.PLANNED
        )
        ahead = Q(end_date__isnull=True) | Q(end_date__gte=self.today)
        meetings = Meeting.objects.visible_to(self.user).filter(
            ahead, pk__in=lines.order_by().values("meeting")
        )
        listed = list(
            self.concerned(watch, meetings.select_related("visit")).earliest_first()[: LISTED_NEWS + 1]
        )
        officials_by_meeting: dict[int, list[int]] = {}
        for meeting, official in lines.filter(meeting__in=listed).values_list("meeting", "official"):
            officials_by_meeting.setdefault(meeting, []).append(official)
        for meeting in listed[:LISTED_NEWS]:
            line = record_line("Planned meeting with somebody who has a new post", meeting)
            names = "; ".join(posts[pk] for pk in sorted(officials_by_meeting.get(meeting.pk, ())))
            yield line if line.is_restricted else line._replace(text=f"{line.text}. Now: {names}")
        yield from self.more(watch, listed)

    def posts_begun(self, watch: Watch) -> dict[int, str]:
        """Return, by official, the post that began, or was entered, since what was told."""
        key = watch.covered_until
        if key not in self.begun_posts:
            entered = Appointment.history.filter(**self.in_window(watch, "history_date"), history_type="+")
            begun = Q(start_date__gt=timezone.localdate(key), start_date__lte=self.today)
            posts = Appointment.objects.filter(begun | Q(pk__in=entered.values("id")))
            posts = posts.exclude(end_date__lt=self.today).exclude(start_precision=Precision.SEEN)
            self.begun_posts[key] = {
                post.official_id: f"{post.official}, {post}"
                for post in posts.select_related("official", "organization")
            }
        return self.begun_posts[key]
