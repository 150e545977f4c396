// The page of the desk: asks the desk while the story is typed, and ties the parts of the page together.

import { $, area, plural, say, schedule, warn } from "./tools.js";
import { LONG_ENOUGH, difference, move, request, story, take } from "./story.js";
import { ask } from "./ask.js";
import { drawStanding, standingApart, visibleFindings } from "./findings.js";
import { LONGEST_EDIT, draw, hover, leapBack, replace, splitLines } from "./paper.js";
import { drawFactLine, drawLegend } from "./facts.js";
import { drawCards, enterCard, moved, place, step } from "./margin.js";
import { download, drawSheet, sheetChanged } from "./sheet.js";
import { copy, fill, keepDraft, openFile, restoreDraft, save } from "./files.js";
import "./views.js";

/** Milliseconds without a key before the text is checked; longer for texts that take long. */
const PAUSE = 120;

/** What the margin says as long as there is nothing. */
const WELCOME = "Findings stand here, beside the text. F8 goes from one to the next; the other keys stand below.";

let timer = 0;
let asking = null;
let lastTime = 0;

/** Takes over what was typed: moves the marks, replaces the lines that changed, asks the desk. */
function typed() {
  const next = area.value;
  if (next === story.text) return;
  const change = difference(story.text, next);
  story.text = next;
  move(change);
  splitLines();
  draw();
  schedule(place);
  clearTimeout(timer);
  timer = setTimeout(check, Math.max(PAUSE, 2 * lastTime));
}

/** Asks the desk; an answer that comes too late is for nobody. */
async function check() {
  asking?.abort();
  asking = new AbortController();
  const asked = story.text;
  const started = performance.now();
  try {
    const answer = await ask("check", JSON.stringify(request()), asking.signal);
    const found = await answer.json();
    if (asked !== story.text) return;
    lastTime = performance.now() - started;
    warn("");
    take(found);
    sheetChanged();
    refresh();
    document.body.dataset.checked = String(Number(document.body.dataset.checked ?? 0) + 1);
  } catch (error) {
    if (error.name !== "AbortError") warn(error.message);
  }
}

/** Draws everything that depends on filters, findings and what was let stand. */
function refresh() {
  if (story.active && !visibleFindings().includes(story.active)) story.active = null;
  drawCards();
  draw();
  schedule(place);
  drawStanding();
  tell();
  drawFactLine();
}

/** Says in words what there is; only what a listener needs is announced. */
function tell() {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of standingApart()) counts[finding.severity]++;
  for (const label of $("severities").querySelectorAll("label")) {
    label.querySelector(".count").textContent = counts[label.querySelector("input").value];
  }
  const total = counts.error + counts.warning + counts.info;
  const parts = [
    counts.error && plural(counts.error, "error"),
    counts.warning && plural(counts.warning, "warning"),
    counts.info && plural(counts.info, "note"),
  ].filter(Boolean);
  const said = story.text.trim() ? (total ? parts.join(", ") : "No findings") : "Nothing to check yet.";
  if ($("status").textContent !== said) {
    $("status").textContent = said;
    say(said);
  }
  const facts = story.facts.filter((fact) => fact.listed).length;
  const written = story.text.match(/\S+/g)?.length ?? 0;
  $("counts").textContent = story.text.trim() ? plural(written, "word") + ", " + plural(facts, "fact") : "";
  $("example").hidden = Boolean(story.text.trim());
  $("margin-empty").hidden = visibleFindings().length > 0;
  $("margin-empty").textContent = story.text.trim() ? "No findings." : WELCOME;
  $("previous").disabled = $("next").disabled = visibleFindings().length === 0;
}

drawLegend(() => draw());
$("severities").addEventListener("change", refresh);
document.addEventListener("redraw", () => {
  refresh();
  if (!$("view-sheet").hidden) drawSheet();
});

$("filters").open = matchMedia("(min-width: 40.01rem)").matches;

area.addEventListener("input", typed);
area.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
  if (leapBack(key === "y" || event.shiftKey ? "redo" : "undo")) event.preventDefault();
});
area.addEventListener("paste", (event) => {
  const words = event.clipboardData?.getData("text/plain") ?? "";
  if (story.text === "" && words.length > LONG_ENOUGH) {
    event.preventDefault();
    fill(words);
  } else if (words.length > LONGEST_EDIT) {
    event.preventDefault();
    replace(area.selectionStart, area.selectionEnd, words.replaceAll("\r\n", "\n"));
  }
});
document.addEventListener("selectionchange", () => schedule(moved));
area.addEventListener("blur", drawFactLine);
area.addEventListener("mousemove", (event) => schedule(() => hover(event)));
area.addEventListener("mouseleave", () => ($("tip").hidden = true));
addEventListener("scroll", () => ($("tip").hidden = true), { passive: true });
new ResizeObserver(() => schedule(place)).observe($("paper"));

document.addEventListener("keydown", (event) => {
  if (event.key === "F8") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  } else if (event.key === "." && (event.ctrlKey || event.metaKey) && story.active) {
    event.preventDefault();
    enterCard();
  }
});
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));

$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (file) await openFile(file);
  $("file").value = "";
});
$("save").addEventListener("click", save);
$("copy").addEventListener("click", copy);
for (const action of ["undo", "redo"]) {
  $(action).addEventListener("click", () => {
    area.focus({ preventScroll: true });
    if (!leapBack(action)) document.execCommand(action);
  });
}
$("print").addEventListener("click", () => print());
$("example").addEventListener("click", () => {
  story.name = "example";
  $("format").value = "text";
  fill($("example-text").content.textContent);
});
for (const id of ["format", "date", "locale"]) $(id).addEventListener("change", check);
for (const id of ["show", "order"]) $(id).addEventListener("change", sheetChanged);
for (const button of document.querySelectorAll("[data-sheet]")) {
  button.addEventListener("click", () => download(button.dataset.sheet));
}

addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  $("drop").hidden = false;
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) $("drop").hidden = true;
});
addEventListener("drop", async (event) => {
  $("drop").hidden = true;
  const [file] = event.dataTransfer.files;
  if (!file) return;
  event.preventDefault();
  await openFile(file);
});

addEventListener("pagehide", keepDraft);
restoreDraft();
splitLines();
typed();
tell();
