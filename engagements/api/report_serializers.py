"""What the API says of who met whom and of a relationship. All of what was held, as far as it may be seen."""

from typing import Any

from rest_framework import serializers

from engagements.reports.parties import Party

from .serializers import (
    DATES_HELP,
    SPAN_FIELDS,
    MeetingReferenceSerializer,
    OfficialReferenceSerializer,
    OrganizationReferenceSerializer,
    OutcomeSerializer,
)


class SpanSerializer(serializers.Serializer):
    """When something was, as far as it is known."""

    dates = serializers.CharField(help_text=DATES_HELP)
    start_date = serializers.DateField(allow_null=True)
    end_date = serializers.DateField(allow_null=True)

    class Meta:
        fields = SPAN_FIELDS


class PartySerializer(serializers.Serializer):
    """An official, an organization or a country."""

    kind = serializers.ChoiceField(["officials", "organizations", "countries"])
    key = serializers.SerializerMethodField(help_text="The uid, or the code of a country.")
    name = serializers.CharField()

    def get_key(self, party: Party) -> str:
        return party.uid or str(party.key)


class TallySerializer(serializers.Serializer):
    """A party, and the meetings in which anybody of the other side was met."""

    party = PartySerializer()
    meetings = serializers.IntegerField(source="sum.times", help_text="Each meeting counts once.")
    last = SpanSerializer(source="sum.last", allow_null=True)


class CellSerializer(serializers.Serializer):
    """A pair that met."""

    delegation_side = PartySerializer()
    counterpart_side = PartySerializer()
    meetings = serializers.IntegerField()
    last = SpanSerializer(allow_null=True)


class MatrixSerializer(serializers.Serializer):
    """One page of the matrix; those who met most often come first."""

    meetings = serializers.IntegerField(source="total", help_text="Held, of those that the filters leave.")
    row_count = serializers.IntegerField(help_text="On all pages.")
    column_count = serializers.IntegerField(help_text="On all pages.")
    rows = TallySerializer(many=True, help_text="Parties of the delegation side.")
    columns = TallySerializer(many=True, help_text="Parties of the counterpart side.")
    pairs = serializers.SerializerMethodField()

    def get_pairs(self, matrix: Any) -> CellSerializer(many=True):  # type: ignore[valid-type] # for the schema
        return CellSerializer(
            [
                {
                    "delegation_side": row.party,
                    "counterpart_side": cell.party,
                    "meetings": cell.times,
                    "last": cell.last,
                }
                for row in matrix.rows
                for cell in row.filled_cells
            ],
            many=True,
        ).data


class CountsSerializer(serializers.Serializer):
    """Numbers of meetings."""

    total = serializers.IntegerField(help_text="Of whatever status.")
    held = serializers.IntegerField()
    undated = serializers.IntegerField(help_text="Held, without a date.")
    planned = serializers.IntegerField()


class DirectionSerializer(serializers.Serializer):
    """How often one party was on the delegation side and met the other."""

    delegation_side = PartySerializer(source="delegation_party")
    counterpart_side = PartySerializer(source="counterpart_party")
    meetings = serializers.IntegerField(source="times")


class FirstOrLastSerializer(serializers.Serializer):
    """When they first or last met, which may have been any of several meetings."""

    span = SpanSerializer()
    candidates = serializers.IntegerField(source="times", help_text="Meetings that it may have been.")


class GapSerializer(serializers.Serializer):
    """A time without a known meeting."""

    before = SpanSerializer()
    after = SpanSerializer(allow_null=True, help_text="Null: until today.")
    days = serializers.IntegerField(help_text="The shortest that it can have been.")
    is_exact = serializers.BooleanField()


class PersonSerializer(serializers.Serializer):
    """Somebody who stood for a party, in one capacity."""

    official = OfficialReferenceSerializer(source="line.official", allow_null=True)
    title = serializers.CharField(source="line.title", help_text="As it was then.")
    organization = OrganizationReferenceSerializer(source="line.organization", allow_null=True)
    description = serializers.CharField(source="line.description")
    meetings = serializers.IntegerField(source="times")
    last = SpanSerializer(allow_null=True)


class PeopleSerializer(serializers.Serializer):
    party = PartySerializer()
    people = PersonSerializer(many=True)
    more = serializers.BooleanField(help_text="Whether there are more than are listed.")


class RelationshipSerializer(serializers.Serializer):
    """How two parties met, whichever of them led the delegation."""

    parties = PartySerializer(many=True)
    counts = CountsSerializer()
    directions = DirectionSerializer(many=True)
    first = FirstOrLastSerializer(allow_null=True)
    last = FirstOrLastSerializer(allow_null=True)
    gaps = GapSerializer(many=True, help_text="The longest, and the one until today.")
    planned = MeetingReferenceSerializer(many=True, help_text="The next five at most.")
    people = PeopleSerializer(many=True)
    outcomes = OutcomeSerializer(many=True, help_text="Those that are open first; 51 at most.")

    def to_representation(self, relationship: Any) -> dict[str, Any]:
        people = [
            {"party": party, "people": capacities, "more": more}
            for party, capacities, more in relationship.people
        ]
        names = ("counts", "directions", "first", "last", "gaps", "planned", "outcomes")
        values = {name: getattr(relationship, name) for name in names}
        parties = [relationship.party, relationship.other_party]
        return dict(super().to_representation(values | {"parties": parties, "people": people}))
