"""What every answer tells the browser it may do."""

import pytest
from django.urls import reverse

from tests.accounts.signing_in import LOGIN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/", LOGIN, "/admin/", "/admin/auth/user/", "/nowhere", "/healthz", reverse("second_factor")]
)
def test_every_answer_tells_the_browser_what_it_may_do(client, administrator, address):
    client.force_login(administrator)
    response = client.get(address)
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == policy.pop("frame-ancestors") == policy.pop("base-uri") == "'none'"
    assert set(policy.values()) == {"'self'"}
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "no-store" in response["Cache-Control"]
