from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from engagements.views import login, password, profile, two_factor
from engagements.views.health import healthz

handler400 = "engagements.views.errors.bad_request"
handler403 = "engagements.views.errors.permission_denied"
handler500 = "engagements.views.errors.server_error"

urlpatterns = [
    path("", include("engagements.urls")),
    path("api/", include("engagements.api.urls")),
    path("accounts/", profile.ProfileView.as_view(), name="account"),
    path("accounts/login/", login.ThrottledLoginView.as_view(), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("accounts/password/", password.ChangePasswordView.as_view(), name="password_change"),
    path("accounts/password/done/", auth_views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("accounts/second-factor/", two_factor.TwoFactorSetUpView.as_view(), name="second_factor"),
    path(
        "accounts/second-factor/begin/", two_factor.BeginTwoFactorView.as_view(), name="second_factor_begin"
    ),
    path(
        "accounts/second-factor/check/", two_factor.TwoFactorCheckView.as_view(), name="second_factor_check"
    ),
    path("accounts/second-factor/codes/", two_factor.RecoveryCodesView.as_view(), name="recovery_codes"),
    path("accounts/second-factor/off/", two_factor.RemoveTwoFactorView.as_view(), name="second_factor_off"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
