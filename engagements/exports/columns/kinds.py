"""The kinds of records that are exported, by model."""

from .meetings import MEETINGS
from .officials import OFFICIALS
from .organizations import ORGANIZATIONS
from .outcomes import OUTCOMES_ALONE
from .visits import VISITS

KINDS = {kind.model: kind for kind in (MEETINGS, VISITS, OFFICIALS, ORGANIZATIONS, OUTCOMES_ALONE)}
