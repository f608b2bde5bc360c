import pytest
from django.db import DatabaseError, connection, transaction

from engagements.models import AuditEntry, AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return AuditEntry.objects.create(event=AuditEvent.LOGIN, who="anna")


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(entry, verb):
    entries = AuditEntry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        entries.update(who="nobody") if verb == "update" else entries.delete()
    assert entries.get().who == "anna"


def test_plain_sql_is_refused_as_well(entry):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM engagements_auditentry")
    assert AuditEntry.objects.count() == 1
