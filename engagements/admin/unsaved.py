"""What the browser may keep of a form that is not saved: nothing of a restricted record."""

from typing import Any

from django.contrib.auth.models import User

from engagements.common.ids import read_id
from engagements.models import Handling, Visit
from engagements.services.publishing import may_restrict


def unsaved_context(form: Any, user: User) -> dict[str, Any]:
    """Return what unsaved.js needs: whether the record may be kept, and which visit of it is open.

    The visit is None where ``user`` sees no restricted one: then all of them are.
    """
    handling = form.initial.get("handling") or getattr(form.instance, "handling", "")
    is_open = handling != Handling.RESTRICTED
    if "visit" not in form.fields or not may_restrict(user):
        return {"keeps_unsaved": is_open, "open_visit": None}
    value = form["visit"].value()
    pk = read_id(str(getattr(value, "pk", value) or ""))
    is_open_visit = pk and Visit.objects.visible_to(user).filter(pk=pk, handling=Handling.OPEN).exists()
    return {"keeps_unsaved": is_open, "open_visit": pk if is_open_visit else ""}
