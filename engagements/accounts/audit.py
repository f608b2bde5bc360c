"""Writes the audit log. Views call `record`; what Django tells of by signals is written here."""

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils.deprecation import MiddlewareMixin
from simple_history.models import HistoricalRecords

from engagements.models import AuditEntry, AuditEvent

from .client_address import client_address

User = get_user_model()


def record(request, event, detail="", user=None):
    """Add an entry: who did what from where. ``request`` is None where a command does it.

    ``detail`` is in plain words and holds no secret; what can't be shown in it is replaced.
    """
    user = user or getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    AuditEntry.objects.create(
        event=event,
        who=user.get_username() if known else "",
        user_number=user.pk if known else None,
        address=client_address(request) if request else None,
        detail="".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in detail[:1000]),
    )


def record_change(detail):
    """Add an entry on an account, by whoever is asking just now."""
    record(getattr(HistoricalRecords.context, "request", None), AuditEvent.ACCOUNT, detail)


class AuditMiddleware(MiddlewareMixin):
    """Notes what was taken out as a file, and what was refused to somebody signed in.

    Here and not in the views, so that none of them can forget it. Of what was refused the address is
    enough, and tells no more than who asked knew already; one that leads nowhere at all is a slip of
    the pen.
    """

    def process_response(self, request, response):
        match = request.resolver_match
        if match is None:
            return response
        refused = response.status_code in (403, 404) or getattr(request, "refused", False)
        if refused and request.user.is_authenticated:
            what = f"{request.method} {self.address_of(request, request.path)} ({response.status_code})"
            record(request, AuditEvent.REFUSED, what)
        elif request.method == "GET" and response.get("Content-Disposition", "").startswith("attachment"):
            is_attachment = match.view_name == "engagements:attachment"
            event = AuditEvent.DOWNLOAD if is_attachment else AuditEvent.EXPORT
            reader = getattr(request, "reader", None)
            record(request, event, self.address_of(request, request.get_full_path()), reader)
        return response

    def address_of(self, request, address):
        """Return ``address`` without the secret of a feed: who has it gets in."""
        token = request.resolver_match.kwargs.get("token")
        return address.replace(token, "…") if token else address


# --- Signing in and out


@receiver(user_logged_in)
def signed_in(request, user, **kwargs):
    record(request, AuditEvent.LOGIN, user=user)


@receiver(user_logged_out)
def signed_out(request, user, **kwargs):
    if user is not None:
        record(request, AuditEvent.LOGOUT, user=user)


def owner(username):
    """Return the account of that name; None for any other text, which may be a password typed too early."""
    return User.objects.filter(username=username).first()


@receiver(user_login_failed)
def failed(credentials, request=None, **kwargs):
    # Where the door was shut already, no password was looked at, and the log is not filled either.
    if request is not None and hasattr(request, "guess"):
        user = owner(credentials.get("username"))
        record(request, AuditEvent.FAILED_LOGIN, "" if user else "no such account", user)


@receiver(user_locked_out)
def locked_out(request, username, **kwargs):
    record(request, AuditEvent.LOCKOUT, f"at {request.path}", owner(username))


# --- Accounts, groups, and what they may

NOT_TOLD = {"id", "password", "last_login", "date_joined"}
# Written by signing in: the time, and a new hash where hashing has become stronger.
BY_ITSELF = {"last_login", "password"}
GRANTS = (User.groups.through, User.user_permissions.through, Group.permissions.through)
VERBS = {"post_add": "added", "post_remove": "taken away", "pre_clear": "all taken away"}


def is_by_itself(update_fields):
    return bool(update_fields) and BY_ITSELF.issuperset(update_fields)


def name_of(account):
    return f"{account._meta.verbose_name} {account}"


@receiver(pre_save, sender=User)
@receiver(pre_save, sender=Group)
def before_change(sender, instance, update_fields=None, **kwargs):
    if not is_by_itself(update_fields):
        instance.before_change = sender.objects.filter(pk=instance.pk).first()


@receiver(post_save, sender=User)
@receiver(post_save, sender=Group)
def changed(sender, instance, update_fields=None, **kwargs):
    if is_by_itself(update_fields):
        return
    before = instance.__dict__.pop("before_change")
    if before is None:
        notes = ["made, a superuser" if getattr(instance, "is_superuser", False) else "made"]
    else:
        values = [
            (field, getattr(before, field.attname), getattr(instance, field.attname))
            for field in sender._meta.concrete_fields
        ]
        notes = [
            f"{field.verbose_name}: {old} → {new}"
            for field, old, new in values
            if old != new and field.name not in NOT_TOLD
        ]
        notes += ["new password" for field, old, new in values if old != new and field.name == "password"]
    if notes:
        record_change(f"{name_of(instance)}: {', '.join(notes)}")


@receiver(post_delete, sender=User)
@receiver(post_delete, sender=Group)
def deleted(instance, **kwargs):
    record_change(f"{name_of(instance)}: deleted")


@receiver(m2m_changed)
def granted(sender, instance, action, model, pk_set, **kwargs):
    if sender in GRANTS and action in VERBS and pk_set != set():
        others = ", ".join(sorted(map(str, model.objects.filter(pk__in=pk_set or []))))
        what = f"{model._meta.verbose_name_plural} {VERBS[action]}"
        record_change(f"{name_of(instance)}: {what}{': ' if others else ''}{others}")
