"""The calendar feeds of saved views."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import View

from engagements.exports.responses import export_response
from engagements.models import SavedView

from .saved_views import saved_filterset


@method_decorator(login_not_required, name="dispatch")
class CalendarFeedView(View):
    """Answers whoever has the address, with what the owner of the view may see now.

    A wrong address, an owner who is no longer active and a filter that does not work any more
    are not told apart; the last is no empty calendar, as programs would then drop all events.
    """

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        active = SavedView.objects.filter(owner__is_active=True).select_related("owner")
        view = get_object_or_404(active, token=token)
        request.reader = view.owner  # type: ignore[attr-defined] # for the audit log: nobody is signed in
        filterset = saved_filterset(view, view.owner)
        if not filterset.form.is_valid():
            raise Http404
        return export_response(filterset.qs, "ics", request, view.owner, title=view.name)
