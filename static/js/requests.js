// What goes wrong between the page and the server is said in plain words, and nothing typed is thrown away.
(() => {
  "use strict";
  const say = (text) => document.dispatchEvent(new CustomEvent("senco:say", { detail: { text, state: "late" } }));
  const signInPath = () => document.querySelector("meta[name=sign-in]")?.content || "";
  let busy = 0;

  const words = {
    403: "That is not open to your role, or the page is from before you last signed in. Nothing was changed: load the page again.",
    404: "That is no longer there. Load the page again to see how things stand.",
    405: "That cannot be done from here. Load the page again.",
    413: "That file is too big for the site.",
    429: "Too many at once. Wait a minute, then try again.",
  };

  // The sign-in has run out: an answer 401, or the sign-in page where a fragment was asked for.
  function signedOut(xhr) {
    if (xhr.status === 401) return true;
    const path = signInPath();
    return Boolean(path && xhr.responseURL && new URL(xhr.responseURL).pathname === path && location.pathname !== path);
  }

  function signInAgain() {
    if (document.querySelector("[data-signed-out]")) return;
    const note = document.createElement("div");
    note.className = "note soon";
    note.dataset.signedOut = "";
    note.setAttribute("role", "alert");
    const text = document.createElement("div");
    text.textContent = "You have been signed out. Sign in again: what you typed is kept. ";
    const link = document.createElement("a");
    link.href = `${signInPath()}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.className = "btn btn-sm btn-brand";
    link.textContent = "Sign in again";
    note.append(text, link);
    const place = document.querySelector("#messages");
    place.append(note);
    place.scrollIntoView({ block: "center" });
    link.focus();
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (signedOut(event.detail.xhr)) {
      event.detail.shouldSwap = false;
      event.detail.isError = false;
      signInAgain();
      document.dispatchEvent(new CustomEvent("senco:signed-out"));
    }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    if (signedOut(xhr) || event.target.matches?.("form[data-draft]")) return;
    say(words[xhr.status] || "That did not go through. Nothing was lost; try again.");
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      // A form with a draft says it beside itself (draft.js), and a list that opens as one types stays silent.
      if (event.target.closest?.("form[data-draft], [data-combo]")) return;
      say("No connection. Nothing was lost; try again when you are back on the network.");
    });
  }

  // Django's token may have changed since the page was made (signed in again in another tab): the cookie is newer.
  document.addEventListener("htmx:configRequest", (event) => {
    const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
    if (cookie && event.detail.verb !== "get") {
      event.detail.headers["X-CSRFToken"] = decodeURIComponent(cookie.slice(10));
    }
  });

  // A list's address says only what is chosen, and keeps the order and the page size that it has.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches?.("form.filters")) return;
    const { formData } = event.detail;
    for (const name of new Set(formData.keys())) if (formData.getAll(name).every((value) => value === "")) formData.delete(name);
    const here = new URLSearchParams(location.search);
    for (const name of ["sort", "size"]) if (here.get(name)) formData.set(name, here.get(name));
  });

  document.addEventListener("htmx:beforeRequest", () => { busy += 1; document.documentElement.classList.add("is-busy"); });
  document.addEventListener("htmx:afterRequest", () => {
    busy = Math.max(0, busy - 1);
    document.documentElement.classList.toggle("is-busy", busy > 0);
  });

  // A button cannot be pressed twice while its form is on its way.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method === "get") return;
    const button = event.submitter;
    if (!button || event.target.matches("[hx-post], [hx-boost], [data-draft]")) return;
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => { button.disabled = false; }, 8000);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
  });
})();
