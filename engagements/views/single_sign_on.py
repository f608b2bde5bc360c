"""Signing in and out at the provider of the house."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import View

from engagements.accounts import single_sign_on
from engagements.accounts.audit import record
from engagements.accounts.single_sign_on import PROVIDER_ERRORS, SignOnRefused
from engagements.common.addresses import own_address
from engagements.models import AuditEvent

NEXT_KEY, ID_TOKEN_KEY = "sign_on_next", "sign_on_id_token"
BACKEND = "engagements.accounts.two_factor.TwoFactorBackend"


@method_decorator(login_not_required, name="dispatch")
class SignOnView(View):
    """A page of the sign-on; there is none where no provider is configured."""

    http_method_names = ["get"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not single_sign_on.is_on():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def callback_address(self) -> str:
        return self.request.build_absolute_uri(reverse("sign_on_callback"))

    def failed(self, error: Exception) -> HttpResponse:
        """Say that the provider can't be relied on now; what it said is for the log alone."""
        record(self.request, AuditEvent.REFUSED, f"single sign-on failed: {type(error).__name__}: {error}")
        return render(self.request, "registration/sign_on_failed.html", status=502)


class SignOnStartView(SignOnView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        request.session[NEXT_KEY] = own_address(request, request.GET.get("next", ""))
        try:
            response: HttpResponseBase = single_sign_on.new_client().authorize_redirect(
                request, self.callback_address()
            )
        except PROVIDER_ERRORS as error:
            return self.failed(error)
        return response


class SignOnCallbackView(SignOnView):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        try:
            token = single_sign_on.fetch_token(request)
        except PROVIDER_ERRORS as error:
            return self.failed(error)
        claims = token["userinfo"]
        try:
            user, has_second_factor = single_sign_on.sign_on(claims)
        except SignOnRefused as refusal:
            record(request, AuditEvent.REFUSED, f"single sign-on of {claims['sub']}: {refusal}")
            context = {"refusal": refusal, "contact": settings.OIDC_CONTACT}
            return render(request, "registration/sign_on_refused.html", context, status=403)
        address = request.session.pop(NEXT_KEY, "")
        login(request, user, backend=BACKEND)
        request.session[ID_TOKEN_KEY] = token["id_token"]
        request.session["house_second_factor"] = has_second_factor
        return redirect(address or settings.LOGIN_REDIRECT_URL)


class SignOutView(auth_views.LogoutView):
    """Ends the session, and then that at the provider where it came from there."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        id_token = request.session.get(ID_TOKEN_KEY, "")
        response: Any = super().post(request, *args, **kwargs)
        if id_token and single_sign_on.is_on():
            back = request.build_absolute_uri(resolve_url(settings.LOGOUT_REDIRECT_URL))
            try:
                address = single_sign_on.logout_address(id_token, back)
            except PROVIDER_ERRORS as error:
                record(request, AuditEvent.LOGOUT, f"not at the provider: {type(error).__name__}")
            else:
                return redirect(address) if address else response
        return response


def sign_on_address(next_address: str) -> str:
    """Return where the sign-on begins that leads to ``next_address`` of ours; "" where it is off."""
    if not single_sign_on.is_on():
        return ""
    return f"{reverse('sign_on')}?{urlencode({'next': next_address})}"
