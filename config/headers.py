"""Headers for every page that neither Django nor django-csp sets."""

from django.utils.cache import add_never_cache_headers
from django.utils.deprecation import MiddlewareMixin

NOT_USED_HERE = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")


class HeadersMiddleware(MiddlewareMixin):
    def process_response(self, request, response):
        response["Permissions-Policy"] = ", ".join(f"{feature}=()" for feature in NOT_USED_HERE)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if not response.has_header("Cache-Control"):
            # After signing out, the browser's back button shows no record.
            add_never_cache_headers(response)
        return response
