// The fact-check sheet.

import { $, SEVERITY_NAMES, kept, make, warn, words } from "./tools.js";
import { request, story } from "./story.js";
import { ask } from "./ask.js";
import { offer } from "./files.js";
import { show } from "./margin.js";

/** Milliseconds between two parts of a long sheet, so that the page answers in between. */
const BREATH = 0;
const SECTIONS_AT_A_TIME = 150;

let isOld = true;
/** Facts, findings or the choice of them have changed. */
export function sheetChanged() {
  isOld = true;
  if (!$("view-sheet").hidden) drawSheet();
}

const ticks = () => kept.read("copydesk-ticks:" + story.name);

/** The facts sentence by sentence, drawn in parts so that a long story does not stop the page. */
export function drawSheet() {
  if (!isOld) return;
  isOld = false;
  const sheet = $("sheet");
  sheet.replaceChildren();
  $("sheet-of").textContent = story.name;
  const done = ticks();
  const which = $("show").value;
  const wanted = story.facts.filter((fact) => {
    if (!fact.listed) return false;
    if (which === "open") return !done[fact.id];
    return which !== "doubtful" || (fact.findings ?? []).length > 0;
  });
  const byAsk = $("order").value === "ask";
  const groups = grouped(wanted, byAsk ? (fact) => fact.ask : (fact) => fact.sentence[0]);
  const drawn = story.facts;
  const part = (from) => {
    if (drawn !== story.facts || isOld) return;
    sheet.append(...groups.slice(from, from + SECTIONS_AT_A_TIME).map((group) => sheetSection(group, byAsk, done)));
    if (from + SECTIONS_AT_A_TIME < groups.length) setTimeout(part, BREATH, from + SECTIONS_AT_A_TIME);
  };
  if (groups.length === 0) {
    sheet.append(make("p", {}, story.text.trim() ? "Nothing to show." : "Nothing to tick yet: put a story into the text."));
  }
  part(0);
  drawProgress();
}

/** Facts of one key together, in the order of the first of each. */
function grouped(facts, keyOf) {
  const groups = new Map();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (groups.has(key)) groups.get(key).push(fact);
    else groups.set(key, [fact]);
  }
  return [...groups.values()];
}

/** A sentence with its facts, or somebody to ask with all there is to ask. */
function sheetSection(group, byAsk, done) {
  const [first] = group;
  const claim = (fact) => make("blockquote", {}, story.text.slice(...fact.sentence));
  return make(
    "section",
    {},
    make("h2", {}, byAsk ? "Ask: " + first.ask : "Line " + first.line + ", " + words(first.role)),
    byAsk ? null : claim(first),
    make("ul", {}, ...group.map((fact) => sheetItem(fact, byAsk ? claim(fact) : null, Boolean(done[fact.id])))),
  );
}

function sheetItem(fact, claim, ticked) {
  const box = make("input", { type: "checkbox", id: "tick-" + fact.id });
  box.checked = ticked;
  const note = [fact.about, fact.also && "also in line " + fact.also.join(", "), fact.source].filter(Boolean).join(" · ");
  const item = make(
    "li",
    { class: ticked ? "ticked" : "" },
    box,
    make(
      "div",
      {},
      make("label", { for: box.id, class: "fact" }, fact.text),
      " ",
      make("span", { class: "kind" }, words(fact.kind)),
      " " + fact.understood + (note ? " · " + note : ""),
      claim ?? make("p", { class: "ask" }, "Ask: " + fact.ask),
      ...(fact.findings ?? []).map((index) => {
        const finding = story.findings[index];
        return make("p", { class: "doubt " + finding.severity }, SEVERITY_NAMES[finding.severity] + ": " + finding.message);
      }),
    ),
    make(
      "button",
      { type: "button", "aria-label": "Show “" + fact.text + "” in the text", onclick: () => show(fact, true) },
      "Show",
    ),
  );
  box.addEventListener("change", () => {
    const done = ticks();
    if (box.checked) done[fact.id] = true;
    else delete done[fact.id];
    kept.write("copydesk-ticks:" + story.name, done);
    item.classList.toggle("ticked", box.checked);
    drawProgress();
  });
  return item;
}

function drawProgress() {
  const done = ticks();
  const listed = story.facts.filter((fact) => fact.listed);
  const ticked = listed.filter((fact) => done[fact.id]).length;
  $("progress-words").textContent = listed.length ? ticked + " of " + listed.length + " ticked" : "Nothing to tick yet.";
  $("progress").max = Math.max(1, listed.length);
  $("progress").value = ticked;
}

/** Has the sheet written as a file, with its ticks. */
export async function download(format) {
  try {
    const answer = await ask("sheet", JSON.stringify({ ...request(), sheet: format, ticks: Object.keys(ticks()) }));
    offer(await answer.blob(), story.name + "-sheet." + { markdown: "md", csv: "csv", html: "html", json: "json" }[format]);
    warn("");
  } catch (error) {
    warn(error.message);
  }
}
