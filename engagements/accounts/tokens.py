"""Tokens in the stead of a login: who reads by one, where, and how often."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.deprecation import MiddlewareMixin

from engagements.models import ApiToken, AuditEvent

from .audit import record
from .client_address import client_address
from .feeds import FeedReader
from .two_factor import TwoFactorBackend

EXPORT_FORMATS = ("csv", "json")
REFUSAL_LOG_SECONDS = 3600  # unknown tokens from one address are logged once in so long


class TokenReader(FeedReader):
    """The owner of a token as its reader; restricted records only where tokens were granted them."""

    RESTRICTED_PERMISSION = "token_restricted_records"


def token_reader(token: ApiToken) -> User | None:
    """Return who reads by ``token``; None where it has ended, or its owner may have none, or open no page."""
    owner: Any = None if token.has_ended else TwoFactorBackend().get_user(token.owner_id)
    if owner is None or not owner.has_perm("engagements.use_api_tokens"):
        return None
    if owner.needs_second_factor and not owner.has_second_factor:
        return None
    return cast(User, TokenReader(owner))


class TokenMiddleware(MiddlewareMixin):
    """Lets a request with ``Authorization: Bearer`` be one of the owner of the token, to read data."""

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> JsonResponse | None:
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        tokens = ApiToken.objects.of_secret(secret.strip())
        token = tokens.select_related("saved_view").first()
        reader = token and token_reader(token)
        if not (token and reader):
            self.log_refusal(request, token)
            headers = {"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'}
            return refusal(401, "This token is unknown, or it has ended.", headers)
        if not tokens.count_call(settings.API_CALLS_PER_MINUTE):
            return refusal(429, "Too many calls in a minute. Wait, and call again.", {"Retry-After": "60"})
        request.user = reader
        request.api_token = token  # type: ignore[attr-defined]
        return None if self.is_open(request, token) else refusal(403, "This token is not for this address.")

    def is_open(self, request: HttpRequest, token: ApiToken) -> bool:
        """Return whether ``token`` is for what is asked; a bound one exports its view, whatever is asked."""
        match = request.resolver_match
        if match is None or request.method not in ("GET", "HEAD"):
            return False
        if match.app_name == "api":
            return True  # what a bound token reads there is decided by engagements/api/views.py
        is_list = match.app_name == "engagements" and match.view_name.endswith("_list")
        if not is_list or request.GET.get("export") not in EXPORT_FORMATS:
            return False
        if bound := token.saved_view:
            if match.url_name != f"{bound.list}_list" or list(request.GET) != ["export"]:
                return False
            query = QueryDict(bound.query, mutable=True)
            query["export"] = request.GET["export"]
            request.GET = query  # type: ignore[assignment] # as mutable as it was
        return True

    def log_refusal(self, request: HttpRequest, token: ApiToken | None) -> None:
        if token:
            record(request, AuditEvent.REFUSED, f"token “{token}”", token.owner)
        elif cache.add(f"unknown-token-{client_address(request)}", True, REFUSAL_LOG_SECONDS):
            record(request, AuditEvent.REFUSED, "an unknown token, or several")


def refusal(status: int, detail: str, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"detail": detail}, status=status, headers=headers)
