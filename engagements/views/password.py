"""The user's own password: changing it, and asking for it again."""

from typing import Any

from django import forms
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.views.generic import View
from django.views.generic.edit import FormMixin

from engagements.accounts.throttling import is_own_password


class OwnPasswordField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True})
        super().__init__(label="Your password", strip=False, max_length=4096, widget=widget, **kwargs)


class OwnPasswordForm(forms.Form):
    """Asks for the password again, as the session may be used by somebody else."""

    password = OwnPasswordField()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        if not is_own_password(self.request, self.cleaned_data["password"]):
            raise ValidationError("That is not your password.")
        return self.cleaned_data["password"]


class ThrottledPasswordChangeForm(PasswordChangeForm):
    """As Django's, but the old password can't be guessed more often than at the login."""

    def __init__(self, user: User, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        if not is_own_password(self.request, self.cleaned_data["old_password"]):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return self.cleaned_data["old_password"]


class RequestFormMixin(FormMixin, View):
    """Gives the form the request, which the throttle needs."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}


class ChangePasswordView(RequestFormMixin, auth_views.PasswordChangeView):
    """Changing it ends all other sessions: the hash of the password is in each of them."""

    form_class = ThrottledPasswordChangeForm
