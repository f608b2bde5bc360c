"""Records that are named by a uid of their own."""

import uuid

from django.db import models


class UidModel(models.Model):
    """A record that exports, feeds and the API name by a ``uid`` of its own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
