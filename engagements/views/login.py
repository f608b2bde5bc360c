"""Signing in, and the page shown to who has guessed too often."""

from django.contrib.auth import views as auth_views
from django.shortcuts import render

from engagements.accounts.throttling import locked_until, remember_browser


class ThrottledLoginView(auth_views.LoginView):
    def form_valid(self, form):
        response = super().form_valid(form)
        remember_browser(self.request, response, form.get_user().get_username())
        return response


def locked_out(request, response, credentials):
    """The page of a door that is shut; it is the same for names that nobody has."""
    return render(
        request, "registration/locked.html", {"until": locked_until(request, credentials)}, status=429
    )
