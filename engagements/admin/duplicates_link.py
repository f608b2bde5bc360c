"""The link from the list of records to their likely duplicates."""

from engagements.models.duplicate_pairs import MergeableKind


def kinds_of(user):
    """The kinds of records that ``user`` may change, and so clear of duplicates."""
    return [kind for kind in MergeableKind if user.has_perm(f"engagements.change_{kind}")]


class DuplicatesLinkMixin:
    """For a ModelAdmin: the list of records that may be merged leads to their likely duplicates."""

    def changelist_view(self, request, extra_context=None):
        found = self.opts.model_name in kinds_of(request.user)
        return super().changelist_view(request, {"may_look_for_duplicates": found, **(extra_context or {})})
