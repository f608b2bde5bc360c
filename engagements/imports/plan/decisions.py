"""What becomes of the records of the plan: made, changed, or left.

Reads only; the plan decides here first, and the writing decides again, under locks.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from engagements.imports.record_kinds import DIRECTORY_KINDS, RECORD_KINDS, RecordKind

from .entries import Decision, NewLine, PlanEntry
from .permissions import HIDDEN_RECORD_PROBLEM, may_view, permission_problem, visible_pks
from .record_comparison import RecordComparison, set_targets, targets_of
from .store import PlanStore


class ExistingRecords(NamedTuple):
    """Records of one kind by id, and by that id their lines and the ids in their sets, by name."""

    records: dict[int, Any]
    lines: dict[int, dict[str, list[Any]]]
    sets: dict[int, dict[str, list[int]]]


def decide_entries(
    store: PlanStore, user: User | None, kind: str, entries: Sequence[PlanEntry], lock: bool = False
) -> Iterator[tuple[PlanEntry, Decision]]:
    """Yield (entry, `Decision`) for each of ``entries``, whose ``pk`` is known; with ``lock`` lock them."""
    spec = RECORD_KINDS[kind]
    existing = load_records(spec, [entry.pk for entry in entries if entry.pk], lock)
    known_pks = visible_pks(user, spec.model, list(existing.records))
    for entry in entries:
        record = existing.records.get(entry.pk) if entry.pk else None
        if kind == "contactdetail" and not may_view(user, spec.model):
            problem = "you may not see contact details, and so not import them: ask an administrator"
            yield entry, Decision(problem=problem)
        elif entry.problem:
            yield entry, Decision(problem=entry.problem)
        elif entry.same_as:
            yield entry, Decision(action=None, same_as=entry.same_as)
        elif entry.found_by == "gone":
            yield entry, Decision(note="left: it was deleted since the last import")
        elif record is not None and record.pk not in known_pks and may_view(user, spec.model):
            yield entry, Decision(problem=HIDDEN_RECORD_PROBLEM)
        elif record is None:
            decision = decide_new(store, spec, entry)
            decision.problem = decision.problem or permission_problem(user, kind, entry.data, None)
            yield entry, decision
        else:
            comparison = RecordComparison(store, spec, entry, record, user)
            decision = comparison.compare(existing.lines[record.pk], existing.sets[record.pk])
            if decision.action == "changed":
                decision.problem = permission_problem(user, kind, entry.data, record)
            yield entry, decision


def load_records(spec: RecordKind, pks: Sequence[int], lock: bool) -> ExistingRecords:
    queryset = spec.model._default_manager.filter(pk__in=pks).order_by("pk")
    if lock:
        queryset = queryset.select_for_update(of=("self",))
    records = {record.pk: record for record in queryset}
    lines: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    sets: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for name, line_kind in spec.lines.items():
        line_spec = RECORD_KINDS[line_kind]
        for line in line_spec.model._default_manager.filter(**{f"{line_spec.parent}__in": records}):
            lines[getattr(line, f"{line_spec.parent}_id")][name].append(line)
    for name in spec.sets:
        field: Any = spec.model._meta.get_field(name)
        through, own_name, other_name = (
            field.remote_field.through,
            field.m2m_field_name(),
            field.m2m_reverse_field_name(),
        )
        rows = through.objects.filter(**{f"{own_name}__in": records}).order_by("pk")
        for pk, other_pk in rows.values_list(f"{own_name}_id", f"{other_name}_id"):
            sets[pk][name].append(other_pk)
    return ExistingRecords(records, lines, sets)


def decide_new(store: PlanStore, spec: RecordKind, entry: PlanEntry) -> Decision:
    """Return the decision on a record that there is none of yet."""
    data, fields = entry.data, entry.data["fields"]
    decision = Decision(action="made")
    if spec.name == "visit" and not fields.get("title"):
        decision.problem = (
            f"there is no visit of the key “{entry.key}”, and no title to make it with: add one"
        )
    if spec.name in DIRECTORY_KINDS and not any(map(fields.get, ("name", "title", "country"))):
        decision.problem = (
            f"there is no {spec.name} of the key “{entry.key}”: import it first, "
            f"or fill its {spec.main} as well"
        )
    given_fields = {name: value for name, value in fields.items() if name != "uid" or value}
    decision.fields = data["initial"] | given_fields
    decision.refs = targets_of(store, spec, data["refs"])
    decision.add = {
        name: set_targets(store, kind, data["sets"].get(name, [])) for name, kind in spec.sets.items()
    }
    decision.new_lines = [NewLine(name, line) for name, lines in data["lines"].items() for line in lines]
    decision.values = {
        "fields": fields,
        "refs": decision.refs,
        "sets": {name: decision.add[name] for name in data["sets"]},
        "lines": {name: {} for name in data["lines"]},
    }
    return decision
