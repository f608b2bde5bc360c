"""Invitations that became meetings: which one, and what it said last."""

from django.db import models

from .meetings import Meeting


class Invitation(models.Model):
    """An event of a calendar, by its own identity, so that an update changes the meeting that it made.

    A value of the meeting that is another than was received last was edited by hand, and is kept.
    """

    uid = models.CharField(max_length=255)
    occurrence = models.CharField(
        max_length=40, blank=True, help_text="The date of one that recurs, where it was sent on its own."
    )
    organizer = models.CharField(
        max_length=254, blank=True, help_text="The address that updates have to come from."
    )
    sequence = models.PositiveIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    values = models.JSONField(default=dict, help_text="What was received last, by field of the meeting.")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")

    class Meta:
        default_permissions = ()  # read and written by the intake alone
        constraints = [models.UniqueConstraint(fields=["uid", "occurrence"], name="invitation_once")]

    def __str__(self) -> str:
        return self.uid
