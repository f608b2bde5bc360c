"""Django's own admin of users and groups, hardened."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group, User

from .hardening import HardenedModelAdmin
from .two_factor import RemoveTwoFactorMixin

admin.site.unregister([User, Group])


@admin.register(User)
class UserAdmin(RemoveTwoFactorMixin, HardenedModelAdmin, auth_admin.UserAdmin):
    pass


@admin.register(Group)
class GroupAdmin(HardenedModelAdmin, auth_admin.GroupAdmin):  # type: ignore[misc]  # other names of arguments
    pass
