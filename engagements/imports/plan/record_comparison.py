"""What a sheet changes of a record that exists, and what people's edits keep as it is."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from engagements.imports.record_kinds import RECORD_KINDS, RecordKind
from engagements.imports.rows import LineData

from .entries import ChangedLine, Decision, ImportedLine, NewLine, PlanEntry, PlannedChange, Target
from .line_matching import edited_by_people, is_same_line, line_name
from .store import PlanStore
from .value_comparison import ValueAction, compare_values, json_value


class RecordComparison:
    """Compares one entry of the plan with the record that it was found to be."""

    def __init__(
        self, store: PlanStore, spec: RecordKind, entry: PlanEntry, record: Any, user: User | None
    ) -> None:
        self.store, self.spec, self.entry, self.record, self.user = store, spec, entry, record, user
        self.last: Any = entry.last_values or {}
        self.decision = Decision()
        self.values = self.decision.values
        is_first = entry.last_values is None
        adopted = entry.found_by if is_first else self.last.get("adopted", "")
        self.without_last = ValueAction.KEEP
        if adopted == "name":
            self.without_last = ValueAction.IGNORE  # by its name the sheet only mentions the record
        elif adopted == "uid" and is_first:
            self.without_last = ValueAction.CHANGE  # by its uid the sheet means this very record
        if adopted:
            self.values["adopted"] = adopted

    def compare(self, lines: dict[str, list[Any]], sets: dict[str, list[int]]) -> Decision:
        """Return the decision; ``lines`` and ``sets`` are those of the record, by name."""
        data, decision = self.entry.data, self.decision
        fields = dict(data["fields"])
        # By these the entry was found, the name in whatever case and spelling.
        found_by = {"uid", self.spec.main} if self.entry.key.startswith(("name:", "title:")) else {"uid"}
        last_fields = self.last.get("fields", {})
        for name in found_by.intersection(fields):
            del fields[name]
            if name in last_fields:
                self.values["fields"][name] = last_fields[name]
        aliases = fields.pop("aliases", None)
        targets = targets_of(self.store, self.spec, data["refs"])
        result = compare_values(
            self.spec, self.record, fields, targets, self.last, self.without_last, self.user
        )
        decision.fields, decision.refs = result.fields, result.refs
        decision.changes, decision.kept = result.changes, result.kept
        self.values["fields"] |= result.imported_fields
        self.values["refs"] |= result.imported_refs
        if aliases is not None:
            self.compare_aliases(str(aliases).splitlines())
        for name, keys in data["sets"].items():
            set_of_sheet = set_targets(self.store, self.spec.sets[name], keys)
            self.compare_set(name, set_of_sheet, sets.get(name, []))
        for name, sheet_lines in data["lines"].items():
            self.compare_lines(name, sheet_lines, lines.get(name, []))
        if decision.changes:
            decision.action = "changed"
        return decision

    def compare_aliases(self, aliases: list[str]) -> None:
        """Add the aliases of the sheet, and take out those that an import added and it has no more."""
        current = self.record.aliases.splitlines()
        before = self.last.get("fields", {}).get("aliases", "").splitlines()
        names = {self.record.name, *current}
        remaining = [alias for alias in current if alias in aliases or alias not in before]
        after = remaining + [alias for alias in aliases if alias not in names and alias not in before]
        self.values["fields"]["aliases"] = "\n".join(aliases)
        if after != current:
            self.decision.fields["aliases"] = "\n".join(after)
            self.decision.changes.append(PlannedChange("aliases", "; ".join(current), "; ".join(after)))

    def compare_set(self, name: str, targets: list[Target], current: list[int]) -> None:
        """Add what is new in the sheet, and take out what an import added and it has no more."""
        before = self.last.get("sets", {}).get(name, [])
        added = [target for target in targets if target not in current and target not in before]
        removed = [target for target in before if target not in targets and target in current]
        self.values["sets"][name] = targets
        if added or removed:
            self.decision.add[name], self.decision.remove[name] = added, removed
            count = len(current) + len(added) - len(removed)
            self.decision.changes.append(PlannedChange(name, str(len(current)), str(count)))
        if taken_out := [target for target in targets if target in before and target not in current]:
            self.decision.kept.append(PlannedChange(name, "", f"{len(taken_out)} taken out by hand"))

    # Lines

    def compare_lines(self, name: str, sheet_lines: Sequence[LineData], current: Sequence[Any]) -> None:
        """Compare the lines ``name`` of the sheet with the ``current`` ones of the record."""
        line_spec = RECORD_KINDS[self.spec.lines[name]]
        last: dict[str, ImportedLine] = self.last.get("lines", {}).get(name, {})
        current_by_pk = {line.pk: line for line in current}
        imported_pks = {line["pk"] for line in last.values()}
        free = [line for line in current if line.pk not in imported_pks]
        imported = self.values["lines"][name] = {}
        for data in sheet_lines:
            last_line = last.get(data["key"])
            if last_line is None:
                matches = (line for line in free if is_same_line(self.store, line_spec, data, line))
                line = next(matches, None)
                if line is None:
                    self.decision.new_lines.append(NewLine(name, data))
                    self.decision.changes.append(PlannedChange(name, "", line_name(line_spec, data)))
                    continue
                free.remove(line)
            else:
                line = current_by_pk.get(last_line["pk"])
                if line is None:
                    imported[data["key"]] = last_line
                    removed = f"{line_name(line_spec, data)} was removed by hand"
                    self.decision.kept.append(PlannedChange(name, "", removed))
                    continue
            imported[data["key"]] = self.compare_line(name, line_spec, data, line, last_line)
        sheet_keys = {data["key"] for data in sheet_lines}
        dropped = {
            key: line for key, line in last.items() if key not in sheet_keys and line["pk"] in current_by_pk
        }
        self.drop_lines(name, line_spec, dropped, current_by_pk)

    def compare_line(
        self, name: str, line_spec: RecordKind, data: LineData, line: models.Model, last: ImportedLine | None
    ) -> ImportedLine:
        """Note what the sheet changes of ``line``; return what is to be remembered of it."""
        fields = {field: value for field, value in data["fields"].items() if field != "uid"}
        without_last = ValueAction.KEEP
        if last is None:
            means_line = self.without_last is ValueAction.CHANGE
            without_last = ValueAction.CHANGE if means_line else ValueAction.IGNORE
        targets = targets_of(self.store, line_spec, data["refs"])
        result = compare_values(line_spec, line, fields, targets, last or {}, without_last, self.user)
        prefix = f"{name} ({line_name(line_spec, data)}): "
        for changes, of_line in ((self.decision.changes, result.changes), (self.decision.kept, result.kept)):
            changes += [change._replace(field=prefix + change.field) for change in of_line]
        if result.fields or result.refs:
            self.decision.changed_lines.append(ChangedLine(line, result.fields, result.refs))
        return {"pk": line.pk, "fields": result.imported_fields, "refs": result.imported_refs}

    def drop_lines(
        self,
        name: str,
        line_spec: RecordKind,
        dropped: dict[str, ImportedLine],
        current_by_pk: dict[int, Any],
    ) -> None:
        """Remove the lines that the sheet has no more, but for those that people edited."""
        edited_pks = edited_by_people(line_spec.model, [line["pk"] for line in dropped.values()])
        for key, last in dropped.items():
            line = current_by_pk[last["pk"]]
            untouched = (
                line.pk not in edited_pks
                and all(json_value(line, field) == value for field, value in last["fields"].items())
                and all(getattr(line, f"{field}_id") == value for field, value in last["refs"].items())
            )
            if untouched:
                self.decision.removed_lines.append(line)
                self.decision.changes.append(PlannedChange(name, str(line), ""))
            else:
                self.values["lines"][name][key] = last
                self.decision.kept.append(PlannedChange(name, str(line), "no longer in the sheet"))


def targets_of(store: PlanStore, spec: RecordKind, refs: dict[str, str | None]) -> dict[str, Target]:
    """Return what the references of a record or line come to, by name."""
    return {name: store.target(spec.references[name], key) for name, key in refs.items()}


def set_targets(store: PlanStore, kind: str, keys: Sequence[str]) -> list[Target]:
    """Return what the references of a set come to, each once."""
    return list(dict.fromkeys(filter(None, (store.target(kind, key) for key in keys))))
