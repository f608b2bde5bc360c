"""What a user has to know of outcomes that are due: a mail in plain text."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from engagements.common.dates import describe_date
from engagements.models import Outcome, Profile

LISTED_OUTCOMES = 100


class Digest:
    """The outcomes that are overdue or due within ``days``, as far as the user of ``profile`` may see them.

    A mail is read by more machines than one's own: of what is restricted it gives the date and the
    link, and not what it is about. ``parts`` are (heading, outcomes), ``more`` the number of those not
    listed, and ``address`` is that of the list of all.
    """

    def __init__(self, profile: Profile, days: int) -> None:
        self.user, office = profile.user, profile.organization
        last_day = timezone.localdate() + timedelta(days)
        self.last_day = describe_date(last_day)
        due = Outcome.objects.visible_to(self.user).due_by(last_day)
        self.count, self.overdue_count = due.count(), due.in_state(["overdue"]).count()
        listed = list(due.own_first(office).for_list().select_related("meeting__visit")[:LISTED_OUTCOMES])
        own = [outcome for outcome in listed if office and outcome.owner_organization_id == office.pk]
        parts = ((f"Owner: {office}", own), ("By others" if own else "", listed[len(own) :]))
        self.parts = [(heading, outcomes) for heading, outcomes in parts if outcomes]
        self.more = self.count - len(listed)
        query = f"state=open&due_before={last_day.isoformat()}"
        self.address = f"{settings.SITE_ADDRESS}{reverse('engagements:outcome_list')}?{query}"

    @property
    def subject(self) -> str:
        soon = self.count - self.overdue_count
        counts = (
            f"{self.overdue_count} overdue" if self.overdue_count else "",
            f"{soon} due by {self.last_day}" if soon else "",
        )
        return f"Outcomes: {', '.join(filter(None, counts))}"

    def message(self) -> EmailMessage:
        body = render_to_string("engagements/digest.txt", {"digest": self, "site": settings.SITE_ADDRESS})
        return EmailMessage(self.subject, body, to=[self.user.email])
