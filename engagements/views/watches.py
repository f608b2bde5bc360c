"""Watching officials, organizations, countries, visits and saved views."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import UpdateView

from engagements.models import Official, Organization, Profile, SavedView, Visit, Watch
from engagements.models.profiles import MailInterval
from engagements.models.watches import TARGETS

from .base import Context, SignedInMixin

WATCHES_LIMIT = 200  # of one person


class WatchCreateForm(forms.ModelForm):
    """What a “Watch” button sends: one target, which its user may see."""

    official = forms.ModelChoiceField(Official.objects.none(), required=False)
    organization = forms.ModelChoiceField(Organization.objects.none(), required=False)
    visit = forms.ModelChoiceField(Visit.objects.none(), required=False)
    saved_view = forms.ModelChoiceField(SavedView.objects.none(), required=False)

    class Meta:
        model = Watch
        fields = TARGETS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = self.instance.user
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                model: Any = field.queryset.model  # type: ignore[union-attr] # it is none()
                field.queryset = model._default_manager.visible_to(self.user)

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"]
        if country and not self.user.has_perms(["engagements.view_meeting", "engagements.view_visit"]):
            raise ValidationError("You may not see meetings and visits.")
        return country

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.user.watches.count() >= WATCHES_LIMIT:
            self.add_error(None, f"You watch {WATCHES_LIMIT} things already. Stop watching one first.")
        return self.cleaned_data

    def save(self, commit: bool = True) -> Watch:
        """Return the watch, made unless it is there already."""
        target = {name: value for name, value in self.cleaned_data.items() if value}
        watch, _ = Watch.objects.get_or_create(user=self.user, **target)
        return watch


class WatchForm(forms.ModelForm):
    """How long somebody may not be seen until it is mailed."""

    class Meta:
        model = Watch
        fields = ["unseen_for"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unseen_for"]
        field.empty_label, field.help_text = "not asked", ""
        if not self.instance.is_of_party:
            del self.fields["unseen_for"]

    def save(self, commit: bool = True) -> Watch:
        if self.changed_data:
            self.instance.due_covered_on = None  # it is told by the new choice, too
        return super().save(commit)


def watch_forms(user: Any) -> list[WatchForm]:
    """Return a form for each thing that ``user`` watches and may see; one query."""
    watches = Watch.objects.visible_to(user).with_targets()
    return [WatchForm(instance=watch, auto_id=f"id_{watch.pk}_%s") for watch in watches]


class WatchCreateView(SignedInMixin):
    """Starts a watch; nothing is there to be read."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return redirect("account")

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = WatchCreateForm(request.POST, instance=Watch(user=self.user))
        if not form.is_valid():
            return render(request, "engagements/watch.html", {"errors": form.errors})
        watch = form.save()
        profile, _ = Profile.objects.get_or_create(user=self.user)
        messages.success(request, f"You watch {watch} now. {how_it_is_mailed(profile)}")
        return redirect("engagements:saved_list" if watch.saved_view else watch.get_absolute_url())


def how_it_is_mailed(profile: Profile) -> str:
    if not profile.user.email:
        return "Your account has no mail address: ask an administrator for it."
    if profile.mail_interval == MailInterval.NEVER:
        return "Nothing is mailed to you, as your account says."
    return f"What changes is mailed to you {profile.get_mail_interval_display()}."


class WatchView(SignedInMixin, UpdateView):
    """Changes or stops a watch of one's own, also of what one may not see any more."""

    model = Watch
    form_class = WatchForm
    template_name = "engagements/watch.html"
    context_object_name = "watch"

    def get_queryset(self) -> Any:
        return Watch.objects.filter(user=self.user).with_targets()

    def is_visible(self) -> bool:
        return Watch.objects.visible_to(self.user).filter(pk=self.object.pk).exists()

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(visible=self.is_visible(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        watch = self.object = self.get_object()
        match request.POST.get("action"):
            case "stop":
                visible = self.is_visible()
                back = request.POST.get("from") == "target" and visible and not watch.saved_view
                watch_name, address = str(watch), watch.get_absolute_url()
                watch.delete()
                what = watch_name if visible else "it"
                messages.success(request, f"You don’t watch {what} any more.")
                return redirect(address if back else "account")
            case "save":
                return super().post(request, *args, **kwargs)
        raise Http404

    def form_valid(self, form: Any) -> HttpResponse:
        form.save()
        messages.success(self.request, "Saved.")
        return redirect("account")
