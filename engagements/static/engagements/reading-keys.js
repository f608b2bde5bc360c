"use strict";
/* The desk for reading: words are chosen by the mouse or by the arrows, and a key says what they are. Each key is that
   of a button, which works without this as well. Keys count only while the focus is on the text or on a line. */
{
    const form = document.querySelector("form.reading");
    const text = document.querySelector(".words");
    const STATE = "reading";
    const SIDES = { d: "delegation", a: "accompanying", c: "counterpart", t: "third_party" };
    const ARROWS = {
        ArrowRight: ["forward", "word"],
        ArrowLeft: ["backward", "word"],
        ArrowDown: ["forward", "line"],
        ArrowUp: ["backward", "line"],
    };

    const isTextField = (element) =>
        element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit])");

    /* The number of characters of the text before a place in it, counted as the server counts. */
    const offsetOf = (node, offset) => {
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(node, offset);
        return [...range.toString()].length;
    };

    const noteChosenWords = () => {
        const chosen = getSelection();
        if (!chosen.rangeCount || chosen.isCollapsed) {
            return;
        }
        const range = chosen.getRangeAt(0);
        const words = range.toString();
        if (!text.contains(range.commonAncestorContainer) || !words.trim()) {
            return;
        }
        const start =
            offsetOf(range.startContainer, range.startOffset) +
            [...words].length -
            [...words.trimStart()].length;
        form.elements.selection.value = `${start}-${start + [...words.trim()].length}`;
        form.elements.words.value = words.trim().replace(/\s+/g, " ");
    };

    /* Choose the next word, or with Shift one more. */
    const chooseByArrow = (event) => {
        const [direction, unit] = ARROWS[event.key];
        const chosen = getSelection();
        if (!chosen.rangeCount || !text.contains(chosen.focusNode)) {
            chosen.collapse(text, 0);
        } else if (!event.shiftKey && !chosen.isCollapsed) {
            direction === "forward" ? chosen.collapseToEnd() : chosen.collapseToStart();
        }
        chosen.modify("extend", direction, unit);
        noteChosenWords(); // the browser tells of it later, perhaps after the next key
        event.preventDefault();
    };

    /* Sent as a press of its button; where the page stood is kept for the next one. */
    const press = (button) => {
        if (button) {
            sessionStorage.setItem(
                STATE,
                JSON.stringify([text.scrollTop, scrollY, document.activeElement === text]),
            );
            form.requestSubmit(button);
        }
    };

    const toolFor = (key) => form.querySelector(`.tools [data-key="${CSS.escape(key)}"]`);

    const giveSide = (line, side) => {
        const select = line.querySelector("select[name$='-side']");
        select.value = side;
        line.querySelector(".accept input").checked = true;
        select.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const moveToMeeting = (line, step) => {
        const select = line.querySelector("select[name$='-parent']");
        const at = select ? select.selectedIndex + step : -1;
        if (select && at >= 0 && at < select.length) {
            select.selectedIndex = at;
            press(toolFor("r"));
        }
    };

    const takeInHand = (number) => {
        const meetings = form.querySelectorAll("input[name=hand][value^=meeting]");
        if (meetings[number - 1]) {
            meetings[number - 1].checked = true;
        }
    };

    const handleKeyOfLine = (line, key) => {
        if (SIDES[key]) {
            giveSide(line, SIDES[key]);
        } else if (key === "n") {
            press(line.querySelector("[data-key=n]"));
        } else if (key === "[" || key === "]") {
            moveToMeeting(line, key === "[" ? -1 : 1);
        } else {
            return false;
        }
        return true;
    };

    const handleKey = (event) => {
        const { key, target } = event;
        if (event.ctrlKey || event.metaKey || event.altKey || isTextField(target)) {
            return;
        }
        if (!ARROWS[key] && !singleKeysCount()) {
            return;
        }
        const line = target.closest(".proposal");
        if (ARROWS[key] && target === text) {
            chooseByArrow(event);
        } else if (line?.querySelector("select[name$='-side']") && handleKeyOfLine(line, key)) {
            event.preventDefault();
        } else if (!target.closest(".readout, .proposal, .in-hand")) {
            return;
        } else if (/^[1-9]$/.test(key)) {
            takeInHand(Number(key));
        } else if (key === "j" || key === "y") {
            press(
                form
                    .querySelector("input[name=hand]:checked")
                    ?.closest(".in-hand")
                    .querySelector(`[data-key=${key}]`),
            );
        } else if (toolFor(key)) {
            event.preventDefault();
            press(toolFor(key));
        }
    };

    const restorePlace = () => {
        const [scrolled, page, wasInText] = JSON.parse(sessionStorage.getItem(STATE) || "[]");
        sessionStorage.removeItem(STATE);
        if (page === undefined) {
            return;
        }
        const changed = document.getElementById(form.dataset.focus);
        changed?.classList.add("pointed");
        scrollTo(0, page);
        text.scrollTop = scrolled;
        if (wasInText) {
            text.focus({ preventScroll: true });
        } else {
            (changed?.querySelector("input[type=checkbox]") || text).focus({ preventScroll: true });
        }
        changed?.scrollIntoView({ block: "nearest" });
    };

    if (form) {
        for (const mark of text.querySelectorAll("a")) {
            mark.draggable = false; // a drag chooses words
        }
        document.addEventListener("selectionchange", noteChosenWords);
        form.elements.words.addEventListener("input", () => {
            form.elements.selection.value = "";
        });
        form.addEventListener("keydown", handleKey);
        form.addEventListener("click", ({ target }) => {
            if (target.closest("button[name=act]")) {
                sessionStorage.setItem(STATE, JSON.stringify([text.scrollTop, scrollY, false]));
            }
        });
        restorePlace();
    }
}
