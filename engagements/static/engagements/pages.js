"use strict";
/* Pages work without this. It leaves empty fields out of the address, and turns the
   boxes of the filter form into comboboxes that offer what they may find. */

for (const form of document.querySelectorAll("form.filter-form")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const values = formData.getAll(name).filter((value) => value.trim());
      formData.delete(name);
      values.forEach((value) => formData.append(name, value));
    }
  });
}

const PAUSE = 150; // milliseconds of no typing before a question is sent

/* https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ with a list that opens below. */
const makeCombobox = (box) => {
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
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));

  let active = -1;
  let asked = 0;
  let timer;

  /* Mark the option at `index`, the first one after the last; none where it is null. */
  const activate = (index) => {
    const options = [...list.children];
    active = index === null || !options.length ? -1 : (index + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  };

  const close = () => {
    clearTimeout(timer);
    asked += 1; // an answer that is still under way is not wanted any more
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
      const label = document.createElement("label");
      label.className = "tick";
      const tick = document.createElement("input");
      Object.assign(tick, { type: "checkbox", name: input.name, value: option.dataset.id, checked: true });
      label.append(tick, ` ${option.dataset.name}`);
      input.before(label);
    }
    input.value = "";
    close();
  };

  const offer = async () => {
    asked += 1;
    const question = asked;
    const address = new URL(box.dataset.suggest, location.href);
    address.searchParams.set("q", input.value);
    const answer = await fetch(address).catch(() => null);
    const results = answer && answer.ok ? (await answer.json()).results : [];
    if (question !== asked) {
      return;
    }
    list.replaceChildren(...results.map(({ id, name, hint }, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}_${at}`;
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
    }));
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = results.length ? `${results.length} found` : "none found";
    activate(null);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim()) {
      timer = setTimeout(offer, PAUSE);
    } else {
      close();
    }
  });
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        await offer();
      }
      activate(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(list.children[active]);
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

document.querySelectorAll(".search-box").forEach(makeCombobox);
