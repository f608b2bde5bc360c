"""What became of a meeting, and which count as having met."""

from django.db import models


class MeetingProgress(models.TextChoices):
    PLANNED = "planned", "planned"
    HELD = "held", "held"
    POSTPONED = "postponed", "postponed"
    CANCELLED = "cancelled", "cancelled"


# What counts as having met is said by what does not: nearly all are held, but SQLite would
# take an index by progress for the shortest way to them.
NOT_HELD = [progress for progress in MeetingProgress if progress != MeetingProgress.HELD]
