"""What the admin pages share: search, visibility, who changed what, versions, publishing."""

from itertools import chain

from django.contrib.admin.utils import NestedObjects
from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.text import capfirst

from engagements.search import queries
from engagements.services.naming import RecordNames

from .deletion import name_of_record
from .duplicates_link import DuplicatesLinkMixin
from .hardening import HardenedModelAdmin
from .history import HistoryPage
from .inlines import KeyboardEntryMixin


class EngagementsAdmin(HistoryPage, DuplicatesLinkMixin, KeyboardEntryMixin, HardenedModelAdmin):
    """Start from what the user may see, find folded text, name what stops a deletion."""

    show_full_result_count = False
    list_per_page = 50

    class Media:
        js = ["admin/js/jquery.init.js", "engagements/entry.js"]

    def view_on_site(self, obj):
        """The page's own address: Django's detour would tell that a hidden record exists."""
        return obj.get_absolute_url()

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.visible_to(request.user) if hasattr(queryset, "visible_to") else queryset

    def search(self, request, queryset, search_term, words):
        """Find as the lists of readers do."""
        return queries.filter_by_words(queryset, [words]).narrowed(), False

    def get_deleted_objects(self, objs, request):
        """As Django's, in a fixed number of queries, and of what the user may see.

        What stands in the way is named by its record.
        """
        collector = NestedObjects(using="default", origin=objs)
        collector.collect(objs)
        told, names = self.to_be_told(collector, request.user), RecordNames(request.user)
        collector.edges = {
            above: [row for row in rows if row in told.get(type(row), ())]
            for above, rows in collector.edges.items()
        }
        for row in chain(*told.values()):
            names.add_references(row)
        names.fetch()
        to_delete = collector.nested(
            lambda row: format_html("{}: {}", capfirst(row._meta.verbose_name), names.call(row))
        )
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in told.items()}
        allowed = all(self.has_delete_permission(request, one) for one in objs)
        lacking = set() if allowed else {self.opts.verbose_name}
        return to_delete, counts, lacking, self.describe_protected(collector.protected, request.user)

    @staticmethod
    def to_be_told(collector, user):
        """Return by model the rows that go, but relations to others: those may be to hidden records."""
        found = {}
        for model, rows in collector.model_objs.items():
            manager = model._default_manager
            if hasattr(manager, "visible_to"):
                seen = manager.visible_to(user).in_bulk([row.pk for row in rows])
                rows = {row for row in rows if row.pk in seen}
            if rows and not model._meta.auto_created:
                found[model] = rows
        return found

    def describe_protected(self, lines, user):
        """Return a text for each of ``lines`` that ``user`` may see, and one for all others."""
        by_model = {}
        for line in lines:
            by_model.setdefault(type(line), []).append(line)
        seen, hidden = set(), False
        for model, group in by_model.items():
            if name := name_of_record(group[0]):
                prefetch_related_objects(group, name)
            records = [getattr(line, name) if name else line for line in group]
            manager = type(records[0])._default_manager
            visible = manager.visible_to(user).in_bulk([record.pk for record in records])
            hidden = hidden or len(visible) < len({record.pk for record in records})
            kind = model._meta.verbose_name.capitalize()
            seen |= {
                format_html('{}: <a href="{}">{}</a>', kind, record.get_absolute_url(), record)
                for record in visible.values()
            }
        return [*sorted(seen), *(["Records that you may not see"] if hidden else [])]
