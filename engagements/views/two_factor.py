"""The second factor: checking a code, setting it up, turning it off, recovery codes."""

from django import forms
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.timesince import timeuntil
from django.views.generic import FormView, View
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp import login as mark_verified
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from engagements.accounts import audit, two_factor
from engagements.models import AuditEvent

from .password import OwnPasswordForm, RequestFormMixin

# --- Second factor


class TwoFactorCodeForm(forms.Form):
    """A code, tried on the device that ``find_device`` says it is for."""

    code = forms.CharField(
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "off"}
        ),
    )

    def __init__(self, *args, request, find_device, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.find_device, self.device = request, find_device, None

    def clean_code(self):
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


class TwoFactorCodeView(auth_views.RedirectURLMixin, FormView):
    """A page that asks for a code, and leads to where one wanted to go."""

    form_class = TwoFactorCodeForm
    next_page = "engagements:dashboard"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request, "find_device": self.find_device}

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def let_in(self, device):
        mark_verified(self.request, device)
        self.request.session.cycle_key()


class TwoFactorCheckView(TwoFactorCodeView):
    """Asks for the code, after the password."""

    template_name = "registration/second_factor_check.html"

    def find_device(self, code):
        return two_factor.device_for(self.request.user, code)

    def form_valid(self, form):
        self.let_in(form.device)
        if isinstance(form.device, StaticDevice):
            audit.record(self.request, AuditEvent.SECOND_FACTOR, "came in by a recovery code")
            left = form.device.token_set.count()
            messages.warning(self.request, f"That code is used up. Recovery codes left: {left}.")
        return redirect(self.get_success_url())


class TwoFactorSetUpView(TwoFactorCodeView):
    """Shows whether there is a second factor, and ends setting it up by a first code."""

    template_name = "registration/second_factor.html"

    def find_device(self, code):
        return two_factor.device_of(self.request.user, confirmed=False)

    def get_context_data(self, **kwargs):
        user = self.request.user
        if user.has_second_factor:
            kwargs["codes_left"] = StaticToken.objects.filter(device__user=user).count()
        elif pending := two_factor.device_of(user, confirmed=False):
            kwargs |= {"picture": two_factor.picture(pending), "secret": two_factor.secret(pending)}
        return super().get_context_data(**kwargs)

    def form_valid(self, form):
        codes = two_factor.confirm(form.device)
        self.let_in(form.device)
        audit.record(self.request, AuditEvent.SECOND_FACTOR, "set up")
        return show_codes(self.request, codes, self.get_success_url())


class BeginTwoFactorView(View):
    """Makes a new secret; it counts only when a code made with it is typed."""

    http_method_names = ["post"]

    def post(self, request):
        two_factor.begin(request.user)
        return redirect("second_factor")


def show_codes(request, codes, address):
    return render(request, "registration/recovery_codes.html", {"codes": codes, "address": address})


class PasswordProtectedView(RequestFormMixin, FormView):
    """Does something to the second factor, for whoever knows the password."""

    form_class = OwnPasswordForm
    template_name = "registration/second_factor_confirm.html"
    success_url = reverse_lazy("second_factor")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_second_factor:
            return redirect("second_factor")
        return super().dispatch(request, *args, **kwargs)


class RemoveTwoFactorView(PasswordProtectedView):
    extra_context = {
        "heading": "Turn the second factor off",
        "explanation": "Then your password alone opens your account, and your recovery codes are void.",
        "button": "Turn it off",
    }

    def form_valid(self, form):
        two_factor.remove(self.request.user)
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

    def form_valid(self, form):
        codes = two_factor.new_recovery_codes(self.request.user)
        audit.record(self.request, AuditEvent.SECOND_FACTOR, "new recovery codes")
        return show_codes(self.request, codes, self.success_url)
