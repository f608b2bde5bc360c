"""Lines that say in which post an official took part."""

from typing import Any, ClassVar

from django.db import models

from .dates import Span
from .folded_models import FoldedModel


class CapacityLine(FoldedModel):
    """A line that says in which post an official took part: ``official, title, organization``."""

    folded_from: ClassVar[tuple[str, ...]] = ("title",)

    official: "models.ForeignKey[Any, Any]"
    organization: "models.ForeignKey[Any, Any]"
    organization_id: int | None
    title: "models.CharField[Any, Any]"

    class Meta:
        abstract = True

    def fill_from_appointment(self, span: Span) -> None:
        """Set title and organization from the post held during ``span``, where neither is given."""
        if not (self.title or self.organization_id) and (post := self.post_during(span)):
            self.title, self.organization = post.title, post.organization

    def post_during(self, span: Span) -> Any:
        """Return the post that the official held during ``span``; None where none or no date is known."""
        if not (self.official and span.start_date):
            return None
        posts = self.official.appointments.during(span.start_date, span.end_date or span.start_date)
        return posts.select_related("organization").latest_first().first()
