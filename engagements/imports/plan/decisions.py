"""What becomes of one record: made, changed, or left; and what people's edits keep as it is.

A field is changed only where the record still has the value that was last imported into it.
Reads only; the plan asks here first, and the writing asks again, under locks.
"""

from django.db import models

from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS
from engagements.models import ImportedRecord
from engagements.models.history import ChangeChannel

from .entries import Decision

MISSING = object()


# Fields that make sense together alone: if one is kept, all are.
TOGETHER = [
    {"start_date", "end_date", "dates", "start_time", "start_precision", "end_precision"},
]


SAME, CHANGE, KEEP, IGNORE = "same", "change", "keep", "ignore"


# What is remembered of an entry that a sheet only mentions by its name.
MENTIONED = {"fields": {}, "refs": {}, "sets": {}, "lines": {}, "adopted": "name"}


def json_value(record, name):
    """Return the value of a field as a plan has it."""
    value = getattr(record, name)
    if value is None or isinstance(value, bool | int):
        return value
    model_field = record._meta.get_field(name)
    if isinstance(model_field, models.TimeField):
        return value.isoformat()
    if isinstance(model_field, models.DateField):
        return value.isoformat()
    return str(value)


def three_way(wanted, current, last, without_last):
    """Return what to do with one value; ``without_last`` where none was imported before."""
    if wanted == current:
        return SAME
    if last is MISSING:
        if without_last == KEEP and current in (None, ""):
            return CHANGE
        return without_last
    return CHANGE if current == last else KEEP


class Decider:
    def __init__(self, plan, lock=False):
        self.plan, self.lock = plan, lock

    # Which record it is

    def identify(self, kind, entries):
        """Set ``pk``, ``values`` and ``found_by`` of those known by key or uid."""
        model = RECORD_KINDS[kind].model
        imported = {
            one.key: one
            for one in ImportedRecord.objects.filter(kind=kind, key__in=[entry.key for entry in entries])
        }
        there = set(
            model.objects.filter(pk__in=[one.object_id for one in imported.values()]).values_list(
                "pk", flat=True
            )
        )
        uids = {entry.data["fields"].get("uid"): entry for entry in entries}
        uids.pop(None, None)
        uids.pop("", None)
        by_uid = {}
        if uids:
            by_uid = {str(uid): pk for pk, uid in model.objects.filter(uid__in=uids).values_list("pk", "uid")}
        for entry in entries:
            if one := imported.get(entry.key):
                if one.object_id in there:
                    entry.pk, entry.values, entry.found_by = one.object_id, one.values, "key"
                    continue
                if kind not in DIRECTORY_KINDS:
                    entry.pk, entry.found_by = None, "gone"
                    continue
            pk = by_uid.get(entry.data["fields"].get("uid"))
            entry.pk, entry.found_by = (pk, "uid") if pk else (None, "")

    @staticmethod
    def has_own_key(kind, pk):
        """Whether a key that a mapping gave leads to the record already."""
        known = ImportedRecord.objects.filter(kind=kind, object_id=pk)
        return known.exclude(key__startswith="name:").exclude(key__startswith="title:").exists()

    # What becomes of it

    def decide(self, kind, entries):
        """Yield (entry, `Decision`) for each of ``entries``, whose ``pk`` is known."""
        spec = RECORD_KINDS[kind]
        records, lines, sets = self.load(spec, [entry.pk for entry in entries if entry.pk])
        for entry in entries:
            record = records.get(entry.pk)
            if entry.problem:
                yield entry, Decision(problem=entry.problem)
            elif entry.same_as:
                key = self.plan.spool.execute(
                    "SELECT key FROM records WHERE id = ?", [entry.same_as]
                ).fetchone()[0]
                yield entry, Decision(action=None, note=f"same as {key}")
            elif entry.found_by == "gone":
                yield entry, Decision(note="left: it was deleted since the last import")
            elif record is None:
                yield entry, self.new(spec, entry)
            else:
                decision = self.compare(
                    spec, entry, record, lines.get(record.pk, {}), sets.get(record.pk, {})
                )
                if decision.action == "changed":
                    decision.problem = self.plan.problem_with(kind, entry.data, record)
                yield entry, decision

    def load(self, spec, pks):
        """Return the records by id, and by record the lines by name in the mapping, and the sets."""
        queryset = spec.model.objects.filter(pk__in=pks).order_by("pk")
        if self.lock:
            queryset = queryset.select_for_update(of=("self",))
        records = {one.pk: one for one in queryset}
        lines, sets = {}, {}
        for name, line_kind in spec.lines.items():
            line_spec = RECORD_KINDS[line_kind]
            for line in line_spec.model.objects.filter(**{f"{line_spec.parent}__in": records}):
                owner = getattr(line, f"{line_spec.parent}_id")
                lines.setdefault(owner, {}).setdefault(name, []).append(line)
        for name in spec.sets:
            model_field = spec.model._meta.get_field(name)
            through, own = model_field.remote_field.through, model_field.m2m_field_name()
            rows = through.objects.filter(**{f"{own}__in": records}).order_by("pk")
            for owner, other in rows.values_list(f"{own}_id", f"{model_field.m2m_reverse_field_name()}_id"):
                sets.setdefault(owner, {}).setdefault(name, []).append(other)
        return records, lines, sets

    def new(self, spec, entry):
        data = entry.data
        decision = Decision(action="made")
        if spec.name == "visit" and not data["fields"].get("title"):
            decision.problem = f"there is no visit of the key “{entry.key}”, and no title to make it with"
        if spec.name in ("official", "organization", "topic") and not data["fields"].get("name"):
            decision.problem = (
                f"there is no {spec.name} of the key “{entry.key}”, and no name to make it with"
            )
        decision.problem = decision.problem or self.plan.problem_with(spec.name, data, None)
        decision.fields = data["initial"] | {k: v for k, v in data["fields"].items() if k != "uid" or v}
        decision.refs = {name: self.token(spec, name, key) for name, key in data["refs"].items()}
        decision.add = {
            name: self.tokens(kind, data["sets"].get(name, [])) for name, kind in spec.sets.items()
        }
        decision.make_lines = [(name, line) for name, lines in data["lines"].items() for line in lines]
        decision.values = {
            "fields": data["fields"],
            "refs": decision.refs,
            "sets": {name: decision.add[name] for name in data["sets"]},
            "lines": {name: {} for name in data["lines"]},
        }
        return decision

    def token(self, spec, name, key):
        return self.plan.token(spec.references[name], key)

    def tokens(self, kind, keys):
        return list(dict.fromkeys(filter(None, (self.plan.token(kind, key) for key in keys))))

    def compare(self, spec, entry, record, lines, sets):
        last = entry.values or {}
        adopted = last.get("adopted") or (entry.found_by if entry.values is None else "")
        # By uid the sheet means this very record; by name it only mentions it.
        without_last = {"uid": CHANGE, "name": IGNORE}.get(adopted, KEEP)
        if adopted == "uid" and entry.values is not None:
            without_last = KEEP
        decision = Decision()
        values = {"fields": {}, "refs": {}, "sets": {}, "lines": {}}
        if adopted:
            values["adopted"] = adopted
        fields = dict(entry.data["fields"])
        # By these the entry was found, the name in whatever case and spelling.
        found_by = {"uid", spec.main} if entry.key.startswith(("name:", "title:")) else {"uid"}
        for name in found_by.intersection(fields):
            fields.pop(name)
            if name in last.get("fields", {}):
                values["fields"][name] = last["fields"][name]
        aliases = fields.pop("aliases", None)
        self.compare_values(spec, record, fields, entry.data["refs"], last, without_last, values, decision)
        if aliases is not None:
            self.compare_aliases(record, aliases.splitlines(), last, values, decision)
        for name, keys in entry.data["sets"].items():
            wanted = self.tokens(spec.sets[name], keys)
            self.compare_set(name, wanted, sets.get(name, []), last, values, decision)
        for name, wanted in entry.data["lines"].items():
            self.compare_lines(spec, name, wanted, lines.get(name, []), last, without_last, values, decision)
        if decision.changes:
            decision.action = "changed"
        decision.values = values
        return decision

    def compare_values(self, spec, record, fields, refs, last, without_last, values, decision, prefix=""):
        """Compare own fields and references; return what is to be set of both."""
        known_fields, known_refs = last.get("fields", {}), last.get("refs", {})
        found = {}
        for name, wanted in fields.items():
            current, before = json_value(record, name), known_fields.get(name, MISSING)
            found[name] = (three_way(wanted, current, before, without_last), current, wanted, before)
        for name, key in refs.items():
            wanted, current = self.token(spec, name, key), getattr(record, f"{name}_id")
            before = known_refs.get(name, MISSING)
            found[name] = (three_way(wanted, current, before, without_last), current, wanted, before)
        for group in TOGETHER:
            members = group.intersection(found)
            if any(found[name][0] == KEEP for name in members):
                for name in members:
                    if found[name][0] == CHANGE:
                        found[name] = (KEEP, *found[name][1:])
        set_fields, set_refs = {}, {}
        for name, (what, current, wanted, before) in found.items():
            is_ref = name in refs
            part = "refs" if is_ref else "fields"
            mentioned = before is MISSING and without_last == IGNORE  # not what this import says of it
            if what in (SAME, CHANGE) and not mentioned:
                values[part][name] = wanted
            elif before is not MISSING:
                values[part][name] = before
            if what == CHANGE:
                (set_refs if is_ref else set_fields)[name] = wanted
            if what in (CHANGE, KEEP):
                if is_ref:
                    current, wanted = self.named(spec, name, current), self.named(spec, name, wanted)
                told = decision.changes if what == CHANGE else decision.kept
                told.append([prefix + name, current, wanted])
        if not prefix:
            decision.fields, decision.refs = set_fields, set_refs
        return set_fields, set_refs

    def named(self, spec, name, token):
        """Return a reference in words."""
        if not isinstance(token, int):
            return token and token.split(" ", 2)[2].removeprefix("name:").rstrip("|")
        kind = spec.references[name]
        found = RECORD_KINDS[kind].model.objects.filter(pk=token).first()
        return f"{found or 'deleted'} (#{token})"

    @staticmethod
    def compare_aliases(record, wanted, last, values, decision):
        current = record.aliases.splitlines()
        before = last.get("fields", {}).get("aliases", "").splitlines()
        names = {record.name, *current}
        kept = [one for one in current if one in wanted or one not in before]
        after = kept + [one for one in wanted if one not in names and one not in before]
        values["fields"]["aliases"] = "\n".join(wanted)
        if after != current:
            decision.fields["aliases"] = "\n".join(after)
            decision.changes.append(["aliases", "; ".join(current), "; ".join(after)])

    @staticmethod
    def compare_set(name, wanted, current, last, values, decision):
        before = last.get("sets", {}).get(name, [])
        add = [one for one in wanted if one not in current and one not in before]
        remove = [one for one in before if one not in wanted and one in current]
        values["sets"][name] = wanted
        if add or remove:
            decision.add[name], decision.remove[name] = add, remove
            decision.changes.append([name, f"{len(current)}", f"{len(current) + len(add) - len(remove)}"])
        if taken_out := [one for one in wanted if one in before and one not in current]:
            decision.kept.append([name, "", f"{len(taken_out)} taken out by hand"])

    def compare_lines(self, spec, name, wanted, current, last, without_last, values, decision):
        line_spec = RECORD_KINDS[spec.lines[name]]
        known = last.get("lines", {}).get(name, {})
        by_pk = {line.pk: line for line in current}
        owned = {one["pk"] for one in known.values()}
        free = [line for line in current if line.pk not in owned]
        remembered = values["lines"][name] = {}
        for line in wanted:
            before = known.get(line["key"])
            fields = {field: value for field, value in line["fields"].items() if field != "uid"}
            if before is None:
                there = next((one for one in free if self.is_same(line_spec, line, one)), None)
                if there is None:
                    decision.make_lines.append((name, line))
                    decision.changes.append([name, "", self.line_name(line_spec, line)])
                    continue
                free.remove(there)
                before, policy = {}, CHANGE if without_last == CHANGE else IGNORE
            else:
                there, policy = by_pk.get(before["pk"]), KEEP
                if there is None:
                    remembered[line["key"]] = before
                    decision.kept.append([name, "", f"{self.line_name(line_spec, line)} was removed by hand"])
                    continue
            own = {"pk": there.pk, "fields": {}, "refs": {}}
            prefix = f"{name} ({self.line_name(line_spec, line)}): "
            changed = self.compare_values(
                line_spec, there, fields, line["refs"], before, policy, own, decision, prefix
            )
            remembered[line["key"]] = own
            if any(changed):
                decision.change_lines.append((name, there, *changed))
        keys = {line["key"] for line in wanted}
        dropped = {key: before for key, before in known.items() if key not in keys and before["pk"] in by_pk}
        by_hand = self.entered_by_hand(line_spec.model, [before["pk"] for before in dropped.values()])
        for key, before in dropped.items():
            there = by_pk[before["pk"]]
            untouched = (
                there.pk not in by_hand
                and all(json_value(there, field) == value for field, value in before["fields"].items())
                and all(getattr(there, f"{field}_id") == value for field, value in before["refs"].items())
            )
            if untouched:
                decision.remove_lines.append(there)
                decision.changes.append([name, str(there), ""])
            else:
                remembered[key] = before
                decision.kept.append([name, str(there), "no longer in the sheet"])

    @staticmethod
    def entered_by_hand(model, pks):
        """Return those of ``pks`` that somebody else than an import made or changed, in whatever field."""
        rows = model.history.filter(id__in=pks).exclude(door=ChangeChannel.IMPORT) if pks else ()
        return {row.id for row in rows}

    def is_same(self, spec, line, there):
        """Whether a line that is there already, of whatever origin, is the one that the sheet means."""
        refs = {name: self.token(spec, name, key) for name, key in line["refs"].items()}
        match spec.name:
            case "stop":
                return refs.get("place") == there.place_id
            case "outcome":
                uid = line["fields"].get("uid")
                return str(there.uid) == uid if uid else there.text == line["fields"]["text"]
            case "member":
                return refs.get("official") == there.official_id
        if refs.get("official") or there.official_id:
            return refs.get("official") == there.official_id
        return (
            refs.get("organization"),
            line["fields"].get("title", ""),
            line["fields"].get("description", ""),
        ) == (
            there.organization_id,
            there.title,
            there.description,
        )

    @staticmethod
    def line_name(spec, line):
        fields, refs = line["fields"], line["refs"]
        name = (
            refs.get("official") or refs.get("place") or fields.get("description") or fields.get("text")
            or fields.get("title") or refs.get("organization") or spec.name
        )  # fmt: skip
        return str(name).removeprefix("name:").rstrip("|")[:80]
