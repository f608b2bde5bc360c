"""The form by which sheets are uploaded with a mapping."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from engagements.imports.mapping import SHIPPED, MappingError, read_mapping
from engagements.models import ImportUpload

LARGEST_MAPPING = 2**20  # bytes


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Cleans to a list of uploaded files, at least one."""

    widget = SeveralFiles(attrs={"accept": ".csv,.tsv,.txt,.xlsx"})

    def clean(self, data, initial=None):
        files = [super(SeveralFilesField, self).clean(one, initial) for one in data or [None]]
        if sum(file.size for file in files) > settings.IMPORT_LIMIT:
            raise ValidationError(f"At most {filesizeformat(settings.IMPORT_LIMIT)} can be uploaded at once.")
        return files


class UploadForm(forms.ModelForm):
    sheets = SeveralFilesField(
        label="Sheets", help_text="CSV or XLSX. Several at once where the mapping is for all of them."
    )
    shipped = forms.ChoiceField(label="Mapping that comes with the system", required=False)
    mapping = forms.FileField(
        label="or a mapping of your own",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        help_text="A TOML file that says what each column means.",
    )

    class Meta:
        model = ImportUpload
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = sorted(file.name for file in SHIPPED.glob("*.toml"))
        self.fields["shipped"].choices = [("", "---------"), *((name, name) for name in names)]

    def clean(self):
        cleaned = super().clean()
        shipped, own = cleaned.get("shipped"), cleaned.get("mapping")
        if self.errors:
            return cleaned
        if bool(shipped) == bool(own):
            self.add_error("mapping", "Choose one mapping: one that comes with the system, or your own.")
            return cleaned
        if own and own.size > LARGEST_MAPPING:
            self.add_error("mapping", "That is too large for a mapping.")
            return cleaned
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
        return cleaned
