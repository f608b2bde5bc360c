"""Removes the second factor of users who lost their phone and their recovery codes."""

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from engagements.accounts import audit, two_factor
from engagements.models import AuditEvent

from .hardening import user_of

# Their pages show secrets. Users set up their own second factor, on a page outside the admin.
for model in (TOTPDevice, StaticDevice):
    admin.site.unregister(model)


class RemoveTwoFactorMixin(admin.ModelAdmin):
    """For the admin of users: lets a superuser remove the second factor of others."""

    actions = ["take_second_factor_away"]

    def has_superuser_permission(self, request: HttpRequest) -> bool:
        return user_of(request).is_superuser

    @admin.action(description="Take the second factor away", permissions=["superuser"])
    def take_second_factor_away(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        removed = 0
        for user in queryset:
            if two_factor.remove(user):
                audit.record(request, AuditEvent.SECOND_FACTOR, f"taken away from {user}")
                removed += 1
        self.message_user(request, f"Taken away: {removed}. A new one can be set up.", messages.SUCCESS)
