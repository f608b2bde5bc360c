"use strict";
/* Help for who types: an official brings title and organization of the day along, and
   what was searched for in vain is the name of what is added. */
{
    const $ = django.jQuery;

    const field = (official, name) =>
        document.getElementById(official.id.replace(/official$/, name));

    const choose = (select, option) => {
        if (![...select.options].some((known) => known.value === String(option.id))) {
            select.add(new Option(option.text, option.id));
        }
        $(select).val(String(option.id)).trigger("change");
    };

    /* What was filled in for one official may be replaced for the next; what was typed may not. */
    const untouched = (input) => !input.value || input.value === input.dataset.filled;

    const fill = async (official) => {
        const title = field(official, "title");
        const organization = field(official, "organization");
        const start = document.getElementById("id_start_date");
        if (!title || !organization || !start || !untouched(title) || !untouched(organization)) {
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
        if (official.value !== chosen) {
            return; // another was chosen while the answer was under way
        }
        title.value = title.dataset.filled = post ? post.title : "";
        if (post) {
            choose(organization, post.organization);
        } else {
            $(organization).val(null).trigger("change");
        }
        organization.dataset.filled = organization.value;
    };

    $(document).on("change", "select[data-posts]", (event) => fill(event.target));

    const nameNewEntry = (select, term) => {
        const link = document.getElementById(`add_${select.id}`);
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

    $(document).on("input", ".select2-search__field", (event) => {
        const open = document.querySelector(".select2-container--open:not(.select2-container > *)");
        const select = open && open.previousElementSibling;
        if (select && select.tagName === "SELECT") {
            nameNewEntry(select, event.target.value);
        }
    });
    $(document).on("select2:select", (event) => nameNewEntry(event.target, ""));
}
