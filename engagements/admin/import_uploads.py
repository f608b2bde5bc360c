"""Importing sheets by the page: upload them with a mapping, look at what would come of it, confirm."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from engagements.imports import uploads
from engagements.models import ImportUpload

from .hardening import HardenedModelAdmin, user_of
from .import_choices import choose, column_rows
from .import_upload_form import ImportUploadForm

State = ImportUpload.State
DOWNLOADS = {"report": "report.csv", "left-out": "left-out.csv"}


@admin.register(ImportUpload)
class ImportUploadAdmin(HardenedModelAdmin):
    """Everyone sees their own uploads alone: a preview tells what is in a sheet."""

    form = ImportUploadForm
    add_form_template = "admin/engagements/importupload/add.html"
    list_display = ["files_uploaded", "uploaded_at", "mapping_name", "state"]
    list_filter = ["state"]
    actions = None
    fields = ["sheets", "shipped", "mapping"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportUpload]:
        return super().get_queryset(request).filter(user=user_of(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was uploaded is not edited, but confirmed by who may upload."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request) and (obj is None or obj.state not in ImportUpload.WORKING)

    @admin.display(description="files", ordering="files")
    def files_uploaded(self, upload: ImportUpload) -> str:
        return str(upload)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/progress/", view(self.progress_view), name="engagements_importupload_progress"),
            path("<int:pk>/<slug:name>.csv", view(self.file_view), name="engagements_importupload_file"),
            *super().get_urls(),
        ]

    # --- Uploading

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.user = user_of(request)
        uploads.save_files(obj, form.cleaned_data["sheets"])
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Log nothing: the log of imports has what was done, and an upload alone does nothing."""

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        uploads.start_work(obj)
        return redirect(self.page_of(obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        uploads.delete_files(obj)
        super().delete_model(request, obj)

    @staticmethod
    def page_of(upload: ImportUpload) -> str:
        return reverse("admin:engagements_importupload_change", args=[upload.pk])

    # --- Looking at it, and confirming

    def own_upload(self, request: HttpRequest, pk: int | str) -> ImportUpload:
        """Return the upload of this user; else raise Http404 or PermissionDenied."""
        upload: ImportUpload | None = self.get_object(request, str(pk))
        if not self.has_view_permission(request):
            raise PermissionDenied
        if upload is None:
            raise Http404
        return upload

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        upload = self.own_upload(request, object_id)
        if request.method == "POST":
            return self.confirm(request, upload)
        context = {
            **self.admin_site.each_context(request),
            "title": str(upload),
            "opts": self.opts,
            "upload": upload,
            "preview": upload.preview,
            "progress": self.progress(upload),
            "shown": uploads.SHOWN_ROWS,
            "mapping": column_rows(upload),
            "files": [name for name, file in DOWNLOADS.items() if (upload.folder / file).exists()],
            "may_discard": self.has_delete_permission(request, upload),
        }
        return TemplateResponse(request, "admin/engagements/importupload/page.html", context)

    def confirm(self, request: HttpRequest, upload: ImportUpload) -> HttpResponse:
        if upload.state in (State.ASKING, State.READY, State.FAILED) and choose(upload, request.POST):
            return self.begin(request, upload, State.READING)
        is_broken_off = upload.state in ImportUpload.WORKING and uploads.progress_of(upload) is None
        skip = "skip" in request.POST
        if "again" in request.POST and (is_broken_off or upload.state in (State.FAILED, State.READY)):
            next_state = State.READING
        elif "import" in request.POST and upload.state == State.READY:
            if upload.preview["error_count"] and not skip:
                messages.error(request, "Some rows are wrong: say that they are to be left out.")
                return redirect(self.page_of(upload))
            next_state = State.IMPORTING
        else:
            return redirect(self.page_of(upload))
        upload.skip_bad_rows = skip
        return self.begin(request, upload, next_state)

    def begin(self, request: HttpRequest, upload: ImportUpload, next_state: str) -> HttpResponse:
        # Where the button is pressed twice at once, one begins.
        has_begun = ImportUpload.objects.filter(pk=upload.pk, state=upload.state).update(
            state=next_state,
            skip_bad_rows=upload.skip_bad_rows,
            message="",
            proposal=upload.proposal,
            decided=upload.decided,
            mapping_name=upload.mapping_name,
            mapping_text=upload.mapping_text,
        )
        if has_begun:
            uploads.start_work(upload)
        return redirect(self.page_of(upload))

    def progress(self, upload: ImportUpload) -> dict[str, Any]:
        """Return {working, text, done, total} for the page; ``done`` is None where that is not known."""
        if upload.state not in ImportUpload.WORKING:
            return {"working": False, "text": upload.get_state_display(), "done": None, "total": None}
        progress = uploads.progress_of(upload)
        if progress is None:
            return {"working": False, "text": "The work broke off.", "done": None, "total": None}
        stages = {"read": "Reading the rows", "compare": "Comparing with what is there", "write": "Writing"}
        text = stages.get(progress.get("stage", ""), "Beginning")
        done, total = progress.get("done"), progress.get("total")
        counted = f": {done:,}" + (f" of {total:,}" if total else "") if done else ""
        return {"working": True, "text": f"{text}{counted}", "done": done if total else None, "total": total}

    def progress_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        return JsonResponse(self.progress(self.own_upload(request, pk)))

    def file_view(self, request: HttpRequest, pk: int, name: str) -> FileResponse:
        upload = self.own_upload(request, pk)
        if name not in DOWNLOADS or not (upload.folder / DOWNLOADS[name]).exists():
            raise Http404
        stem = upload.files[0].rpartition(".")[0] or upload.files[0]
        return FileResponse(
            (upload.folder / DOWNLOADS[name]).open("rb"), as_attachment=True, filename=f"{stem}-{name}.csv"
        )

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return self.page_of(obj) if obj else None
