// Type-ahead after the ARIA combobox pattern. htmx fetches the options into the list; this moves among them,
// chooses one and says how many there are.
(() => {
  "use strict";
  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"));
  const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]:not([aria-disabled])")];
  const valueOf = (input) => input.closest(".combo").querySelector("[data-combo-value]");

  function show(input, open) {
    const list = listOf(input);
    if (!list) return; // the page has moved on while a timer was waiting
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) {
      input.removeAttribute("aria-activedescendant");
      for (const option of optionsOf(input)) option.setAttribute("aria-selected", "false");
    }
  }

  function mark(input, at) {
    const options = optionsOf(input);
    if (!options.length) return;
    const index = (at + options.length) % options.length;
    options.forEach((option, place) => {
      option.id ||= `${listOf(input).id}-${place}`;
      option.setAttribute("aria-selected", String(place === index));
    });
    input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  function choose(input, option) {
    if (option.href) { location.assign(option.href); return; }
    input.value = option.dataset.label;
    const value = valueOf(input);
    if (value) { value.value = option.dataset.value; value.dispatchEvent(new Event("change", { bubbles: true })); }
    input.dataset.chosen = input.value;
    // An answer still on its way would open the list again, over what comes next.
    htmx.trigger(input, "htmx:abort");
    show(input, false);
    input.dispatchEvent(new CustomEvent("senco:chosen", { bubbles: true, detail: { value: option.dataset.value, label: option.dataset.label } }));
  }

  const combo = (event) => event.target.closest?.("[data-combo]");

  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches?.("[data-combo]")) return;
    // What was chosen is not a search: opening the list again offers the others.
    const { value, dataset } = event.target;
    event.detail.parameters = { q: "comboOffer" in dataset && value === dataset.chosen ? "" : value.trim() };
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const input = event.target;
    if (!input.matches?.("[data-combo]")) return;
    const byFocus = event.detail.requestConfig?.triggeringEvent?.type === "focus";
    // One that was chosen meanwhile is not searched for; an empty field is, where the list opens before typing.
    const settled = !byFocus && input.value && input.value === input.dataset.chosen;
    if (!settled && (input.value.trim() || "comboOffer" in input.dataset)) return;
    event.preventDefault();
    show(input, false);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const input = event.target.id && document.querySelector(`[data-combo][aria-controls="${CSS.escape(event.target.id)}"]`);
    if (!input || document.activeElement !== input) return;
    show(input, event.target.childElementCount > 0);
    const found = optionsOf(input).length;
    listOf(input).setAttribute("aria-label", found ? `${found} found` : "Nothing found");
  });

  document.addEventListener("input", (event) => {
    const input = combo(event);
    if (!input || input.value === input.dataset.chosen) return;
    const value = valueOf(input);
    if (value) value.value = "";
    if (!input.value.trim() && !input.matches("[data-combo-offer]")) show(input, false);
  });

  document.addEventListener("keydown", (event) => {
    const input = combo(event);
    if (!input) return;
    const options = optionsOf(input);
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const shown = !listOf(input).hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      if (!shown) show(input, true);
      mark(input, event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && shown) {
      if (at >= 0) { event.preventDefault(); choose(input, options[at]); }
      else if (valueOf(input) && options.length === 1) { event.preventDefault(); choose(input, options[0]); }
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      show(input, false);
    } else if (event.key === "Tab") {
      if (shown && at >= 0 && !options[at].href) choose(input, options[at]);
      else show(input, false);
    }
  });

  // mousedown, not click: the field must not lose its focus, which would close the list under the finger.
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest(".combo-list [role=option]");
    if (option) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest(".combo-list [role=option]:not([aria-disabled])");
    if (!option || option.href) return;
    const input = document.querySelector(`[data-combo][aria-controls="${CSS.escape(option.parentElement.id)}"]`);
    if (input) { choose(input, option); input.focus(); }
  });
  document.addEventListener("focusout", (event) => {
    const input = combo(event);
    if (input && !listOf(input)?.contains(event.relatedTarget)) setTimeout(() => { if (document.activeElement !== input) show(input, false); }, 120);
  });
})();
