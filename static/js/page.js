// What every page does by itself: keys, menus, dialogs, toasts, ticks, dropped files. Each works on parts that htmx
// brings later too, because it listens on the document.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const KEYS_OFF = "senco-keys-off";
  const TOAST_MS = 8000;

  // Toasts -----------------------------------------------------------------------------------------------------
  function say(text, state = "") {
    const place = one("#toasts");
    if (!place) return;
    const note = document.createElement("div");
    note.className = `toast-note ${state}`;
    note.dataset.toast = "";
    const words = document.createElement("span");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.dataset.closeToast = "";
    close.textContent = "Close";
    note.append(words, close);
    place.append(note);
  }
  document.addEventListener("senco:say", (event) => say(event.detail.text, event.detail.state));

  // A toast leaves by itself, unless it tells of a failure, or somebody points at it or stands in it.
  function watch(place) {
    if (!place || place.dataset.watched) return;
    place.dataset.watched = "1";
    const leave = (note) => setTimeout(() => {
      if (note.matches(":hover, :focus-within")) leave(note);
      else note.remove();
    }, TOAST_MS);
    new MutationObserver((changes) => {
      for (const change of changes) for (const note of change.addedNodes) {
        if (note.nodeType === 1 && !note.classList.contains("late")) leave(note);
      }
    }).observe(place, { childList: true });
  }

  // Keys: single letters can be switched off (WCAG 2.1.4) in the help that ? opens. ------------------------------
  const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog");
  let going = 0;

  function keyed(event) {
    if (event.key === "Escape") closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (localStorage.getItem(KEYS_OFF) || typing(event.target)) return;
    if (Date.now() - going < 1500 && /^[1-9]$/.test(event.key)) {
      all(".side .nav-link")[Number(event.key) - 1]?.click();
      return;
    }
    const acts = {
      "/": () => one("[data-find]"),
      "?": () => one("#keys"),
      c: () => one("a.btn-concern"),
      g: () => { going = Date.now(); },
    };
    const found = acts[event.key]?.();
    if (!found) return;
    event.preventDefault();
    if (found.matches("dialog")) open(found);
    else if (found.matches("a")) found.click();
    else { found.focus(); found.select(); }
  }
  document.addEventListener("keydown", keyed);

  // Menus and dialogs ----------------------------------------------------------------------------------------------
  function closeMenus(except) {
    for (const menu of all("details[data-menu][open], .dock details[open]")) {
      if (menu === except || menu.contains(except)) continue;
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held && !except) one("summary", menu).focus();
    }
  }
  function open(dialog) {
    closeMenus();
    if (!dialog.open) dialog.showModal();
  }
  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details") || event.target);
    if (event.target.closest("[data-print]")) window.print();
    const opener = event.target.closest("[data-open]");
    if (opener) open(document.getElementById(opener.dataset.open));
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog.sheet")) event.target.close();
    const shut = event.target.closest("[data-close-toast]");
    // A button that also posts (Undo) must stay in the page until htmx has taken its request.
    if (shut) setTimeout(() => shut.closest("[data-toast]")?.remove(), shut.hasAttribute("hx-post") ? 400 : 0);
    const wrong = event.target.closest(".error-summary a");
    if (wrong) {
      const field = document.getElementById(wrong.hash.slice(1));
      if (field) { event.preventDefault(); field.focus(); field.closest(".field")?.scrollIntoView({ block: "center" }); }
    }
  });

  // Ticked rows -----------------------------------------------------------------------------------------------------
  function count(form) {
    const boxes = all(".row-tick", form);
    const ticked = boxes.filter((box) => box.checked).length;
    for (const output of all("[data-bulk-count]", form)) output.textContent = `${ticked} chosen`;
    const whole = one("[data-tick-all] input", form);
    if (whole) { whole.checked = ticked > 0 && ticked === boxes.length; whole.indeterminate = ticked > 0 && ticked < boxes.length; }
  }
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form");
    if (form && event.target.closest("[data-tick-all]")) for (const box of all(".row-tick", form)) box.checked = event.target.checked;
    if (form && event.target.closest(".tick")) count(form);
    if (event.target.matches("[data-drop] input[type=file]")) nameFiles(event.target);
    if (event.target.matches("[data-keys-off]")) {
      if (event.target.checked) localStorage.removeItem(KEYS_OFF);
      else localStorage.setItem(KEYS_OFF, "1");
    }
  });

  // Dropped files ---------------------------------------------------------------------------------------------------
  function nameFiles(input) {
    const names = [...input.files].map((file) => `${file.name}, ${size(file.size)}`);
    const place = one("[data-drop-names]", input.closest("[data-drop]"));
    if (place) place.textContent = names.join("; ");
  }
  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const zone = event.target.closest?.("[data-drop]");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", kind === "dragover");
      const input = one("input[type=file]", zone);
      if (kind === "drop" && event.dataTransfer.files.length && !input.disabled) {
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }

  // Leaving with unsaved words: forms marked so, unless they keep a draft --------------------------------------------
  const touched = new WeakSet();
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.matches("[data-warn-leaving]")) touched.add(form);
  });
  document.addEventListener("submit", (event) => touched.delete(event.target), true);
  window.addEventListener("beforeunload", (event) => {
    if (all("form[data-warn-leaving]").some((form) => touched.has(form))) event.preventDefault();
  });

  // Filters on a phone: the search field stays, the others wait behind one button that says how many are on ---------------
  function fold(form) {
    const parts = [...form.children].filter((part) => !part.matches("[type=hidden], .no-script-only, button"));
    if (form.dataset.folds || parts.length < 4) return;
    form.dataset.folds = "1";
    const on = all("select, input:not([type=hidden]):not([name=q])", form)
      .filter((field) => ("selectedIndex" in field ? field.selectedIndex > 0 : field.type === "checkbox" ? field.checked : field.value)).length;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet filters-toggle";
    button.textContent = on ? `Filters, ${on} on` : "Filters";
    const set = (open) => { form.classList.toggle("is-folded", !open); button.setAttribute("aria-expanded", String(open)); };
    button.addEventListener("click", () => set(form.classList.contains("is-folded")));
    (parts.find((part) => part.matches(".grow")) || parts[0]).after(button);
    set(false);
  }

  // What script can do is shown where script runs ----------------------------------------------------------------------
  function ready(root) {
    watch(root.matches?.("#toasts") ? root : one("#toasts", root));
    for (const part of all("[data-open], [data-tick-all], [data-needs-script]", root)) part.hidden = false;
    for (const part of all(".no-script-only", root)) part.hidden = true;
    // The server's summary names every field at once, in our words; the browser's bubble only the first, in its own.
    for (const form of all("form[method=post]", root)) form.noValidate = true;
    for (const box of all("[data-keys-off]", root)) box.checked = !localStorage.getItem(KEYS_OFF);
    for (const form of all("form[data-bulk]", root)) count(form);
    for (const form of all("form.filters", root)) fold(form);
    // On a phone the tabs scroll sideways: the one that is open is in view.
    for (const tab of all(".tabs [aria-current]", root)) { const bar = tab.closest(".tabs"); bar.scrollLeft += tab.getBoundingClientRect().left - bar.getBoundingClientRect().left - 16; }
    one("[data-form-errors]", root)?.focus();
  }
  // htmx tells of the whole page first, then of each part that it brings.
  document.addEventListener("htmx:load", (event) => ready(event.target));
  window.addEventListener("pageshow", (event) => { if (event.persisted) all("form[data-bulk]").forEach(count); });
})();
