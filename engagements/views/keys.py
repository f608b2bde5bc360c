"""The page that lists the keys which the scripts of the pages and of the forms know."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from engagements.drafting.draft_form import TOOLS

KEYS = (
    (
        "On every page",
        (("Ctrl+K", "search everything"), ("/", "search everything"), ("?", "this page")),
    ),
    (
        "In a box that offers what it may find",
        (("↓ ↑", "go through what is offered"), ("Enter", "take it"), ("Esc", "close what is offered")),
    ),
    (
        "In the forms for entry",
        (
            ("↓", "in a box: open it; typing does so too"),
            ("Tab", "take the best match, and go on; of “Add”, to the first field of what is added"),
            ("Enter", "in a line: go to the next line, and add one at the end"),
            ("Ctrl+Z", "in a title that was filled in: put back what stood there"),
            ("↓", "in a date: open a calendar"),
            ("↓", "in a title: take the one that is offered below; else keep the line as a post, or not"),
            ("Enter", "in a new entry: go on behind its box; Tab does so from its last field"),
            ("Ctrl+Enter", "save; in a pasted list: make lines of it"),
            ("Ctrl+Shift+Enter", "save and open the next meeting, or another of the same kind"),
        ),
    ),
    (
        "Draft from a readout, for the words that are chosen in the text",
        (
            ("→ ← ↓ ↑", "choose the next word or line; with Shift one more"),
            ("1 … 9", "go on with that meeting"),
            ("j", "join this meeting to the one before"),
            ("y", "tick all of this visit or meeting"),
            *((key, label) for key, _, label in TOOLS),
        ),
    ),
    (
        "Draft from a readout, on a line",
        (
            ("d a c t", "delegation, accompanying, counterpart, third party"),
            ("n", "give it a meeting of its own"),
            ("[ ]", "move it to the meeting before or after"),
        ),
    ),
)


class KeysView(LoginRequiredMixin, TemplateView):
    template_name = "engagements/keys.html"
    extra_context = {"parts": KEYS}
