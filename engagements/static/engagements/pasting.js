"use strict";
/* Lists of people that are pasted, one a line, into a box above the lines or into the box of an official.
   The server says what each line means; each becomes a line of the form to be looked at. What is not
   understood stays in the box as it was typed. */
{
    const {
        ENTRIES,
        LINES,
        fieldBeside,
        fieldOf,
        focusableOf,
        insertEntry,
        nameOf,
        newValue,
        openSelect,
        selectEntry,
        showOffer,
    } = globalThis.entryLines;
    const OFFICIAL = "select[data-pasted]";

    const element = (tag, properties, ...children) => {
        const made = Object.assign(document.createElement(tag), properties);
        made.append(...children);
        return made;
    };

    const linesOf = (group) => [...group.querySelectorAll(LINES.split(" ").at(-1))];
    const isEmpty = (line) => {
        const official = line.querySelector(OFFICIAL);
        return ["official", "title", "organization", "description"]
            .map((name) => fieldBeside(official, name))
            .every((field) => !field?.value || field.type === "hidden");
    };

    /* The new entry of that name, where the page has one already. */
    const knownNew = (model, name) =>
        [...document.querySelectorAll(`${ENTRIES}[data-model="${model}"]`)].find(
            (entry) => nameOf(entry).value.toLowerCase() === name.toLowerCase(),
        );

    /* Ask whether a new name is one of those that are there. */
    const ask = (entry, candidates) => {
        const question = element("p", { className: "errornote" }, "Is this the same? ");
        for (const { id, text, hint } of candidates) {
            const button = element(
                "button",
                { type: "button", name: "_use_existing", value: id },
                `Use ${text}${hint ? ` (${hint})` : ""}`,
            );
            button.dataset.name = text;
            question.append(button, " ");
        }
        const none = element("button", { type: "button" }, "None of these: add it");
        none.addEventListener("click", () => {
            entry.querySelector("[name$=-distinct]").value = "on";
            question.remove();
            entry.querySelector("summary").focus();
        });
        question.append(none);
        entry.querySelector("summary").after(question);
        entry.open = true;
    };

    const fill = (select, name, isKnown, candidates, values) => {
        if (isKnown) {
            selectEntry(select, candidates[0]);
            return;
        }
        const other = knownNew(select.dataset.adds, name);
        if (other) {
            selectEntry(select, { id: newValue(other), text: name });
            return;
        }
        const entry = insertEntry(select, name);
        for (const [field, value] of Object.entries(values)) {
            if (value) {
                fieldOf(entry, field).value = value;
            }
        }
        if (candidates.length) {
            ask(entry, candidates);
        }
    };

    const isThere = (group, pk) =>
        [...group.closest("form").querySelectorAll(OFFICIAL)].some(({ value }) => value === String(pk));

    const isOwnName = (name) =>
        ["name", "acronym", "native_name"].some(
            (field) => document.getElementById(`id_${field}`)?.value.toLowerCase() === name.toLowerCase(),
        );

    /* Make a line of a row; return whether it could be. */
    const makeLine = (group, row) => {
        const line = linesOf(group).find(isEmpty);
        const official = line.querySelector(OFFICIAL);
        const field = (name) => fieldBeside(official, name);
        if ((!row.name && !field("description")) || (row.is_known && isThere(group, row.officials[0].id))) {
            return false;
        }
        const isOfPosts = field("organization").type === "hidden"; // of the organization whose form it is
        field("title").value = isOfPosts
            ? [row.title, isOwnName(row.organization) ? "" : row.organization].filter(Boolean).join(", ")
            : row.title;
        for (const name of ["description", "note"]) {
            if (field(name)) {
                field(name).value = row[name];
            }
        }
        if (row.organization && !isOfPosts) {
            const { kind, country, aliases } = row;
            fill(field("organization"), row.organization, row.is_organization_known, row.organizations, {
                kind,
                country,
                aliases,
            });
        }
        if (row.name) {
            const { honorific, native_name } = row;
            fill(official, row.name, row.is_known, row.officials, { honorific, native_name });
            if (row.title) {
                official.dataset.filledFor = official.value;
                official.dataset.mayKeep = official.value.startsWith("new:") ? "true" : "";
                showOffer(official);
            }
        }
        if (row.text) {
            const pasted = element(
                "p",
                { className: "pasted" },
                "As pasted: ",
                element("bdi", {}, row.text.trim()),
            );
            (line.matches("tr") ? official.closest("td") : line).append(pasted);
        }
        field("title").dispatchEvent(new Event("input", { bubbles: true }));
        (field("description") || official).dispatchEvent(new Event("input", { bubbles: true }));
        return true;
    };

    const inWords = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

    const makeLines = async (group, text) => {
        const box = group.querySelector(".pasting:has(textarea)");
        const status = box.nextElementSibling;
        const area = box.querySelector("textarea");
        const official = group.querySelector(OFFICIAL);
        const body = new FormData();
        body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
        body.append("text", text);
        body.append("visit", document.getElementById("id_visit")?.value || "");
        body.append("side", group.id.replace("-group", ""));
        body.append("sender", document.getElementById("id_organization")?.value || "");
        box.open = true;
        status.textContent = "Reading …";
        let response = null;
        try {
            response = await fetch(official.dataset.pasted, { method: "POST", body });
        } catch {
            // as if refused
        }
        if (!response?.ok) {
            area.value = text;
            status.textContent = [401, 403].includes(response?.status)
                ? "Your session has ended. Copy the list, save the form, sign in, and paste the list again."
                : "The list could not be read; it stays here. Try again.";
            return;
        }
        const { rows, rest } = await response.json();
        const left = rows.filter((row) => !makeLine(group, row)).map((row) => row.text);
        area.value = [...left, ...rest.split("\n")].filter((line) => line.trim()).join("\n");
        const count = area.value ? area.value.split("\n").length : 0;
        const questions = group.querySelectorAll(".new-entry .errornote").length;
        status.textContent = [
            `${inWords(rows.length - left.length, "line")} made: look at them.`,
            questions ? `${inWords(questions, "question")} to answer.` : "",
            count
                ? `${inWords(count, "line")} left here: not understood, there already, without a name, or beyond 100.`
                : "",
        ].join(" ");
        box.open = Boolean(count);
        const question = group.querySelector(".new-entry .errornote button");
        (question || focusableOf(linesOf(group).at(-1).querySelector(OFFICIAL))).focus();
    };

    const addBox = (group) => {
        const area = element("textarea", { rows: 4, dir: "auto" });
        const make = element("button", { type: "button" }, "Make lines");
        make.addEventListener("click", () => makeLines(group, area.value));
        area.addEventListener("keydown", (event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                event.stopPropagation();
                make.click();
            }
        });
        const box = element(
            "details",
            { className: "pasting" },
            element("summary", {}, "Paste a list"),
            element(
                "label",
                {},
                "Name, title, organization; one person a line, from a mail or a sheet",
                area,
            ),
            make,
        );
        const status = element("p", { className: "pasting-status" }); // read where the box is closed, too
        status.setAttribute("role", "status");
        group.querySelector(".inline-heading").after(box, status);
    };

    document.addEventListener("DOMContentLoaded", () => {
        for (const official of document.querySelectorAll(
            `[id$=-empty] ${OFFICIAL}, .empty-form ${OFFICIAL}`,
        )) {
            const group = official.closest(".inline-group");
            if (!group.querySelector(".pasting")) {
                addBox(group);
            }
        }
    });

    /* Several lines that are pasted into the box of an official are a list. */
    document.addEventListener(
        "paste",
        (event) => {
            const text = event.clipboardData?.getData("text/plain") || "";
            const select = openSelect();
            if (
                select?.dataset.pasted &&
                text.trim().includes("\n") &&
                event.target.matches(".select2-search__field")
            ) {
                event.preventDefault();
                django.jQuery(select).select2("close");
                makeLines(select.closest(".inline-group"), text);
            }
        },
        true,
    );

    /* Whom the visit met in other meetings: a line each, at a press. */
    document.addEventListener("DOMContentLoaded", () => {
        const offers = document.getElementById("counterparts-to-offer");
        const group = document.getElementById("counterpart-group");
        if (!(offers && group)) {
            return;
        }
        group.querySelector(".inline-heading").after(offers);
        offers.hidden = false;
        for (const button of offers.querySelectorAll("button")) {
            const { official, name, title, organization, organizationName } = button.dataset;
            button.addEventListener("click", () => {
                makeLine(group, {
                    name,
                    title,
                    text: "",
                    note: "",
                    description: "",
                    is_known: true,
                    officials: [{ id: official, text: name }],
                    organization: organizationName,
                    is_organization_known: true,
                    organizations: [{ id: organization, text: organizationName }],
                });
                button.disabled = true;
            });
        }
    });
}
