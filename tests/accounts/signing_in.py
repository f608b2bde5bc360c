"""What the tests of signing in share."""

from django.test import Client
from django.urls import reverse

LOGIN = "/accounts/login/"
RIGHT, WRONG = "correct horse", "battery staple"
LIMIT = 5


def sign_in(client, username, password=RIGHT, address="192.0.2.1", **headers):
    credentials = {"username": username, "password": password}
    return client.post(LOGIN, credentials, REMOTE_ADDR=address, headers=headers)


def guess(username, times=LIMIT, **kwargs):
    """Guess wrongly, each time as a new visitor; return the last answer."""
    for _ in range(times):
        response = sign_in(Client(), username, WRONG, **kwargs)
    return response


def is_in(response):
    return response.status_code == 302


def change_password(client, old, new):
    data = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post(reverse("password_change"), data)
