"use strict";
/* The keyboard in the admin's forms. Typing into a closed box opens it, Tab takes the best
   match and goes on, and the last match offers to add what was typed: its fields open below the
   line, and it is saved with the form. Enter in a line goes
   to the next line, of which there is always an empty one. Ctrl+Enter saves, with Shift it
   opens the next meeting as well. An official brings title and organization of the day. */
{
    const $ = django.jQuery;
    const ADD = "+"; // the id of the choice that adds; records have numbers

    /* Boxes: Select2's, one for each select that searches. */

    let openSelect = null; // the select whose box is open
    let resultsPending = false; // what was typed is not answered yet
    let chooseWhenReady = false; // the best match is chosen as soon as it is there
    let marked = null; // the id of what is marked
    let pointedAt = null; // the id of what somebody went to by the arrows
    let selectAddedTo = null; // the select for which an entry is being added

    const boxOf = (select) => $(select).data("select2");
    const addLinkOf = (select) => document.getElementById(`add_${select.id}`);
    const mayAddTo = (select) => select.dataset.adds || addLinkOf(select);
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
        if (!answer.isWithNewEntries) {
            answer.isWithNewEntries = true; // answers are kept, and asked for again
            answer.results.unshift(...newEntriesFor(select, name));
        }
        const known = answer.results.some(({ text }) => text.toLowerCase() === name.toLowerCase());
        if (name && !known && !answer.pagination.more && mayAddTo(select)) {
            answer.results.push({ id: ADD, name, text: `Add “${name}” …` });
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
        box.options.get("translations").dict.errorLoading = () =>
            "Nothing could be looked up. If your session has ended, sign in on another page and type again.";
        box.on("results:message", () => {
            resultsPending = chooseWhenReady = false;
        });
        box.on("results:all", ({ data, query }) => {
            if ((query.term || "") !== (box.selection.$search || box.dropdown.$search).val()) {
                return; // an answer to less than was typed since: the one to all of it comes
            }
            resultsPending = false;
            if (needsPerson(data.results)) {
                unmarkMatches();
            }
            if (pointedAt !== null) {
                pointAgain(data.results);
            }
            if (chooseWhenReady) {
                chooseWhenReady = false;
                box.trigger("results:select", {});
            }
        });
        box.on("results:focus", ({ data }) => {
            marked = data.id;
        });
        for (const move of ["results:next", "results:previous"]) {
            box.on(move, () => {
                pointedAt = marked;
                chooseWhenReady = false;
            });
        }
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

    /* An answer that comes after somebody went to a match leaves them there, or marks none. */
    const pointAgain = (results) => {
        const place = results.findIndex(({ id }) => id === pointedAt);
        unmarkMatches();
        if (place >= 0) {
            $(".select2-results__option").eq(place).trigger("mouseenter");
        }
    };

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
        pointedAt = null;
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
        pointedAt = null;
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
            const name = event.params.args.data.name;
            $(event.target).select2("close");
            if (event.target.dataset.adds) {
                addEntry(event.target, name);
            } else {
                addLinkOf(event.target).click();
            }
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

    /* New entries: added within the form, and saved with it. */

    const ENTRIES = "details.new-entry";
    const form = () => document.querySelector("#content-main form");
    const newValue = (entry) => `new:${entry.dataset.number}`;
    const fieldOf = (entry, name) => entry.querySelector(`[name="new-${entry.dataset.number}-${name}"]`);
    const nameOf = (entry) => fieldOf(entry, "title") || fieldOf(entry, "name");
    const selectsOf = (value) =>
        [...document.querySelectorAll("select[data-adds]")].filter((select) =>
            [...select.selectedOptions].some((option) => option.value === value),
        );

    /* What this page adds and no server knows yet, as far as the term fits. */
    const newEntriesFor = (select, term) =>
        [...document.querySelectorAll(`${ENTRIES}[data-model="${select.dataset.adds}"]`)]
            .filter((entry) =>
                [...entry.querySelectorAll("input, textarea")].some(({ type, value }) =>
                    type === "hidden" ? false : value.toLowerCase().includes(term.toLowerCase()),
                ),
            )
            .map((entry) => ({
                id: newValue(entry),
                text: nameOf(entry).value,
                hint: "new",
                match: nameOf(entry).value.toLowerCase() === term.toLowerCase() ? "exact" : "part",
            }));

    const rowOf = (entry) => entry.closest(".new-entry-row") || entry;

    /* Below the line or the row of fields in which it was added. */
    const placeEntry = (entry, select) => {
        const line = lineOf(select);
        if (line?.matches("tr")) {
            const row = document.createElement("tr");
            row.className = "new-entry-row";
            const cell = row.insertCell();
            cell.colSpan = line.cells.length;
            cell.append(entry);
            line.after(row);
        } else {
            (line || select.closest(".form-row"))?.append(entry);
        }
    };

    const makeEntry = (model, name) => {
        const number =
            1 +
            Math.max(
                0,
                ...[...document.querySelectorAll(ENTRIES)].map(({ dataset }) => Number(dataset.number)),
            );
        const template = document.querySelector(`#new-entries template[data-model="${model}"]`);
        const holder = document.createElement("div");
        holder.innerHTML = template.innerHTML.replaceAll("__number__", number);
        const entry = holder.firstElementChild;
        nameOf(entry).value = name;
        entry.querySelector("summary b").textContent = name;
        return entry;
    };

    /* Choose a value in a box, beside what is chosen where it takes several. */
    const choose = (select, id, text) => {
        if (select.multiple) {
            select.add(new Option(text, id, true, true));
            $(select).trigger("change");
        } else {
            selectEntry(select, { id, text });
        }
    };

    /* Kind and country of an organization, as its name and the visit tell them; for somebody to look at. */
    const propose = async (entry, select) => {
        const { proposals } = entry.dataset;
        const field = (name) => fieldOf(entry, name);
        if (!proposals || !nameOf(entry).value) {
            return;
        }
        const address = new URL(proposals, location.href);
        const isOfVisit = document.querySelector("#stops-group");
        const visit = isOfVisit
            ? location.pathname.match(/(\d+)\/change/)?.[1]
            : document.getElementById("id_visit")?.value;
        address.searchParams.set("name", nameOf(entry).value);
        address.searchParams.set("visit", visit || "");
        address.searchParams.set("side", select.name.split("-")[0]);
        address.searchParams.set("sender", document.getElementById("id_organization")?.value || "");
        const before = new FormData(form());
        const response = await fetch(address);
        const proposal = response.ok ? await response.json() : {};
        for (const [name, value] of Object.entries(proposal)) {
            if (value && field(name).value === before.get(field(name).name)) {
                field(name).value = value;
            }
        }
        if (Object.values(proposal).some(Boolean)) {
            const note = document.createElement("span");
            note.className = "detail";
            note.textContent = " (proposed from its name and the visit)";
            entry.querySelector("summary").append(note);
        }
    };

    /* Make an entry of a name, folded away, and choose it. */
    const insertEntry = (select, name) => {
        const entry = makeEntry(select.dataset.adds, name);
        entry.open = false;
        placeEntry(entry, select);
        entry.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
        choose(select, newValue(entry), name);
        return entry;
    };

    /* What the form of a visit says already, and another visit of the same people is likely to share. */
    const copyFromVisit = (entry) => {
        const copy = (from, name) => {
            for (const { value, text } of from?.selectedOptions || []) {
                if (value) {
                    choose(fieldOf(entry, name), value, text);
                }
            }
        };
        copy(document.querySelector("#id_organization"), "organization");
        for (const role of document.querySelectorAll("#members-group select[name$=-role]")) {
            if (role.value === "head") {
                copy(document.getElementById(role.id.replace(/role$/, "official")), "heads");
            }
        }
        for (const name of ["publication", "handling"]) {
            const own = document.getElementById(`id_${name}`);
            if (own && fieldOf(entry, name)) {
                fieldOf(entry, name).value = own.value;
            }
        }
    };

    /* A place whose name is that of a country is the country; no more has to be said of it. */
    const isCountry = (entry) => {
        const { value } = nameOf(entry);
        const country = [...document.querySelectorAll("#countries option")].find(
            (option) => option.value.toLowerCase() === value.toLowerCase(),
        );
        if (entry.dataset.model !== "place" || !country) {
            return false;
        }
        nameOf(entry).value = "";
        fieldOf(entry, "country").value = country.value;
        return true;
    };

    const addEntry = (select, name) => {
        const entry = insertEntry(select, name);
        const isComplete = isCountry(entry) || entry.dataset.model === "topic"; // of which the name is all
        if (entry.dataset.model === "visit" && document.getElementById("stops-group")) {
            copyFromVisit(entry);
        }
        propose(entry, select);
        const first = [...entry.querySelectorAll(ENTRY_FIELDS)].find(
            (field) => !field.value && !field.matches(".select2-search__field"),
        );
        entry.open = !isComplete;
        if (isComplete || !first) {
            leaveEntry(entry);
        } else {
            (boxOf(first) ? focusableOf(first) : first).focus();
        }
    };

    const ENTRY_FIELDS = ".new-entry-fields :is(input:not([type=hidden], [tabindex='-1']), select, textarea)";

    /* Go on behind the box for which an entry was added; to the box itself where it takes several. */
    const leaveEntry = (entry) => {
        entry.open = false;
        const [select] = selectsOf(newValue(entry));
        if (!select || select.multiple) {
            focusableOf(select)?.focus();
            return;
        }
        const fields = [...form().querySelectorAll(FIELDS)].filter(
            (field) =>
                field.offsetParent &&
                field.tabIndex >= 0 &&
                field.closest(ENTRIES) === select.closest(ENTRIES),
        );
        fields[fields.indexOf(focusableOf(select)) + 1]?.focus();
    };

    /* An entry that exists takes the place of the new one. */
    const useExisting = (entry, pk, name) => {
        const value = newValue(entry);
        const selects = selectsOf(value);
        for (const select of selects) {
            [...select.options].find((option) => option.value === value).remove();
            choose(select, pk, name);
        }
        rowOf(entry).remove();
        focusableOf(selects[0]).focus();
    };

    const removeUnused = () => {
        for (const entry of document.querySelectorAll(ENTRIES)) {
            if (!selectsOf(newValue(entry)).length) {
                rowOf(entry).remove();
            }
        }
    };

    const placeEntries = () => {
        for (const entry of document.querySelectorAll(`#new-entries > ${ENTRIES}`)) {
            const [select] = selectsOf(newValue(entry));
            if (select) {
                placeEntry(entry, select);
            }
        }
        removeUnused();
    };
    $(() => setTimeout(placeEntries)); // Django has marked the lines of tables then
    $(document).on("change", "select[data-adds]", ({ target }) =>
        setTimeout(() => {
            removeUnused();
            if (target.value.startsWith("new:")) {
                document.getElementById(`change_${target.id}`)?.removeAttribute("href"); // nothing to open yet
            }
        }),
    );
    document.addEventListener("formset:removed", () => setTimeout(removeUnused));
    $(document).on("click", `${ENTRIES} button[name=_use_existing]`, ({ currentTarget }) =>
        useExisting(currentTarget.closest(ENTRIES), currentTarget.value, currentTarget.dataset.name),
    );
    const shownName = (entry) => nameOf(entry).value || entry.querySelector("[name$=-country]")?.value || "";
    $(document).on("input change", ENTRIES, ({ target }) => {
        const entry = target.closest(ENTRIES);
        const name = shownName(entry);
        entry.querySelector("summary b").textContent = name;
        for (const select of selectsOf(newValue(entry))) {
            const option = [...select.selectedOptions].find(({ value }) => value === newValue(entry));
            if (option.text !== name) {
                option.text = name;
                $(select).trigger("change");
            }
        }
    });
    /* The cross beside a box adds within the page too. */
    document.addEventListener(
        "click",
        (event) => {
            const link = event.target.closest(".add-related");
            const select = link && document.getElementById(link.id.replace("add_", ""));
            if (select?.dataset.adds) {
                event.preventDefault();
                event.stopPropagation();
                addEntry(select, "");
            }
        },
        true,
    );

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

    /* What is known of an official at the dates of the form: the posts held then, else the last line before. */
    const fetchPosts = async (select, pk, start) => {
        const address = new URL(select.dataset.posts.replace("/0/", `/${pk}/`), location.href);
        address.searchParams.set("start", start);
        address.searchParams.set("end", document.getElementById("id_end_date").value);
        const answer = await fetch(address);
        return answer.ok ? answer.json() : { posts: [] };
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

    const setCapacity = (official, { title, organization }) => {
        const boxes = {
            title: fieldBeside(official, "title"),
            organization: fieldBeside(official, "organization"),
        };
        boxes.title.value = boxes.title.dataset.filled = title;
        if (organization) {
            selectEntry(boxes.organization, organization);
        }
        boxes.organization.dataset.filled = boxes.organization.value;
    };

    /* Kept as a post, or not: what Arrow down in the title does next. */
    const KEEPING = {
        "": { says: "", next: "post", button: "Keep as a post (↓)" },
        post: { says: "Kept as a post. ", next: "acting", button: "Acting (↓)" },
        acting: { says: "Kept as a post, acting. ", next: "", button: "Don’t keep (↓)" },
    };

    /* Below a title: that of the last line, to be taken; or a post, to be made of what was typed. */
    const showOffer = (official) => {
        const title = fieldBeside(official, "title");
        const keeping = fieldBeside(official, "as_post");
        title.parentElement.querySelector(".offered")?.remove();
        const { offer, mayKeep } = official.dataset;
        const message = document.createElement("p");
        message.className = "offered";
        message.setAttribute("role", "status");
        const button = document.createElement("button");
        button.type = "button";
        button.tabIndex = -1; // Arrow down in the title presses it
        if (offer && !title.value && !fieldBeside(official, "organization").value) {
            button.textContent = "Take it (↓)";
            button.addEventListener("click", () => {
                setCapacity(official, JSON.parse(offer));
                showOffer(official);
                title.focus();
            });
            message.append(`${JSON.parse(offer).words} `, button);
        } else if (mayKeep && title.value && "keepsPosts" in official.dataset) {
            const { says, next, button: text } = KEEPING[keeping.value];
            button.textContent = text;
            button.addEventListener("click", () => {
                keeping.value = next;
                showOffer(official);
                title.focus();
            });
            message.append(says, button);
        } else {
            return;
        }
        title.parentElement.append(message);
    };

    $(document).on("input change", "[name$=-title], [name$=-organization]", ({ target }) => {
        const official = document.getElementById(target.id.replace(/(title|organization)$/, "official"));
        if (official?.dataset.posts) {
            showOffer(official);
        }
    });

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
        const isNew = pk.startsWith("new:");
        const known =
            pk && !isNew ? await fetchPosts(official, pk, start.value) : { posts: [], may_keep: isNew };
        const post = known.posts[0];
        if (official.value !== pk || !areUntouched(title, organization)) {
            return; // another was chosen, or something typed, while the answer was under way
        }
        official.dataset.filledFor = pk;
        official.dataset.offer = known.offer ? JSON.stringify(known.offer) : "";
        official.dataset.mayKeep = known.may_keep && start.value ? "true" : "";
        fieldBeside(official, "as_post").value = "";
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
        showOffer(official);
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

    /* On a narrow screen a line of a table is a card, whose fields say what the head of the column says. */
    $(() => {
        for (const table of document.querySelectorAll(".tabular table")) {
            const heads = [...table.querySelectorAll("thead th")].map(({ textContent }) =>
                textContent.trim(),
            );
            for (const row of table.querySelectorAll("tbody tr")) {
                const cells = [...row.cells].filter(({ classList }) => !classList.contains("original"));
                const offset = heads.length - cells.length; // the head of what is there spans a column or none
                cells.forEach((cell, index) => {
                    cell.dataset.label = heads[index + offset] || "";
                });
            }
        }
    });

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
            } else if (typed && marked === ADD && !openSelect.multiple) {
                event.preventDefault(); // to add has a place for the focus itself
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

    const offerIn = (title) => title.parentElement.querySelector(".offered button");

    const handleKey = (event) => {
        const { key, target } = event;
        if (target.closest(".pasting")) {
            return; // where Enter begins the next line of a list
        }
        if (event.isComposing) {
            return; // the key is the input method's: Enter takes a sign, the arrows go through signs
        }
        const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
        const entry = target.closest(ENTRIES);
        const isLastOfEntry = entry && target === [...entry.querySelectorAll(ENTRY_FIELDS)].at(-1);
        if (
            entry &&
            isPlain &&
            !openSelect &&
            target.matches(ENTRY_FIELDS) &&
            ((key === "Enter" && !event.shiftKey) || (key === "Tab" && !event.shiftKey && isLastOfEntry))
        ) {
            event.preventDefault();
            event.stopPropagation();
            leaveEntry(entry);
        } else if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
            clickFirstButton(event, ...(event.shiftKey ? ["_addmeeting", "_addanother"] : ["_save"]));
        } else if (key === "ArrowDown" && isPlain && target.matches("[name$=-title]") && offerIn(target)) {
            event.preventDefault();
            offerIn(target).click();
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
            ((key.length === 1 && key !== " ") || key === "ArrowDown") &&
            target.matches(".select2-selection--single")
        ) {
            const select = $(target.closest(".select2-container")).prev("select");
            select.select2("open");
            // A press of the mouse has opened it already, and moves the focus a moment later.
            boxOf(select).dropdown.$search.trigger("focus");
        }
    };
    document.addEventListener("keydown", handleKey, true);

    /* What is typed first: the field at fault, else on an empty form the first that asks for text. */
    const focusFirstField = () => {
        const faulty =
            document.querySelector("#content-main :is(.errorlist, .new-entry .errornote) button") ||
            document.querySelector("#content-main .errors :is(.select2-selection, input, select, textarea)");
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

    /* What pasting.js makes lines with. */
    globalThis.entryLines = {
        ENTRIES,
        LINES,
        fieldBeside,
        fieldOf,
        focusableOf,
        insertEntry,
        nameOf,
        newValue,
        openSelect: () => openSelect,
        selectEntry,
        showOffer,
    };
}
