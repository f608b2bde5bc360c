"""The second factor of an account: an app that shows codes by the time, and recovery codes on paper."""

from base64 import b32encode
from functools import cache
from typing import Any, Protocol

import segno
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODE_COUNT = 10


class SignedInUser(Protocol):
    """What is known of who is signed in, beside what every user has."""

    has_second_factor: bool
    needs_second_factor: bool

    def is_verified(self) -> bool: ...


def device_of(user: User, *, confirmed: bool) -> TOTPDevice | None:
    """Return the app of ``user``, or the one that is being set up; None where there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=confirmed).order_by("-pk").first()


def device_for(user: User, code: str) -> TOTPDevice | StaticDevice | None:
    """Return the device that checks ``code``: the app for digits, the recovery codes for anything else."""
    if code.isdigit():
        return device_of(user, confirmed=True)
    return StaticDevice.objects.filter(user=user).first()


@transaction.atomic
def begin(user: User) -> None:
    """Make a new secret, in the place of one that was not confirmed."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    if device_of(user, confirmed=True) is None:
        TOTPDevice.objects.create(user=user, name="app", confirmed=False)


@transaction.atomic
def confirm(device: TOTPDevice) -> list[str]:
    """Require ``device`` from now on; return the recovery codes that go with it."""
    device.confirmed = True
    device.save()
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    return new_recovery_codes(device.user)


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Replace the recovery codes of ``user``; return the new ones."""
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery codes"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODE_COUNT)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def remove(user: User) -> bool:
    """Remove all devices of ``user``; return whether there were any."""
    count = sum(model.objects.filter(user=user).delete()[0] for model in (TOTPDevice, StaticDevice))
    return count > 0


def picture(device: TOTPDevice) -> SafeString:
    """Return the picture that an app scans, as SVG without styles of its own."""
    drawn = segno.make(device.config_url, error="m").svg_inline(
        scale=5, border=4, light="white", title="The code to scan"
    )
    return mark_safe(drawn)  # noqa: S308 - squares and the title above; nothing that anybody typed


def secret(device: TOTPDevice) -> str:
    """Return the secret as people type it: in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def grants(codename: str, user_id: Any) -> QuerySet[Permission]:
    """Return the permission ``codename`` if a user was granted it, alone or by a group.

    Not by `has_perm`: superusers have every permission, also one that is a duty.
    """
    return Permission.objects.filter(
        Q(group__user=user_id) | Q(user=user_id),
        codename=codename,
        content_type__app_label="engagements",
    )


@cache
def signed_in_users() -> QuerySet[User]:
    """Return all users as `SignedInUser`; made once, as every request asks for one of them."""
    devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    demands = grants("needs_second_factor", OuterRef("pk"))
    return User._default_manager.annotate(
        has_second_factor=Exists(devices), needs_second_factor=Exists(demands)
    )


class TwoFactorBackend(ModelBackend):
    """Django's own; a user also has what `AccessMiddleware` needs to know (`SignedInUser`)."""

    def get_user(self, user_id: int) -> User | None:
        user = signed_in_users().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
