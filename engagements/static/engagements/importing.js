"use strict";
/* Shows how far an import is, and loads the page again when the work has ended. */
{
    const status = document.getElementById("progress");
    const text = document.getElementById("progress-text");
    const bar = document.getElementById("progress-bar");

    const update = async () => {
        const answer = await fetch(status.dataset.address).catch(() => null);
        if (answer?.status === 401) {
            location.reload(); // leads to the login, and back to this page
            return;
        }
        const progress = answer?.ok ? await answer.json() : null;
        if (progress && !progress.working) {
            location.reload();
            return;
        }
        if (progress && text.textContent !== progress.text) {
            text.textContent = progress.text;
        }
        if (progress && progress.done !== null) {
            bar.max = progress.total;
            bar.value = progress.done;
        } else {
            bar.removeAttribute("value");
        }
        setTimeout(update, 1000);
    };

    setTimeout(update, 500);
}
