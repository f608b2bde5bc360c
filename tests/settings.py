"""The project's settings, with what tests need: a key, and a watch for N+1 queries."""

import os

os.environ.setdefault("SECRET_KEY", "for tests alone")
os.environ.setdefault("HTTPS", "false")

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

DEBUG = False
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Django itself looks a session up twice to end it, and each type of content once a process.
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}, {"model": "contenttypes.ContentType"}]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Hashing the names of all static files takes longer than the tests.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True
HOME_COUNTRY = "US"
