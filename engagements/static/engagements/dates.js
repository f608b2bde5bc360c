"use strict";
/* Boxes for dates. What was typed is read by the server and written out ("6 Dec" becomes 2021-12-06,
   "Monday 6 December 2021" below it); what may be two days is asked about. Beside the box are Today
   and a calendar, which Arrow down opens. A last day is offered to move along with the first. */
{
    const DAY = 24 * 60 * 60 * 1000;
    const ISO = /^\d{4}-\d{2}-\d{2}$/;
    const BOX = "input[data-date-box]:not([name*=__prefix__])";
    const start = () => document.getElementById("id_start_date");
    const end = () => document.getElementById("id_end_date");
    const isoDay = (date) => date.toISOString().slice(0, 10);
    const localToday = () => {
        const now = new Date();
        return isoDay(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
    };

    const button = (text, act, className) => {
        const element = document.createElement("button");
        element.type = "button";
        element.textContent = text;
        element.className = className;
        element.addEventListener("click", act);
        return element;
    };

    const set = (box, value) => {
        box.value = value;
        box.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const openCalendar = (box) => {
        const calendar = box.parentElement.querySelector(".date-calendar");
        calendar.value = ISO.test(box.value) ? box.value : "";
        calendar.showPicker();
    };

    const labelOf = (box) =>
        box.getAttribute("aria-label") || box.labels[0]?.textContent.replace(":", "").trim() || "Date";

    const equip = (box) => {
        if (box.closest(".date-box")) {
            return;
        }
        const label = labelOf(box); // before the box is moved
        const frame = document.createElement("span");
        frame.className = "date-box";
        box.replaceWith(frame);
        const calendar = document.createElement("input");
        calendar.type = "date";
        calendar.className = "date-calendar";
        calendar.tabIndex = -1;
        calendar.setAttribute("aria-hidden", "true");
        calendar.addEventListener("change", () => {
            set(box, calendar.value);
            box.focus();
        });
        const tools = [
            button("Today", () => set(box, localToday()), "date-tool"),
            button("Calendar", () => openCalendar(box), "date-tool"),
        ];
        for (const tool of tools) {
            tool.tabIndex = -1; // whoever tabs types "today", or presses Arrow down
            tool.setAttribute("aria-label", `${label}: ${tool.textContent}`);
        }
        const words = document.createElement("span");
        words.className = "date-words";
        words.setAttribute("role", "status");
        frame.append(box, calendar, ...tools, words);
    };

    const wordsOf = (box) => box.closest(".date-box").querySelector(".date-words");

    const ask = (box, { problem, readings }) => {
        const buttons = readings.map(({ value, words }) =>
            button(
                words,
                () => {
                    set(box, value);
                    box.focus();
                },
                "date-reading",
            ),
        );
        wordsOf(box).replaceChildren(`${problem} `, ...buttons);
    };

    /* The last day, left as it was, goes with the first one: by itself if it must, else by a button. */
    const moveEndAlong = () => {
        const [first, last] = [start(), end()];
        if (!ISO.test(first.value) || !ISO.test(first.defaultValue) || last.value !== last.defaultValue) {
            return;
        }
        const days = Math.round((new Date(last.value) - new Date(first.defaultValue)) / DAY);
        const isMoved = first.value !== first.defaultValue;
        if (Number.isNaN(days)) {
            return;
        }
        if (location.pathname.endsWith("/add/")) {
            const dates = document.getElementById("id_dates");
            const clear = () => {
                last.value = "";
                dates.value = "exact";
                wordsOf(last).replaceChildren();
                last.focus();
            };
            if (isMoved || days) {
                wordsOf(last).replaceChildren(button("On this day alone", clear, "date-reading"));
            }
            return;
        }
        if (!isMoved) {
            return;
        }
        const moved = isoDay(new Date(new Date(first.value).getTime() + days * DAY));
        const move = () => {
            last.value = moved;
            wordsOf(last).textContent = "Moved along.";
        };
        if (first.value > last.value) {
            move();
        } else {
            const moveAndStay = () => {
                move();
                last.focus();
            };
            wordsOf(last).replaceChildren(button(`Move along to ${moved}`, moveAndStay, "date-reading"));
        }
    };

    const read = async (box) => {
        const typed = box.value.trim();
        if (!typed) {
            wordsOf(box).replaceChildren();
            return;
        }
        const address = new URL(box.dataset.dateBox, location.href);
        address.searchParams.set("text", typed);
        address.searchParams.set("base", box === start() ? "" : start()?.value || "");
        const response = await fetch(address);
        const answer = response.ok && (await response.json());
        if (!answer || box.value.trim() !== typed) {
            return; // something else was typed while the answer was under way
        }
        if (answer.problem) {
            ask(box, answer);
            return;
        }
        box.value = answer.value;
        wordsOf(box).textContent = answer.words;
        if (box === start() && end()) {
            moveEndAlong();
        }
    };

    const equipAll = (root) => {
        for (const box of root.querySelectorAll(BOX)) {
            equip(box);
        }
    };

    document.addEventListener("change", ({ target }) => {
        if (target.matches(BOX)) {
            read(target);
        }
    });
    document.addEventListener("keydown", (event) => {
        const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey);
        if (event.key === "ArrowDown" && isPlain && event.target.matches(BOX)) {
            event.preventDefault();
            openCalendar(event.target);
        }
    });
    /* The days that a refusal offers, as the page came with them. */
    document.addEventListener("click", ({ target }) => {
        const box = target.matches(".errorlist .date-reading")
            ? target.closest(".fieldBox, .form-row, td").querySelector(BOX)
            : null;
        if (box) {
            set(box, target.dataset.date);
            box.focus();
        }
    });
    document.addEventListener("DOMContentLoaded", () => equipAll(document));
    document.addEventListener("formset:added", ({ target }) => equipAll(target));
}
