"""Downloading an attachment."""

from pathlib import PurePath
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from engagements.models import Attachment

from .base import ReadPermissionMixin


class AttachmentDownloadView(ReadPermissionMixin, SingleObjectMixin, View):
    """Hands a file over to be saved, whatever it is: never to be run or shown by the browser."""

    model = Attachment

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        attachment = self.get_object()
        try:
            file = attachment.file.open("rb")
        except FileNotFoundError:
            raise Http404 from None
        return FileResponse(
            file,
            as_attachment=True,
            filename=self.name_for(attachment),
            content_type="application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff"},
        )

    def name_for(self, attachment: Attachment) -> str:
        """Return the title as the name of a file, without what turns its end around or leads to a folder."""
        name = "".join(c for c in " ".join(attachment.title.split()) if c.isprintable())
        name = name.replace("/", "-").replace("\\", "-").strip(". ")
        suffix = PurePath(attachment.file.name or "").suffix
        return name if suffix and name.lower().endswith(suffix) else name + suffix
