"""Whatever offers records offers those alone that its user may see.

Walks every form of the admin and of its lines, every list and autocomplete, every other form and every
filter: a queryset that has `visible_to` is used through it.
"""

import importlib
import pkgutil
from copy import copy

import pytest
from django.contrib import admin
from django.forms import BaseForm, ModelChoiceField
from django.test import RequestFactory

import engagements
from engagements.filters.base import ListFilterSet
from engagements.models import DuplicatePair, ImportRun, Source
from engagements.models.participants import Participant

ADMINS = {
    model: model_admin
    for model, model_admin in admin.site._registry.items()
    if model._meta.app_label == "engagements"
}
EXEMPT = {Participant}  # lines are offered by their meeting's form
OWN_PAGES = {DuplicatePair}  # lists by itself: tests/duplicates/


def is_guarded(model):
    return hasattr(model._default_manager.all(), "visible_to")


def sql(queryset):
    return "nothing" if queryset.query.is_empty() else str(queryset.order_by().query)


def visible(model, user):
    return sql(model._default_manager.all().visible_to(user))


LISTED = [model for model in ADMINS if is_guarded(model) and model not in OWN_PAGES]


@pytest.fixture
def asked(make_user, rf):
    """A request of somebody who enters visits and may see nothing of the directory."""
    verbs = ("add", "change", "view")
    codenames = [f"{verb}_{model}" for verb in verbs for model in ("visit", "meeting")]
    request = rf.get("/")
    request.user = make_user("narrow", None, *codenames, is_staff=True)
    return request


@pytest.fixture
def rf():
    return RequestFactory()


def forms_of(model_admin, request):
    """Yield the forms that a page of the admin is made of, those of its lines included."""
    if model_admin.has_add_permission(request) or model_admin.has_change_permission(request):
        yield model_admin.get_form(request)
    for inline in model_admin.inlines:
        yield inline(model_admin.model, admin.site).get_formset(request).form


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model.__name__)
def test_forms_of_the_admin_offer_what_may_be_seen(asked, model):
    for form in forms_of(ADMINS[model], asked):
        for name, field in form.base_fields.items():
            if isinstance(field, ModelChoiceField) and is_guarded(field.queryset.model):
                chosen = field.queryset.model
                if chosen not in (model, *EXEMPT):  # the hidden key of a line leads to its record
                    assert sql(field.queryset) == visible(chosen, asked.user), (form, name)


@pytest.mark.parametrize(
    "model",
    [model for model in ADMINS if is_guarded(model) and model not in OWN_PAGES],
    ids=lambda model: model.__name__,
)
def test_lists_and_autocompletes_of_the_admin_start_from_what_may_be_seen(asked, model):
    assert sql(ADMINS[model].get_queryset(asked)) == visible(model, asked.user)


def subclasses(base):
    for subclass in base.__subclasses__():
        yield subclass
        yield from subclasses(subclass)


def test_no_other_form_and_no_filter_offers_records_without_asking_who_may_see_them():
    for module in pkgutil.walk_packages(engagements.__path__, "engagements."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    of_admin = {model_admin.form for model_admin in ADMINS.values()}
    of_admin |= {inline.form for model_admin in ADMINS.values() for inline in model_admin.inlines}
    ours = {form for form in subclasses(BaseForm) if form.__module__.startswith("engagements.")}
    assert of_admin & ours
    for form in ours - of_admin:
        for name, field in getattr(form, "base_fields", {}).items():
            offers = (
                isinstance(field, ModelChoiceField)
                and not field.queryset.query.is_empty()
                and is_guarded(field.queryset.model)
            )
            assert not offers, (form, name)
    for filterset in subclasses(ListFilterSet):
        for name, declared in filterset.base_filters.items():
            assert not isinstance(copy(declared).field, ModelChoiceField), (filterset, name)


def test_what_this_walks_is_there(asked):
    assert {Source, ImportRun} <= {model for model in ADMINS if is_guarded(model)}
    offered = {
        field.queryset.model
        for model_admin in ADMINS.values()
        for form in forms_of(model_admin, asked)
        for field in form.base_fields.values()
        if isinstance(field, ModelChoiceField)
    }
    assert Source in offered
