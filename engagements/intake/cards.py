"""Cards become officials, with post, organization and contact details; near ones are asked about."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from engagements.common.folding import fold
from engagements.common.limited_process import run_or_refuse
from engagements.duplicates.directory import similar_records
from engagements.models import Appointment, ContactDetail, Official, Organization
from engagements.models.history import ChangeChannel, change_set
from engagements.search.capacities import describe_capacities
from engagements.services.publishing import may_enter

from .vcards import Card, UnreadableCards

NEW = "new"
TEXTS = ("name", "sort_name", "honorific", "title", "organization")


@dataclass
class CardReceipt:
    """What became of a card: an official, or a question about who it is of."""

    name: str
    official: Official | None = None
    notes: list[str] = field(default_factory=list)
    form: "CardForm | None" = None


class CardForm(forms.Form):
    """Asks of whom a card is, and of which organization, where somebody near is on record."""

    card = forms.CharField(widget=forms.HiddenInput, max_length=20_000)
    official = forms.ChoiceField(label="Is this the same person?", widget=forms.RadioSelect)
    organization = forms.ChoiceField(label="Is this the same organization?", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, user: User, card: Card) -> None:
        super().__init__(data, initial={"card": json.dumps(asdict(card))}, auto_id=False)
        self.read_card, self.user = card, user
        self.officials = similar_records(Official.objects.visible_to(user), card.name)
        hints = describe_capacities(self.officials, user)
        self.set_choices("official", self.officials, hints)
        same = exact_organization(card.organization, user)
        self.organizations = [same] if same else []
        if card.organization and not same:
            known = Organization.objects.visible_to(user)
            self.organizations = similar_records(known, card.organization)
            self.set_choices("organization", self.organizations, {})
        if same or not self.organizations:
            del self.fields["organization"]

    def set_choices(self, name: str, records: list[Any], hints: dict[int, str]) -> None:
        field: Any = self.fields[name]
        field.choices = [
            *(
                (str(record.pk), ", ".join(filter(None, (str(record), hints.get(record.pk)))))
                for record in records
            ),
            (NEW, f"None of these: add the {name}"),
        ]

    @property
    def is_sure(self) -> bool:
        """Whether there is nothing to ask: nobody is near, or it is of somebody who is known by more."""
        return "organization" not in self.fields and (not self.officials or self.same_official() is not None)

    def same_official(self) -> Official | None:
        """Return the one official of this name who is known by an address of the card, or by its post."""
        card = self.read_card
        named = [entry for entry in self.officials if fold(card.name) in entry.folded.split(" | ")]
        addresses = [value for kind, value, _ in card.details if kind == ContactDetail.Kind.EMAIL]
        details = ContactDetail.objects.visible_to(self.user).filter(value__in=addresses)
        posts = Appointment.objects.filter(organization__in=self.organizations)
        sure = Official.objects.filter(pk__in=[entry.pk for entry in named]).filter(
            Q(pk__in=details.exclude(official=None).values("official")) | Q(pk__in=posts.values("official"))
        )
        return sure.first() if len(named) == 1 else None

    def take(self) -> CardReceipt:
        """Write what the card says, by the answers, or where it is sure."""
        answers = self.cleaned_data if self.is_bound else {}
        officials = {str(entry.pk): entry for entry in self.officials}
        organizations = {str(entry.pk): entry for entry in self.organizations}
        # The same again, sent twice, is no second official.
        official = officials.get(answers.get("official", "")) or self.same_official()
        organization = organizations.get(answers.get("organization", ""))
        if "organization" not in self.fields:
            organization = next(iter(self.organizations), None)
        with transaction.atomic(), change_set(ChangeChannel.READING, self.user):
            return write_card(self.read_card, official, organization, self.user)


def read_cards_in(content: bytes, seconds: float) -> tuple[list[Card], bool]:
    """Return the cards of a file, and whether there are more. Raises `UnreadableCards`."""
    folder, damaged = Path(__file__).parent, "It is a damaged card, or none."
    answer = run_or_refuse(folder, "vcards", content, UnreadableCards, damaged=damaged, seconds=seconds)
    return [card_of_values(values) for values in answer["cards"]], answer["is_cut"]


def card_of_values(values: Mapping[str, Any]) -> Card:
    details = [(str(kind), str(value), str(note)) for kind, value, note in values["details"]]
    return Card(details=details, **{name: str(values[name]) for name in TEXTS})


def card_in(text: str) -> Card:
    """Return the card that a form carried along. Raises ValidationError."""
    try:
        card = card_of_values(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValidationError("The card is damaged: send the file again.") from None
    card.details = [detail for detail in card.details if detail[0] in ContactDetail.Kind.values]
    if not card.name:
        raise ValidationError("The card is damaged: send the file again.")
    return card


def exact_organization(name: str, user: User) -> Organization | None:
    """Return the one organization that goes by ``name``."""
    named = [
        entry
        for entry in Organization.objects.visible_to(user).matching(name)[:200]
        if fold(name) in entry.folded.split(" | ")
    ]
    return named[0] if name and len(named) == 1 else None


def receive_card(card: Card, user: User) -> CardReceipt:
    """Take a card in, or ask: the name alone tells nobody for sure. Raises ValidationError."""
    if not card.name:
        raise ValidationError(f"A card {f'of “{card.organization}” ' * bool(card.organization)}names nobody.")
    form = CardForm(user=user, card=card)
    return form.take() if form.is_sure else CardReceipt(card.name, form=form)


def write_card(
    card: Card, official: Official | None, organization: Organization | None, user: User
) -> CardReceipt:
    """Add what of ``card`` is not on record; return what was added."""
    receipt = CardReceipt(card.name)
    if official is None:
        official = Official(name=card.name, sort_name=card.sort_name, honorific=card.honorific)
        official.full_clean()
        official.save()
        receipt.notes.append("Added as a new official.")
    receipt.official = official
    if card.organization and organization is None:
        organization = Organization(name=card.organization)
        organization.full_clean()
        organization.save()
        receipt.notes.append(f"“{organization}” was added as an organization: give it its kind and country.")
    if organization and card.title and may_enter(user, "add", "appointment"):
        posts = official.appointments.filter(organization=organization)
        if not any(fold(post.title) == fold(card.title) for post in posts):
            Appointment.objects.create(official=official, organization=organization, title=card.title)
            receipt.notes.append(f"Post: {card.title}, {organization}; give it its dates.")
    elif organization:
        receipt.notes.append(f"The card has no post at {organization}, so none was added.")
    receipt.notes += add_details(card, official, user)
    return receipt


def add_details(card: Card, official: Official, user: User) -> list[str]:
    """Add the contact details that are not there; return what is to be said of it."""
    if not may_enter(user, "add", "contactdetail"):
        return ["Its contact details were left out: you may not enter any."] if card.details else []
    notes = []
    for kind, value, note in card.details:
        detail = ContactDetail(official=official, kind=kind, value=value[:500], note=note[:300])
        if official.contact_details.filter(kind=kind, value__iexact=detail.value).exists():
            continue
        try:
            detail.full_clean(exclude=["organization"])
        except ValidationError as error:
            notes.append(f"Left out: {detail}. {' '.join(error.messages)}")
            continue
        detail.save()
        notes.append(str(detail))
    return notes
