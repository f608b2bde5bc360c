"""The way out for who lost the phone and the recovery codes."""

from django.contrib import admin, messages
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from engagements.accounts import audit, two_factor
from engagements.models import AuditEvent

# Their pages show secrets. Everybody sets up a second factor for himself, on a page of its own.
for model in (TOTPDevice, StaticDevice):
    admin.site.unregister(model)


class RemoveTwoFactorMixin:
    """For the admin of users: lets a superuser take the second factor of others away."""

    actions = ["take_second_factor_away"]

    def has_superuser_permission(self, request):
        return request.user.is_superuser

    @admin.action(description="Take the second factor away", permissions=["superuser"])
    def take_second_factor_away(self, request, queryset):
        taken = 0
        for user in queryset:
            if two_factor.remove(user):
                audit.record(request, AuditEvent.SECOND_FACTOR, f"taken away from {user}")
                taken += 1
        self.message_user(request, f"Taken away: {taken}. A new one can be set up.", messages.SUCCESS)
