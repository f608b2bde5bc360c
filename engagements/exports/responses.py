"""A filtered list as a file in one of the formats."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from . import calendars, sheets
from .columns.kinds import EXPORT_KINDS


class ExportFormat(NamedTuple):
    content_type: str
    write: Callable[..., Any]


CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# By what stands in the address.
EXPORT_FORMATS = {
    "csv": ExportFormat(CSV_TYPE, sheets.write_csv),
    "json": ExportFormat("application/json", sheets.write_json),
    "xlsx": ExportFormat(XLSX_TYPE, sheets.write_xlsx),
    "ics": ExportFormat("text/calendar; charset=utf-8", calendars.write_calendar),
}


def export_response(
    queryset: QuerySet[Any], file_format: str, request: HttpRequest, user: User, title: str = ""
) -> HttpResponseBase:
    """Return all of ``queryset`` as a file that ``user`` may have; ``title`` is that of a calendar.

    Raises ValidationError, before any work, where the format can't hold that many rows.
    """
    kind = EXPORT_KINDS[queryset.model].for_user(user)
    content_type, write = EXPORT_FORMATS[file_format]
    if file_format == "xlsx":
        sheets.check_size(kind, queryset, user)
    content = ()
    if request.method != "HEAD":
        content = write(kind, queryset, user, request.build_absolute_uri, title)
    headers = attachment_headers(f"{kind.name}-{timezone.localtime():%Y-%m-%d-%H%M}.{file_format}")
    response_class = FileResponse if hasattr(content, "read") else StreamingHttpResponse
    return response_class(content, content_type=content_type, headers=headers)


def document_response(content: bytes, title: str, made_on: date) -> HttpResponse:
    """Return a document for Word, made of what one user may see, to be saved by its title and day."""
    name = f"{slugify(title)[:100]}-{made_on:%Y-%m-%d}.docx"
    return HttpResponse(content, content_type=DOCX_TYPE, headers=attachment_headers(name))


def attachment_headers(name: str) -> dict[str, str]:
    """Return the headers of a file that is saved as ``name``, and kept by no cache that others use."""
    return {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "Cache-Control": "private, no-store",
    }
