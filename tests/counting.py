"""Settings of a server that notes each password it checks, by one letter more in a file."""

import os

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from config.settings import *  # noqa: F403


class CountingHasher(PBKDF2PasswordHasher):
    def verify(self, password, encoded):
        with open(os.environ["CHECKED_PASSWORDS"], "a") as file:
            file.write(".")
        return super().verify(password, encoded)


PASSWORD_HASHERS = ["tests.counting.CountingHasher"]
