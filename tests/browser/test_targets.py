"""Every form and list of the admin: large enough to hit, enlarged twice, and in forced colours."""

import pytest
from django.contrib.admin import site
from django.urls import reverse

from engagements.models import Meeting
from tests.factories import CorrectionFactory, RemarkFactory

from .conftest import DESKTOP, PHONE, expect_boxes, sideways

ENLARGED = {"width": 640, "height": 400}  # what 1280 pixels show at 200 percent

# WCAG 2.5.8: 24 pixels; or so much room around, or in a line of text, whose height says its own.
SMALL_TARGETS = """() => {
    const TARGETS = `a[href], button, input:not([type=hidden]), select, textarea, summary,
        .select2-selection, .select2-selection__choice__remove`;
    const union = (a, b) => {
        const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
        const [right, bottom] = [Math.max(a.right, b.right), Math.max(a.bottom, b.bottom)];
        return new DOMRect(left, top, right - left, bottom - top);
    };
    const areaOf = (element) => {
        let area = element.getBoundingClientRect();
        if (element.matches("[type=checkbox], [type=radio]")) {
            for (const label of element.labels) {
                area = union(area, label.getBoundingClientRect());
            }
        }
        return area;
    };
    const isThere = (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        !element.closest("[aria-hidden=true]:not(.select2-dropdown)") &&
        getComputedStyle(element).pointerEvents !== "none" &&
        !element.matches(".select2-search__field, .select2-hidden-accessible");
    const targets = [...document.querySelectorAll(TARGETS)]
        .filter(isThere)
        .map((element) => ({ element, area: areaOf(element) }))
        .filter(({ area }) => area.width > 1 && area.height > 1 && area.right > 0 && area.bottom > 0);
    for (const target of targets) {
        const { left, top, width, height } = target.area;
        target.isSmall = width < 23.9 || height < 23.9;
        target.x = left + width / 2;
        target.y = top + height / 2;
    }
    const isInText = ({ element }) => {
        if (!getComputedStyle(element).display.startsWith("inline")) {
            return false;
        }
        let block = element.parentElement;
        while (getComputedStyle(block).display === "inline") {
            block = block.parentElement;
        }
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            if (!parentElement.closest(TARGETS) && /\\p{L}/u.test(data)) {
                return true;
            }
        }
        return false;
    };
    const isNear = (small, other) => {
        if (other.isSmall) {
            return Math.hypot(small.x - other.x, small.y - other.y) < 23.9;
        }
        const { left, right, top, bottom } = other.area;
        const across = Math.max(left - small.x, 0, small.x - right);
        const down = Math.max(top - small.y, 0, small.y - bottom);
        return Math.hypot(across, down) < 11.9;
    };
    return targets
        .filter((small) => small.isSmall && !isInText(small))
        .filter((small) =>
            targets.some(
                (other) =>
                    !other.element.contains(small.element) &&
                    !small.element.contains(other.element) &&
                    isNear(small, other),
            ),
        )
        .map(({ element, area }) => {
            const name = element.id || element.className || element.textContent.trim().slice(0, 40);
            return `${element.tagName} ${name}: ${Math.round(area.width)} by ${Math.round(area.height)}`;
        });
}"""

# What is told from the page by a background alone is not told where all backgrounds are one.
BORDERLESS = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((element) => !element.matches(".select2-search__field, .select2-hidden-accessible"))
    .filter(({ type }) => !["checkbox", "radio", "file"].includes(type))
    .filter((element) => {
        const { borderBottomStyle, borderBottomWidth, textDecorationLine } = getComputedStyle(element);
        const isFramed = borderBottomStyle !== "none" && parseFloat(borderBottomWidth) > 0;
        return !isFramed && textDecorationLine === "none";
    })
    .map((element) => `${element.tagName} ${element.id || element.name || element.textContent.trim()}`)"""


def addresses_of_admin(request):
    """Yield the address of each list, empty form and form that the user of ``request`` may open."""
    for model, admin in site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        if admin.has_view_permission(request):
            yield reverse(f"{name}_changelist")
            if record := admin.get_queryset(request).first():
                yield reverse(f"{name}_change", args=[record.pk])
        if admin.has_add_permission(request):
            yield reverse(f"{name}_add")


@pytest.mark.usefixtures("example")
def test_forms_and_lists_can_be_hit_enlarged_and_shown_in_forced_colours(look, sign_in, editor, rf):
    meeting = Meeting.objects.get(title__startswith="Summit")
    CorrectionFactory(visit=None, meeting=meeting)
    RemarkFactory(visit=None, meeting=meeting)
    request = rf.get("/")
    request.user = editor
    sign_in(editor)
    faults = []
    addresses = list(addresses_of_admin(request))
    assert len(addresses) > 20
    for address in addresses:
        page = look(address)
        expect_boxes(page)
        for viewport in (DESKTOP, ENLARGED, PHONE):
            page.set_viewport_size(viewport)
            width = viewport["width"]
            faults += [(address, width, target) for target in page.evaluate(SMALL_TARGETS)]
            if sideways(page) > 0:
                faults.append((address, width, f"{sideways(page)} pixels too wide"))
        page.emulate_media(forced_colors="active")
        faults += [(address, "forced colours", element) for element in page.evaluate(BORDERLESS)]
        page.emulate_media(forced_colors="none")
    assert not faults, "\n".join(" ".join(map(str, fault)) for fault in faults)
