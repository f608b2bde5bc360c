"""Each rule that a model declares, broken through each way in: form, import, draft of a readout, database."""

import itertools
from typing import NamedTuple

import pytest
from django.apps import apps
from django.core.management import CommandError
from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.forms import modelform_factory

from engagements.drafting.meeting_forms import MeetingRowForm, OutcomeRowForm, ParticipantRowForm
from engagements.drafting.visit_forms import StopRowForm, VisitRowForm
from engagements.models import Appointment, Meeting, Outcome, Participant, Place, Stop, Visit
from engagements.models.check_constraints import FieldCheckConstraint, evaluate
from engagements.services.validation import violations
from tests import factories
from tests.imports.sheets import Imports

RECORD = '[visit]\nkey = "v:1"\ntitle = "A visit"\n'
MEETING = '[meeting]\nkey = "m:1"\ntitle = "A meeting"\n'
SPAN = 'start_date = "{a}"\nend_date = "{b}"\n'


class Case(NamedTuple):
    constraint: str
    factory: type
    values: dict  # of a record that breaks it
    field: str  # where a form says so
    message: str
    mapping: str = ""  # of a sheet with the columns a and b that breaks it
    cells: str = ""
    import_message: str = ""
    row_form: type | None = None  # of a draft, that can break it
    row_values: dict | None = None  # where they are others than ``values``
    row_message: str = ""


LATE, EARLY, FAR = "2021-12-07", "2021-12-06", "9021-12-06"
BACKWARDS = {"start_date": LATE, "end_date": EARLY}
FAR_DATES = {"start_date": FAR, "end_date": FAR}
END = "The end is before the start."
TOO_FAR = "Enter a date between the years 1500 and 2199."  # of the field, before the constraint is looked at
NO_YEAR = "the year is not between 1500 and 2199"
NO_SUCH_DATE = f"There is no such date: {NO_YEAR}."  # of a box that says how it reads a date
UNKNOWN_DATES = "Dates are given, so they are exact or within; or empty both."
NO_START = "Give the first date, or say that the dates are not known."
TIME = "A time can be given for an exact date alone."
NOBODY = "Give an official, an organization or a description."
STOP = f'{RECORD}[[visit.stops]]\nplace = "Accra"\n{SPAN}'
POST = f'[appointment]\nofficial = "Ann"\norganization = "Navy"\ntitle = "Chief"\n{SPAN}'
OUTCOME = f'{MEETING}[[meeting.outcomes]]\nkind = "request"\ntext = "help"\nclosed_on = "{{a}}"\n'
TIMES = "The end is before the start, or there is an end without a start."
PROGRAMME = f'{RECORD}[[visit.programme]]\nwhat = "Arrival"\nday = "{{a}}"\nend_time = "{{b}}"\n'
CONTACT = '[contactdetail]\nvalue = "{a}"\nkind = "{b}"\n'
CLOSED = {"closed_on": EARLY, "progress": "open"}


def of_span(kind, factory, row_form, mapping):
    """Return the cases of the rules that visits and meetings share."""
    mapping += SPAN
    unknown, no_start = {"dates": "unknown"}, {"start_date": None, "end_date": None, "dates": "exact"}
    given = {"start_date": EARLY, "end_date": EARLY, **unknown}
    return [
        Case(f"{kind}_span_in_order", factory, BACKWARDS, "end_date", END, mapping, f"{LATE},{EARLY}",
             "b: “2021-12-06”: the end is before the start.", row_form),
        Case(f"{kind}_span_in_range", factory, FAR_DATES, "start_date", TOO_FAR, mapping, f"{FAR},{FAR}",
             NO_YEAR, row_form, row_message=NO_SUCH_DATE),
        Case(f"{kind}_dates_as_said", factory, given, "dates", UNKNOWN_DATES, f'{mapping}dates = "unknown"',
             f"{EARLY},{EARLY}", "a date is given, so it is known", row_form),
        Case(f"{kind}_dates_as_said", factory, no_start, "start_date", NO_START, mapping, f",{LATE}",
             "b: “2021-12-07”: there is an end without a start.", row_form),
        Case(f"{kind}_publication_known", factory, {"publication": "leaked"}, "publication", "",
             f'{mapping}publication = "leaked"', f"{EARLY},{LATE}", "it is none of draft, published"),
        Case(f"{kind}_handling_known", factory, {"handling": "secret"}, "handling", "",
             f'{mapping}handling = "secret"', f"{EARLY},{LATE}", "it is none of open, restricted"),
    ]  # fmt: skip


CASES = [
    *of_span("visit", factories.VisitFactory, VisitRowForm, RECORD),
    *of_span("meeting", factories.MeetingFactory, MeetingRowForm, MEETING),
    Case("meeting_time_of_exact_date", factories.MeetingFactory, {"dates": "within", "start_time": "09:00"},
         "start_time", TIME, f'{MEETING}{SPAN}start_time = "09:00"\ndates = "within"', f"{EARLY},{LATE}",
         "“09:00”: a time can be given for an exact date alone."),
    Case("stop_span_in_order", factories.StopFactory, BACKWARDS, "end_date", END, STOP, f"{LATE},{EARLY}",
         "b: “2021-12-06”: the end is before the start.", StopRowForm, {**BACKWARDS, "place": "Accra"}),
    Case("stop_span_in_range", factories.StopFactory, FAR_DATES, "start_date", TOO_FAR, STOP, f"{FAR},{FAR}",
         NO_YEAR, StopRowForm, {**FAR_DATES, "place": "Accra"}, row_message=NO_SUCH_DATE),
    Case("appointment_span_in_order", factories.AppointmentFactory, BACKWARDS, "end_date",
         "The post ends before it starts.", POST, f"{LATE},{EARLY}",
         "b: “2021-12-06”: the post ends before it starts."),
    Case("appointment_span_in_range", factories.AppointmentFactory, FAR_DATES, "start_date", TOO_FAR, POST,
         f"{FAR},{FAR}", NO_YEAR),
    Case("participant_is_somebody", factories.ParticipantFactory,
         {"official": None, "organization": None, "description": "", "title": "Governor"}, "__all__", NOBODY,
         f'{MEETING}[[meeting.participants]]\nside = "counterpart"\ntitle = "{{a}}"', "Governor,",
         "a: “Governor”: give an official, an organization or a description.", ParticipantRowForm,
         {"side": "counterpart", "title": "Governor"}, "Give a name, an organization or a description."),
    Case("participant_side_known", factories.ParticipantFactory, {"side": "elsewhere"}, "side", "",
         f'{MEETING}[[meeting.participants]]\nside = "elsewhere"\ndescription = "{{a}}"', "x,",
         "it is none of delegation, accompanying, counterpart, third_party", ParticipantRowForm,
         {"side": "elsewhere", "description": "x"}),
    Case("outcome_open_is_not_closed", factories.OutcomeFactory, CLOSED, "closed_on",
         "An open outcome has no closing date.", OUTCOME, f"{EARLY},",
         "a: “2021-12-06”: an open outcome has no closing date."),
    Case("meeting_times_in_order", factories.MeetingFactory, {"start_time": "09:00", "end_time": "08:00"},
         "end_time", TIMES, f'{MEETING}start_date = "{{a}}"\nstart_time = "{{b}}"\nend_time = "08:00"',
         f"{EARLY},09:00",
         "the end is before the start, or there is an end without a start."),
    Case("programme_item_day_in_range", factories.ProgrammeItemFactory, {"day": FAR}, "day", TOO_FAR,
         PROGRAMME, f"{FAR},09:00", NO_YEAR),
    Case("programme_item_times_in_order", factories.ProgrammeItemFactory,
         {"start_time": None, "end_time": "08:00"}, "end_time", TIMES, PROGRAMME, f"{EARLY},08:00",
         "b: “08:00”: the end is before the start, or there is an end without a start."),
    Case("contact_detail_of_one", factories.ContactDetailFactory, {"official": None}, "__all__",
         "A contact detail is of one official or of one organization.", CONTACT, "a@example.org,email",
         "a contact detail is of one official or of one organization."),
    Case("contact_detail_kind_known", factories.ContactDetailFactory, {"kind": "pigeon"}, "kind", "",
         f'{CONTACT}official = "Ann"', "a@example.org,pigeon",
         "it is none of email, phone, mobile, address, website, other"),
    Case("place_says_something", factories.PlaceFactory, {"name": "", "country": ""}, "__all__",
         "Give a name, a country or both."),
]  # fmt: skip

BY_FORM = [case for case in CASES if case.field]
BY_IMPORT = [case for case in CASES if case.mapping]
BY_DRAFT = [case for case in CASES if case.row_form]
ids = {"ids": lambda case: case.constraint}


def rules():
    """Return each (model, rule) of the app."""
    models = apps.get_app_config("engagements").get_models()
    constraints = ((model, constraint) for model in models for constraint in model._meta.constraints)
    return [(model, one) for model, one in constraints if isinstance(one, FieldCheckConstraint)]


def test_each_rule_has_a_case():
    parents = {"organization_not_its_own_parent", "topic_not_its_own_parent"}  # see tests/models
    assert {rule.name for _, rule in rules()} == {case.constraint for case in CASES} | parents


def python_values(model, values):
    fields = {name: model._meta.get_field(name) for name in values}
    return {name: None if v is None else fields[name].to_python(v) for name, v in values.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, **ids)
def test_database_refuses(case):
    record = case.factory()
    model = type(record)
    with pytest.raises(IntegrityError, match=case.constraint), transaction.atomic():
        model.objects.filter(pk=record.pk).update(**python_values(model, case.values))


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, **ids)
def test_form_refuses(case):
    record = case.factory()
    names = [field.name for field in record._meta.fields if field.editable and field.name != "sort_name"]
    form_class = modelform_factory(type(record), fields=names)
    initial = form_class(instance=record).initial
    data = {name: value for name, value in {**initial, **case.values}.items() if value is not None}
    if case.values.get("start_date") == LATE:
        data["dates"] = "exact"
    form = form_class(data, instance=record)
    assert case.field in form.errors
    if case.message:
        assert form.errors[case.field] == [case.message]


@pytest.mark.django_db
@pytest.mark.parametrize("case", BY_IMPORT, **ids)
def test_import_refuses(case, tmp_path):
    imports = Imports(tmp_path)
    mapping = f'[sheet]\ndate_formats = ["%Y-%m-%d"]\n{case.mapping}'
    with pytest.raises(CommandError) as raised:
        imports.run(imports.file(["a,b", case.cells]), mapping=mapping)
    assert case.import_message in raised.value.told


@pytest.mark.django_db
@pytest.mark.parametrize("case", BY_DRAFT, **ids)
def test_draft_refuses(case):
    row = {"accept": "on", "confidence": "certain", "title": "A title", "format": "bilateral"}
    row |= {"dates": "exact", "progress": "held" if case.row_form is MeetingRowForm else "completed"}
    row |= case.values if case.row_values is None else case.row_values
    data = {f"row-0-{name}": value for name, value in row.items() if value is not None}
    form = case.row_form(data, prefix="row-0")
    errors = [error for messages in form.errors.values() for error in messages]
    if case.message:
        assert (case.row_message or case.message) in errors
    else:
        assert set(form.errors) == {case.field}


def test_an_outcome_of_a_draft_is_always_open():
    """So no draft breaks the rule that an open one is not closed."""
    assert not {"progress", "closed_on"}.intersection(OutcomeRowForm.base_fields)


# --- The rules evaluated in Python, and by the database

SAMPLES = {
    "DateField": [None, "1499-12-31", "2021-12-06", "2021-12-07", "9021-12-06"],
    "TimeField": [None, "09:00", "10:00"],
    "CharField": ["", "x"],
    "ForeignKey": [None, 1, 2],
}


def samples(model, name):
    """Return values of a field of which each rule holds for some and not for others."""
    if name == "pk":
        return [None, 1]
    field = model._meta.get_field(name)
    if field.choices and name != "country":
        return [*(value for value, _ in field.choices), "elsewhere"]
    values = SAMPLES.get(field.get_internal_type(), ["", "x"])
    return values if field.is_relation else [None if v is None else field.to_python(v) for v in values]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "rule"), rules(), ids=lambda value: getattr(value, "name", ""))
def test_python_evaluates_as_the_database_does(model, rule):
    names = sorted(rule.field_names)
    for values in itertools.product(*(samples(model, name) for name in names)):
        known = dict(zip(names, values, strict=True))
        against = {name: field_value(model, name, value) for name, value in known.items()}
        assert (evaluate(rule.condition, known) is not False) == Q(rule.condition).check(against), known
        assert (rule.violation(known) is None) == (evaluate(rule.condition, known) is not False)


def field_value(model, name, value):
    return Value(value, model._meta.pk if name == "pk" else model._meta.get_field(name))


def test_validation_asks_the_database_nothing(db, django_assert_num_queries):
    good = {"start_date": EARLY, "end_date": LATE, "dates": "exact", "side": "delegation", "official": 7}
    good |= {"name": "Accra", "progress": "done", "closed_on": EARLY}
    with django_assert_num_queries(0):
        for model in (Visit, Meeting, Stop, Appointment, Participant, Outcome, Place):
            assert list(violations(model, good)) == []
