"""A filtered list as a file in one of the formats."""

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from . import calendars, sheets
from .columns.kinds import KINDS

# Format in the address -> content type, what writes it.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", sheets.write_csv),
    "json": ("application/json", sheets.write_json),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheets.write_xlsx),
    "ics": ("text/calendar; charset=utf-8", calendars.write),
}


def respond(queryset, file_format, request, user, title=""):
    """Return all of ``queryset`` as a file that ``user`` may have; ``title`` is that of a calendar.

    Raises ValidationError, before any work, where the format can't hold that many rows.
    """
    kind = KINDS[queryset.model]
    content_type, write = FORMATS[file_format]
    if file_format == "xlsx":
        sheets.check_size(kind, queryset)
    content = ()
    if request.method != "HEAD":
        content = write(kind, queryset, user, request.build_absolute_uri, title)
    name = f"{kind.name}-{timezone.localtime():%Y-%m-%d-%H%M}.{file_format}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "private, no-store",
    }
    response_class = FileResponse if hasattr(content, "read") else StreamingHttpResponse
    return response_class(content, content_type=content_type, headers=headers)
