"""Who an account is at the provider of the house's single sign-on."""

from django.conf import settings
from django.db import models


class ExternalIdentity(models.Model):
    """A subject of an issuer, and the account that it signs in to; found by nothing else.

    Never by a mail address or a name: those are given to others, or may be asked for.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="external_identity")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)

    class Meta:
        verbose_name_plural = "external identities"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="external_identity_once")]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
