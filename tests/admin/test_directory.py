import datetime
import re

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from engagements.common.countries import country_names
from engagements.drafting.fields import CountryNameField
from engagements.models import Appointment, ImportRun, Official, Organization, Passage, Place, Topic
from engagements.models.history import ChangeChannel, change_set
from tests.factories import (
    AppointmentFactory,
    MeetingFactory,
    MemberFactory,
    OfficialFactory,
    OrganizationFactory,
    ParticipantFactory,
    PlaceFactory,
    SourceFactory,
    TopicFactory,
    VisitFactory,
)

from .page import add_page, change_page


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def suggestions(client, model, field, term):
    response = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "engagements", "model_name": model, "field_name": field, "term": term},
    )
    return [one["text"] for one in response.json()["results"]]


@pytest.mark.parametrize(
    ("model", "field", "term", "found"),
    [
        ("participant", "official", "garduno", "Dr. Francisco Garduño Yáñez"),
        ("participant", "official", "yanez GARDUNO", "Dr. Francisco Garduño Yáñez"),
        ("participant", "official", "sopdoc", "Troy Miller"),
        ("participant", "organization", "INM", "National Migration Institute"),
        ("participant", "organization", "migracion", "National Migration Institute"),
        ("participant", "organization", "san luis potosi", "Government of San Luis Potosí"),
        ("meeting", "place", "monterrey mex", "Monterrey, Mexico"),
        ("meeting", "topics", "visa", "visa requirements"),
        ("meeting", "visit", "mexico", "Visit to Mexico by the head of CBP"),
        ("meeting", "visit", "miller colombia", "Trip to Colombia"),
    ],
)
def test_autocomplete_finds_what_is_meant(example, as_staff, model, field, term, found):
    assert suggestions(as_staff, model, field, term) == [found]


@pytest.mark.parametrize("term", ["\0", "x" * 50_000, "%", "'", "_", "(((", "a " * 5_000])
def test_autocomplete_bears_any_term(example, as_staff, term):
    suggestions(as_staff, "meeting", "visit", term)
    suggestions(as_staff, "participant", "official", term)


def test_autocomplete_offers_nothing_restricted(as_staff):
    secret = VisitFactory(title="Secret trip", handling="restricted")
    source = SourceFactory(title="Secret cable")
    secret.sources.add(source)
    assert suggestions(as_staff, "meeting", "visit", "secret") == []
    assert suggestions(as_staff, "meeting", "sources", "secret") == []
    VisitFactory().sources.add(source)
    assert suggestions(as_staff, "meeting", "sources", "secret") == ["Secret cable"]


@pytest.mark.parametrize(
    "name",
    ["Francisco Garduno Yanez", "Garduño Yáñez, Francisco", "Fransisco Garduño Yañes", "Francisco Garduño"],
)
def test_almost_the_same_name_is_asked_about_first(example, as_staff, name):
    page = add_page(as_staff, "official").type(name=name, notes="typed")
    page.press()
    assert any("is there already" in error and "Commissioner" in error for error in page.errors)
    assert page.data["notes"] == "typed"
    assert 'type="checkbox" name="distinct"' in page.response.text
    assert page.type(distinct="on").press().status_code == 302
    assert Official.objects.filter(notes="typed").exists()


def test_another_name_is_added_at_once(example, as_staff):
    assert add_page(as_staff, "official").type(name="Marcelo Ebrard").press().status_code == 302


def test_known_official_is_used_instead_from_the_popup(example, as_staff):
    known = Official.objects.get(name="Roberto Velasco")
    page = add_page(as_staff, "official", "?_popup=1").type(name="Velasco Roberto", _popup="1")
    page.press()
    page.data["_use_existing"] = str(known.pk)
    response = page.press("_popup")
    assert response.context["popup_response_data"] == f'{{"value": "{known.pk}", "obj": "Roberto Velasco"}}'
    assert Official.objects.filter(name__contains="Velasco").count() == 1


def test_almost_the_same_organization_is_asked_about_first(example, as_staff):
    page = add_page(as_staff, "organization").type(name="Instituto Nacional de Migracion")
    page.press()
    assert any("is there already" in error for error in page.errors)


@pytest.mark.parametrize(
    ("start", "end", "when"),
    [
        ("2021", "", "from 2021"),
        ("2021-12", "2022", "December 2021 – 2022"),
        ("Dec 2021", "6 December 2021", "December 2021 – 6 December 2021"),
        ("", "", "dates not known"),
    ],
)
def test_appointment_is_as_precise_as_it_is_known(as_staff, start, end, when):
    organization = OrganizationFactory()
    page = add_page(as_staff, "official").type(name="Somebody")
    page.add("appointments", title="Envoy", organization=organization, start_date=start, end_date=end)
    assert page.press().status_code == 302
    appointment = Appointment.objects.get()
    assert appointment.when == when
    # It comes back as it was typed, and saving it again changes nothing.
    page = change_page(as_staff, appointment.official)
    page.press()
    assert Appointment.objects.get().when == when


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        ("2022", "2021", "The post ends before it starts."),
        ("2021-13", "", "There is no such date: there is no month 13."),
        ("soon", "", "Enter a date such as 6 Dec 2021, 2021-12-06, 6.12.2021, today or +3."),
        ("0000", "", "There is no such date: year 0 is out of range."),
        ("9998", "", "There is no such date: the year is not between 1500 and 2199."),
    ],
)
def test_appointment_that_can_not_be(as_staff, start, end, error):
    page = add_page(as_staff, "official").type(name="Somebody")
    page.add(
        "appointments", title="Envoy", organization=OrganizationFactory(), start_date=start, end_date=end
    ).press()
    assert error in page.errors
    assert not Official.objects.exists()


def test_year_alone_counts_for_all_of_its_days():
    appointment = Appointment(
        start_date=datetime.date(2020, 5, 5),
        start_precision="year",
        end_date=datetime.date(2022, 2, 5),
        end_precision="month",
    )
    appointment.widen()
    assert (appointment.start_date, appointment.end_date) == (
        datetime.date(2020, 1, 1),
        datetime.date(2022, 2, 28),
    )


@pytest.mark.parametrize("factory", [OrganizationFactory, TopicFactory])
def test_no_loop_of_parents_in_form_or_database(as_staff, factory):
    top = factory()
    middle = factory(parent=top)
    below = factory(parent=middle)
    page = change_page(as_staff, top).type(parent=below)
    page.press()
    assert any("lies under" in error for error in page.errors)
    model = type(top)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=top.pk).update(parent=below)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=top.pk).update(parent=top)
    assert model.objects.get(pk=top.pk).parent is None


def test_official_in_a_record_is_not_deleted_and_the_record_is_named(as_editor):
    official = OfficialFactory()
    ParticipantFactory(official=official, meeting=MeetingFactory(title="Open talks"))
    ParticipantFactory(official=official, meeting=MeetingFactory(title="Secret talks", handling="restricted"))
    MemberFactory(official=official, visit=VisitFactory(title="Trip"))
    address = reverse("admin:engagements_official_delete", args=[official.pk])
    page = as_editor.get(address).text
    assert "Open talks" in page
    assert "Trip" in page
    assert "Secret talks" not in page
    assert "Records that you may not see" in page
    assert as_editor.post(address, {"post": "yes"}).status_code == 200
    assert Official.objects.filter(pk=official.pk).exists()
    response = as_editor.post(
        reverse("admin:engagements_official_changelist"),
        {"action": "delete_selected", "_selected_action": [official.pk], "post": "yes"},
    )
    assert "Open talks" in response.text
    assert Official.objects.filter(pk=official.pk).exists()


def test_organization_in_a_record_is_not_deleted(as_editor):
    organization = AppointmentFactory(official__name="Holder of a post").organization
    address = reverse("admin:engagements_organization_delete", args=[organization.pk])
    assert "Holder of a post" in as_editor.get(address).text
    as_editor.post(address, {"post": "yes"})
    assert Organization.objects.filter(pk=organization.pk).exists()


def test_what_nobody_names_is_deleted(client, cleared_editor):
    client.force_login(cleared_editor)
    topic = TopicFactory()
    client.post(reverse("admin:engagements_topic_delete", args=[topic.pk]), {"post": "yes"})
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    "model", ["official", "organization", "place", "topic", "source", "visit", "meeting"]
)
def test_lists_have_search_and_a_fixed_number_of_queries(
    example, as_editor, model, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        page = as_editor.get(reverse(f"admin:engagements_{model}_changelist"))
    assert "searchbar" in page.text


def test_suggestions_are_ranked_and_told_apart_alike_in_forms_and_filters(as_staff):
    client = as_staff
    names = ["Kenji Hayashi Kishida", "Akenji Kishida", "Kenji Kishida Hayashi", "Kenji Kishida"]
    officials = {name: OfficialFactory(name=name) for name in names}
    AppointmentFactory(official=officials["Kenji Kishida"], title="Consul", end_date="2020-12-31")
    AppointmentFactory(official=officials["Kenji Kishida"], title="Envoy", start_date="2019-01-01")
    seen, hidden = (MeetingFactory(handling=handling) for handling in ("open", "restricted"))
    for meeting, title in ((seen, "Deputy"), (hidden, "Spy")):
        ParticipantFactory(
            meeting=meeting, official=officials["Akenji Kishida"], title=title, organization=None
        )
    query = {"app_label": "engagements", "model_name": "participant", "field_name": "official"}
    form = client.get(reverse("admin:autocomplete"), {**query, "term": "Kenji KISHIDA"}).json()["results"]
    boxes = client.get(reverse("engagements:suggest", args=["officials"]), {"q": "Kenji KISHIDA"}).json()
    assert [(match["text"], match["match"]) for match in form] == [
        ("Kenji Kishida", "exact"),
        ("Kenji Kishida Hayashi", "beginning"),
        ("Akenji Kishida", "part"),
        ("Kenji Hayashi Kishida", "part"),
    ]
    assert form[0]["hint"].startswith("Envoy, Organization")
    assert form[0]["hint"].endswith(", Mexico")
    assert form[2]["hint"] == "Deputy"
    assert [(match["name"], match["hint"], match["match"]) for match in boxes["results"]] == [
        (match["text"], match["hint"], match["match"]) for match in form
    ]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Fransisco Gardunio", ["Francisco Garduño Yáñez"]),
        ("Francisko", ["Francisco Garduño Yáñez"]),
        ("Garduño", ["Francisco Garduño Yáñez"]),
        ("Xi", []),
        ("Franz Kafka", []),
    ],
)
def test_names_that_are_only_similar_are_offered_and_never_taken(as_staff, typed, offered):
    OfficialFactory(name="Francisco Garduño Yáñez")
    OfficialFactory(name="Thea Lee")
    assert suggestions(as_staff, "participant", "official", typed) == offered
    address = reverse("engagements:suggest", args=["officials"])
    results = as_staff.get(address, {"q": typed}).json()["results"]
    assert [result["name"] for result in results] == offered
    page = as_staff.get(reverse("engagements:meeting_list"), {"counterpart": typed})
    is_part = typed == "Garduño"
    assert [result["match"] for result in results] == ["part" if is_part else "near"] * len(offered)
    assert ("There is no official" in page.text) == (not is_part)
    assert ("did you mean" in page.text) == (bool(offered) and not is_part)


@pytest.fixture
def cleared_editor(make_user):
    return make_user("cleared editor", "Editors", "view_restricted_records", is_staff=True)


def use_topic(record, entry):
    record.topics.add(entry)


def use_source(record, entry):
    record.sources.add(entry)


def use_passage(record, entry):
    Passage.objects.create(source=entry, meeting=record, text="said", start=0, end=4)


def use_place(record, entry):
    record.place = entry
    record.save()


@pytest.mark.parametrize(
    ("factory", "use"),
    [
        (TopicFactory, use_topic),
        (SourceFactory, use_source),
        (SourceFactory, use_passage),
        (PlaceFactory, use_place),
    ],
)
def test_entry_that_a_hidden_record_uses_is_not_deleted(client, editor, cleared_editor, factory, use):
    entry, meeting = factory(), MeetingFactory(title="Secret meeting", handling="restricted")
    use(meeting, entry)
    kind = entry._meta.model_name
    single = reverse(f"admin:engagements_{kind}_delete", args=[entry.pk])
    several = reverse(f"admin:engagements_{kind}_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    for user, is_told in ((editor, False), (cleared_editor, True)):
        client.force_login(user)
        responses = [client.get(single), client.post(single, {"post": "yes"}), client.post(several, chosen)]
        assert ["Secret meeting" in response.text for response in responses] == [is_told] * 3
        assert type(entry).objects.filter(pk=entry.pk).exists()
    meeting.delete()
    client.post(single, {"post": "yes"})
    assert not type(entry).objects.filter(pk=entry.pk).exists()


def test_recent_actions_and_the_log_of_imports_tell_of_nothing_hidden(client, staff, cleared_editor):
    with change_set(ChangeChannel.IMPORT) as changes:
        visit = VisitFactory(title="Secret visit")
    files = [{"name": "secret.csv", "rows": 1, "sha256": ""}]
    run = ImportRun.objects.create(started_at=timezone.now(), act=changes.uid, files=files)
    log = reverse("admin:engagements_importrun_changelist")
    page = reverse("admin:engagements_importrun_change", args=[run.pk])
    users = (staff, cleared_editor)
    for user in users:
        LogEntry.objects.log_actions(user.pk, [visit], CHANGE)

    def answers():
        for user in users:
            client.force_login(user)
            in_log, of_page = "secret.csv" in client.get(log).text, client.get(page).status_code
            yield in_log, of_page, "Secret" in client.get(reverse("admin:index")).text

    seen, hidden = (True, 200, True), (False, 302, False)
    assert list(answers()) == [seen, seen]
    visit.handling = "restricted"
    visit.save()
    assert list(answers()) == [hidden, seen]
    visit.delete()
    assert list(answers()) == [hidden, seen]


# --- Countries


@pytest.mark.parametrize("typed", ["Mexiko", "MEX", "MX", "墨西哥", "United Mexican States", "mexico"])
def test_a_country_is_typed_by_any_of_its_names(client, editor, typed):
    client.force_login(editor)
    assert add_page(client, "organization").type(name="Ministry", country=typed).press().status_code == 302
    assert Organization.objects.get().country == "MX"


def test_what_names_no_one_country_is_told_with_candidates_and_kept(client, editor):
    client.force_login(editor)
    page = add_page(client, "place").type(name="Town", country="Congo")
    page.press()
    assert "Congo (Brazzaville) (CG)" in page.errors[0]
    assert "(CD)" in page.errors[0]
    assert 'value="Congo"' in page.response.text
    assert not Place.objects.exists()


def test_a_form_shows_the_name_of_a_country_and_does_not_take_it_for_a_change(client, editor):
    client.force_login(editor)
    line = ParticipantFactory(country="CI", meeting__publication="draft")
    page = change_page(client, line.meeting)
    shown = [value for name, value in page.data.items() if name.endswith("-country") and value]
    assert shown == ["Côte d'Ivoire"]
    history = type(line).history.count()
    assert page.press().status_code == 302
    assert type(line).history.count() == history
    line.refresh_from_db()
    assert line.country == "CI"


def test_every_country_is_found_by_the_name_that_forms_show():
    field = CountryNameField(label="Country")
    for code in country_names():
        assert field.clean(field.prepare_value(code)) == code
        assert not field.has_changed(code, field.prepare_value(code))


def test_lists_are_filtered_by_any_name_of_a_country(client, editor):
    client.force_login(editor)
    for country in ("DE", "MX"):
        organization = OrganizationFactory(name=f"Ministry {country}", country=country)
        OfficialFactory(name=f"Official {country}")
        AppointmentFactory(official__name=f"Holder {country}", organization=organization)
        PlaceFactory(name=f"Town {country}", country=country)
    parameters = {
        "organization": "country__exact",
        "official": "appointments__organization__country__exact",
        "place": "country__exact",
    }
    for model, parameter in parameters.items():
        address = reverse(f"admin:engagements_{model}_changelist")
        for typed in ("Allemagne", "DE", "deutschland"):
            response = client.get(address, {parameter: typed, "o": "1"})
            (row,) = response.context["cl"].result_list
            assert "DE" in row.name
            assert '<input type="hidden" name="o" value="1">' in response.text
        wrong = client.get(address, {parameter: "Guiana"})
        assert not wrong.context["cl"].result_list
        assert "There is no country of the name “Guiana”; it may be" in wrong.text
        assert len(re.findall(r'href="\?[^"]*country', client.get(address).text)) == 0


def test_sources_are_filtered_by_a_publisher_that_is_typed(client, editor):
    for publisher in ("Le Monde", "Reuters"):
        SourceFactory(title=f"Of {publisher}", publisher=publisher, created_by=editor)
    hidden = SourceFactory(publisher="Secret Press")
    VisitFactory(handling="restricted").sources.add(hidden)
    client.force_login(editor)
    address = reverse("admin:engagements_source_changelist")
    text = client.get(address).text
    assert '<option value="Le Monde">' in text
    assert "Secret Press" not in text
    assert len(re.findall(r'href="\?[^"]*publisher', text)) == 0
    response = client.get(address, {"publisher__exact": "Reuters"})
    assert [source.title for source in response.context["cl"].result_list] == ["Of Reuters"]


def test_posts_are_added_on_the_form_of_their_organization(as_staff):
    known = AppointmentFactory()
    page = change_page(as_staff, known.organization)
    page.add("appointments", official=OfficialFactory(name="Ana Torres"), title="Director", start_date="2021")
    page.add("appointments", official="new:1", title="Envoy")
    page.type(**{"new-1-model": "official", "new-1-name": "Luis Pérez"})
    assert page.press().status_code == 302
    added = known.organization.appointments.exclude(pk=known.pk).order_by("pk")
    assert [(str(post.official), post.title, post.when) for post in added] == [
        ("Ana Torres", "Director", "from 2021"),
        ("Luis Pérez", "Envoy", "dates not known"),
    ]


def test_posts_that_are_added_survive_a_conflict_on_their_organization(as_staff):
    organization = OrganizationFactory()
    page = change_page(as_staff, organization)
    organization.acronym = "ABC"
    organization.save()
    page.add("appointments", official=OfficialFactory(name="Ana Torres"), title="Director")
    assert page.press().status_code == 200
    assert page.press("_over").status_code == 302
    assert organization.appointments.get().title == "Director"
