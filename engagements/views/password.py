"""The user's own password: changing it, and asking for it again."""

from django import forms
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError

from engagements.accounts.throttling import is_own_password


class OwnPasswordField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True})
        super().__init__(label="Your password", strip=False, max_length=4096, widget=widget, **kwargs)


class OwnPasswordForm(forms.Form):
    """Asks again who it is, before something that a thief of an open session would like to do."""

    password = OwnPasswordField()

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self):
        if not is_own_password(self.request, self.cleaned_data["password"]):
            raise ValidationError("That is not your password.")
        return self.cleaned_data["password"]


class ThrottledPasswordChangeForm(PasswordChangeForm):
    """As Django's, but the old password can't be guessed more often than at the login."""

    def __init__(self, user, *args, request, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.request = request

    def clean_old_password(self):
        if not is_own_password(self.request, self.cleaned_data["old_password"]):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return self.cleaned_data["old_password"]


class RequestFormMixin:
    """Gives the form the request, which the throttle needs."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}


class ChangePasswordView(RequestFormMixin, auth_views.PasswordChangeView):
    """Changing it ends all other sessions: the hash of the password is in each of them."""

    form_class = ThrottledPasswordChangeForm
