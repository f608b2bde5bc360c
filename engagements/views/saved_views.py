"""Saved views: listing, saving, changing and deleting them; their calendar feeds."""

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.views.generic import CreateView, DeleteView, TemplateView, UpdateView
from django.views.generic.base import ContextMixin
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import ModelFormMixin

from engagements.accounts.two_factor import grants
from engagements.common.pagination import PAGE_SIZE, read_page
from engagements.filters.addresses import query_string, renamed
from engagements.filters.date_fields import DayField
from engagements.filters.saved_views import SAVED_LISTS, saved_filterset
from engagements.models import SavedView, Watch
from engagements.models.saved_views import SavedViewQuerySet

from .base import Context, SignedInMixin

SAVED_VIEWS_LIMIT = 200  # of one person
QUERY_MAX_LENGTH = 4_000  # characters: servers refuse addresses that are much longer
FEED_DAYS, FEED_DAYS_LIMIT = 365, 731  # a feed lasts, unless said otherwise and at most
NAME_TAKEN = "You have a view of this name already."


class SavedViewNameForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "shared"]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if self.instance.owner.saved_views.exclude(pk=self.instance.pk).filter(name=name).exists():
            raise ValidationError(NAME_TAKEN)
        return name


class SavedViewCreateForm(SavedViewNameForm):
    """What the form beside a list sends: a name, and which list with which filter."""

    class Meta(SavedViewNameForm.Meta):
        fields = ["name", "shared", "list", "query"]
        widgets = {"list": forms.HiddenInput, "query": forms.HiddenInput}

    def clean_query(self) -> str:
        query = self.cleaned_data["query"]
        if len(query) > QUERY_MAX_LENGTH:
            raise ValidationError("This filter is too long to be kept.")
        # The page may be an old one, with the names that parameters had before.
        _, filterset_class = SAVED_LISTS.get(self.cleaned_data.get("list", ""), (None, None))
        former = filterset_class.FORMER_PARAMETERS if filterset_class else {}
        return query_string(renamed(QueryDict(query), former)).removeprefix("?")

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if "list" not in cleaned or "query" not in cleaned:
            return cleaned
        view, owner = SavedView(list=cleaned["list"], query=cleaned["query"]), self.instance.owner
        if not owner.has_perm(SavedView.List(view.list).permission):
            raise PermissionDenied
        if owner.saved_views.count() >= SAVED_VIEWS_LIMIT:
            self.add_error(None, f"You have {SAVED_VIEWS_LIMIT} views already. Delete one first.")
        if not saved_filterset(view, owner).form.is_valid():
            wrong = 'This filter does not work. <a href="{}">See what is wrong with it</a>.'
            self.add_error(None, format_html(wrong, view.get_absolute_url()))
        return cleaned


def feed_end(days: int) -> datetime.date:
    """Return the day that is so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)


class FeedForm(forms.Form):
    """Until when a calendar may be read."""

    ends_on = DayField(
        label="Last day",
        initial=lambda: feed_end(FEED_DAYS),
        help_text="At most two years from today.",
    )

    def clean_ends_on(self) -> datetime.date:
        ends_on: datetime.date = self.cleaned_data["ends_on"]
        if not timezone.localdate() <= ends_on <= feed_end(FEED_DAYS_LIMIT):
            raise ValidationError("Give a day from today on, at most two years ahead.")
        return ends_on


class OwnSavedViewsMixin(ContextMixin, SignedInMixin):
    """A page of saved views; those of the user alone, unless it says otherwise."""

    def get_queryset(self) -> SavedViewQuerySet:
        return SavedView.objects.filter(owner=self.user)

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(section="saved views", **kwargs)


class SavedViewFormMixin(OwnSavedViewsMixin, SingleObjectTemplateResponseMixin, ModelFormMixin):
    """A form that gives a view its name."""

    template_name = "engagements/saved_form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                self.object = form.save()
        except IntegrityError:  # sent twice at once
            form.add_error("name", NAME_TAKEN)
            return self.form_invalid(form)
        messages.success(self.request, self.success_message())
        return redirect(self.get_success_url())

    def success_message(self) -> str:
        return f"Saved as “{self.object}”."


class SavedViewListView(OwnSavedViewsMixin, TemplateView):
    """The views of a user, then those that others share."""

    template_name = "engagements/saved_list.html"

    def get_context_data(self, **kwargs: Any) -> Context:
        user = self.user
        views = SavedView.objects.visible_to(user).own_first(user).select_related("owner")
        paginator = Paginator(views, PAGE_SIZE)
        page, page_error = read_page(paginator, self.request.GET.getlist("page"))
        listed: list[Any] = list(page.object_list) if page else []
        watches = {watch.saved_view_id: watch for watch in user.watches.filter(saved_view__in=listed)}
        for view in listed:
            view.watch = watches.get(view.pk) or Watch(user=user)
            view.watch.saved_view = view
        return super().get_context_data(page=page, page_error=page_error, paginator=paginator, **kwargs)


class SavedViewCreateView(SavedViewFormMixin, CreateView):
    form_class = SavedViewCreateForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("engagements:saved_list")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": SavedView(owner=self.user)}

    def success_message(self) -> str:
        view_page = reverse("engagements:saved_detail", args=[self.object.pk])
        acts = "Name, sharing, calendar" if self.object.has_calendar else "Name, sharing"
        return format_html('{} <a href="{}">{}</a>', super().success_message(), view_page, acts)


class SavedViewUpdateView(SavedViewFormMixin, UpdateView):
    form_class = SavedViewNameForm
    success_url = reverse_lazy("engagements:saved_list")

    def get_context_data(self, **kwargs: Any) -> Context:
        filter_form = saved_filterset(self.object, self.user).form
        initial = {"ends_on": self.object.feed_ends_on} if self.object.feed_ends_on else None
        defaults = {
            "watch": Watch.of(self.user, "saved_view", self.object.pk),
            "works": filter_form.is_valid(),
            "chips": filter_form.chips(),
            "feed_form": FeedForm(initial=initial),
            "feeds_have_restricted": grants("feed_restricted_records", self.user.pk).exists(),
        }
        return super().get_context_data(**defaults | kwargs)


class SavedViewDeleteView(OwnSavedViewsMixin, DeleteView):
    template_name = "engagements/saved_delete.html"
    success_url = reverse_lazy("engagements:saved_list")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, f"Deleted “{self.object}”.")
        return super().form_valid(form)


class FeedView(SavedViewUpdateView):
    """Starts the feed of a view, which ends the one before, sets its last day, or ends it.

    The page that answers to its start is the only one that shows the address.
    """

    http_method_names = ["post"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"data": None}  # what is sent is no name

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        view = self.object = self.get_object()
        view_page = reverse("engagements:saved_detail", args=[view.pk])
        action = request.POST.get("action")
        if not view.has_calendar or action not in ("start", "date", "end"):
            raise Http404
        if action == "end":
            self.get_queryset().filter(pk=view.pk).end_feeds()
            messages.success(request, f"The calendar of “{view}” has no address any more.")
            return redirect("account" if request.POST.get("from") == "account" else view_page)
        form = FeedForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(feed_form=form))
        ends_on = form.cleaned_data["ends_on"]
        if action == "date":
            self.get_queryset().with_feed().filter(pk=view.pk).update(feed_ends_on=ends_on)
            messages.success(request, "Saved.")
            return redirect(view_page)
        address = reverse("engagements:feed", args=[view.start_feed(ends_on)])
        context = self.get_context_data(feed_address=request.build_absolute_uri(address))
        return self.render_to_response(context)
