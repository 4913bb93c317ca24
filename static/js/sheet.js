/* A class's sheet of results: Enter and the arrows go down and up the column, as in a spreadsheet. */
(() => {
  "use strict";
  const cells = [...document.querySelectorAll(".sheet-cell")];
  const steps = { Enter: 1, ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const place = cells.indexOf(event.target);
    const next = cells[place + (steps[event.key] || 0)];
    if (place < 0 || !(event.key in steps) || event.isComposing) return;
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });
})();
