"""Importing sheets by the page: upload them with a mapping, look at what would come of it, confirm."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from engagements.imports import uploads
from engagements.models import ImportUpload

from .hardening import HardenedModelAdmin
from .import_upload_form import UploadForm

State = ImportUpload.State


FILES = {"report": "report.csv", "left-out": "left-out.csv"}


@admin.register(ImportUpload)
class ImportUploadAdmin(HardenedModelAdmin):
    """Everyone sees their own uploads alone: a preview tells what is in a sheet."""

    form = UploadForm
    add_form_template = "admin/engagements/importupload/add.html"
    list_display = ["files_uploaded", "uploaded_at", "mapping_name", "state"]
    list_filter = ["state"]
    actions = None
    fields = ["sheets", "shipped", "mapping"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(user=request.user)

    def has_change_permission(self, request, obj=None):
        """What was uploaded is not edited, but confirmed by who may upload."""
        return False

    def has_view_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_add_permission(request) and (obj is None or obj.state not in ImportUpload.WORKING)

    @admin.display(description="files", ordering="files")
    def files_uploaded(self, upload):
        return str(upload)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/progress/", view(self.progress_view), name="engagements_importupload_progress"),
            path("<int:pk>/<slug:name>.csv", view(self.file_view), name="engagements_importupload_file"),
            *super().get_urls(),
        ]

    # Uploading

    def save_model(self, request, obj, form, change):
        obj.user = request.user
        uploads.save_files(obj, form.cleaned_data["sheets"])
        super().save_model(request, obj, form, change)

    def log_addition(self, request, obj, message):
        """The log of imports tells what was done; an upload alone does nothing."""

    def response_add(self, request, obj, post_url_continue=None):
        uploads.start_work(obj)
        return redirect(self.page_of(obj))

    def delete_model(self, request, obj):
        uploads.delete_files(obj)
        super().delete_model(request, obj)

    @staticmethod
    def page_of(upload):
        return reverse("admin:engagements_importupload_change", args=[upload.pk])

    # Looking at it

    def own(self, request, pk):
        upload = self.get_object(request, str(pk))
        if not self.has_view_permission(request):
            raise PermissionDenied
        if upload is None:
            raise Http404
        return upload

    def change_view(self, request, object_id, form_url="", extra_context=None):
        upload = self.own(request, object_id)
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
            "files": [name for name, file in FILES.items() if (upload.folder / file).exists()],
            "may_discard": self.has_delete_permission(request, upload),
        }
        return TemplateResponse(request, "admin/engagements/importupload/page.html", context)

    def confirm(self, request, upload):
        broken = upload.state in ImportUpload.WORKING and uploads.progress_of(upload) is None
        skip = "skip" in request.POST
        if "again" in request.POST and (broken or upload.state in (State.FAILED, State.READY)):
            wanted = State.READING
        elif "import" in request.POST and upload.state == State.READY:
            if upload.preview["error_count"] and not skip:
                messages.error(request, "Some rows are wrong: say that they are to be left out.")
                return redirect(self.page_of(upload))
            wanted = State.IMPORTING
        else:
            return redirect(self.page_of(upload))
        # Of two who press at once, or twice, one begins.
        begun = ImportUpload.objects.filter(pk=upload.pk, state=upload.state).update(
            state=wanted, skip_bad_rows=skip, message=""
        )
        if begun:
            uploads.start_work(upload)
        return redirect(self.page_of(upload))

    def progress(self, upload):
        """Return {working, text, done, total} for the page; ``done`` is None where that is not known."""
        if upload.state not in ImportUpload.WORKING:
            return {"working": False, "text": upload.get_state_display(), "done": None, "total": None}
        found = uploads.progress_of(upload)
        if found is None:
            return {"working": False, "text": "The work broke off.", "done": None, "total": None}
        stages = {"read": "Reading the rows", "compare": "Comparing with what is there", "write": "Writing"}
        text = stages.get(found.get("stage"), "Beginning")
        done, total = found.get("done"), found.get("total")
        counted = f": {done:,}" + (f" of {total:,}" if total else "") if done else ""
        return {"working": True, "text": f"{text}{counted}", "done": done if total else None, "total": total}

    def progress_view(self, request, pk):
        return JsonResponse(self.progress(self.own(request, pk)))

    def file_view(self, request, pk, name):
        upload = self.own(request, pk)
        if name not in FILES or not (upload.folder / FILES[name]).exists():
            raise Http404
        stem = upload.files[0].rpartition(".")[0] or upload.files[0]
        return FileResponse(
            (upload.folder / FILES[name]).open("rb"), as_attachment=True, filename=f"{stem}-{name}.csv"
        )

    def view_on_site(self, obj):
        return self.page_of(obj)
