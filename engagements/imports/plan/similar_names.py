"""Names that would be made and look like names that exist."""

import json
from collections.abc import Sequence

from engagements.common.folding import fold
from engagements.common.name_likeness import LIKELY, compare
from engagements.duplicates.directory import similar_positions
from engagements.models import Official, Organization

from .report_lines import SimilarName
from .store import PlanStore

MAX_CANDIDATES = 5  # for one name


def find_similar_names(store: PlanStore) -> None:
    """Note in ``store`` which names to be made look like names that exist."""
    for kind, model in (("official", Official), ("organization", Organization)):
        new_records = store.execute(
            "SELECT data FROM records WHERE kind = ? AND action = 'made'", [kind]
        ).fetchall()
        if not new_records:
            continue
        name_rows = store.execute(
            "SELECT name, pk FROM names WHERE kind = ? AND pk IS NOT NULL AND record IS NULL", [kind]
        ).fetchall()
        known_names, known_pks = [name for name, _ in name_rows], [pk for _, pk in name_rows]
        if not known_names:
            continue
        for (data,) in new_records:
            name = json.loads(data)["fields"].get("name", "")
            scores = candidate_scores(fold(name), known_names, known_pks)
            candidates = sorted(scores, key=scores.__getitem__, reverse=True)[:MAX_CANDIDATES]
            records = model.objects.in_bulk(candidates)
            store.connection.executemany(
                "INSERT INTO similar_names VALUES (?, ?, ?, ?, ?)",
                [
                    SimilarName(kind, name, pk, records[pk].name, round(scores[pk]))
                    for pk in candidates
                    if pk in records
                ],
            )


def candidate_scores(name: str, known_names: Sequence[str], known_pks: Sequence[int]) -> dict[int, float]:
    """Return the likeness of each record whose names are likely to mean the same as ``name``, by its id."""
    scores: dict[int, float] = {}
    for position in similar_positions(name, known_names):
        pk, score = known_pks[position], compare(name, known_names[position]).score
        if score >= LIKELY:
            scores[pk] = max(score, scores.get(pk, 0))
    return scores
