"""The form by which sheets are uploaded with a mapping."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from engagements.imports.mapping import SHIPPED, MappingError, read_mapping
from engagements.models import ImportUpload

MAX_MAPPING_SIZE = 2**18  # bytes; those that come with the system have 3,000


class MultipleFileInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class MultipleFileField(forms.FileField):
    """Cleans to a list of uploaded files, at least one."""

    widget = MultipleFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [super(MultipleFileField, self).clean(file, initial) for file in data or [None]]
        if sum(file.size for file in files) > settings.IMPORT_LIMIT:
            raise ValidationError(f"At most {filesizeformat(settings.IMPORT_LIMIT)} can be uploaded at once.")
        return files


class ImportUploadForm(forms.ModelForm):
    sheets = MultipleFileField(
        label="Sheets", help_text="CSV or XLSX. Several at once where the mapping is for all of them."
    )
    shipped = forms.ChoiceField(label="Mapping that comes with the system", required=False)
    mapping = forms.FileField(
        label="or a mapping of your own",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        help_text="A TOML file that says what each column means. Without any, you choose on the next page.",
    )

    class Meta:
        model = ImportUpload
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted(file.name for file in SHIPPED.glob("*.toml"))
        self.fields["shipped"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", "None: propose what the columns mean"),
            *((name, name) for name in names),
        ]

    def clean(self) -> None:
        super().clean()
        shipped: str = self.cleaned_data.get("shipped", "")
        own: Any = self.cleaned_data.get("mapping")
        if self.errors:
            return
        if shipped and own:
            self.add_error("mapping", "Choose one mapping: one that comes with the system, or your own.")
            return
        if not shipped and not own:
            self.instance.mapping_name = self.instance.mapping_text = ""
            return
        if own and own.size > MAX_MAPPING_SIZE:
            self.add_error("mapping", "That is too large for a mapping.")
            return
        name, content = (shipped, (SHIPPED / shipped).read_bytes()) if shipped else (own.name, own.read())
        try:
            text = content.decode("utf-8-sig")
            read_mapping(text, name)
        except UnicodeDecodeError:
            self.add_error("mapping", "That is no text in UTF-8.")
        except MappingError as error:
            self.add_error("mapping", str(error))
        else:
            self.instance.mapping_name, self.instance.mapping_text = name[:200], text
