"use strict";
/* Pages work without this. It leaves empty fields out of the address, turns the boxes of the
   filter form into comboboxes that offer what they may find, and filters lists without a reload. */
{
    const PAUSE = 150; // milliseconds of no typing before a question is sent

    const makeOption = ({ id, name, hint }) => {
        const option = document.createElement("li");
        option.setAttribute("role", "option");
        option.dataset.id = id;
        option.dataset.name = name;
        option.append(name);
        if (hint) {
            const detail = document.createElement("span");
            detail.className = "detail";
            detail.textContent = hint;
            option.append(" ", detail);
        }
        return option;
    };

    const makeTick = (name, { id, name: text }) => {
        const label = document.createElement("label");
        label.className = "tick";
        const tick = document.createElement("input");
        Object.assign(tick, { type: "checkbox", name, value: id, checked: true });
        label.append(tick, ` ${text}`);
        return label;
    };

    /* Add the list of options and the status; return both, and the text field that they belong to. */
    const addParts = (box) => {
        const input = box.querySelector("input[type=text]");
        const list = document.createElement("ul");
        list.id = `${input.id}_list`;
        list.className = "suggestions";
        list.setAttribute("role", "listbox");
        list.setAttribute("aria-label", `${input.labels[0].textContent}: suggestions`);
        list.hidden = true;
        const status = document.createElement("span");
        status.className = "hidden";
        status.setAttribute("role", "status");
        box.append(list, status);
        input.setAttribute("role", "combobox");
        input.setAttribute("aria-autocomplete", "list");
        input.setAttribute("aria-expanded", "false");
        input.setAttribute("aria-controls", list.id);
        return { input, list, status };
    };

    /* https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ with a list that opens below. */
    const makeCombobox = (box) => {
        const { input, list, status } = addParts(box);
        let active = -1; // the index of the option that is marked
        let questions = 0; // how many were asked: only the last one's answer counts
        let timer;

        /* Mark the option at `index`, the first one after the last; none where it is null. */
        const activate = (index) => {
            const options = [...list.children];
            active = index === null || !options.length ? -1 : (index + options.length) % options.length;
            for (const [at, option] of options.entries()) {
                option.setAttribute("aria-selected", String(at === active));
            }
            if (active < 0) {
                input.removeAttribute("aria-activedescendant");
            } else {
                input.setAttribute("aria-activedescendant", options[active].id);
                options[active].scrollIntoView({ block: "nearest" });
            }
        };

        const close = () => {
            clearTimeout(timer);
            questions += 1; // an answer that is still under way is not wanted any more
            list.hidden = true;
            list.replaceChildren();
            status.textContent = "";
            input.setAttribute("aria-expanded", "false");
            activate(null);
        };

        const choose = (option) => {
            const known = box.querySelector(`input[type=checkbox][value="${CSS.escape(option.dataset.id)}"]`);
            if (known) {
                known.checked = true;
            } else {
                input.before(makeTick(input.name, option.dataset));
            }
            input.value = "";
            close();
            input.dispatchEvent(new Event("change", { bubbles: true })); // as a box that is ticked by hand
        };

        const offer = async () => {
            questions += 1;
            const question = questions;
            const address = new URL(box.dataset.suggest, location.href);
            address.searchParams.set("q", input.value);
            const answer = await fetch(address).catch(() => null);
            if (answer?.status === 401) {
                location.reload(); // leads to the login, and back to this page
                return;
            }
            const results = answer?.ok ? (await answer.json()).results : [];
            if (question !== questions) {
                return;
            }
            const pointedAt = list.children[active]?.dataset.id; // since the question was asked
            list.replaceChildren(...results.map(makeOption));
            for (const [at, option] of [...list.children].entries()) {
                option.id = `${list.id}_${at}`;
            }
            list.hidden = !results.length;
            input.setAttribute("aria-expanded", String(results.length > 0));
            status.textContent = results.length ? `${results.length} found` : "none found";
            const place = [...list.children].findIndex(({ dataset }) => dataset.id === pointedAt);
            activate(place < 0 ? null : place);
        };

        input.addEventListener("input", () => {
            clearTimeout(timer);
            activate(null); // what was found for less must not be chosen for this
            if (input.value.trim()) {
                timer = setTimeout(offer, PAUSE);
            } else {
                close();
            }
        });
        input.addEventListener("keydown", async (event) => {
            if (event.isComposing) {
                return; // the key is the input method's
            }
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                if (list.hidden) {
                    await offer();
                }
                activate(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
            } else if (event.key === "Enter" && active >= 0) {
                event.preventDefault();
                choose(list.children[active]);
            } else if (event.key === "Enter") {
                close(); // what was typed is sent, and what is below the box comes into sight
            } else if (event.key === "Escape" && !list.hidden) {
                event.preventDefault();
                close();
            }
        });
        list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
        list.addEventListener("click", (event) => {
            const option = event.target.closest("[role=option]");
            if (option) {
                choose(option);
            }
        });
        input.addEventListener("blur", close);
    };

    const leaveOutEmptyFields = ({ formData }) => {
        for (const name of new Set(formData.keys())) {
            const values = formData.getAll(name).filter((value) => value.trim());
            formData.delete(name);
            for (const value of values) {
                formData.append(name, value);
            }
        }
    };

    const prepareForms = (part) => {
        for (const form of part.querySelectorAll("form.filter-form")) {
            form.addEventListener("formdata", leaveOutEmptyFields);
        }
        for (const box of part.querySelectorAll(".search-box")) {
            makeCombobox(box);
        }
    };

    prepareForms(document);

    /* Lists are filtered without a reload; htmx does what the attributes in list.html say. */
    document.addEventListener("htmx:load", ({ detail }) => {
        if (detail.elt !== document.body) {
            prepareForms(detail.elt);
        }
    });

    /* What is shown already is not asked for again: it would be one more step on the way back. */
    document.addEventListener("htmx:beforeRequest", (event) => {
        if (event.detail.pathInfo.finalRequestPath === location.pathname + location.search) {
            event.preventDefault();
        }
    });

    /* An answer that is no list where one was asked for (the login page, an error) is shown as a page. */
    const openAsPage = ({ detail }) => location.assign(detail.pathInfo.finalRequestPath);
    document.addEventListener("htmx:beforeSwap", (event) => {
        const { target, serverResponse } = event.detail;
        if (target.id === "results" && !serverResponse.includes('id="results"')) {
            event.detail.shouldSwap = false;
            openAsPage(event);
        }
    });
    document.addEventListener("htmx:sendError", openAsPage);

    const markInvalidFields = () => {
        for (const errors of document.querySelectorAll(".filter-form [id$=_errors]")) {
            for (const field of errors.parentElement.querySelectorAll("input, select")) {
                field.toggleAttribute("aria-invalid", false);
                if (errors.childElementCount) {
                    field.setAttribute("aria-invalid", "true");
                }
            }
        }
    };
    document.addEventListener("click", (event) => {
        if (event.target.closest(".print")) print();
    });
    document.addEventListener("keydown", ({ key, target }) => {
        const save = key === "Escape" ? target.closest(".tools .save[open]") : null;
        if (save) {
            save.open = false; // it lies over the list
            save.querySelector("summary").focus();
        }
    });
    document.addEventListener("htmx:afterSettle", () => {
        markInvalidFields();
        if (document.activeElement === document.body) {
            // what had the focus is gone
            document.getElementById("results").focus({ preventScroll: true });
        }
    });
}
