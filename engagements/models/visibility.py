"""Who may see which visits and meetings: the conditions that every `visible_to` is made of."""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Exists, OuterRef, Q


class Publication(models.TextChoices):
    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"


class Handling(models.TextChoices):
    OPEN = "open", "open"
    RESTRICTED = "restricted", "restricted"


Viewer = User | AnonymousUser


def visibility_key(user: Viewer) -> str:
    """Return what decides which visits and meetings ``user`` may see: who has the same sees the same."""
    names = ("view_visit", "view_meeting", "view_draft_records", "view_restricted_records")
    return "".join(str(int(user.has_perm(f"engagements.{name}"))) for name in names)


def record_visible_to(user: Viewer, path: str = "") -> Q:
    """Return the condition under which ``user`` may see a record, or the one at ``path`` from it."""
    return Q(*((f"{path}{name}", value) for name, value in visible_values(user).items()))


def visible_values(user: Viewer) -> dict[str, str]:
    """Return the values that the fields of a record must have for ``user`` to see it."""
    values: dict[str, str] = {}
    if not user.has_perm("engagements.view_draft_records"):
        values["publication"] = Publication.PUBLISHED
    if not user.has_perm("engagements.view_restricted_records"):
        values["handling"] = Handling.OPEN
    return values


def may_see(user: Viewer, record: Any) -> bool:
    """Return whether ``user`` may see ``record``, in the database or not; see `record_visible_to`."""
    return all(getattr(record, name) == value for name, value in visible_values(user).items())


def visit_visible_to(user: Viewer, path: str = "") -> Q:
    """Return the condition under which ``user`` may see a visit, or the one at ``path`` from a line of it."""
    return record_visible_to(user, path) if user.has_perm("engagements.view_visit") else Q(pk__in=[])


def meeting_visible_to(user: Viewer, path: str = "") -> Q:
    """Return the condition under which ``user`` may see a meeting, or the one at ``path`` from a line of it.

    As of any record; and a meeting of a visit that may not be seen may not be seen. By joins: of
    a subquery, databases list all meetings, or all visits, before they look at the first row.
    """
    if not user.has_perm("engagements.view_meeting"):
        return Q(pk__in=[])
    if not user.has_perm("engagements.view_visit"):
        return record_visible_to(user, path) & Q(**{f"{path}visit": None})
    return visible_with_visit(user, path)


def visible_with_visit(user: Viewer, path: str = "") -> Q:
    """Return the condition that neither the meeting at ``path`` nor its visit is hidden from ``user``."""
    condition, of_visit = record_visible_to(user, path), record_visible_to(user, f"{path}visit__")
    return condition & (Q(**{f"{path}visit": None}) | of_visit) if of_visit else condition


def record_changeable_by(user: Viewer, kind: str, path: str = "") -> Q:
    """Return the condition under which ``user`` may see a record of ``kind`` (visit, meeting) and change it.

    Or the one at ``path``; that published records are changed by those who publish, as services/publishing.py
    says of a single one.
    """
    names = (f"view_{kind}", f"change_{kind}")
    if not (user.is_staff and all(user.has_perm(f"engagements.{name}") for name in names)):
        return Q(pk__in=[])
    condition = record_visible_to(user, path) if kind == "visit" else meeting_visible_to(user, path)
    if user.has_perm("engagements.publish_records"):
        return condition
    return condition & Q(**{f"{path}publication": Publication.DRAFT})


def record_open_to_all(path: str = "") -> Q:
    """Return the condition that whoever may see records at all sees the one at ``path``.

    For what is worked out once and shown to everybody.
    """
    return record_visible_to(AnonymousUser(), path)


def meeting_open_to_all(path: str = "") -> Q:
    """Return the condition that whoever may see meetings and visits at all sees the meeting at ``path``."""
    return visible_with_visit(AnonymousUser(), path)


def rows_visible_to(user: Viewer, model: Any) -> Any:
    """Return the rows of ``model`` that ``user`` may see: all, where nothing of it is hidden from anybody."""
    rows = model._default_manager.all()
    return rows.visible_to(user) if hasattr(rows, "visible_to") else rows


def sees_all_records(user: Viewer) -> bool:
    """Return whether nothing of visits and meetings is hidden from ``user``."""
    return "0" not in visibility_key(user)


def visible_history(model: Any, user: Viewer, rows: Any) -> Any:
    """Return those ``rows`` of the history of visits or meetings that ``user`` might see.

    The record may be seen now, or might have been when it was deleted; and so might the state that
    the row tells of.
    """
    of_visits = model._meta.model_name == "visit"
    condition = record_visible_to(user) if of_visits else meeting_visible_to(user)
    if not user.has_perm(f"engagements.view_{model._meta.model_name}"):
        return rows.none()
    present = model._base_manager.filter(pk=OuterRef("id"))
    visible = model.objects.visible_to(user).filter(pk=OuterRef("id"))
    deletions = model.history.model.objects.filter(condition, id=OuterRef("id"), history_type="-")
    return rows.filter(condition).filter(Exists(visible) | (~Exists(present) & Exists(deletions)))
