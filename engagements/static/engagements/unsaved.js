"use strict";
/* What was typed into a form of the admin and not saved: leaving asks, and a tab that crashed offers it again.
   It is kept for this tab alone and never of restricted records; keys.js throws it away once it was sent,
   and where nobody is signed in. */
{
    const PREFIX = "unsaved "; // as in keys.js
    const WAIT = 300; // milliseconds after a key

    const start = () => {
        const form = document.querySelector("body.change-form #content-main form");
        const mark = document.getElementById("unsaved");
        if (!form || !mark) {
            return;
        }
        const key = PREFIX + location.pathname + location.search;
        const serialize = () => {
            const pairs = [...new FormData(form)].filter(
                ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
            );
            return JSON.stringify(pairs);
        };
        const isShownAgain = Boolean(document.querySelector("#content-main .errornote"));
        const opened = isShownAgain ? "" : serialize();
        let isSent = false;
        let isAsked = false; // whether what was kept before is still to be decided on
        let timer = null;

        /* A restricted record, or one that may be of a restricted visit, is never kept. */
        const mayKeep = () => {
            const visit = document.getElementById("id_visit")?.value || "";
            return (
                mark.dataset.keeps === "yes" &&
                [...form.querySelectorAll("[name$=handling]")].every(({ value }) => value !== "restricted") &&
                (!("openVisit" in mark.dataset) || !visit || visit === mark.dataset.openVisit)
            );
        };
        const isDirty = () => serialize() !== opened;

        const keep = () => {
            if (isAsked || isSent) {
                return;
            }
            if (mayKeep() && isDirty()) {
                try {
                    sessionStorage.setItem(
                        key,
                        JSON.stringify({ pairs: JSON.parse(serialize()), at: Date.now() }),
                    );
                } catch {
                    // no room: it is as if nothing were kept
                }
            } else {
                sessionStorage.removeItem(key);
            }
            mark.dataset.kept = String(key in sessionStorage); // for tests
        };

        /* Send what was kept, for the server to show it again with all its lines; nothing is saved by that. */
        const showAgain = (pairs) => {
            const sending = document.createElement("form");
            sending.method = "post";
            sending.hidden = true;
            const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
            for (const [name, value] of [["csrfmiddlewaretoken", token], ["_show_again", "1"], ...pairs]) {
                const field = document.createElement("textarea");
                field.name = name;
                field.value = value;
                sending.append(field);
            }
            document.body.append(sending);
            isSent = true;
            sending.submit();
        };

        const offer = ({ pairs, at }) => {
            isAsked = true;
            mark.hidden = false;
            mark.querySelector(".when").textContent = new Date(at).toLocaleString();
            const [bring, drop] = mark.querySelectorAll("button");
            bring.addEventListener("click", () => showAgain(pairs));
            drop.addEventListener("click", () => {
                isAsked = false;
                mark.hidden = true;
                sessionStorage.removeItem(key);
                keep();
            });
        };

        const kept = JSON.parse(sessionStorage.getItem(key) || "null");
        if (kept && !isShownAgain && JSON.stringify(kept.pairs) !== opened) {
            offer(kept);
        } else {
            keep();
        }
        const keepSoon = () => {
            clearTimeout(timer);
            timer = setTimeout(keep, WAIT);
        };
        django.jQuery(document).on("input change", keepSoon);
        for (const event of ["formset:added", "formset:removed"]) {
            document.addEventListener(event, keepSoon);
        }
        form.addEventListener("submit", (event) => {
            if (event.defaultPrevented) {
                return;
            }
            isSent = true;
            const last = sessionStorage.getItem(key);
            if (last) {
                sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(last), sent: true }));
            }
        });
        addEventListener("pageshow", ({ persisted }) => {
            isSent = isSent && !persisted;
        });
        addEventListener("pagehide", keep);
        addEventListener("beforeunload", (event) => {
            if (!isSent && isDirty()) {
                event.preventDefault();
            }
        });
    };
    // After the scripts that make boxes and lines have run.
    addEventListener("load", () => setTimeout(start));
}
