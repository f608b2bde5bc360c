"""The log of imports, to read alone."""

from django.contrib import admin
from django.utils.html import format_html_join

from engagements.models import ImportRun

from .base import EngagementsAdmin


@admin.register(ImportRun)
class ImportRunAdmin(EngagementsAdmin):
    list_display = ["started_at", "who", "names", "mapping_name", "made", "changed", "rows_left_out"]
    list_filter = ["state"]
    list_select_related = ["user"]
    list_display_links = ["started_at"]
    fields = [
        "state",
        "started_at",
        "finished_at",
        "who",
        "digests",
        "mapping_name",
        "table",
        "rows_read",
        "rows_left_out",
        "mapping_text",
    ]
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="by", ordering="user")
    def who(self, run):
        return run.user or "the command line"

    @admin.display(description="files")
    def names(self, run):
        return ", ".join(file["name"] for file in run.files)

    @admin.display(description="files")
    def digests(self, run):
        return format_html_join(
            "",
            "<p>{}: {} rows, SHA-256 {}</p>",
            ((file["name"], file["rows"], file["sha256"]) for file in run.files),
        )

    @admin.display(description="made")
    def made(self, run):
        return sum(count["made"] for count in run.counts.values())

    @admin.display(description="changed")
    def changed(self, run):
        return sum(count["changed"] for count in run.counts.values())

    @admin.display(description="records")
    def table(self, run):
        return format_html_join(
            "",
            "<p>{}: {} made, {} changed, {} left, {} values kept as edited by hand</p>",
            (
                (kind, one["made"], one["changed"], one["left"], one["kept"])
                for kind, one in run.counts.items()
            ),
        )
