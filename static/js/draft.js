// Keeps what is being typed in <form data-draft="name"> for one user, on this device, for a day.
//
// The fields are encrypted (AES-GCM) under a key that only that user's signed-in pages carry (meta draft-key), so
// what lies in localStorage says nothing to the next user of the browser. A draft goes when the server has taken the
// form, when its user signs out, when it is discarded, and after 24 hours.
(() => {
  "use strict";
  const DAY = 24 * 60 * 60 * 1000;
  const WAIT = 400;
  const PREFIX = "draft:";
  const STAY = "What you typed is still here: leave this page open until it is sent.";
  const SKIPPED = new Set(["csrfmiddlewaretoken"]);
  const meta = (name) => document.querySelector(`meta[name=${name}]`)?.content || "";
  const user = meta("draft-user");
  const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const slot = (name) => `${PREFIX}${user}:${name}`;
  const mine = () => user && meta("draft-key") && crypto.subtle;
  const timers = new WeakMap();
  // Of each form: the newest sealing begun, the newest written down, and up to which none may be.
  const turns = new WeakMap();
  const written = new WeakMap();
  const forgotten = new WeakMap();
  let key;
  let closed = false;

  function theKey() {
    const bytes = Uint8Array.from(atob(meta("draft-key")), (char) => char.charCodeAt(0));
    key ||= crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    return key;
  }
  const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  // The slot's name and the time are bound into the seal: a draft moved under another name or user, or made to look
  // younger, does not open.
  async function seal(name, fields) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const at = Date.now();
    const bound = new TextEncoder().encode(`${slot(name)} ${at}`);
    const plain = new TextEncoder().encode(JSON.stringify(fields));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound }, await theKey(), plain);
    return JSON.stringify({ at, iv: base64(iv), data: base64(sealed) });
  }
  async function unseal(name) {
    const kept = JSON.parse(localStorage.getItem(slot(name)) || "null");
    if (!kept || Date.now() - kept.at > DAY) return null;
    const bound = new TextEncoder().encode(`${slot(name)} ${kept.at}`);
    const how = { name: "AES-GCM", iv: fromBase64(kept.iv), additionalData: bound };
    const plain = await crypto.subtle.decrypt(how, await theKey(), fromBase64(kept.data));
    return { at: kept.at, fields: JSON.parse(new TextDecoder().decode(plain)) };
  }

  // Drafts are swept by age whoever's they are: the age alone lies open.
  function sweep() {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      let at = 0;
      try { at = JSON.parse(localStorage.getItem(name)).at; } catch { /* not one of ours any more: away with it */ }
      if (!(Date.now() - at < DAY)) localStorage.removeItem(name);
    }
  }
  // Signing out: a word still waiting to be sealed must not be written after the rest is gone.
  function forgetAll() {
    closed = true;
    for (const name of Object.keys(localStorage)) if (name.startsWith(`${PREFIX}${user}:`)) localStorage.removeItem(name);
  }

  const kept = (field) => field.name && !SKIPPED.has(field.name) && !["file", "password", "submit", "button"].includes(field.type);
  const fieldsOf = (form) => [...form.elements].filter(kept);
  const ticked = (field) => ["checkbox", "radio"].includes(field.type);

  function read(form) {
    return fieldsOf(form).map((field) => ({
      name: field.name,
      value: field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value,
      on: ticked(field) ? field.checked : undefined,
    }));
  }
  function fill(form, saved) {
    const turn = {};
    for (const field of fieldsOf(form)) {
      const rows = saved.filter((row) => row.name === field.name);
      const row = ticked(field) ? rows.find((one) => one.value === field.value) : rows[turn[field.name] || 0];
      turn[field.name] = (turn[field.name] || 0) + 1;
      if (!row) continue;
      if (ticked(field)) field.checked = row.on;
      else if (field.multiple) for (const option of field.options) option.selected = row.value.includes(option.value);
      else field.value = row.value;
      if (field.matches("[data-combo]")) field.dataset.chosen = field.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function state(form, text, tone = "") {
    const place = form.querySelector("[data-draft-state]");
    if (!place) return;
    place.textContent = text;
    place.className = `draft-state ${tone}`;
  }
  function button(form, words, act) {
    const line = form.querySelector("[data-draft-line]");
    line?.querySelector("button")?.remove();
    if (!line || !words) return;
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-sm btn-quiet";
    made.textContent = words;
    made.addEventListener("click", act);
    line.append(made);
  }

  async function keep(form) {
    const turn = (turns.get(form) || 0) + 1;
    turns.set(form, turn);
    const sealed = await seal(form.dataset.draft, read(form));
    // Sent or discarded while it was being sealed: it must not come back. One begun later does not undo it, for the
    // page may be left before that one is done.
    if (closed || turn <= (forgotten.get(form) || 0) || turn < (written.get(form) || 0) || !form.isConnected) return;
    written.set(form, turn);
    try {
      localStorage.setItem(slot(form.dataset.draft), sealed);
      if (!form.dataset.failed) state(form, `Draft kept on this device at ${clock(Date.now())}`);
    } catch {
      state(form, "This device has no room to keep a draft: send the form before you leave the page.", "text-late");
    }
  }
  function stop(form) {
    clearTimeout(timers.get(form));
    return timers.delete(form);
  }
  function forget(form, name) {
    if (form) { stop(form); forgotten.set(form, turns.get(form) || 0); }
    localStorage.removeItem(slot(name));
  }

  async function restore(form) {
    let found = null;
    try { found = await unseal(form.dataset.draft); } catch { localStorage.removeItem(slot(form.dataset.draft)); }
    if (!found) return;
    const before = read(form);
    if (JSON.stringify(before) === JSON.stringify(found.fields)) return;
    // After an error the server gives back what was sent: that is newer than the draft.
    if (form.querySelector("[data-form-errors]") || form.closest("main")?.querySelector("[data-form-errors]")) return;
    fill(form, found.fields);
    const day = new Date(found.at).toDateString() === new Date().toDateString() ? "" : "yesterday ";
    state(form, `Draft from ${day}${clock(found.at)} restored`, "strong");
    button(form, "Discard", () => {
      forget(form, form.dataset.draft);
      fill(form, before);
      state(form, "Draft discarded");
      button(form);
    });
  }

  function take(form) {
    if (form.dataset.draftReady) return;
    form.dataset.draftReady = "1";
    if (mine()) restore(form);
  }
  function saveSoon(event) {
    const form = event.target.form;
    if (!form?.matches("[data-draft]") || !mine() || !event.isTrusted && event.type === "change") return;
    stop(form);
    timers.set(form, setTimeout(() => { timers.delete(form); keep(form); }, WAIT));
  }
  document.addEventListener("input", saveSoon);
  document.addEventListener("change", saveSoon);
  document.addEventListener("senco:chosen", saveSoon);
  // The last words typed before the page goes away are sealed at once.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && mine()) for (const form of document.querySelectorAll("form[data-draft]")) {
      if (stop(form)) keep(form);
    }
  });

  // Sending -------------------------------------------------------------------------------------------------------
  const draftForm = (event) => event.target.closest?.("form[data-draft]");
  function failed(form, text) {
    form.dataset.failed = "1";
    state(form, `${text} ${mine() ? "Everything you typed is kept here." : STAY}`, "text-late strong");
    button(form, "Send again", () => form.requestSubmit());
    if (mine()) keep(form);
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = draftForm(event);
    if (form !== event.target) return;
    delete form.dataset.failed;
    button(form);
    // Sealed while the answer is awaited: one that is "sign in again" may be followed at once.
    if (stop(form) && mine()) keep(form);
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const form = draftForm(event);
      if (form === event.target) failed(form, "No connection, so it is not sent yet.");
    });
  }
  document.addEventListener("htmx:responseError", (event) => {
    const form = draftForm(event);
    if (form === event.target && event.detail.xhr.status !== 401) failed(form, "It did not go through.");
  });
  document.addEventListener("senco:signed-out", () => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (mine()) keep(form).then(() => state(form, "You have been signed out. Sign in again: what you typed is kept.", "text-late strong"));
    }
  });
  // Taken: a good answer that is neither the sign-in page nor the same form with its errors.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const form = event.detail.requestConfig?.elt;
    if (!form?.matches?.("form[data-draft]")) return;
    const { xhr } = event.detail;
    const good = xhr.status >= 200 && xhr.status < 400;
    const at = meta("sign-in");
    const signIn = at && xhr.responseURL && new URL(xhr.responseURL).pathname === at;
    if (good && !signIn && !/data-form-errors/.test(xhr.responseText)) forget(form, form.dataset.draft);
  });
  window.addEventListener("online", () => {
    for (const form of document.querySelectorAll("form[data-failed]")) {
      state(form, "You are back on the network. Everything you typed is here: send it when you are ready.", "text-fine strong");
    }
  });
  window.addEventListener("offline", () => {
    for (const form of document.querySelectorAll("form[data-draft]")) {
      state(form, mine() ? "No connection. Go on typing: it is kept on this device." : `No connection. ${STAY}`, "text-soon strong");
    }
  });

  document.addEventListener("submit", (event) => { if (event.target.matches("[data-sign-out]")) forgetAll(); }, true);
  function ready(root) {
    for (const done of root.querySelectorAll("[data-draft-done]")) if (user) forget(null, done.dataset.draftDone);
    for (const form of root.querySelectorAll("form[data-draft]")) take(form);
    if (root.matches?.("form[data-draft]")) take(root);
  }
  sweep();
  // Before htmx reads the page: a form with a draft is sent without leaving the page, so that a failure loses nothing.
  for (const form of document.querySelectorAll("form[data-draft]:not([hx-post])")) form.setAttribute("hx-boost", "true");
  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.target));
})();
