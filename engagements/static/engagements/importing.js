"use strict";
/* Tells how far an import is, and shows the page anew when the work has ended. */
{
    const place = document.getElementById("progress");
    const text = document.getElementById("progress-text");
    const bar = document.getElementById("progress-bar");

    const ask = async () => {
        const answer = await fetch(place.dataset.address).catch(() => null);
        const now = answer && answer.ok ? await answer.json() : null;
        if (now && !now.working) {
            location.reload();
            return;
        }
        if (now && text.textContent !== now.text) {
            text.textContent = now.text;
        }
        if (now && now.done !== null) {
            bar.max = now.total;
            bar.value = now.done;
        } else {
            bar.removeAttribute("value");
        }
        setTimeout(ask, 1000);
    };

    setTimeout(ask, 500);
}
