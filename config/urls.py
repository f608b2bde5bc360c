from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from engagements.views import access, login, password, profile, single_sign_on, two_factor
from engagements.views.health import healthz

handler400 = "engagements.views.errors.bad_request"
handler403 = "engagements.views.errors.permission_denied"
handler404 = "engagements.views.errors.page_not_found"
handler500 = "engagements.views.errors.server_error"

urlpatterns = [
    path("", include("engagements.urls")),
    path("api/", include("engagements.api.urls")),
    path("accounts/", profile.ProfileView.as_view(), name="account"),
    path("accounts/access/", access.AccessView.as_view(), name="access"),
    path("accounts/login/", login.ThrottledLoginView.as_view(), name="login"),
    path("accounts/logout/", single_sign_on.SignOutView.as_view(), name="logout"),
    path("accounts/sign-on/", single_sign_on.SignOnStartView.as_view(), name="sign_on"),
    path("accounts/sign-on/callback/", single_sign_on.SignOnCallbackView.as_view(), name="sign_on_callback"),
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
