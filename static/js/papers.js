// Papers sent one by one: each has a bar while it goes and a line of its own after it. What is typed stays, and what was
// not sent can be sent again. Without this script the form sends everything at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-papers]");
  if (!form) return;
  const list = form.querySelector("[data-papers-list]");
  const said = form.querySelector("[data-papers-said]");
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const most = Number(form.dataset.most);
  const queue = []; // { file, row, state: "waiting" | "kept" | "refused" }
  let sending = false;

  const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

  function part(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function waiting(one, words) {
    const row = part("li", "sent");
    const about = part("div", "sent-about");
    about.append(part("span", "strong", one.file.name), " ", part("span", one.wrong ? "text-late" : "soft", words));
    const drop = part("button", "btn btn-sm btn-bare", "Leave out");
    drop.type = "button";
    drop.append(part("span", "visually-hidden", ` ${one.file.name}`));
    drop.addEventListener("click", () => { queue.splice(queue.indexOf(one), 1); one.row.remove(); inputs[0].focus(); });
    row.append(about, drop);
    put(one, row);
  }

  function put(one, row) {
    if (one.row) one.row.replaceWith(row);
    else list.append(row);
    one.row = row;
    list.hidden = false;
  }

  form.addEventListener("change", (event) => {
    if (!inputs.includes(event.target)) return;
    for (const file of event.target.files) {
      const one = { file, row: null, state: "waiting" };
      if (file.size > most) one.wrong = "larger than 50 MB: it is not sent. Send it in parts.";
      queue.push(one);
      waiting(one, one.wrong || size(file.size));
      if (one.wrong) one.state = "refused";
    }
    event.target.value = ""; // kept in the list: the next choice adds to it
    const names = form.querySelector("[data-drop-names]");
    setTimeout(() => { if (names) names.textContent = ""; });
  });

  function send(one, several) {
    return new Promise((done) => {
      const data = new FormData(form);
      data.delete("papers");
      data.append("papers", one.file, one.file.name);
      if (several) data.set("title", "");
      const row = part("li", "sent");
      const about = part("div", "sent-about");
      const bar = part("progress", "bar");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `Sending ${one.file.name}`);
      const words = part("span", "soft", "sending");
      about.append(part("span", "strong", one.file.name), " ", words, bar);
      row.append(about);
      put(one, row);
      const request = new XMLHttpRequest();
      request.open("POST", form.getAttribute("action") || location.href);
      request.setRequestHeader("HX-Request", "true");
      const cookie = document.cookie.split("; ").find((one_) => one_.startsWith("csrftoken="));
      if (cookie) request.setRequestHeader("X-CSRFToken", decodeURIComponent(cookie.slice(10)));
      request.upload.addEventListener("progress", (event) => {
        if (!event.lengthComputable) return;
        bar.value = Math.round(100 * event.loaded / event.total);
        words.textContent = bar.value < 100 ? `${bar.value}%` : "being looked at";
      });
      const failed = (why) => { waiting(one, why); done("failed"); };
      request.addEventListener("error", () => failed("No connection: it was not sent. Press Send to try again."));
      request.addEventListener("timeout", () => failed("No answer: it was not sent. Press Send to try again."));
      request.addEventListener("load", () => {
        if (request.status === 401) return failed("You have been signed out. Sign in again in another tab, then press Send.");
        if (request.status === 413) return failed("This file is too big for the site.");
        if (request.status !== 200 && request.status !== 422) return failed("That did not go through. Press Send to try again.");
        const answer = document.createElement("template");
        answer.innerHTML = request.responseText.trim();
        const wrong = [...answer.content.querySelectorAll("[data-form-wrong]")];
        if (wrong.length) return failed(wrong.map((item) => item.textContent.replace(/\s+/g, " ").trim()).join(" "));
        one.state = request.status === 200 ? "kept" : "refused";
        put(one, answer.content.firstElementChild);
        done(one.state);
      });
      request.timeout = 10 * 60 * 1000;
      request.send(data);
    });
  }

  form.addEventListener("submit", async (event) => {
    const due = queue.filter((one) => one.state === "waiting");
    if (!queue.length) return; // nothing chosen: the server says so beside the field
    event.preventDefault();
    event.stopImmediatePropagation();
    if (sending || !due.length) return;
    sending = true;
    const several = queue.length > 1;
    said.textContent = "";
    for (const one of due) if (await send(one, several) === "failed") break;
    sending = false;
    tell();
  }, true);

  function tell() {
    const count = (state) => queue.filter((one) => one.state === state).length;
    const [kept, refused, left] = [count("kept"), count("refused"), count("waiting")];
    const words = [];
    if (kept) words.push(`${kept} kept`);
    if (refused) words.push(`${refused} not kept`);
    if (left) words.push(`${left} not sent yet`);
    said.textContent = `${words.join(", ")}.`;
    const away = form.querySelector("[data-papers-away]");
    if (kept) away.textContent = "See the papers";
    if (!left) away.focus();
  }

  window.addEventListener("beforeunload", (event) => {
    if (sending || queue.some((one) => one.state === "waiting")) event.preventDefault();
  });
})();
