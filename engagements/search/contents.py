"""What goes into the documents that visits and meetings are searched in."""

from dataclasses import dataclass

from django.db import models

from engagements.models import (
    DelegationMember,
    FileText,
    FileTextDocument,
    Meeting,
    MeetingDocument,
    Participant,
    ProgrammeItem,
    Stop,
    Visit,
    VisitDocument,
)
from engagements.models.search_documents import Document


@dataclass(frozen=True)
class DocumentContents:
    """What goes into the documents of ``model``: of itself, and of its ``lines`` (model -> what it names)."""

    document: type[Document]
    model: type[models.Model]
    names: tuple[str, ...]
    lines: dict[type[models.Model], tuple[str, ...]]


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
)
