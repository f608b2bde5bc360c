"""The calendar feeds of saved views."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import View

from engagements.accounts.feeds import feed_reader
from engagements.exports.responses import export_response
from engagements.filters.saved_views import saved_filterset
from engagements.models import SavedView


@method_decorator(login_not_required, name="dispatch")
class CalendarFeedView(View):
    """Answers whoever has the address, with what the owner of the view may see now; see `FeedReader`.

    A wrong address, a feed that ended, an owner who is no longer active and a filter that does not
    work any more are not told apart; the last is no empty calendar, as programs would then drop all
    events.
    """

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        views = SavedView.objects.of_feed(token, timezone.localdate())
        view = get_object_or_404(views)
        reader = feed_reader(view)
        if reader is None:
            raise Http404
        # For the audit log: nobody is signed in.
        request.reader = view.owner  # type: ignore[attr-defined]
        filterset = saved_filterset(view, reader)
        if not filterset.form.is_valid():
            raise Http404
        views.note_feed_use(timezone.now())
        return export_response(filterset.qs, "ics", request, reader, title=view.name)
