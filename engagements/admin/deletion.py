"""What the page that asks before a deletion lists: what goes, and what stands in the way."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import User
from django.db.models import Model, prefetch_related_objects
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst

from engagements.models.records import Record
from engagements.services.naming import RecordNames
from engagements.services.publishing import may_restrict

from .hardening import user_of


class VisibleDeletionMixin(admin.ModelAdmin):
    """Lists only what the user may see, in a fixed number of queries."""

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], Any, set[Any], list[Any]]:
        """As Django's; what protects a record is named by the record that it belongs to."""
        user = user_of(request)
        collector = NestedObjects(using="default", origin=objs)
        collector.collect(objs)
        visible, names = visible_rows(collector, user), RecordNames(user)
        collector.edges = {
            parent: [row for row in rows if row in visible.get(type(row), ())]
            for parent, rows in collector.edges.items()
        }
        for row in chain(*visible.values()):
            names.add_references(row)
        names.fetch()
        to_delete = collector.nested(
            lambda row: format_html("{}: {}", capfirst(row._meta.verbose_name), names.call(row))
        )
        counts = {model._meta.verbose_name_plural: len(rows) for model, rows in visible.items()}
        allowed = all(self.has_delete_permission(request, record) for record in objs)
        lacking = set() if allowed else {self.opts.verbose_name}
        protecting = [*collector.protected, *self.naming(objs)]
        return to_delete, counts, lacking, protecting_records(protecting, user)

    def naming(self, objs: Any) -> list[Record]:
        """Return visits and meetings that have one of ``objs`` in a many-to-many field."""
        pks = [record.pk for record in objs]
        return [
            record
            for relation in self.model._meta.related_objects
            if relation.many_to_many
            and issubclass(relation.related_model, Record)
            and relation.related_model is not self.model  # those related to it come back with it
            for record in relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pks})
        ]


class ClearedDeletionMixin(VisibleDeletionMixin):
    """For entries that hidden records may use: only who sees these can tell what a deletion would do."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may_restrict(request.user)


def visible_rows(collector: NestedObjects, user: User) -> dict[type[Model], set[Any]]:
    """Return by model the rows to delete; not those that only relate two records: one may be hidden."""
    rows_by_model: dict[type[Model], set[Any]] = {}
    collected_by_model: Any = collector.model_objs
    for model, collected in collected_by_model.items():
        manager = model._default_manager
        rows = collected
        if hasattr(manager, "visible_to"):
            visible = manager.visible_to(user).in_bulk([row.pk for row in rows])
            rows = {row for row in rows if row.pk in visible}
        if rows and not model._meta.auto_created:
            rows_by_model[model] = rows
    return rows_by_model


def protecting_records(rows: Iterable[Model], user: User) -> list[str]:
    """Return a link to the record of each row that ``user`` may see, and one text for all others."""
    rows_by_model: dict[tuple[type[Model], str], list[Model]] = defaultdict(list)
    for row in rows:
        rows_by_model[type(row), owner_field(row)].append(row)
    links: set[str] = set()
    has_hidden = False
    for (model, field), group in rows_by_model.items():
        if field:
            prefetch_related_objects(group, field)
        records: list[Any] = [getattr(row, field) if field else row for row in group]
        visible = (
            type(records[0])._default_manager.visible_to(user).in_bulk([record.pk for record in records])
        )
        has_hidden = has_hidden or len(visible) < len({record.pk for record in records})
        noun = str(model._meta.verbose_name).capitalize()
        links |= {
            format_html('{}: <a href="{}">{}</a>', noun, record.get_absolute_url(), record)
            for record in visible.values()
        }
    return [*sorted(links), *(["Records that you may not see"] if has_hidden else [])]


def owner_field(row: Model) -> str:
    """Return the name of the field by which a line leads to its record; "" for a record."""
    if isinstance(row, Record):
        return ""
    return next((name for name in ("meeting", "visit", "official") if getattr(row, f"{name}_id", None)), "")
