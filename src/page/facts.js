// What the page knows of kinds of facts: the legend, the fact at the cursor and under the pointer.

import { $, SEVERITY_NAMES, area, make, wide, words } from "./tools.js";
import { story } from "./story.js";

const GROUPS = [
  ["figures", "figures", ["count", "ordinal", "fraction", "ratio", "range"]],
  ["shares", "percentages", ["percent", "points"]],
  ["money", "money", ["money"]],
  ["measures", "measures, ages", ["measure", "age"]],
  ["times", "dates, times", ["date", "time", "date_range", "duration", "weekday"]],
  ["people", "people", ["person"]],
  ["bodies", "bodies, places", ["organization", "place"]],
  ["vague", "vague words", ["vague_quantity", "vague_time"]],
  ["labels", "labels, versions", ["version", "identifier"]],
];
export const GROUP_OF = new Map(GROUPS.flatMap(([group, , kinds]) => kinds.map((kind) => [kind, group])));

/** The narrowest fact that holds an offset. */
export function factAt(offset) {
  let best = null;
  for (const fact of story.facts) {
    if (fact.start > offset) break;
    if (offset <= fact.end && GROUP_OF.has(fact.kind) && (!best || fact.end - fact.start < best.end - best.start)) best = fact;
  }
  return best;
}

/** A fact as it was understood, in a line. */
export function factWords(fact) {
  return [words(fact.kind) + ": " + fact.understood, fact.about, fact.source].filter(Boolean).join(" · ");
}

/** The fact at the cursor, at the foot of the window. */
export function drawFactLine() {
  const here = document.activeElement === area;
  const fact = here && area.selectionStart === area.selectionEnd ? factAt(area.selectionStart) : null;
  // Where the margin lies below the text, the finding itself is said here.
  const finding = here && story.active && !wide.matches ? SEVERITY_NAMES[story.active.severity] + ": " + story.active.message : "";
  $("fact-line").textContent = finding || (fact ? factWords(fact) : "");
}

/** The kinds as boxes to switch their underlines on and off. */
export function drawLegend(changed) {
  for (const [group, title] of GROUPS) {
    const box = make("input", { type: "checkbox", value: group, onchange: changed });
    box.checked = true;
    $("legend").append(make("label", {}, box, make("span", { class: "swatch mark " + group }, title)));
  }
}
