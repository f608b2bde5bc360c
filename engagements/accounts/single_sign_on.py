"""Single sign-on by OpenID Connect: who comes from the provider, which account that is, what it may.

Off until an issuer is configured. Only the provider's word on issuer and subject links an account;
its groups are mapped to ours at each sign-in. See docs/deploy.md.
"""

import re
from typing import Any, NamedTuple

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from joserfc.errors import JoseError
from requests import RequestException

from engagements.common.tokens import hash_token
from engagements.models import ExternalIdentity

PROVIDER_TIMEOUT_SECONDS = 10
MAX_GROUPS = 10_000
MAX_ID_TOKEN_HINT_LENGTH = 4_000  # providers refuse long addresses, and tokens hold all groups
# What Authlib raises where a provider answers late, wrongly, or not at all.
PROVIDER_ERRORS = (OAuthError, JoseError, RequestException, ValueError, KeyError, TypeError, RuntimeError)
NOT_IN_USERNAME = re.compile(r"[^\w.@+-]")
RESTRICTED_PERMISSION = "view_restricted_records"


class SignOnRefused(Exception):
    """Says in words why somebody whom the provider knows may not come in."""


class SignOn(NamedTuple):
    """Who came in, and whether the house has checked a second factor."""

    user: User
    has_second_factor: bool


def is_on() -> bool:
    return bool(settings.OIDC_ISSUER)


def new_client() -> Any:
    """Return a client of the provider, which knows nothing yet: its keys and addresses are read each time."""
    return OAuth().register(
        "house",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": PROVIDER_TIMEOUT_SECONDS,
        },
    )


def fetch_token(request: HttpRequest) -> dict[str, Any]:
    """Return what the provider gives for the code in the address, its claims checked, as ``userinfo``."""
    claims_options = {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "sub": {"essential": True},
    }
    token: dict[str, Any] = new_client().authorize_access_token(request, claims_options=claims_options)
    if not token.get("id_token") or not token.get("userinfo", {}).get("sub"):
        raise ValueError("the provider gave no ID token")
    return token


def logout_address(id_token: str, back: str) -> str:
    """Return the address at which the provider signs out, "" where it has none."""
    client = new_client()
    if not client.load_server_metadata().get("end_session_endpoint"):
        return ""
    hint = id_token if len(id_token) <= MAX_ID_TOKEN_HINT_LENGTH else None
    answer = client.create_logout_url(back, hint, client_id=settings.OIDC_CLIENT_ID)
    return str(answer["url"])


def sign_on(claims: dict[str, Any]) -> SignOn:
    """Return the account of ``claims``, made where there is none, with the groups of today.

    Raises `SignOnRefused`; the account then has lost its groups where the provider took them away.
    """
    groups = mapped_groups(claims)
    with transaction.atomic():
        user = linked_user(claims) or (linked_new_user(claims) if groups else None)
        if user and user.is_active:
            set_names(user, claims)
            set_groups(user, groups)
    if user is None or not groups:
        raise SignOnRefused("None of the groups that it names has access here.")
    if not user.is_active:
        raise SignOnRefused("Your account here is not active.")
    return SignOn(user, has_second_factor(claims))


def linked_user(claims: dict[str, Any]) -> User | None:
    """Return the account of the subject of ``claims``."""
    link = {"issuer": settings.OIDC_ISSUER, "subject": str(claims["sub"])}
    identity = ExternalIdentity.objects.select_related("user").filter(**link).first()
    return identity.user if identity else None


def linked_new_user(claims: dict[str, Any]) -> User:
    user = User(username=free_username(claims))
    user.set_unusable_password()
    user.save()
    ExternalIdentity.objects.create(user=user, issuer=settings.OIDC_ISSUER, subject=str(claims["sub"]))
    return user


def mapped_groups(claims: dict[str, Any]) -> list[Group]:
    """Return our groups for those that ``claims`` name.

    Not those that may see restricted records, unless the configuration says that groups may give that.
    """
    named = claims.get(settings.OIDC_GROUPS_CLAIM) or []
    named = [named] if isinstance(named, str) else named
    if not isinstance(named, list) or len(named) > MAX_GROUPS:
        return []
    names = {
        settings.OIDC_GROUPS[name] for name in named if isinstance(name, str) and name in settings.OIDC_GROUPS
    }
    groups = Group.objects.filter(name__in=names)
    if not settings.OIDC_GROUPS_GIVE_RESTRICTED:
        groups = groups.exclude(permissions__codename=RESTRICTED_PERMISSION)
    return list(groups.order_by("name"))


def set_groups(user: User, groups: list[Group]) -> None:
    """Give ``user`` of the groups that are mapped just ``groups``; leave those given here."""
    mapped = set(user.groups.filter(name__in=settings.OIDC_GROUPS.values()))
    if lost := mapped - set(groups):
        user.groups.remove(*lost)
    if new := set(groups) - mapped:
        user.groups.add(*new)
    is_staff = any(group.permissions.filter(codename__startswith="add_").exists() for group in groups)
    if user.is_staff != is_staff:
        user.is_staff = is_staff
        user.save()


def set_names(user: User, claims: dict[str, Any]) -> None:
    """Note the name and, where the provider has verified it, the mail address; neither is looked up by."""
    names = {
        "first_name": str(claims.get("given_name", ""))[:150],
        "last_name": str(claims.get("family_name", ""))[:150],
        "email": str(claims.get("email", ""))[:254] if claims.get("email_verified") is True else user.email,
    }
    if any(getattr(user, name) != value for name, value in names.items()):
        for name, value in names.items():
            setattr(user, name, value)
        user.save()


def free_username(claims: dict[str, Any]) -> str:
    """Return a name for a new account: the one that the provider says, unless somebody has it."""
    name = NOT_IN_USERNAME.sub("", str(claims.get("preferred_username") or claims["sub"]))[:120] or "user"
    if not User.objects.filter(username__iexact=name).exists():
        return name
    return f"{name}-{hash_token(settings.OIDC_ISSUER + str(claims['sub']))[:12]}"


def has_second_factor(claims: dict[str, Any]) -> bool:
    """Return whether ``amr`` or ``acr`` says one of what the configuration takes for a second factor."""
    methods = claims.get("amr") or []
    values = {*(methods if isinstance(methods, list) else []), claims.get("acr")}
    return any(value in values for value in settings.OIDC_SECOND_FACTOR)


class LocalPasswordBackend:
    """With single sign-on, lets nobody use a password but the accounts that are named for emergencies."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, **credentials: Any
    ) -> None:
        if is_on() and username not in settings.OIDC_LOCAL_ACCOUNTS:
            raise PermissionDenied
