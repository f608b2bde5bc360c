"use strict";
/* The page works without this: marks and proposals lead to each other. It shows what belongs
   together while one of them is pointed at, by the mouse or by the focus. */
{
    const text = document.querySelector(".words");
    const note = document.getElementById("pointed-at");
    const marksByProposal = new Map(); // id of a proposal -> its marks
    for (const mark of document.querySelectorAll(".words .mark")) {
        for (const id of mark.dataset.rows.split(" ")) {
            marksByProposal.set(id, [...(marksByProposal.get(id) || []), mark]);
        }
    }

    const clearPointed = () => {
        for (const element of document.querySelectorAll(".pointed")) {
            element.classList.remove("pointed");
        }
    };

    /* Scroll the text, and not the page, to where a mark is. */
    const scrollTextTo = (mark) => {
        const frame = text.getBoundingClientRect();
        const place = mark.getBoundingClientRect();
        if (place.top < frame.top || place.bottom > frame.bottom) {
            text.scrollTop += place.top - frame.top - frame.height / 3;
        }
    };

    const pointAtProposal = (proposal) => {
        clearPointed();
        const marks = marksByProposal.get(proposal.id) || [];
        for (const mark of marks) {
            mark.classList.add("pointed");
        }
        if (marks.length) {
            scrollTextTo(marks[0]);
        }
    };

    const linkTo = (proposal) => {
        const link = document.createElement("a");
        link.href = `#${proposal.id}`;
        link.textContent = proposal.getAttribute("aria-label");
        return link;
    };

    const pointAtMark = (mark) => {
        clearPointed();
        mark.classList.add("pointed");
        const proposals = mark.dataset.rows.split(" ").map((id) => document.getElementById(id));
        for (const proposal of proposals) {
            proposal.classList.add("pointed");
        }
        const links = proposals.map(linkTo);
        note.replaceChildren(
            "What came of it: ",
            ...links.flatMap((link, at) => (at ? [" · ", link] : [link])),
        );
        note.hidden = false;
    };

    /* A page that scrolls under a resting mouse is no pointing: the mouse has to move, over another one. */
    let lastElement = null;
    const watchPointing = (frame, selector, pointAt) => {
        const handleEvent = ({ target }) => {
            const element = target.closest(selector);
            if (element && element !== lastElement) {
                pointAt(element);
            }
            lastElement = element;
        };
        frame.addEventListener("pointermove", handleEvent);
        frame.addEventListener("focusin", handleEvent);
    };

    if (text) {
        watchPointing(document.querySelector(".draft"), ".proposal", pointAtProposal);
        watchPointing(text, ".mark", pointAtMark);
    }
}
