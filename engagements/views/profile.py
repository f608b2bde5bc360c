"""What users say about themselves: their organization, and whether they get the digest."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict

from engagements.filters.fields import RecordsField
from engagements.models import Profile, SavedView

from .base import SignedInMixin


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
        fields = ["digest"]
        labels = {"digest": "Mail me the outcomes that are overdue or soon due"}

    def __init__(self, data: MultiValueDict[str, str] | None, instance: Profile) -> None:
        if data is None:
            digest = {"digest": "on"} if instance.digest else {}
            data = MultiValueDict({name: [value] for name, value in digest.items()})
            data.setlist("organization", [str(instance.organization_id)] if instance.organization_id else [])
        super().__init__(data, instance=instance)
        self.user = instance.user
        self.fields["digest"].help_text = (
            f"To {self.user.email}."
            if self.user.email
            else "Your account has no mail address: ask an administrator for it."
        )

    def replace(self, name: str, old: str, new: str) -> str:
        """Return the address of the form with another organization, for a name that several have."""
        return f"?{name}={new}" + ("&digest=on" if "digest" in self.data else "")

    def clean_digest(self) -> bool:
        if self.cleaned_data["digest"] and not self.user.email:
            raise ValidationError("There is no address to send it to.")
        return self.cleaned_data["digest"]

    def save(self, commit: bool = True) -> Profile:
        self.instance.organization_id = next(iter(self.cleaned_data["organization"]), None)
        return super().save(commit)


class ProfileView(SignedInMixin):
    """What one says about oneself, one's calendar feeds, and the way to password and second factor."""

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
        return render(self.request, "registration/account.html", {"form": form, "feeds": feeds})
