"""The second factor: checking a code, setting it up, turning it off, recovery codes."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.timesince import timeuntil
from django.views.generic import FormView
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp import login as mark_verified
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from engagements.accounts import audit, two_factor
from engagements.models import AuditEvent

from .base import Context, SignedInMixin
from .password import OwnPasswordForm, RequestFormMixin


def has_second_factor(user: User) -> bool:
    return cast(two_factor.SignedInUser, user).has_second_factor  # as `TwoFactorBackend` made it


class TwoFactorCodeForm(forms.Form):
    """A code, tried on the device that ``find_device`` says it is for."""

    code = forms.CharField(
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "off"}
        ),
    )

    def __init__(
        self, *args: Any, request: HttpRequest, find_device: Callable[[str], Device | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.find_device = request, find_device
        self.device: Device | None = None

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split()).lower()
        device = self.find_device(code)
        if device is None:
            raise ValidationError("That is not the code.")
        allowed, why = device.verify_is_allowed()
        if not allowed:
            wait = timeuntil(why["locked_until"], depth=1)
            raise ValidationError(
                "There were wrong codes before, so the next one is looked at only in "
                f"{'a minute' if wait.startswith('0') else wait}."
            )
        if not verify_token(self.request.user, device.persistent_id, code):
            audit.record(self.request, AuditEvent.SECOND_FACTOR, f"wrong code ({device.name})")
            raise ValidationError(
                "That is not the code, or it was used already. The app shows another one every half minute."
            )
        self.device = device
        return code


class TwoFactorCodeView(auth_views.RedirectURLMixin, SignedInMixin, FormView):
    """A page that asks for a code, and leads to where one wanted to go."""

    form_class = TwoFactorCodeForm
    next_page = "engagements:dashboard"

    def find_device(self, code: str) -> Device | None:
        """Return the device that ``code`` is tried on, None for none."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request, "find_device": self.find_device}

    def get_context_data(self, **kwargs: Any) -> Context:
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def complete_login(self, device: Device) -> None:
        mark_verified(self.request, device)
        self.request.session.cycle_key()


class TwoFactorCheckView(TwoFactorCodeView):
    """Asks for the code, after the password."""

    template_name = "registration/second_factor_check.html"

    def find_device(self, code: str) -> Device | None:
        return two_factor.device_for(self.user, code)

    def form_valid(self, form: Any) -> HttpResponse:
        self.complete_login(form.device)
        if isinstance(form.device, StaticDevice):
            audit.record(self.request, AuditEvent.SECOND_FACTOR, "came in by a recovery code")
            left = form.device.token_set.count()
            messages.warning(self.request, f"That code is used up. Recovery codes left: {left}.")
        return redirect(self.get_success_url())


class TwoFactorSetUpView(TwoFactorCodeView):
    """Shows whether there is a second factor, and ends setting it up by a first code."""

    template_name = "registration/second_factor.html"

    def find_device(self, code: str) -> Device | None:
        return two_factor.device_of(self.user, confirmed=False)

    def get_context_data(self, **kwargs: Any) -> Context:
        user = self.user
        if has_second_factor(user):
            kwargs["codes_left"] = StaticToken.objects.filter(device__user=user).count()
        elif pending := two_factor.device_of(user, confirmed=False):
            kwargs |= {"picture": two_factor.picture(pending), "secret": two_factor.secret(pending)}
        return super().get_context_data(**kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        codes = two_factor.confirm(form.device)
        self.complete_login(form.device)
        audit.record(self.request, AuditEvent.SECOND_FACTOR, "set up")
        return show_codes(self.request, codes, self.get_success_url())


class BeginTwoFactorView(SignedInMixin):
    """Makes a new secret; it counts only when a code made with it is typed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        two_factor.begin(self.user)
        return redirect("second_factor")


def show_codes(request: HttpRequest, codes: list[str], address: str) -> HttpResponse:
    return render(request, "registration/recovery_codes.html", {"codes": codes, "address": address})


class PasswordProtectedView(RequestFormMixin, SignedInMixin, FormView):
    """Does something to the second factor, for whoever knows the password."""

    form_class = OwnPasswordForm
    template_name = "registration/second_factor_confirm.html"
    success_url = reverse_lazy("second_factor")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_second_factor(self.user):
            return redirect("second_factor")
        return super().dispatch(request, *args, **kwargs)


class RemoveTwoFactorView(PasswordProtectedView):
    extra_context = {
        "heading": "Turn the second factor off",
        "explanation": "Then your password alone opens your account, and your recovery codes are void.",
        "button": "Turn it off",
    }

    def form_valid(self, form: Any) -> HttpResponse:
        two_factor.remove(self.user)
        self.request.session.pop(DEVICE_ID_SESSION_KEY, None)
        audit.record(self.request, AuditEvent.SECOND_FACTOR, "turned off")
        messages.info(self.request, "Your second factor is off.")
        return super().form_valid(form)


class RecoveryCodesView(PasswordProtectedView):
    extra_context = {
        "heading": "New recovery codes",
        "explanation": "You get ten new codes. Those that you had are void then.",
        "button": "Make new codes",
    }

    def form_valid(self, form: Any) -> HttpResponse:
        codes = two_factor.new_recovery_codes(self.user)
        audit.record(self.request, AuditEvent.SECOND_FACTOR, "new recovery codes")
        return show_codes(self.request, codes, self.get_success_url())
