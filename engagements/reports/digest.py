"""What a user is mailed, in plain text: outcomes that are due, and news of what they watch."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.defaultfilters import pluralize
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from engagements.common.dates import describe_date
from engagements.models import Outcome, Profile

from .watch_news import WatchReport

LISTED_OUTCOMES = 100


class Digest:
    """What the user of ``profile`` is mailed, as far as they may see it.

    The outcomes that are overdue or due within ``days``, where they asked for that, and the news of what
    they watch. A mail is read by more machines than one's own: of what is restricted it gives the date and
    the link, and not what it is about. ``parts`` are (heading, outcomes), ``more`` the number of those not
    listed, and ``address`` is that of the list of all.
    """

    def __init__(self, profile: Profile, days: int) -> None:
        self.user, office = profile.user, profile.organization
        last_day = timezone.localdate() + timedelta(days)
        self.last_day = describe_date(last_day)
        due = Outcome.objects.visible_to(self.user).due_by(last_day)
        if not profile.digest:
            due = due.none()
        self.count, self.overdue_count = due.count(), due.in_state(["overdue"]).count()
        listed = list(due.own_first(office).for_list().select_related("meeting__visit")[:LISTED_OUTCOMES])
        own = [outcome for outcome in listed if office and outcome.owner_organization_id == office.pk]
        parts = ((f"Owner: {office}", own), ("By others" if own else "", listed[len(own) :]))
        self.parts = [(heading, outcomes) for heading, outcomes in parts if outcomes]
        self.more = self.count - len(listed)
        query = f"state=open&due_before={last_day.isoformat()}"
        self.address = f"{settings.SITE_ADDRESS}{reverse('engagements:outcome_list')}?{query}"
        self.report = WatchReport(self.user, days, tells_due=not profile.digest)
        # Apart from the others, and each once: beside what is watched it would tell what it is about.
        self.restricted_news = list(
            dict.fromkeys(line for news in self.report.news for line in news.lines if line.is_restricted)
        )
        self.watch_news = [
            (news, lines)
            for news in self.report.news
            if (lines := [line for line in news.lines if not line.is_restricted])
        ]

    @property
    def news_count(self) -> int:
        return len(self.restricted_news) + sum(len(lines) for _, lines in self.watch_news)

    @property
    def has_any(self) -> bool:
        return bool(self.count or self.news_count)

    @property
    def subject(self) -> str:
        soon, news = self.count - self.overdue_count, self.news_count
        counts = (
            f"{self.overdue_count} overdue" if self.overdue_count else "",
            f"{soon} due by {self.last_day}" if soon else "",
        )
        subjects = (
            f"Outcomes: {', '.join(filter(None, counts))}" if self.count else "",
            f"{news} update{pluralize(news)} on what you watch" if news else "",
        )
        return "; ".join(filter(None, subjects))

    def message(self) -> EmailMessage:
        body = render_to_string("engagements/digest.txt", {"digest": self, "site": settings.SITE_ADDRESS})
        return EmailMessage(self.subject, body, to=[self.user.email])
