"use strict";
/* The keyboard in the admin's forms. Typing into a closed box opens it, Tab takes the best
   match and goes on, and the last match offers to add what was typed. Enter in a line goes
   to the next line, of which there is always an empty one. Ctrl+Enter saves, with Shift it
   opens the next meeting as well. An official brings title and organization of the day. */
{
    const $ = django.jQuery;
    const ADD = "+"; // the id of the choice that adds; records have numbers

    /* Boxes: Select2's, one for each select that searches. */

    let openSelect = null; // the select whose box is open
    let resultsPending = false; // what was typed is not answered yet
    let chooseWhenReady = false; // the best match is chosen as soon as it is there
    let selectAddedTo = null; // the select for which an entry is being added

    const boxOf = (select) => $(select).data("select2");
    const addLinkOf = (select) => document.getElementById(`add_${select.id}`);
    const labelOf = (select) =>
        select.getAttribute("aria-label") || select.labels[0]?.textContent.replace(":", "") || "";
    const focusableOf = (select) => (boxOf(select).selection.$search || boxOf(select).$selection)[0];

    /* Let the form that adds an entry begin with the name that was searched for. */
    const setNameOfNewEntry = (select, term) => {
        const link = addLinkOf(select);
        if (!link) {
            return;
        }
        const address = new URL(link.href, location.href);
        for (const name of ["name", "title"]) {
            if (term) {
                address.searchParams.set(name, term);
            } else {
                address.searchParams.delete(name);
            }
        }
        link.href = address;
    };

    /* Offer to add what was typed, below what was found. */
    const processResults = function (answer, { term }) {
        const select = this.$element[0];
        const name = (term || "").trim();
        const known = answer.results.some(({ text }) => text.toLowerCase() === name.toLowerCase());
        if (name && !known && !answer.pagination.more && addLinkOf(select)) {
            answer.results.push({ id: ADD, text: `Add “${name}” …` });
        }
        return answer;
    };

    /* Select2 names a box by its value, and makes a field of its own of that. */
    const labelBox = (select) => {
        const { $selection, selection } = boxOf(select);
        $selection.find(".select2-selection__rendered[role=textbox]").removeAttr("role aria-readonly");
        for (const part of [$selection[0], selection.$search?.[0]]) {
            if (part && labelOf(select)) {
                part.removeAttribute("aria-labelledby");
                part.setAttribute("aria-label", labelOf(select));
            }
        }
    };

    const prepareBox = (select) => {
        labelBox(select);
        if (addLinkOf(select)) {
            addLinkOf(select).tabIndex = -1; // whoever tabs types, and is offered it then
        }
        const box = boxOf(select);
        box.on("results:all", ({ data }) => {
            resultsPending = false;
            if (needsPerson(data.results)) {
                unmarkMatches();
            }
            if (chooseWhenReady) {
                chooseWhenReady = false;
                box.trigger("results:select", {});
            }
        });
    };

    /* A name, and what tells it from its namesakes. */
    const showMatch = ({ text, hint }) => {
        if (!hint) {
            return text;
        }
        const match = document.createElement("span");
        const detail = document.createElement("span");
        detail.className = "detail";
        detail.textContent = hint;
        match.append(text, " ", detail);
        return $(match);
    };

    if ($.fn.select2) {
        // not there in a form without boxes
        $.fn.select2.defaults.set("ajax", { processResults });
        $.fn.select2.defaults.set("templateResult", showMatch);
    }

    const unmarkMatches = () =>
        $(".select2-results__option--highlighted").removeClass("select2-results__option--highlighted");

    /* Namesakes are told apart by a person, and a name that is only similar is taken by one. */
    const needsPerson = ([first, second]) =>
        first?.match === "near" || (first?.match === "exact" && second?.match === "exact");

    /* Before Django's own script makes boxes, now and in lines that are added later. */
    $(() => {
        const makeBoxes = $.fn.djangoAdminSelect2;
        $.fn.djangoAdminSelect2 = function () {
            // Select2 would put a cross that clears all into the list of what is chosen.
            this.filter("[multiple]").attr("data-allow-clear", "false");
            makeBoxes.call(this);
            return this.each((_, select) => prepareBox(select));
        };
    });

    $(document).on("select2:open", ({ target }) => {
        openSelect = target;
        resultsPending = chooseWhenReady = false;
        const search = document.querySelector(".select2-dropdown .select2-search__field");
        if (search) {
            search.setAttribute("aria-label", labelOf(openSelect));
            search.focus();
        }
    });
    $(document).on("select2:close", () => {
        openSelect = null;
    });
    $(document).on("input", ".select2-search__field", ({ target }) => {
        resultsPending = true;
        chooseWhenReady = false;
        // What was found for less must not be chosen for this.
        unmarkMatches();
        if (openSelect) {
            setNameOfNewEntry(openSelect, target.value.trim());
        }
    });
    $(document).on("select2:select", ({ target }) => setNameOfNewEntry(target, ""));
    $(document).on("select2:selecting", (event) => {
        if (event.params.args.data.id === ADD) {
            event.preventDefault();
            $(event.target).select2("close");
            addLinkOf(event.target).click();
        }
    });
    $(document).on("click", ".add-related", ({ currentTarget }) => {
        selectAddedTo = document.getElementById(currentTarget.id.replace("add_", ""));
    });
    /* Back from the window in which an entry was added. */
    $(document).on("change", "select", ({ target }) => {
        if (target === selectAddedTo) {
            selectAddedTo = null;
            setNameOfNewEntry(target, "");
            focusableOf(target).focus();
        }
    });

    /* Lines: the forms of inlines. */

    const LINES = '.inline-group [class*="dynamic-"]';
    const FIELDS =
        ".select2-selection, select:not(.select2-hidden-accessible), textarea, " +
        "input:not([type=hidden], [name$=-DELETE])";
    const allLines = () => [...document.querySelectorAll(LINES)];
    const lineOf = (element) => element.closest(LINES);
    const isLastOfItsInline = (line) =>
        !allLines().some(
            (other) =>
                line.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING &&
                line.parentElement === other.parentElement,
        );

    $(document).on("input change", ".inline-group", ({ target }) => {
        const line = target.value ? lineOf(target) : null;
        if (line && isLastOfItsInline(line)) {
            line.parentElement.querySelector(".add-row a").click();
        }
    });

    const focusNextLine = (element) => {
        const lines = allLines();
        lines[lines.indexOf(lineOf(element)) + 1]?.querySelector(FIELDS).focus();
    };

    /* Posts */

    const fieldBeside = (official, name) => document.getElementById(official.id.replace(/official$/, name));

    const selectEntry = (select, { id, text }) => {
        if (![...select.options].some(({ value }) => value === String(id))) {
            select.add(new Option(text, id));
        }
        $(select).val(String(id)).trigger("change");
    };

    /* What was filled in for one official may be replaced for the next; what was typed may not. */
    const areUntouched = (...fields) =>
        fields.every((field) => !field.value || field.value === field.dataset.filled);

    /* Return the post that an official held at the dates of the form; undefined where there is none. */
    const fetchPost = async (select, pk, start) => {
        const address = new URL(select.dataset.posts.replace("/0/", `/${pk}/`), location.href);
        address.searchParams.set("start", start);
        address.searchParams.set("end", document.getElementById("id_end_date").value);
        const answer = await fetch(address);
        return answer.ok ? (await answer.json()).posts[0] : undefined;
    };

    /* Say below the title what stood there for another official; a button or Ctrl+Z puts it back. */
    const tellOfRefill = (official, before, keptFor) => {
        const title = fieldBeside(official, "title");
        const organization = fieldBeside(official, "organization");
        const message = document.createElement("p");
        message.className = "refilled";
        message.setAttribute("role", "status");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = "Put back (Ctrl+Z)";
        button.addEventListener("click", () => {
            title.value = title.dataset.filled = before.title;
            if (before.organization.id) {
                selectEntry(organization, before.organization);
            } else {
                $(organization).val(null).trigger("change");
            }
            organization.dataset.filled = organization.value;
            title.dataset.opened = "true";
            keptFor.value = official.value;
            message.remove();
            title.focus();
        });
        const said = [before.title, before.organization.text].filter(Boolean).join(", ");
        const now = title.value || organization.value ? "filled in anew" : "cleared";
        message.append(`“${said}” was said of another official: ${now}. `, button);
        title.parentElement.append(message);
    };

    /* The official whose title and organization are in the line: first the one that it was opened with. */
    const filledFor = ({ dataset, options }) =>
        dataset.filledFor ?? [...options].find(({ defaultSelected }) => defaultSelected)?.value ?? "";

    const fillInPost = async (official) => {
        const title = fieldBeside(official, "title");
        const organization = fieldBeside(official, "organization");
        const start = document.getElementById("id_start_date");
        if (!title || !organization || !start || !areUntouched(title, organization)) {
            return;
        }
        const pk = official.value;
        if (pk === filledFor(official)) {
            return; // Django says of each box that it changed when the page is there
        }
        const post = pk ? await fetchPost(official, pk, start.value) : undefined;
        if (official.value !== pk || !areUntouched(title, organization)) {
            return; // another was chosen, or something typed, while the answer was under way
        }
        official.dataset.filledFor = pk;
        const before = {
            title: title.value,
            organization: { id: organization.value, text: organization.selectedOptions[0]?.text },
        };
        title.value = title.dataset.filled = post ? post.title : "";
        if (title === document.activeElement) {
            title.select(); // as Tab would have, had it been there
        }
        if (post) {
            selectEntry(organization, post.organization);
        } else {
            $(organization).val(null).trigger("change");
        }
        organization.dataset.filled = organization.value;
        if (before.title === title.value && before.organization.id === organization.value) {
            return;
        }
        title.parentElement.querySelector(".refilled")?.remove();
        if (title.dataset.opened && (before.title || before.organization.id)) {
            tellOfRefill(official, before, fieldBeside(official, "kept_for"));
        }
        delete title.dataset.opened;
    };

    /* What a line is opened with was said of its official, and goes with them. */
    $(() => {
        for (const official of document.querySelectorAll("select[data-posts]")) {
            // Noted now: Django marks an entry that was added in a window as if the page had come with it.
            official.dataset.filledFor = official.value;
            if (official.value) {
                for (const name of ["title", "organization"]) {
                    const field = fieldBeside(official, name);
                    if (field) {
                        field.dataset.filled = field.value;
                        field.dataset.opened = "true";
                    }
                }
            }
        }
    });

    $(document).on("change", "select[data-posts]", ({ target }) => fillInPost(target));

    /* Keys */

    const clickFirstButton = (event, ...names) => {
        const button = names.map((name) => document.querySelector(`form input[name=${name}]`)).find(Boolean);
        if (button) {
            event.preventDefault();
            button.click();
        }
    };

    /* Enter or Tab in the open box. */
    const chooseBestMatch = (event) => {
        if (resultsPending) {
            chooseWhenReady = true;
            event.preventDefault();
        } else if (event.key === "Tab") {
            const typed = event.target.value;
            if (typed && !document.querySelector(".select2-results__option--highlighted")) {
                event.preventDefault(); // one has to be pointed out first
            }
            boxOf(openSelect).trigger(typed ? "results:select" : "close", {});
        } else {
            return;
        }
        event.stopPropagation();
    };

    /* The button that puts back, while nothing was typed into the title since. */
    const refilledIn = (element) => {
        const title = lineOf(element)?.querySelector("[name$=-title]");
        return title?.value === title?.dataset.filled
            ? title?.parentElement.querySelector(".refilled button")
            : null;
    };

    const handleKey = (event) => {
        const { key, target } = event;
        const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
        if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
            clickFirstButton(event, ...(event.shiftKey ? ["_addmeeting", "_addanother"] : ["_save"]));
        } else if (key === "z" && (event.ctrlKey || event.metaKey) && refilledIn(target)) {
            event.preventDefault();
            refilledIn(target).click();
        } else if (openSelect && (key === "Enter" || (key === "Tab" && !event.shiftKey))) {
            chooseBestMatch(event);
        } else if (
            key === "Enter" &&
            isPlain &&
            lineOf(target) &&
            target.matches(FIELDS) &&
            !target.matches("textarea")
        ) {
            event.preventDefault();
            event.stopPropagation();
            focusNextLine(target);
        } else if (
            isPlain &&
            key.length === 1 &&
            key !== " " &&
            target.matches(".select2-selection--single")
        ) {
            $(target.closest(".select2-container")).prev("select").select2("open");
        }
    };
    document.addEventListener("keydown", handleKey, true);

    /* What is typed first: the field at fault, else on an empty form the first that asks for text. */
    const focusFirstField = () => {
        const faulty = document.querySelector(
            "#content-main .errorlist button, #content-main .errors :is(.select2-selection, input, select, textarea)",
        );
        const fields = [
            ...document.querySelectorAll(
                "#content-main fieldset :is(input:not([type=hidden], [tabindex='-1']), select:not(.select2-hidden-accessible), textarea)",
            ),
        ];
        const isEmptyForm = location.pathname.endsWith("/add/");
        const first = faulty || (isEmptyForm && (fields.find((field) => !field.value) || fields[0]));
        if (first) {
            first.focus();
        }
    };
    $(() => setTimeout(focusFirstField)); // the boxes are there then
}
