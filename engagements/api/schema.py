"""How the API is described, as OpenAPI."""

from drf_spectacular.openapi import AutoSchema


class ApiSchema(AutoSchema):
    pass
