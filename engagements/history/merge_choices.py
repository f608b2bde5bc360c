"""What the merged record says where the two differ."""

from django.db.models import TextField

from engagements.models import Official, Visit


def is_blank(value):
    return value is None or value == ""


# A field, and those that are chosen with it.
TOGETHER = {
    (Visit, "start_date"): ("end_date", "dates"),
    (Official, "name"): ("sort_name",),
}


class Difference:
    """Fields that belong together, in which the two records differ."""

    def __init__(self, kept, other, fields):
        self.kept, self.other, self.fields = kept, other, fields
        self.name = fields[0].name
        self.label = "dates" if self.name == "start_date" else str(fields[0].verbose_name)

    @property
    def joins(self):
        """Whether both texts may stand one below the other."""
        return (
            isinstance(self.fields[0], TextField)
            and not is_blank(getattr(self.kept, self.name))
            and not is_blank(getattr(self.other, self.name))
        )

    @property
    def usual(self):
        """The choice that needs no thought: the kept record's own, unless it says nothing there."""
        if self.name == "handling":  # what was restricted is not opened by a merge
            return "kept" if self.kept.is_restricted else "other"
        return "other" if is_blank(getattr(self.kept, self.name)) else "kept"

    def text(self, record):
        if self.name == "start_date":
            return record.when
        shown = []
        for one in self.fields:
            display = getattr(record, f"get_{one.name}_display", None)
            value = display() if display and one.choices else getattr(record, one.name)
            shown.append("(empty)" if is_blank(value) else str(value))
        return ", listed as ".join(dict.fromkeys(shown))

    def values(self, choice):
        """Return the values by field for ``choice``: kept, other or both."""
        if choice == "both":
            texts = [str(getattr(record, self.name)) for record in (self.kept, self.other)]
            return {self.name: "\n\n".join(texts)}
        record = {"kept": self.kept, "other": self.other}[choice]
        return {one.attname: getattr(record, one.attname) for one in self.fields}


def differences(kept, other):
    """Return where two records differ in what people enter, but for their other names and parents."""
    model, found = type(kept), []
    settled = {"aliases", "parent"}
    for one in model._meta.concrete_fields:
        if not one.editable or one.primary_key or one.name in settled:
            continue
        fields = [one, *(model._meta.get_field(name) for name in TOGETHER.get((model, one.name), ()))]
        settled |= {field.name for field in fields}
        if any(getattr(kept, field.attname) != getattr(other, field.attname) for field in fields):
            found.append(Difference(kept, other, fields))
    return found


def possible_parents(kept, other):
    """Return the keys of the parents that the merged record can have, that of ``kept`` first.

    A record that lies below the other takes its place; what lies below either can't be above both.
    """
    below = type(kept).descendant_ids(kept.pk, other.pk)
    found = [pk for pk in (kept.parent_id, other.parent_id) if pk and pk not in below]
    return list(dict.fromkeys(found))


def all_names(kept, other, values):
    """Return the aliases of the merged record: every name of the two but those that it has elsewhere."""
    fields = [name for name in type(kept).folded_from if name != "aliases"]
    final = {values.get(name, getattr(kept, name)) for name in fields}
    names = []
    for record in (kept, other):
        names += [*(getattr(record, name) for name in fields), *map(str.strip, record.aliases.splitlines())]
    return "\n".join(name for name in dict.fromkeys(names) if name and name not in final)
