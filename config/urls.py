from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from engagements.views.health import healthz

handler400 = "engagements.views.errors.bad_request"
handler403 = "engagements.views.errors.permission_denied"

urlpatterns = [
    path("", include("engagements.urls")),
    path("accounts/login/", auth_views.LoginView.as_view(), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("accounts/password/", auth_views.PasswordChangeView.as_view(), name="password_change"),
    path("accounts/password/done/", auth_views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
