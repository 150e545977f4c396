// The two views, as tabs.

import { $, redraw } from "./tools.js";

const tabs = [...document.querySelectorAll("[role=tab]")];

/** Shows the view of a tab. */
export function pick(tab) {
  for (const other of tabs) {
    const picked = other === tab;
    other.setAttribute("aria-selected", String(picked));
    other.tabIndex = picked ? 0 : -1;
    $(other.getAttribute("aria-controls")).hidden = !picked;
  }
  redraw();
}

for (const tab of tabs) {
  tab.addEventListener("click", () => pick(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tabs.find((other) => other !== tab);
    pick(other);
    other.focus();
  });
}
