"""Headers for every page that neither Django nor django-csp sets."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin

UNUSED_FEATURES = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class HeadersMiddleware(MiddlewareMixin):
    """Turns off what no page uses, and lets browsers keep no page that does not allow it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response["Permissions-Policy"] = ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not response.has_header("Cache-Control"):
            # After signing out, the browser's back button shows no record.
            add_never_cache_headers(response)
        return response
