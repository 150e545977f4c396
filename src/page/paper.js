// The sheet of paper: the text, and the marks behind it.
//
// The text is in a plain text area, so that caret, selection, undo and paste are the browser's own. Behind it
// lies a backdrop with the same words, invisible, that carries the marks; both wrap alike.

import { $, area, make, say } from "./tools.js";
import { story } from "./story.js";
import { visibleFindings } from "./findings.js";
import { GROUP_OF, factAt, factWords } from "./facts.js";

/** Characters above which a replacement is made at once: the browser's own editing would take seconds. */
export const LONGEST_EDIT = 10_000;

const backdrop = $("backdrop");
/** Lines of the text with their elements: {text, start, div, look, runs}. */
let lines = [];

/** Cuts the text into lines and keeps the elements of those that did not change. */
export function splitLines() {
  const parts = story.text.split("\n");
  let head = 0;
  while (head < lines.length && head < parts.length && lines[head].text === parts[head]) head++;
  let tail = 0;
  while (
    tail < lines.length - head &&
    tail < parts.length - head &&
    lines[lines.length - 1 - tail].text === parts[parts.length - 1 - tail]
  )
    tail++;
  const fresh = parts.slice(head, parts.length - tail).map((part) => ({
    text: part,
    start: 0,
    div: make("div"),
    look: null,
    runs: [],
  }));
  const after = lines[lines.length - tail];
  for (const old of lines.slice(head, lines.length - tail)) old.div.remove();
  const pieces = document.createDocumentFragment();
  for (const line of fresh) pieces.append(line.div);
  backdrop.insertBefore(pieces, after ? after.div : null);
  lines.splice(head, lines.length - head - tail, ...fresh);
  let start = 0;
  for (const line of lines) {
    line.start = start;
    start += line.text.length + 1;
  }
}

/** Everything that is to be marked, in order of its start. */
function marks() {
  const all = [];
  const on = new Set([...$("legend").querySelectorAll("input:checked")].map((box) => box.value));
  for (const fact of story.facts) {
    const group = GROUP_OF.get(fact.kind);
    if (group && on.has(group)) all.push({ start: fact.start, end: fact.end, look: "mark " + group, note: 0 });
  }
  visibleFindings().forEach((finding, index) => {
    finding.sites.forEach((site, which) => {
      const far = story.text.slice(site.start, site.end).length > 60 ? " wide" : "";
      const lit = finding === story.active ? " lit" : "";
      const end = Math.max(site.end, site.start + 1);
      all.push({ start: site.start, end, look: "at " + finding.severity + far + lit, note: which === 0 ? index + 1 : 0 });
    });
  });
  return all.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Draws the marks into the lines whose look has changed. */
export function draw() {
  const all = marks();
  let next = 0;
  let open = [];
  for (const line of lines) {
    const end = line.start + line.text.length;
    open = open.filter((mark) => mark.end > line.start);
    while (next < all.length && all[next].start <= end) open.push(all[next++]);
    const here = open.filter((mark) => mark.end > line.start && mark.start < end);
    const look = here.map((mark) => (mark.start - line.start) + "," + (mark.end - line.start) + mark.look + mark.note).join(";");
    if (look !== line.look) {
      line.look = look;
      drawLine(line, here);
    }
  }
}

/** One line as runs of text, cut at the ends of the marks. */
function drawLine(line, here) {
  line.runs = [];
  if (here.length === 0) {
    line.div.textContent = line.text;
    return;
  }
  const end = line.start + line.text.length;
  const cuts = new Set([line.start, end]);
  for (const mark of here) {
    cuts.add(Math.max(mark.start, line.start));
    cuts.add(Math.min(mark.end, end));
  }
  const ordered = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  let next = 0;
  let open = [];
  for (let at = 0; at + 1 < ordered.length; at++) {
    const [from, to] = [ordered[at], ordered[at + 1]];
    open = open.filter((mark) => mark.end > from);
    while (next < here.length && here[next].start <= from) open.push(here[next++]);
    const words = line.text.slice(from - line.start, to - line.start);
    if (open.length === 0) {
      pieces.push(words);
      continue;
    }
    const span = make("span", { class: lookOf(open) }, words);
    const notes = open.filter((mark) => mark.note && Math.min(mark.end, end) === to).map((mark) => mark.note);
    if (notes.length > 0) span.dataset.note = notes.join(", ");
    line.runs.push({ start: from, end: to, span });
    pieces.push(span);
  }
  line.div.replaceChildren(...pieces);
}

/** Underlines of all facts, and the wash of one finding: the one that is lit, or the gravest. */
function lookOf(open) {
  const rank = ({ look }) => look.includes("lit") * 4 + (look.includes("error") ? 3 : look.includes("warning") ? 2 : 1);
  const looks = open.filter((mark) => mark.look.startsWith("mark")).map((mark) => mark.look);
  const at = open.filter((mark) => mark.look.startsWith("at")).sort((a, b) => rank(b) - rank(a))[0];
  if (at) looks.push(at.look);
  return looks.join(" ");
}

/** The element that stands at an offset of the text. */
export function elementAt(offset) {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  return line && (line.runs.find((run) => run.start <= offset && offset < run.end)?.span ?? line.div);
}

/** Shows the fact under the pointer. */
export function hover(event) {
  const span = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.classList.contains("mark"));
  const run = span && lines.find((line) => line.div === span.parentElement)?.runs.find((run) => run.span === span);
  const fact = run && factAt(run.start);
  $("tip").hidden = !fact;
  if (!fact) return;
  $("tip").textContent = factWords(fact);
  const box = span.getBoundingClientRect();
  $("tip").style.left = Math.max(8, Math.min(box.left + scrollX, document.documentElement.clientWidth - $("tip").offsetWidth - 8)) + "px";
  $("tip").style.top = box.bottom + scrollY + 6 + "px";
}

// Changes that the page makes.

/** Replaces a stretch of the text as if it had been typed, so that undo takes it back. */
export function replace(start, end, words) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const short = words.length + end - start < LONGEST_EDIT;
  if (!short || !document.execCommand(...(words === "" ? ["delete"] : ["insertText", false, words]))) {
    leap(area.value.slice(0, start) + words + area.value.slice(end), start + words.length);
  }
}

/** Steps from one whole text to another, which the browser's own undo does not know: {before, after}. */
const leaps = { undo: [], redo: [] };

function leap(after, cursor) {
  leaps.undo.push({ before: area.value, after });
  leaps.redo.length = 0;
  area.value = after;
  area.setSelectionRange(cursor, cursor);
  area.dispatchEvent(new Event("input"));
}

/** Takes a leap back, or makes it again, if the text is as it left it; whether that was so. */
export function leapBack(way) {
  const [from, to] = way === "undo" ? ["after", "before"] : ["before", "after"];
  const last = leaps[way].at(-1);
  if (!last || area.value !== last[from]) return false;
  leaps[way].pop();
  leaps[way === "undo" ? "redo" : "undo"].push(last);
  area.value = last[to];
  area.dispatchEvent(new Event("input"));
  return true;
}

/** Applies one candidate as one step of undo. */
export function apply(finding, index) {
  if (story.stale) return;
  const edits = finding.remedies[index].edits;
  if (edits.length === 0) return;
  const start = edits[0].start;
  const end = edits.at(-1).end;
  let words = "";
  let at = start;
  for (const edit of edits) {
    words += story.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  replace(start, end, words);
  say("Done: " + finding.remedies[index].title);
}
