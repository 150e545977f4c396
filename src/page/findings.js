// Which findings are shown: the filters, and what was let stand.

import { $, area, kept, make, redraw } from "./tools.js";
import { story } from "./story.js";

/** What was let stand in this story, in this browser; read once for each name. */
let stets = { name: null, of: {} };
export function standing() {
  const { name } = story;
  if (stets.name !== name) stets = { name, of: kept.read("copydesk-stet:" + name) };
  return stets.of;
}

export function stand(of) {
  stets = { name: story.name, of };
  kept.write("copydesk-stet:" + story.name, of);
}

/** Findings that were not let stand. */
export function standingApart() {
  const stets = standing();
  return story.findings.filter((finding) => !(finding.key in stets));
}

/** Findings that have a card and marks. */
export function visibleFindings() {
  const on = new Set([...$("severities").querySelectorAll("input:checked")].map((box) => box.value));
  return standingApart().filter((finding) => on.has(finding.severity) && finding.sites.length > 0);
}

/** The list of what was let stand here. */
export function drawStanding() {
  const stets = standing();
  const here = story.findings.filter((finding) => finding.key in stets);
  $("standing").hidden = here.length === 0;
  $("standing").querySelector(".count").textContent = here.length;
  $("standing-list").replaceChildren(
    ...here.map((finding) => {
      const takeBack = () => {
        const { [finding.key]: gone, ...rest } = standing();
        stand(rest);
        redraw();
        area.focus({ preventScroll: true });
      };
      return make(
        "li",
        {},
        make("p", {}, finding.message),
        make("p", {}, make("i", {}, "stet: "), stets[finding.key].reason),
        make("button", { type: "button", onclick: takeBack }, "Take back"),
      );
    }),
  );
}
