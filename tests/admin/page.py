"""An admin form as a person meets it: read the page, type into it, press a button."""

from django.forms import BaseFormSet, ModelMultipleChoiceField
from django.urls import reverse
from zeal import zeal_ignore


class Page:
    def __init__(self, client, address):
        self.client, self.address = client, address
        self.read(client.get(address))

    def read(self, response):
        """Take over what the page shows, as a browser would send it back untouched."""
        assert response.status_code == 200, response.status_code
        self.response, self.data = response, {}
        form = response.context["adminform"].form
        self.formsets = {one.formset.prefix: one.formset for one in response.context["inline_admin_formsets"]}
        entries = response.context["new_entries"].forms if "new_entries" in response.context else {}
        for number, entry in entries.items():
            self.data[f"new-{number}-model"] = entry.model_name
        for part in [form, *self.formsets.values(), *(entry.form for entry in entries.values())]:
            forms = [part.management_form, *part.forms] if isinstance(part, BaseFormSet) else [part]
            for one in forms:
                for field in one:
                    chosen = field.value()
                    if isinstance(field.field, ModelMultipleChoiceField):
                        chosen = list(chosen or [])
                    self.data[field.html_name] = self.sent(chosen)

    @staticmethod
    def sent(value):
        if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
            return [getattr(one, "pk", one) for one in value]
        if isinstance(value, bool):
            return "on" if value else ""
        return "" if value is None else str(getattr(value, "pk", value))

    def type(self, **values):
        self.data |= {name: self.sent(value) for name, value in values.items()}
        return self

    def add(self, prefix, **values):
        """Fill the first row of the inline ``prefix`` in which nobody stands yet."""
        count = int(self.data[f"{prefix}-TOTAL_FORMS"])
        empty = self.formsets[prefix].empty_form
        names = {field.name: self.sent(field.value()) for field in empty}
        row = next(
            (
                number
                for number in range(count)
                if all(
                    self.data.get(f"{prefix}-{number}-{name}", "") == value for name, value in names.items()
                )
            ),
            count,
        )
        if row == count:
            self.data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
            self.data |= {f"{prefix}-{row}-{name}": value for name, value in names.items()}
        self.data |= {f"{prefix}-{row}-{name}": self.sent(value) for name, value in values.items()}
        return self

    def press(self, button="_save"):
        """Send the form; return the response. Where it comes back with errors, read it anew."""
        with zeal_ignore():  # Django checks each chosen record of a form by a query of its own
            response = self.client.post(self.address, {**self.data, button: "1"})
        if response.status_code == 200 and response.context and "adminform" in response.context:
            self.read(response)
            print(self.errors)  # shown by pytest where a test fails
        else:
            assert response.status_code in (200, 302), response.status_code
        return response

    @property
    def errors(self):
        """All errors on the page as one list of texts."""
        found = list(self.response.context["errors"])
        return [str(one) for errors in found for one in (errors if isinstance(errors, list) else [errors])]


def add_page(client, model, query=""):
    return Page(client, reverse(f"admin:engagements_{model}_add") + query)


def change_page(client, obj):
    return Page(client, reverse(f"admin:engagements_{obj._meta.model_name}_change", args=[obj.pk]))
