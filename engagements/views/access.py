"""What gives access to one's account: sessions, tokens, calendar feeds, groups."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from engagements.accounts.access import end_session, group_permissions, open_sessions, own_permissions
from engagements.accounts.audit import record
from engagements.accounts.two_factor import grants
from engagements.common.ids import read_id
from engagements.models import ApiToken, AuditEvent, SavedView
from engagements.models.api_tokens import TOKEN_DAYS_LIMIT

from .base import SignedInMixin

TOKENS_LIMIT = 50  # of one person
DEFAULT_TOKEN_DAYS = 90


def token_end(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


class ApiTokenForm(forms.ModelForm):
    ends_on = forms.DateField(
        label="Last day",
        initial=lambda: token_end(DEFAULT_TOKEN_DAYS),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="At most a year from today.",
    )

    saved_view = forms.ModelChoiceField(SavedView.objects.none(), required=False)

    class Meta:
        model = ApiToken
        fields = ["name", "saved_view", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        view: Any = self.fields["saved_view"]
        view.queryset = SavedView.objects.filter(owner=self.instance.owner)
        view.empty_label = "everything that you may see"
        view.label = "Reads"

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if self.instance.owner.api_tokens.filter(name=name).exists():
            raise ValidationError("You have a token of this name already.")
        return name

    def clean_ends_on(self) -> datetime.date:
        ends_on: datetime.date = self.cleaned_data["ends_on"]
        if not timezone.localdate() <= ends_on <= token_end(TOKEN_DAYS_LIMIT):
            raise ValidationError("Give a day from today on, at most a year ahead.")
        return ends_on

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.instance.owner.api_tokens.count() >= TOKENS_LIMIT:
            self.add_error(None, f"You have {TOKENS_LIMIT} tokens already. End one first.")
        return self.cleaned_data


class AccessView(SignedInMixin):
    """Shows one's access, and ends a session or a token; starts a token, whose secret it shows once."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        action = request.POST.get("action")
        if action == "end_session":
            if not end_session(self.user, request.POST.get("session", "")):
                raise Http404
            record(request, AuditEvent.LOGOUT, "another session of one's own")
            messages.success(request, "The session has ended.")
        elif action == "end_token":
            pk = read_id(request.POST.get("token", ""))
            token = get_object_or_404(self.user.api_tokens, pk=pk)
            token.delete()
            record(request, AuditEvent.TOKEN, f"“{token}” ended")
            messages.success(request, f"The token “{token}” has ended.")
        elif action == "start_token":
            return self.start_token()
        else:
            raise Http404
        return redirect("access")

    def start_token(self) -> HttpResponseBase:
        if not self.user.has_perm("engagements.use_api_tokens"):
            raise PermissionDenied
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.show(form)
        secret = form.instance.give_secret()
        token = form.save()
        reads = f"the view “{token.saved_view}”" if token.saved_view else "everything that the owner may see"
        record(self.request, AuditEvent.TOKEN, f"“{token}” started, until {token.ends_on}: {reads}")
        return self.show(self.form(), secret=secret, token=token)

    def form(self, data: Any = None) -> ApiTokenForm:
        return ApiTokenForm(data, instance=ApiToken(owner=self.user))

    def show(self, form: ApiTokenForm, **context: Any) -> HttpResponse:
        user = self.user
        context |= {
            "form": form,
            "sessions": open_sessions(user, self.request.session.session_key),
            "tokens": user.api_tokens.select_related("saved_view"),
            "may_have_tokens": user.has_perm("engagements.use_api_tokens"),
            "tokens_have_restricted": grants("token_restricted_records", user.pk).exists(),
            "calls_per_minute": settings.API_CALLS_PER_MINUTE,
            "feeds": SavedView.objects.filter(owner=user).with_feed(),
            "groups": group_permissions(user),
            "own_permissions": own_permissions(user),
        }
        return render(self.request, "registration/access.html", context)
