"use strict";
/* The keyboard in the admin's forms. Typing into a closed box opens it, Tab takes the best
   match and goes on, and the last match offers to add what was typed. Enter in a line goes
   to the next line, of which there is always an empty one. Ctrl+Enter saves, with Shift it
   opens the next meeting as well. An official brings title and organization of the day. */
{
    const $ = django.jQuery;
    const ADD = "+"; // the id of the choice that adds; records have numbers

    /* Boxes */

    let open = null; // the select whose box is open
    let waiting = false; // for an answer on what was typed
    let wanted = false; // whether its best match is to be chosen as soon as it is there
    let adding = null; // the select for which an entry is being added

    const box = (select) => $(select).data("select2");
    const addLink = (select) => document.getElementById(`add_${select.id}`);
    const nameOf = (select) =>
        select.getAttribute("aria-label") ||
        (select.labels.length ? select.labels[0].textContent.replace(":", "") : "");
    const typist = (select) => (box(select).selection.$search || box(select).$selection)[0];

    /* What was searched for in vain is the name of what is added. */
    const nameNewEntry = (select, term) => {
        const link = addLink(select);
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
        if (name && !known && !answer.pagination.more && addLink(select)) {
            answer.results.push({ id: ADD, text: `Add “${name}” …` });
        }
        return answer;
    };

    const prepare = (select) => {
        const { $selection, selection, on } = box(select);
        // The name, not the value, is what the box is called; Select2 gives the value alone,
        // and calls that a field of its own.
        $selection.find(".select2-selection__rendered[role=textbox]").removeAttr("role aria-readonly");
        for (const part of [$selection[0], selection.$search && selection.$search[0]]) {
            if (part && nameOf(select)) {
                part.removeAttribute("aria-labelledby");
                part.setAttribute("aria-label", nameOf(select));
            }
        }
        if (addLink(select)) {
            addLink(select).tabIndex = -1; // whoever tabs types, and is offered it then
        }
        on.call(box(select), "results:all", () => {
            waiting = false;
            if (wanted) {
                wanted = false;
                box(select).trigger("results:select", {});
            }
        });
    };

    /* As soon as Django's own script has made the boxes. */
    const prepareAll = (part) =>
        setTimeout(() => {
            $(part)
                .find("select.select2-hidden-accessible")
                .each((_, select) => prepare(select));
        });

    if ($.fn.select2) {
        // not there in a form without boxes
        $.fn.select2.defaults.set("ajax", { processResults });
    }

    $(() => {
        // Select2 would put a cross that clears all into the list of what is chosen.
        document.querySelectorAll("select[multiple].admin-autocomplete").forEach((select) => {
            select.dataset.allowClear = "false";
        });
        prepareAll(document);
    });
    $(document).on("formset:added", ({ target }) => prepareAll(target));

    $(document).on("select2:open", ({ target }) => {
        open = target;
        waiting = wanted = false;
        const search = document.querySelector(".select2-dropdown .select2-search__field");
        if (search) {
            search.setAttribute("aria-label", nameOf(open));
            search.focus();
        }
    });
    $(document).on("select2:close", () => {
        open = null;
    });
    $(document).on("input", ".select2-search__field", ({ target }) => {
        waiting = true;
        wanted = false;
        // What was found for less must not be chosen for this.
        $(".select2-results__option--highlighted").removeClass("select2-results__option--highlighted");
        if (open) {
            nameNewEntry(open, target.value.trim());
        }
    });
    $(document).on("select2:select", ({ target }) => nameNewEntry(target, ""));
    $(document).on("select2:selecting", (event) => {
        if (event.params.args.data.id === ADD) {
            event.preventDefault();
            $(event.target).select2("close");
            addLink(event.target).click();
        }
    });
    $(document).on("click", ".add-related", ({ currentTarget }) => {
        adding = document.getElementById(currentTarget.id.replace("add_", ""));
    });
    /* Back from the window in which an entry was added. */
    $(document).on("change", "select", ({ target }) => {
        if (target === adding) {
            adding = null;
            nameNewEntry(target, "");
            typist(target).focus();
        }
    });

    /* Lines */

    const lines = () => [...document.querySelectorAll('.inline-group [class*="dynamic-"]')];
    const lineOf = (element) => element.closest('.inline-group [class*="dynamic-"]');
    const FIELDS =
        ".select2-selection, select:not(.select2-hidden-accessible), textarea, " +
        "input:not([type=hidden], [name$=-DELETE])";

    $(document).on("input change", ".inline-group", ({ target }) => {
        const line = target.value ? lineOf(target) : null;
        if (
            line &&
            !lines().some(
                (other) =>
                    line.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING &&
                    line.parentElement === other.parentElement,
            )
        ) {
            line.parentElement.querySelector(".add-row a").click();
        }
    });

    /* Posts */

    const beside = (official, name) => document.getElementById(official.id.replace(/official$/, name));

    const choose = (select, option) => {
        if (![...select.options].some(({ value }) => value === String(option.id))) {
            select.add(new Option(option.text, option.id));
        }
        $(select).val(String(option.id)).trigger("change");
    };

    /* What was filled in for one official may be replaced for the next; what was typed may not. */
    const untouched = (...fields) =>
        fields.every((field) => !field.value || field.value === field.dataset.filled);

    const fill = async (official) => {
        const title = beside(official, "title");
        const organization = beside(official, "organization");
        const start = document.getElementById("id_start_date");
        if (!title || !organization || !start || !untouched(title, organization)) {
            return;
        }
        const chosen = official.value;
        let post;
        if (chosen) {
            const address = new URL(official.dataset.posts.replace("/0/", `/${chosen}/`), location.href);
            address.searchParams.set("start", start.value);
            address.searchParams.set("end", document.getElementById("id_end_date").value);
            const answer = await fetch(address);
            post = answer.ok ? (await answer.json()).posts[0] : undefined;
        }
        if (official.value !== chosen || !untouched(title, organization)) {
            return; // another was chosen, or something typed, while the answer was under way
        }
        title.value = title.dataset.filled = post ? post.title : "";
        if (title === document.activeElement) {
            title.select(); // as Tab would have, had it been there
        }
        if (post) {
            choose(organization, post.organization);
        } else {
            $(organization).val(null).trigger("change");
        }
        organization.dataset.filled = organization.value;
    };

    $(document).on("change", "select[data-posts]", ({ target }) => fill(target));

    /* Keys */

    const press = (event, ...names) => {
        const button = names.map((name) => document.querySelector(`form input[name=${name}]`)).find(Boolean);
        if (button) {
            event.preventDefault();
            button.click();
        }
    };

    const take = (event) => {
        if (waiting) {
            wanted = true;
            event.preventDefault();
        } else if (event.key === "Tab") {
            const typed = event.target.value;
            box(open).trigger(typed ? "results:select" : "close", {});
        } else {
            return;
        }
        event.stopPropagation();
    };

    document.addEventListener(
        "keydown",
        (event) => {
            const { key, target } = event;
            const plain = !(event.ctrlKey || event.metaKey || event.altKey);
            if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
                press(event, ...(event.shiftKey ? ["_addmeeting", "_addanother"] : ["_save"]));
            } else if (open && (key === "Enter" || (key === "Tab" && !event.shiftKey))) {
                take(event);
            } else if (
                key === "Enter" &&
                plain &&
                lineOf(target) &&
                target.matches(FIELDS) &&
                !target.matches("textarea")
            ) {
                event.preventDefault();
                event.stopPropagation();
                const next = lines()[lines().indexOf(lineOf(target)) + 1];
                if (next) {
                    next.querySelector(FIELDS).focus();
                }
            } else if (
                plain &&
                key.length === 1 &&
                key !== " " &&
                target.matches(".select2-selection--single")
            ) {
                $(target.closest(".select2-container")).prev("select").select2("open");
            }
        },
        true,
    );

    /* What is typed first: the field at fault, else on an empty form the first that asks for text. */
    $(() =>
        setTimeout(() => {
            const fault = document.querySelector(
                "#content-main .errorlist button, #content-main .errors :is(.select2-selection, input, select, textarea)",
            );
            const fields = [
                ...document.querySelectorAll(
                    "#content-main fieldset :is(input:not([type=hidden]), select:not(.select2-hidden-accessible), textarea)",
                ),
            ];
            const first =
                fault ||
                (location.pathname.endsWith("/add/") && (fields.find((field) => !field.value) || fields[0]));
            if (first) {
                first.focus();
            }
        }),
    );
}
