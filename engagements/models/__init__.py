from engagements.common.dates import Exactness, Precision

from .api_tokens import ApiToken
from .appointments import Appointment
from .attachments import Attachment
from .audit import AuditEntry, AuditEvent
from .contact_details import ContactDetail
from .corrections import Correction, CorrectionStatus
from .delegation_members import DelegationMember
from .duplicate_pairs import DuplicatePair
from .external_identities import ExternalIdentity
from .file_texts import FileText
from .import_runs import ImportRun
from .import_uploads import ImportUpload
from .imported_records import ImportedRecord
from .invitations import Invitation
from .logged_changes import LoggedChange
from .meetings import Meeting
from .merges import Merge
from .officials import Official
from .organizations import Organization
from .outcomes import Outcome
from .participants import COUNTERPART_SIDE, DELEGATION_SIDE, Participant, Side
from .passages import Passage
from .places import Place
from .profiles import Profile
from .programme_items import ProgrammeItem
from .remarks import Remark
from .saved_views import SavedView
from .search_documents import FileTextDocument, MeetingDocument, OfficialDocument, VisitDocument
from .sources import Source
from .stamps import MeetingStamp
from .stops import Stop
from .topics import Topic
from .visibility import Handling, Publication
from .visits import Visit
from .watches import Watch

__all__ = [
    "COUNTERPART_SIDE",
    "DELEGATION_SIDE",
    "ApiToken",
    "Appointment",
    "Attachment",
    "AuditEntry",
    "AuditEvent",
    "ContactDetail",
    "Correction",
    "CorrectionStatus",
    "DelegationMember",
    "DuplicatePair",
    "Exactness",
    "ExternalIdentity",
    "FileText",
    "FileTextDocument",
    "Handling",
    "ImportRun",
    "ImportUpload",
    "ImportedRecord",
    "Invitation",
    "LoggedChange",
    "Meeting",
    "MeetingDocument",
    "MeetingStamp",
    "Merge",
    "Official",
    "OfficialDocument",
    "Organization",
    "Outcome",
    "Participant",
    "Passage",
    "Place",
    "Precision",
    "Profile",
    "ProgrammeItem",
    "Publication",
    "Remark",
    "SavedView",
    "Side",
    "Source",
    "Stop",
    "Topic",
    "Visit",
    "VisitDocument",
    "Watch",
]
