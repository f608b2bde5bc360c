"""Fields of the forms of a draft."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_countries import countries

from engagements.common.countries import find_country
from engagements.common.ids import read_id
from engagements.reader.proposals import Passage
from engagements.search.country_suggestions import hint_at_candidates

# A passage and the field that was read from it, "" for the row as a whole.
FieldPassage = tuple[str, Passage]


class PassagesField(forms.Field):
    """Offsets such as "33-52 dates:236-254", of the row or of a field; cleans to `FieldPassage` pairs."""

    widget = forms.HiddenInput
    FIELDS = ("dates", "organization", "place")
    PATTERN = re.compile(rf"(?:({'|'.join(FIELDS)}):)?([0-9]{{1,8}})-([0-9]{{1,8}})")

    def to_python(self, value: Any) -> list[FieldPassage]:
        pairs = []
        for word in (value or "").split():
            match = self.PATTERN.fullmatch(word)
            if not match:
                raise ValidationError("These are no passages of the text.")
            pairs.append((match[1] or "", Passage(int(match[2]), int(match[3]))))
        return [(field, passage) for field, passage in pairs if passage.start < passage.end]

    def prepare_value(self, value: str | list[FieldPassage] | None) -> str:
        if isinstance(value, str):
            return value
        return " ".join(
            f"{field and field + ':'}{passage.start}-{passage.end}" for field, passage in value or ()
        )


class CountryNameField(forms.CharField):
    """A country by any name that people write; cleans to its code, "" for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"list": "countries"}), **kwargs)

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        code = find_country(name) if name else ""
        if code is None:
            raise ValidationError(f"There is no country of that name{hint_at_candidates(name)}.")
        return code

    def prepare_value(self, value: Any) -> str | None:
        return countries.name(str(value)) or str(value) if value else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether another country is meant, whatever it is called."""
        try:
            return self.clean(data) != str(initial or "")
        except ValidationError:
            return True


class EntryNameField(forms.CharField):
    """Names an entry of the directory by what the draft calls it.

    ``missing`` is the error where no name is given, "" where none has to be.
    """

    def __init__(self, kind: str, label: str, missing: str = "") -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            error_messages={"required": missing},
            max_length=300,
            widget=forms.TextInput(attrs={"list": f"{kind}-names"}),
        )

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value).split())


def ids_in(text: str | None) -> list[int]:
    """Return the ids that are written in ``text``, separated by spaces."""
    return [pk for pk in map(read_id, (text or "").split()) if pk]
