import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from engagements.models import AuditEntry, AuditEvent, SavedView
from tests.factories import MeetingFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return AuditEntry.objects.create(event=AuditEvent.LOGIN, who="anna")


def test_the_database_refuses_to_replace_an_entry(entry):
    table, columns = AuditEntry._meta.db_table, "id, at, event, who, detail"
    insert = f"INTO {table} ({columns}) SELECT id, at, event, 'nobody', detail FROM {table}"
    conflict = f"INSERT {insert} ON CONFLICT (id) DO UPDATE SET who = 'nobody'".replace(
        f"FROM {table} ON", f"FROM {table} WHERE true ON"
    )
    statements = [conflict, *([f"INSERT OR REPLACE {insert}"] if connection.vendor == "sqlite" else [])]
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert AuditEntry.objects.get().who == "anna"


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(entry, verb):
    entries = AuditEntry.objects.filter(pk=entry.pk)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        entries.update(who="nobody") if verb == "update" else entries.delete()
    assert entries.get().who == "anna"


def test_plain_sql_is_refused_as_well(entry):
    refused = pytest.raises(DatabaseError, match="only added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM engagements_auditentry")
    assert AuditEntry.objects.count() == 1


def test_flush_empties_the_log_with_all_the_rest_and_guards_it_again(transactional_db):
    AuditEntry.objects.create(event=AuditEvent.LOGIN)
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    AuditEntry.objects.create(event=AuditEvent.LOGIN)
    with pytest.raises(DatabaseError, match="only added to"):
        AuditEntry.objects.all().delete()


# --- Pruning


def test_pruning_deletes_what_is_older_and_says_so_in_the_log(entry):
    old = timezone.now() - timedelta(days=400)
    AuditEntry.objects.create(event=AuditEvent.LOGIN, who="long ago", at=old)
    call_command("prune_audit", before=str(timezone.localdate() - timedelta(days=30)), verbosity=0)
    pruned, kept = AuditEntry.objects.all()
    assert kept == entry
    assert pruned.event == AuditEvent.PRUNED
    assert pruned.detail.startswith("1 entries")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        AuditEntry.objects.all().delete()


@pytest.mark.parametrize("day", ["yesterday", "2021-02-30", "9000-01-01"])
def test_a_day_that_is_none_or_yet_to_come_prunes_nothing(entry, day):
    with pytest.raises(CommandError):
        call_command("prune_audit", before=day)
    assert AuditEntry.objects.get() == entry


# --- What is written


def told(event):
    return [(entry.who, entry.detail) for entry in AuditEntry.objects.filter(event=event).order_by("pk")]


def sign_in(client, username, password, **extra):
    return client.post(reverse("login"), {"username": username, "password": password}, **extra)


def test_signing_in_and_out_are_noted_with_the_address(client, analyst):
    sign_in(client, "analyst", "correct horse", REMOTE_ADDR="192.0.2.7")
    client.post(reverse("logout"), REMOTE_ADDR="2001:db8::7")
    login, logout = AuditEntry.objects.filter(user_number=analyst.pk).order_by("pk")
    assert (login.event, login.who, login.address) == (AuditEvent.LOGIN, "analyst", "192.0.2.7")
    assert (logout.event, logout.who, logout.address) == (AuditEvent.LOGOUT, "analyst", "2001:db8::7")


def test_a_failed_login_is_noted_and_never_what_was_typed(client, analyst):
    sign_in(client, "analyst", "hunter2 hunter2")
    sign_in(client, "my password typed too early", "hunter2 hunter2")
    assert told(AuditEvent.FAILED_LOGIN) == [("analyst", ""), ("", "no such account")]
    written = str(list(AuditEntry.objects.values()))
    assert "hunter2" not in written
    assert "too early" not in written


@pytest.mark.parametrize("factory", [VisitFactory, MeetingFactory])
def test_a_hidden_record_and_one_that_never_was_are_noted_alike(client, analyst, factory):
    hidden = factory(handling="restricted").get_absolute_url()
    client.force_login(analyst)
    addresses = [hidden, re.sub(r"\d+", "999999", hidden)]
    for address in addresses:
        assert client.get(address).status_code == 404
    assert told(AuditEvent.REFUSED) == [("analyst", f"GET {address} (404)") for address in addresses]


def test_a_refused_page_is_noted(client, analyst):
    client.force_login(analyst)
    assert client.get("/admin/", follow=True).status_code == 403
    assert told(AuditEvent.REFUSED) == [("analyst", "GET /admin/login/ (403)")]


def test_a_hidden_record_in_the_admin_is_noted(client, staff):
    hidden = VisitFactory(handling="restricted")
    client.force_login(staff)
    address = reverse("admin:engagements_visit_change", args=[hidden.pk])
    assert client.get(address).status_code == 302
    assert told(AuditEvent.REFUSED) == [("staff", f"GET {address} (302)")]


def test_asking_whether_there_is_an_export_is_none(client, analyst):
    client.force_login(analyst)
    assert client.head("/meetings/?export=csv").status_code == 200
    assert told(AuditEvent.EXPORT) == []


def test_a_calendar_feed_is_noted_for_its_owner_and_without_its_secret(client, analyst):
    view = SavedView.objects.create(owner=analyst, name="All", list="meeting", query="")
    token = view.start_feed(timezone.localdate())
    address = reverse("engagements:feed", args=[token])
    assert client.get(address).status_code == 200
    ((who, detail),) = told(AuditEvent.EXPORT)
    assert who == "analyst"
    assert token not in detail
    view.start_feed(timezone.localdate())
    client.force_login(analyst)
    assert client.get(address).status_code == 404
    assert token not in str(told(AuditEvent.REFUSED))


def test_slips_and_strangers_are_not_noted(client, analyst):
    client.get("/visits/999999/")
    client.force_login(analyst)
    assert client.get("/favicon.ico").status_code == 404
    assert told(AuditEvent.REFUSED) == []


def test_what_no_page_could_show_is_replaced(client, analyst):
    client.force_login(analyst)
    client.get("/suggest/x/?q=1")
    client.get("/admin/%00%e2%80%ae/")
    entries = told(AuditEvent.REFUSED)
    assert entries[0] == ("analyst", "GET /suggest/x/ (404)")
    assert all(detail.isprintable() for _, detail in entries)


def test_changes_of_an_account_are_noted_field_by_field_without_secrets(client, administrator, analyst):
    client.force_login(administrator)
    group = Group.objects.get(name="Editors")
    page = client.get(reverse("admin:auth_user_change", args=[analyst.pk]))
    data = {
        name: value
        for name, value in page.context["adminform"].form.initial.items()
        if isinstance(value, str) and name != "password"
    }
    data |= {"username": "anna", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
    data |= {"date_joined_0": "2021-01-01", "date_joined_1": "00:00:00"}
    response = client.post(reverse("admin:auth_user_change", args=[analyst.pk]), data)
    assert response.status_code == 302
    notes = " | ".join(detail for _, detail in told(AuditEvent.ACCOUNT)[-3:])
    assert "user anna: username: analyst → anna, staff status: False → True" in notes
    assert "groups added: Editors" in notes
    assert "groups taken away: Analysts" in notes
    assert {who for who, _ in told(AuditEvent.ACCOUNT)[-3:]} == {"administrator"}


def test_a_new_password_is_noted_and_not_shown(client, administrator, analyst):
    client.force_login(administrator)
    new = "another horse altogether"
    address = reverse("admin:auth_user_password_change", args=[analyst.pk])
    client.post(address, {"usable_password": "true", "password1": new, "password2": new})
    analyst.refresh_from_db()
    assert analyst.check_password(new)
    assert told(AuditEvent.ACCOUNT)[-1] == ("administrator", "user analyst: new password")
    assert new not in str(list(AuditEntry.objects.values()))


def test_what_a_group_may_is_noted(administrator):
    group = Group.objects.create(name="Guests")
    group.permissions.add(Permission.objects.get(codename="view_restricted_records"))
    group.user_set.add(administrator)
    group.permissions.clear()
    group.delete()
    notes = [detail for _, detail in told(AuditEvent.ACCOUNT)][-5:]
    assert notes[0] == "group Guests: made"
    assert notes[1].startswith("group Guests: permissions added: ")
    assert "restricted" in notes[1]
    assert notes[2] == "group Guests: users added: administrator"
    assert notes[3] == "group Guests: permissions all taken away"
    assert notes[4] == "group Guests: deleted"


def test_signing_in_is_no_change_of_the_account(client, analyst):
    before = len(told(AuditEvent.ACCOUNT))
    sign_in(client, "analyst", "correct horse")
    assert len(told(AuditEvent.ACCOUNT)) == before


# --- Who reads it

LOG = reverse_lazy("admin:engagements_auditentry_changelist")


def test_a_superuser_finds_entries_by_word_event_and_address(client, administrator, entry):
    AuditEntry.objects.create(event=AuditEvent.EXPORT, who="bob", address="192.0.2.9", detail="meetings, csv")
    client.force_login(administrator)

    def found(query):
        return [one.who for one in client.get(f"{LOG}?{query}").context["cl"].result_list]

    assert {"anna", "bob"} <= set(found(""))
    assert found("q=anna") == ["anna"]
    assert found("q=192.0.2.9") == ["bob"]
    assert found("q=csv") == ["bob"]
    assert found("event__exact=export") == ["bob"]


def test_a_superuser_can_only_read(client, administrator, entry):
    client.force_login(administrator)
    page = reverse("admin:engagements_auditentry_change", args=[entry.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"who": "nobody"}).status_code == 403
    assert client.get(reverse("admin:engagements_auditentry_add")).status_code == 403
    assert client.post(reverse("admin:engagements_auditentry_delete", args=[entry.pk])).status_code == 403
    client.post(LOG, {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"})
    entry.refresh_from_db()
    assert entry.who == "anna"


def test_staff_does_not_see_it(client, make_user, entry):
    permissions = Permission.objects.exclude(codename="needs_second_factor")
    almost_all = make_user(
        "almost", "Editors", *permissions.values_list("codename", flat=True), is_staff=True
    )
    client.force_login(almost_all)
    assert client.get(LOG).status_code == 403
    assert str(LOG) not in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    "address",
    ["/meetings/?q=talks&export=csv", "/who-met-whom/?export=xlsx", "/organizations/?export=json"],
)
def test_an_export_is_noted_with_what_was_asked_for(client, analyst, address):
    client.force_login(analyst)
    assert client.get(address).headers["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(event=AuditEvent.EXPORT, who="analyst", detail=address).count() == 1


def test_an_export_that_is_refused_is_none(client, analyst):
    client.force_login(analyst)
    client.get("/meetings/?export=pdf")
    assert not AuditEntry.objects.filter(event=AuditEvent.EXPORT).exists()
