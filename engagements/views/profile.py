"""What users say about themselves: their organization, what they are mailed, and what they watch."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict

from engagements.filters.fields import RecordsField
from engagements.models import Profile, SavedView

from .base import SignedInMixin
from .watches import watch_forms


class ProfileForm(forms.ModelForm):
    """Always bound: to what is sent, or to how it is."""

    organization = RecordsField(
        kind="organizations",
        required=False,
        label="Your organization",
        most=1,
        help_text="Your outcomes are listed first on the overview and in the mail.",
    )

    class Meta:
        model = Profile
        fields = ["mail_interval", "digest"]
        labels = {
            "mail_interval": "Mail me",
            "digest": "All outcomes that are overdue or soon due",
        }

    def __init__(self, data: MultiValueDict[str, str] | None, instance: Profile) -> None:
        if data is None:
            digest = {"digest": ["on"]} if instance.digest else {}
            data = MultiValueDict({"mail_interval": [instance.mail_interval]} | digest)
            data.setlist("organization", [str(instance.organization_id)] if instance.organization_id else [])
        super().__init__(data, instance=instance)
        self.user = instance.user
        self.fields["mail_interval"].required = False
        self.fields["digest"].help_text = "Otherwise, those of what you watch are mailed."
        self.fields["mail_interval"].help_text = (
            f"To {self.user.email}."
            if self.user.email
            else "Your account has no mail address: ask an administrator for it."
        )

    def replace(self, name: str, old: str, new: str) -> str:
        """Return the address of the form with another organization, for a name that several have."""
        others = {key: self.data[key] for key in ("mail_interval", "digest") if key in self.data}
        return f"?{urlencode({name: new} | others)}"

    def clean_digest(self) -> bool:
        if self.cleaned_data["digest"] and not self.user.email:
            raise ValidationError("There is no address to send it to.")
        return self.cleaned_data["digest"]

    def save(self, commit: bool = True) -> Profile:
        self.instance.organization_id = next(iter(self.cleaned_data["organization"]), None)
        return super().save(commit)


class ProfileView(SignedInMixin):
    """What one says about oneself, what one watches, one's calendar feeds, the way to the password."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(ProfileForm(request.GET or None, Profile.for_user(self.user)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = ProfileForm(request.POST, Profile.for_user(self.user))
        if not form.is_valid():
            return self.show(form)
        form.save()
        messages.success(request, "Saved.")
        return redirect("account")

    def show(self, form: ProfileForm) -> HttpResponse:
        feeds = SavedView.objects.filter(owner=self.user).with_feed()
        context = {"form": form, "feeds": feeds, "watch_forms": watch_forms(self.user)}
        return render(self.request, "registration/account.html", context)
