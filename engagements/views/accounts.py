"""One's own account: signing in, the password, the second factor."""

from django import forms
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.datastructures import MultiValueDict
from django.utils.timesince import timeuntil
from django.views.generic import FormView, View
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp import login as mark_verified
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from engagements.accounts import audit, two_factor
from engagements.accounts.throttling import is_own_password, opens_again, remember_browser
from engagements.filters.fields import RecordsField
from engagements.models import AuditEvent, Profile


class Login(auth_views.LoginView):
    def form_valid(self, form):
        response = super().form_valid(form)
        remember_browser(self.request, response, form.get_user().get_username())
        return response


def locked_out(request, response, credentials):
    """The page of a door that is shut; it is the same for names that nobody has."""
    return render(
        request, "registration/locked.html", {"until": opens_again(request, credentials)}, status=429
    )


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


class AskingForm:
    """Gives the form the request, which the throttle needs."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}


class PasswordChange(AskingForm, auth_views.PasswordChangeView):
    """Changing it ends all other sessions: the hash of the password is in each of them."""

    form_class = ThrottledPasswordChangeForm


class AccountForm(forms.ModelForm):
    """Always bound: to what is sent, or to how it is."""

    organization = RecordsField(
        kind="organizations",
        required=False,
        label="Your organization",
        help_text="What it has to see to comes first on the overview and in the mail.",
    )

    class Meta:
        model = Profile
        fields = ["digest"]
        labels = {"digest": "Mail me the outcomes that are overdue or soon due"}

    def __init__(self, data, instance):
        if data is None:
            digest = {"digest": "on"} if instance.digest else {}
            data = MultiValueDict({name: [value] for name, value in digest.items()})
            data.setlist("organization", [str(instance.organization_id)] if instance.organization_id else [])
        super().__init__(data, instance=instance)
        field, user = self.fields["organization"], instance.user
        field.most, field.user = 1, user
        # Where a name is that of several, each of them is a link.
        field.replace = lambda old, new: f"?organization={new}" + ("&digest=on" if "digest" in data else "")
        self.fields["digest"].help_text = (
            f"To {user.email}."
            if user.email
            else "Your account has no mail address: ask an administrator for it."
        )

    def clean_digest(self):
        if self.cleaned_data["digest"] and not self.instance.user.email:
            raise ValidationError("There is no address to send it to.")
        return self.cleaned_data["digest"]

    def save(self):
        self.instance.organization_id = next(iter(self.cleaned_data["organization"]), None)
        return super().save()


class Account(View):
    """What one says about oneself, and the way to password and second factor."""

    def get(self, request):
        return self.show(AccountForm(request.GET or None, Profile.of(request.user)))

    def post(self, request):
        form = AccountForm(request.POST, Profile.of(request.user))
        if not form.is_valid():
            return self.show(form)
        form.save()
        messages.success(request, "Saved.")
        return redirect("account")

    def show(self, form):
        return render(self.request, "registration/account.html", {"form": form})


# --- Second factor


class CodeForm(forms.Form):
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


class WithCode(auth_views.RedirectURLMixin, FormView):
    """A page that asks for a code, and leads to where one wanted to go."""

    form_class = CodeForm
    next_page = "engagements:dashboard"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request, "find_device": self.find_device}

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def let_in(self, device):
        mark_verified(self.request, device)
        self.request.session.cycle_key()


class SecondFactorCheck(WithCode):
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


class SecondFactor(WithCode):
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


class SecondFactorBegin(View):
    """Makes a new secret; it counts only when a code made with it is typed."""

    http_method_names = ["post"]

    def post(self, request):
        two_factor.begin(request.user)
        return redirect("second_factor")


def show_codes(request, codes, address):
    return render(request, "registration/recovery_codes.html", {"codes": codes, "address": address})


class Guarded(AskingForm, FormView):
    """Does something to the second factor, for whoever knows the password."""

    form_class = OwnPasswordForm
    template_name = "registration/second_factor_confirm.html"
    success_url = reverse_lazy("second_factor")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_second_factor:
            return redirect("second_factor")
        return super().dispatch(request, *args, **kwargs)


class SecondFactorOff(Guarded):
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


class RecoveryCodes(Guarded):
    extra_context = {
        "heading": "New recovery codes",
        "explanation": "You get ten new codes. Those that you had are void then.",
        "button": "Make new codes",
    }

    def form_valid(self, form):
        codes = two_factor.new_recovery_codes(self.request.user)
        audit.record(self.request, AuditEvent.SECOND_FACTOR, "new recovery codes")
        return show_codes(self.request, codes, self.success_url)
