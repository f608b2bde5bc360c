"""Who asks: whoever is signed in, or has sent a token; see accounts/tokens.py."""

from typing import Any

from django.contrib.auth.models import User
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request


class RequestAuthentication(BaseAuthentication):
    """Takes the user that the middleware found. As the API changes nothing, no CSRF token is asked for."""

    def authenticate(self, request: Request) -> tuple[User, Any] | None:
        user = request._request.user
        return (user, getattr(request._request, "api_token", None)) if user.is_authenticated else None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'
