"""How the API is described, as OpenAPI: from the kinds, their filter sets and their serializers."""

import json
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from engagements.filters.base import ListFilterSet
from engagements.filters.fields import ChoicesField, ColumnsField, DatesField, ExportField, ValuesField

from .queries import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE

ERRORS_BY_PARAMETER = {
    "type": "object",
    "description": "What is wrong, by parameter; “query” for all together.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}


class ErrorSerializer(serializers.Serializer):
    """What is wrong, in words."""

    detail = serializers.CharField()


class GoneSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="As in the address of the list.")
    uid = serializers.UUIDField()
    into = serializers.UUIDField(allow_null=True, help_text="The record that it was merged into, if it was.")


@cache
def examples() -> dict[str, Any]:
    """Return answers by the name of the operation, as the example that `load_example` writes has them."""
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text())
    return loaded


def own_parameter(
    name: str, description: str, kind: Any = OpenApiTypes.STR, **options: Any
) -> OpenApiParameter:
    return OpenApiParameter(name, kind, description=description, **options)


LIMIT = own_parameter(
    "limit",
    "How many a page has at most.",
    {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": DEFAULT_PAGE_SIZE},
)
CURSOR = own_parameter("cursor", "Where the page begins: as in “next” of the page before.")
SINCE = "A position, as an answer gave it, or a time such as 2026-11-29T08:00:00Z."
SINCE_EXAMPLES = [OpenApiExample("A time", value="2026-11-29T08:00:00Z")]
CHANGED_SINCE = own_parameter(
    "changed_since", f"Only what was made or changed since. {SINCE}", examples=SINCE_EXAMPLES
)


def filter_parameters(filterset: type[ListFilterSet]) -> list[OpenApiParameter]:
    """Return the parameters of a filter set; each may repeat, and its values are alternatives."""
    parameters = []
    for name, declared in filterset.base_filters.items():
        field = copy(declared).field  # a filter keeps its field, and those of requests are copied from it
        if isinstance(field, ExportField | ColumnsField):
            continue
        assert isinstance(field, ValuesField)  # noqa: S101 - filter sets have no other
        # An empty value asks for nothing, as a form sends it.
        choices = [*field.choices, ""] if isinstance(field, ChoicesField) else None
        label, details = str(declared.label), str(field.help_text)
        parameters.append(
            OpenApiParameter(
                name,
                OpenApiTypes.DATE if isinstance(field, DatesField) else OpenApiTypes.STR,
                description=f"{label}. {details}".strip(),
                enum=choices,
                many=field.most > 1,
            )
        )
    return parameters


class ApiSchema(AutoSchema):
    """Describes a view by what it says of itself: ``kind``, ``filterset_class``, ``serializer_class``."""

    def get_operation_id(self) -> str:
        return self.name.replace("-", "_")

    @property
    def name(self) -> str:
        """The name of the operation, such as “visits_list”."""
        *_, first, last = ["", *(part for part in self.path.split("/") if part)]
        if "{" in last:
            return f"{first}_detail"
        return f"{last}_list" if hasattr(self.view, "kind") else last

    def get_tags(self) -> list[str]:
        return [self.name.split("_")[0]]

    def get_auth(self) -> list[dict[str, list[str]]]:
        return [{"token": []}, {"session": []}]

    def get_filter_backends(self) -> list[Any]:
        return []

    def get_request_serializer(self) -> None:
        return None

    def get_override_parameters(self) -> list[Any]:
        view = self.view
        if self.name == "gone":
            return [own_parameter("since", SINCE, required=True, examples=SINCE_EXAMPLES), LIMIT]
        if not hasattr(view, "kind"):
            return filter_parameters(view.filterset_class)
        fields = OpenApiParameter(
            "fields",
            description="Only these fields are given.",
            enum=[*view.kind.fields, ""],
            many=True,
            style="form",
            explode=False,
        )
        if self.name.endswith("_detail"):
            return [fields]
        return [*filter_parameters(view.kind.filterset), fields, LIMIT, CURSOR, CHANGED_SINCE]

    def answer(self) -> Any:
        """Return the serializer of what is answered."""
        if not hasattr(self.view, "kind") and self.name != "gone":
            return self.view.serializer_class
        if self.name.endswith("_detail"):
            return self.view.kind.serializer
        row = GoneSerializer if self.name == "gone" else self.view.kind.serializer
        return inline_serializer(
            f"{row.__name__.removesuffix('Serializer')}Page",
            {
                "results": row(many=True),
                "next": serializers.URLField(
                    allow_null=True, help_text="The next page; null: this is the last."
                ),
                "position": serializers.CharField(
                    allow_null=True, help_text="For changed_since and since; null on all pages but the first."
                ),
            },
        )

    def get_response_serializers(self) -> dict[int, Any]:
        example = examples().get(self.name)
        shown = [OpenApiExample("Example", value=example)] if example else []
        answers: dict[int, Any] = {
            200: OpenApiResponse(self.answer(), "What was asked for.", shown),
            304: OpenApiResponse(None, "It is the same as If-None-Match says."),
            400: OpenApiResponse(ERRORS_BY_PARAMETER, "A parameter is wrong; nothing is listed."),
            401: OpenApiResponse(ErrorSerializer, "Nobody is signed in, or the token has ended."),
            403: OpenApiResponse(ErrorSerializer, "You may not read this."),
            414: OpenApiResponse(None, "The address is too long for the server."),
            429: OpenApiResponse(ErrorSerializer, "Too many calls in a minute; see Retry-After."),
            503: OpenApiResponse(ErrorSerializer, "The database can’t answer now; see Retry-After."),
        }
        if self.name.endswith("_detail"):
            answers[404] = OpenApiResponse(ErrorSerializer, "There is no such record that you may see.")
        if self.name.endswith("_list") or self.name == "gone":
            answers[410] = OpenApiResponse(
                ErrorSerializer, "The position is of no use any more: read all anew."
            )
        return answers


def require_no_field(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Let records have any of their fields, as ``fields`` says which they have. For postprocessing."""
    for name, component in result["components"]["schemas"].items():
        if f"{name}Page" in result["components"]["schemas"]:
            component.pop("required", None)
    return result
