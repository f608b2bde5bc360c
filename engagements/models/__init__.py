from engagements.common.dates import Exactness, Precision

from .audit import AuditEntry, AuditEvent
from .directory import Appointment, Official, Organization, Place
from .imports import ImportedRecord, ImportRun, ImportUpload
from .meetings import Hand, Meeting, Outcome, Participant, Side
from .merges import DuplicatePair, Merge
from .passages import Passage
from .profiles import Profile
from .records import Handling, Publication
from .saved_views import SavedView
from .search_documents import MeetingDocument, VisitDocument
from .sources import Attachment, Source, Topic
from .visits import DelegationMember, Stop, Visit

__all__ = [
    "Appointment",
    "Attachment",
    "AuditEntry",
    "AuditEvent",
    "DelegationMember",
    "DuplicatePair",
    "Exactness",
    "Hand",
    "Handling",
    "ImportRun",
    "ImportUpload",
    "ImportedRecord",
    "Meeting",
    "MeetingDocument",
    "Merge",
    "Official",
    "Organization",
    "Outcome",
    "Participant",
    "Passage",
    "Place",
    "Precision",
    "Profile",
    "Publication",
    "SavedView",
    "Side",
    "Source",
    "Stop",
    "Topic",
    "Visit",
    "VisitDocument",
]
