"""The second factor of an account: an app that shows codes by the time, and recovery codes on paper."""

from base64 import b32encode

import segno
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import mark_safe
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10


def device_of(user, *, confirmed):
    """Return the app of ``user``, or the one that is being set up; None where there is none."""
    return TOTPDevice.objects.filter(user=user, confirmed=confirmed).order_by("-pk").first()


def device_for(user, code):
    """Return what ``code`` is tried on: the app for digits, the recovery codes for anything else."""
    if code.isdigit():
        return device_of(user, confirmed=True)
    return StaticDevice.objects.filter(user=user).first()


@transaction.atomic
def begin(user):
    """Make a new secret, in the place of one that was not confirmed."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    if device_of(user, confirmed=True) is None:
        TOTPDevice.objects.create(user=user, name="app", confirmed=False)


@transaction.atomic
def confirm(device):
    """Let ``device`` count from now on; return the recovery codes that go with it."""
    device.confirmed = True
    device.save()
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    return new_recovery_codes(device.user)


@transaction.atomic
def new_recovery_codes(user):
    """Replace the recovery codes of ``user``; return the new ones."""
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery codes"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


@transaction.atomic
def remove(user):
    """Take away all that ``user`` has; say whether it was anything."""
    count = sum(model.objects.filter(user=user).delete()[0] for model in (TOTPDevice, StaticDevice))
    return count > 0


def picture(device):
    """Return the picture that an app scans, as SVG without styles of its own."""
    drawn = segno.make(device.config_url, error="m").svg_inline(
        scale=5, border=4, light="white", title="The code to scan"
    )
    return mark_safe(drawn)  # noqa: S308 - squares and the title above; nothing that anybody typed


def secret(device):
    """Return the secret as people type it: in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


class TwoFactorBackend(ModelBackend):
    """Django's own; an account also brings along what `AccessMiddleware` has to know of it."""

    def get_user(self, user_id):
        User = get_user_model()
        devices = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        # Not by `has_perm`: superusers have every permission, also one that is a duty.
        demands = Permission.objects.filter(
            Q(group__user=OuterRef("pk")) | Q(user=OuterRef("pk")),
            codename="needs_second_factor",
            content_type__app_label="engagements",
        )
        user = (
            User._default_manager.filter(pk=user_id)
            .annotate(has_second_factor=Exists(devices), needs_second_factor=Exists(demands))
            .first()
        )
        return user if user and self.user_can_authenticate(user) else None
