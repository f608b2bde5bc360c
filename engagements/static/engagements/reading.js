"use strict";
/* The page works without this: marks and proposals lead to each other. It shows what belongs
   together while one of them is pointed at, by the mouse or by the focus. */

const marks = new Map(); // name of a proposal -> its marks
for (const mark of document.querySelectorAll(".words .mark")) {
    for (const name of mark.dataset.rows.split(" ")) {
        marks.set(name, [...(marks.get(name) || []), mark]);
    }
}
const words = document.querySelector(".words");
const told = document.getElementById("pointed-at");

const forget = () => document.querySelectorAll(".pointed").forEach((one) => one.classList.remove("pointed"));

/* Scroll the account, and not the page, to where a mark is. */
const bring = (mark) => {
    const frame = words.getBoundingClientRect();
    const place = mark.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) {
        words.scrollTop += place.top - frame.top - frame.height / 3;
    }
};

const pointAtProposal = (proposal) => {
    forget();
    const found = marks.get(proposal.id) || [];
    found.forEach((mark) => mark.classList.add("pointed"));
    if (found.length) {
        bring(found[0]);
    }
};

const pointAtMark = (mark) => {
    forget();
    mark.classList.add("pointed");
    const links = mark.dataset.rows.split(" ").map((name) => {
        const proposal = document.getElementById(name);
        proposal.classList.add("pointed");
        const link = document.createElement("a");
        link.href = `#${name}`;
        link.textContent = proposal.getAttribute("aria-label");
        return link;
    });
    told.replaceChildren("What came of it: ", ...links.flatMap((link, at) => (at ? [" · ", link] : [link])));
    told.hidden = false;
};

/* A page that scrolls under a resting mouse is no pointing: the mouse has to move, over another one. */
let last = null;
const watch = (frame, selector, point) => {
    const look = ({ target }) => {
        const found = target.closest(selector);
        if (found && found !== last) {
            point(found);
        }
        last = found;
    };
    frame.addEventListener("pointermove", look);
    frame.addEventListener("focusin", look);
};

if (words) {
    watch(document.querySelector(".draft"), ".proposal", pointAtProposal);
    watch(words, ".mark", pointAtMark);
}
