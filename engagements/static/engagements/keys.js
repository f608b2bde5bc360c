"use strict";
/* The keys that every page knows. Those of one sign do nothing while somebody types, and can be switched off. */
{
    const SWITCH = "single keys"; // "off" where this browser shall not know them
    const TYPED_INTO =
        "textarea, select, [role=combobox], input:not([type=checkbox], [type=radio], [type=submit], [type=button])";

    /* Whether keys of one sign count in this browser. */
    globalThis.singleKeysCount = () => localStorage.getItem(SWITCH) !== "off";

    const search = document.getElementById("search"); // there for whoever is signed in

    document.addEventListener("keydown", (event) => {
        const isCommand = event.ctrlKey || event.metaKey;
        const isSingle =
            !isCommand &&
            !event.altKey &&
            !event.defaultPrevented &&
            !event.target.closest(TYPED_INTO) &&
            singleKeysCount();
        if (
            search &&
            ((isCommand && !event.altKey && event.key.toLowerCase() === "k") ||
                (isSingle && event.key === "/"))
        ) {
            event.preventDefault();
            search.focus();
            search.select();
        } else if (isSingle && event.key === "?") {
            document.getElementById("keys")?.click();
        }
    });

    /* What unsaved.js keeps of a form goes once it was sent, and where nobody is signed in. */
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("unsaved "))) {
        if (!search || JSON.parse(sessionStorage.getItem(key)).sent) {
            sessionStorage.removeItem(key);
        }
    }

    const box = document.getElementById("single-keys");
    if (box) {
        box.closest("p").hidden = false;
        box.checked = singleKeysCount();
        box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
    }
}
