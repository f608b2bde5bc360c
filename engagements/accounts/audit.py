"""Writes the audit log. Views call `record`; what Django announces by signals is recorded here."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils.deprecation import MiddlewareMixin
from simple_history.models import HistoricalRecords

from engagements.models import AuditEntry, AuditEvent

from .client_address import client_address


def record(
    request: HttpRequest | None,
    event: AuditEvent,
    detail: str = "",
    user: User | AnonymousUser | None = None,
) -> None:
    """Add an entry: who did what from where. ``request`` is None where a command does it.

    ``detail`` is in plain words and holds no secret; what can't be shown in it is replaced.
    """
    user = user or getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    AuditEntry.objects.create(
        event=event,
        who=user.get_username() if user and known else "",
        user_number=user.pk if user and known else None,
        address=client_address(request) if request else None,
        detail="".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in detail[:1000]),
    )


def record_change(detail: str) -> None:
    """Add an entry on an account, by whoever sent the request under way."""
    record(getattr(HistoricalRecords.context, "request", None), AuditEvent.ACCOUNT, detail)


class AuditMiddleware(MiddlewareMixin):
    """Records what was taken out as a file, and what was refused to somebody signed in.

    Here and not in the views, so that none of them can forget it. Of what was refused the address is
    enough, and tells no more than who asked knew already. An address that no page has is not recorded.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        match = request.resolver_match
        if match is None:
            return response
        refused = response.status_code in (403, 404) or getattr(request, "refused", False)
        if refused and request.user.is_authenticated:
            detail = f"{request.method} {without_token(request.path, match)} ({response.status_code})"
            record(request, AuditEvent.REFUSED, detail)
        elif request.method == "GET" and response.get("Content-Disposition", "").startswith("attachment"):
            is_attachment = match.view_name == "engagements:attachment"
            event = AuditEvent.DOWNLOAD if is_attachment else AuditEvent.EXPORT
            reader = getattr(request, "reader", None)
            by_token = f" by token “{token}”" if (token := getattr(request, "api_token", None)) else ""
            record(request, event, without_token(request.get_full_path(), match) + by_token, reader)
        return response


def without_token(address: str, match: ResolverMatch) -> str:
    """Return ``address`` without the secret of a feed: whoever has it can read the feed."""
    token = match.kwargs.get("token")
    return address.replace(token, "…") if token else address


# --- Signing in and out


@receiver(user_logged_in)
def record_login(request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(request, AuditEvent.LOGIN, user=user)


@receiver(user_logged_out)
def record_logout(request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record(request, AuditEvent.LOGOUT, user=user)


def find_user(username: str) -> User | None:
    """Return the user of that name; None for any other text, which may be a password typed too early."""
    return User.objects.filter(username=username).first()


@receiver(user_login_failed)
def record_failed_login(
    credentials: dict[str, str], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    # During a lockout no password is checked, and the log is not filled either.
    if request is not None and hasattr(request, "guess"):
        user = find_user(credentials.get("username", ""))
        record(request, AuditEvent.FAILED_LOGIN, "" if user else "no such account", user)


@receiver(user_locked_out)
def record_lockout(request: HttpRequest, username: str, **kwargs: Any) -> None:
    record(request, AuditEvent.LOCKOUT, f"at {request.path}", find_user(username))


# --- Accounts, groups, and what they may

UserOrGroup = User | Group
UNREPORTED_FIELDS = {"id", "password", "last_login", "date_joined"}
# Written by signing in: the time, and a new hash where hashing has become stronger.
LOGIN_FIELDS = {"last_login", "password"}
GRANT_TABLES = (User.groups.through, User.user_permissions.through, Group.permissions.through)
GRANT_VERBS = {"post_add": "added", "post_remove": "taken away", "pre_clear": "all taken away"}


def is_login(update_fields: frozenset[str] | None) -> bool:
    """Return whether only what signing in writes is saved."""
    return bool(update_fields) and LOGIN_FIELDS.issuperset(update_fields or ())


def account_name(account: UserOrGroup) -> str:
    return f"{account._meta.verbose_name} {account}"


@receiver(pre_save, sender=User)
@receiver(pre_save, sender=Group)
def keep_account_before_change(
    sender: type[UserOrGroup],
    instance: UserOrGroup,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    if not is_login(update_fields):
        before = sender._default_manager.filter(pk=instance.pk).first()
        instance.__dict__["before_change"] = before


@receiver(post_save, sender=User)
@receiver(post_save, sender=Group)
def record_account_change(
    sender: type[UserOrGroup],
    instance: UserOrGroup,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    if is_login(update_fields):
        return
    before = instance.__dict__.pop("before_change")
    if before is None:
        notes = ["made, a superuser" if getattr(instance, "is_superuser", False) else "made"]
    else:
        changed = {
            field: (old, new)
            for field in sender._meta.concrete_fields
            if (old := getattr(before, field.attname)) != (new := getattr(instance, field.attname))
        }
        notes = [
            f"{field.verbose_name}: {old} → {new}"
            for field, (old, new) in changed.items()
            if field.name not in UNREPORTED_FIELDS
        ]
        notes += ["new password" for field in changed if field.name == "password"]
    if notes:
        record_change(f"{account_name(instance)}: {', '.join(notes)}")


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def record_account_deletion(instance: UserOrGroup, **kwargs: Any) -> None:
    record_change(f"{account_name(instance)}: deleted")


@receiver(m2m_changed)
def record_grant(
    sender: type[Model],
    instance: UserOrGroup,
    action: str,
    model: type[Model],
    pk_set: set[int] | None,
    **kwargs: Any,
) -> None:
    if sender in GRANT_TABLES and action in GRANT_VERBS and pk_set != set():
        names = ", ".join(sorted(map(str, model._default_manager.filter(pk__in=pk_set or []))))
        change = f"{model._meta.verbose_name_plural} {GRANT_VERBS[action]}"
        record_change(f"{account_name(instance)}: {change}{': ' if names else ''}{names}")
