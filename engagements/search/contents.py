"""What goes into the documents that visits, meetings, officials and files are searched in."""

from dataclasses import dataclass

from django.db import models

from engagements.models import (
    DelegationMember,
    FileText,
    FileTextDocument,
    Meeting,
    MeetingDocument,
    Official,
    OfficialDocument,
    Participant,
    ProgrammeItem,
    Stop,
    Visit,
    VisitDocument,
)
from engagements.models.search_documents import Document


@dataclass(frozen=True)
class DocumentContents:
    """What goes into the documents of ``model``: of itself, and of its ``lines`` (model -> what it names).

    ``by_parts`` where it is looked for by any part of its names and of their sounds, not by beginnings.
    """

    document: type[Document]
    model: type[models.Model]
    names: tuple[str, ...]
    lines: dict[type[models.Model], tuple[str, ...]]
    by_parts: bool = False


DOCUMENT_CONTENTS = (
    DocumentContents(
        VisitDocument,
        Visit,
        ("organization",),
        {
            DelegationMember: ("official", "organization"),
            Stop: ("place",),
            ProgrammeItem: ("place",),
            Visit.topics.through: ("topic",),
        },
    ),
    DocumentContents(
        MeetingDocument,
        Meeting,
        ("place",),
        {Participant: ("official", "organization"), Meeting.topics.through: ("topic",)},
    ),
    DocumentContents(FileTextDocument, FileText, (), {}),
    DocumentContents(OfficialDocument, Official, (), {}, by_parts=True),
)
