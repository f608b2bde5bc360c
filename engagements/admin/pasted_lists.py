"""A pasted list of people, read line by line: what a script makes lines of a form from."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from engagements.drafting.directory import directory_for
from engagements.models import Official
from engagements.reader.directory import Directory
from engagements.reader.pasted import PastedLine, read_pasted
from engagements.search.capacities import describe_capacities

from .hardening import user_of
from .organization_proposals import OrganizationProposals

LINES_LIMIT = 100  # of one form; the rest stays in the box
TEXT_LIMIT = 200_000


def pasted_list_view(request: HttpRequest) -> JsonResponse:
    """Answer what each line of ``text`` says, whom of the directory it means, and what is left of it."""
    text = request.POST.get("text", "")
    user = user_of(request)
    lines = read_pasted(text[:TEXT_LIMIT])
    understood = [line for line in lines if line.is_understood]
    taken, beyond = understood[:LINES_LIMIT], understood[LINES_LIMIT:]
    rest = [line.text for line in [*(line for line in lines if not line.is_understood), *beyond]]
    if text[TEXT_LIMIT:]:
        rest.append(text[TEXT_LIMIT:])
    directory = directory_for(user, "\n".join(f"{line.name} {line.organization}" for line in taken))
    proposals = OrganizationProposals(request.POST, user)
    rows = [row_of(line, directory, proposals) for line in taken]
    pks = {candidate["id"] for row in rows for candidate in row["officials"]}
    officials = list(Official.objects.visible_to(user).filter(pk__in=pks))
    hints = describe_capacities(officials, user)
    for row in rows:
        for candidate in row["officials"]:
            candidate["hint"] = hints.get(candidate["id"], "")
    return JsonResponse({"rows": rows, "rest": "\n".join(rest), "is_cut": bool(beyond)})


def row_of(line: PastedLine, directory: Directory, proposals: OrganizationProposals) -> dict[str, Any]:
    """Return a line with the entries that it means or may mean; where ``is_known``, the only one."""
    official, officials = directory.look_up("official", line.name) if line.name else (None, [])
    organization, organizations = (
        directory.look_up("organization", line.organization, country=line.country)
        if line.organization
        else (None, [])
    )
    return {
        **line._asdict(),
        **proposals.of(line.organization),
        "is_known": bool(official),
        "officials": [as_choice(entry) for entry in ([official.candidate] if official else officials)],
        "is_organization_known": bool(organization),
        "organizations": [
            as_choice(entry) for entry in ([organization.candidate] if organization else organizations)
        ],
    }


def as_choice(candidate: Any) -> dict[str, Any]:
    return {"id": candidate.id, "text": candidate.name, "hint": ""}
