"""What the API says of each kind of record, in lists and alone alike.

A record within another is named by its uid, beside what it is called. What only the answer for one
record has, as it may be long, is in `DETAIL_FIELDS`.
"""

from collections.abc import Callable, Collection
from operator import attrgetter
from typing import Any, ClassVar

from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from engagements.models import (
    Appointment,
    DelegationMember,
    Meeting,
    Official,
    Organization,
    Outcome,
    Participant,
    Passage,
    Place,
    ProgrammeItem,
    Source,
    Stop,
    Topic,
    Visit,
)

SPAN_FIELDS = ("dates", "start_date", "end_date")
DATES_HELP = (
    "How the two dates are to be read: exact; within, some time between the two; unknown, both are null."
)
TIME_OF_DAY = r"^\d\d:\d\d:\d\d(\.\d+)?$"
COUNTRY_HELP = "Two letters as in ISO 3166, or empty."


def country_code(row: Any) -> str:
    """Return the code as it is stored; to make a `Country` of it takes ten times as long."""
    return str(vars(row)["country"])


class CountryCodeField(serializers.CharField):
    """The country of a row by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"read_only": True, "help_text": COUNTRY_HELP} | kwargs)


@extend_schema_field({"type": "string", "pattern": TIME_OF_DAY, "example": "09:30:00"})
class LocalTimeField(serializers.TimeField):
    """A time of day where it is, in no zone: JSON Schema's own "time" has one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"allow_null": True, "help_text": "Local time."} | kwargs)


def list_attribute(relation: str) -> str:
    """Return the attribute of a row that has the list of what ``relation`` leads to."""
    return f"listed_{relation}"


def getter(field: serializers.Field[Any, Any, Any, Any]) -> Callable[[Any], Any]:
    """Return the function that takes the value of ``field`` from a row."""
    if isinstance(field, CountryCodeField):
        return country_code
    return attrgetter(list_attribute(field.source) if hasattr(field, "child") else field.source)


class ReadSerializer(serializers.ModelSerializer):
    """Says what a row has. It takes no input, so it may pass over what only input needs, in half the time."""

    @cached_property
    def getters(self) -> list[tuple[str, Any, Any]]:
        """Name, function that takes it from a row, and function that writes it, of each field."""
        return [(name, getter(field), field.to_representation) for name, field in self.fields.items()]

    def to_representation(self, instance: Any) -> dict[str, Any]:
        values = ((name, get(instance), write) for name, get, write in self.getters)
        return {name: None if value is None else write(value) for name, value, write in values}


class RecordSerializer(ReadSerializer):
    """A record; with ``only``, those of its fields alone."""

    DETAIL_FIELDS: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, only: Collection[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if only is not None:
            for name in self.fields.keys() - set(only):
                self.fields.pop(name)


# --- Records within others


class OfficialReferenceSerializer(ReadSerializer):
    class Meta:
        model = Official
        fields = ["uid", "name", "honorific", "sort_name", "native_name"]


class OrganizationReferenceSerializer(ReadSerializer):
    country = CountryCodeField()

    class Meta:
        model = Organization
        fields = ["uid", "name", "acronym", "native_name", "kind", "country"]


class PlaceReferenceSerializer(ReadSerializer):
    country = CountryCodeField()

    class Meta:
        model = Place
        fields = ["uid", "name", "country"]


class TopicReferenceSerializer(ReadSerializer):
    class Meta:
        model = Topic
        fields = ["uid", "name"]


class SourceReferenceSerializer(ReadSerializer):
    url = serializers.CharField(help_text="Its address; empty where none is known.")

    class Meta:
        model = Source
        fields = ["uid", "title", "publisher", "url", "published_on", "retrieved_on"]


class VisitReferenceSerializer(ReadSerializer):
    class Meta:
        model = Visit
        fields = ["uid", "title", *SPAN_FIELDS]
        extra_kwargs = {"dates": {"help_text": DATES_HELP}}


class MeetingReferenceSerializer(ReadSerializer):
    class Meta:
        model = Meeting
        fields = ["uid", "title", *SPAN_FIELDS]
        extra_kwargs = {"dates": {"help_text": DATES_HELP}}


# --- Lines


class StopSerializer(ReadSerializer):
    place = PlaceReferenceSerializer()

    class Meta:
        model = Stop
        fields = ["place", "start_date", "end_date"]


class ProgrammeItemSerializer(ReadSerializer):
    start_time = LocalTimeField()
    end_time = LocalTimeField()
    place = PlaceReferenceSerializer(allow_null=True)

    class Meta:
        model = ProgrammeItem
        fields = ["day", "start_time", "end_time", "what", "place", "note"]


class MemberSerializer(ReadSerializer):
    official = OfficialReferenceSerializer()
    organization = OrganizationReferenceSerializer(allow_null=True)

    class Meta:
        model = DelegationMember
        fields = ["official", "title", "organization", "role"]


class ParticipantSerializer(ReadSerializer):
    official = OfficialReferenceSerializer(allow_null=True)
    organization = OrganizationReferenceSerializer(allow_null=True)
    title_source = SourceReferenceSerializer(allow_null=True)
    country = CountryCodeField(help_text="Where it is not that of the organization.")

    class Meta:
        model = Participant
        fields = [
            *("side", "order", "official", "title", "organization", "country", "description", "role", "note"),
            "title_source",
        ]


class PostSerializer(ReadSerializer):
    organization = OrganizationReferenceSerializer()

    class Meta:
        model = Appointment
        fields = [
            *("title", "acting", "organization"),
            *("start_date", "start_precision", "end_date", "end_precision"),
        ]


class OutcomeLineSerializer(ReadSerializer):
    owner_organization = OrganizationReferenceSerializer(allow_null=True)
    owner_official = OfficialReferenceSerializer(allow_null=True)

    class Meta:
        model = Outcome
        fields = [
            *("uid", "kind", "text", "progress", "owner_organization", "owner_official"),
            *("due_date", "due_text", "closed_on", "note"),
        ]


class PassageSerializer(ReadSerializer):
    source = serializers.UUIDField(source="source.uid", help_text="The uid of the source.")
    about = serializers.CharField(help_text="What was read there, in words.")

    class Meta:
        model = Passage
        fields = ["source", "about", "field", "text", "start", "end"]


# --- Records


class VisitSerializer(RecordSerializer):
    DETAIL_FIELDS = ("passages",)

    organization = OrganizationReferenceSerializer(allow_null=True, help_text="Who sent the delegation.")
    stops = StopSerializer(many=True)
    programme = ProgrammeItemSerializer(many=True, source="programme_items")
    delegation = MemberSerializer(many=True, source="members")
    topics = TopicReferenceSerializer(many=True)
    sources = SourceReferenceSerializer(many=True)
    related_visits = VisitReferenceSerializer(many=True)
    passages = PassageSerializer(many=True)

    class Meta:
        model = Visit
        fields = [
            *("uid", "title", "visit_type", "progress", *SPAN_FIELDS, "organization", "purpose", "stops"),
            *("programme", "delegation", "topics", "sources", "related_visits", "publication", "handling"),
            *("version", "changed_at", "passages"),
        ]
        extra_kwargs = {"dates": {"help_text": DATES_HELP}}


class MeetingSerializer(RecordSerializer):
    DETAIL_FIELDS = ("passages",)

    visit = VisitReferenceSerializer(allow_null=True)
    start_time = LocalTimeField()
    end_time = LocalTimeField()
    place = PlaceReferenceSerializer(allow_null=True)
    participants = ParticipantSerializer(many=True)
    outcomes = OutcomeLineSerializer(many=True)
    topics = TopicReferenceSerializer(many=True)
    sources = SourceReferenceSerializer(many=True)
    passages = PassageSerializer(many=True)

    class Meta:
        model = Meeting
        fields = [
            *("uid", "title", "format", "progress", *SPAN_FIELDS, "start_time", "end_time", "timezone"),
            *("visit", "place", "venue", "summary", "points", "participants", "outcomes", "topics"),
            *("sources", "publication", "handling", "version", "changed_at", "passages"),
        ]
        extra_kwargs = {"dates": {"help_text": DATES_HELP}}


class OutcomeSerializer(RecordSerializer, OutcomeLineSerializer):
    meeting = MeetingReferenceSerializer()

    class Meta(OutcomeLineSerializer.Meta):
        fields = [*OutcomeLineSerializer.Meta.fields, "meeting"]


class OfficialSerializer(RecordSerializer):
    posts = PostSerializer(many=True, source="appointments")

    class Meta:
        model = Official
        fields = ["uid", "name", "sort_name", "honorific", "native_name", "aliases", "posts", "notes"]


class OrganizationSerializer(RecordSerializer):
    country = CountryCodeField()
    parent = OrganizationReferenceSerializer(allow_null=True)

    class Meta:
        model = Organization
        fields = [
            *("uid", "name", "acronym", "native_name", "kind", "country", "parent", "aliases", "notes"),
        ]


class PlaceSerializer(RecordSerializer):
    country = CountryCodeField()

    class Meta:
        model = Place
        fields = ["uid", "name", "country", "aliases"]


class TopicSerializer(RecordSerializer):
    parent = TopicReferenceSerializer(allow_null=True)

    class Meta:
        model = Topic
        fields = ["uid", "name", "parent"]


class SourceSerializer(RecordSerializer):
    DETAIL_FIELDS = ("text",)

    url = serializers.CharField(help_text="Its address; empty where none is known.")

    class Meta:
        model = Source
        fields = [*SourceReferenceSerializer.Meta.fields, "text"]
