"""The log of imports, to read alone."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from engagements.models import ImportRun

from .base import EngagementsAdmin
from .hardening import ReadOnlyAdminMixin


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdminMixin, EngagementsAdmin):
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

    @admin.display(description="by", ordering="user")
    def who(self, run: ImportRun) -> str:
        return str(run.user or "the command line")

    @admin.display(description="files")
    def names(self, run: ImportRun) -> str:
        return ", ".join(file["name"] for file in run.files)

    @admin.display(description="files")
    def digests(self, run: ImportRun) -> SafeString:
        return format_html_join(
            "",
            "<p>{}: {} rows, SHA-256 {}</p>",
            ((file["name"], file["rows"], file["sha256"]) for file in run.files),
        )

    @admin.display(description="made")
    def made(self, run: ImportRun) -> int:
        return sum(count["made"] for count in run.counts.values())

    @admin.display(description="changed")
    def changed(self, run: ImportRun) -> int:
        return sum(count["changed"] for count in run.counts.values())

    @admin.display(description="records")
    def table(self, run: ImportRun) -> SafeString:
        return format_html_join(
            "",
            "<p>{}: {} made, {} changed, {} left, {} values kept as edited by hand</p>",
            (
                (kind, count["made"], count["changed"], count["left"], count["kept"])
                for kind, count in run.counts.items()
            ),
        )
