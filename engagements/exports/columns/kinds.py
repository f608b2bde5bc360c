"""The kinds of records that are exported, by model."""

from .meetings import MEETING_EXPORT
from .officials import OFFICIAL_EXPORT
from .organizations import ORGANIZATION_EXPORT
from .outcomes import OUTCOME_EXPORT
from .visits import VISIT_EXPORT

EXPORT_KINDS = {
    kind.model: kind
    for kind in (MEETING_EXPORT, VISIT_EXPORT, OFFICIAL_EXPORT, ORGANIZATION_EXPORT, OUTCOME_EXPORT)
}
