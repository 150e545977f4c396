// The page of the desk.
//
// The text is in a plain text area, so that caret, selection, undo and paste are the browser's own. Behind it
// lies a backdrop with the same words, invisible, that carries the marks; both wrap alike. The desk counts in
// UTF-16 code units, as strings here do, so nothing is ever searched for in the text. While the desk has not
// yet answered for the latest state, the marks move with the typing.

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
const GROUP_OF = new Map(GROUPS.flatMap(([group, , kinds]) => kinds.map((kind) => [kind, group])));
const SEVERITY_NAMES = { error: "Error", warning: "Warning", info: "Note" };
const FORMAT_OF = { md: "markdown", markdown: "markdown", html: "html", htm: "html", txt: "text" };
const ENDINGS = { text: "txt", markdown: "md", html: "html" };
/** Milliseconds without a key before the text is checked; longer for texts that take long. */
const PAUSE = 120;
/** Milliseconds between two parts of a long sheet, so that the page answers in between. */
const BREATH = 0;
const SECTIONS_AT_A_TIME = 150;
/** Characters above which a replacement is made at once: the browser's own editing would take seconds. */
const LONGEST_EDIT = 10_000;

/** A story that came without a file; it is called by its first line as soon as it has one. */
const NAMELESS = "story";
/** Characters of a text that is more than a few words typed in to try. */
const LONG_ENOUGH = 200;

const $ = (id) => document.getElementById(id);
const area = $("text");
const backdrop = $("backdrop");
const list = $("findings");
const wide = matchMedia("(min-width: 64.01rem)");

/** What is shown: the answer of the desk, moved along with the typing since. */
const shown = { facts: [], findings: [], rules: {}, stale: false };
/** Lines of the text with their elements: {text, start, div, look, runs}. */
let lines = [];
let text = "";
let name = NAMELESS;
let active = null;
let cards = new Map();
let timer = 0;
let asking = null;
let lastTime = 0;
let sheetIsOld = true;

// ---------------------------------------------------------------- small things

/** An element with attributes and children; strings become text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** What the browser keeps for this page; one that keeps nothing is no reason to stop. */
const kept = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch (error) {
      warn("This browser keeps nothing for the page: " + error.message);
    }
  },
};

function warn(message) {
  $("alert").textContent = message;
  $("alert").hidden = !message;
}

const plural = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");
const words = (kind) => kind.replaceAll("_", " ");

// ---------------------------------------------------------------- text and marks

/** Takes over what was typed: moves the marks, replaces the lines that changed, asks the desk. */
function typed() {
  const next = area.value;
  if (next === text) return;
  const change = difference(text, next);
  text = next;
  move(change);
  splitLines();
  draw();
  ask();
}

/** The one stretch in which two texts differ. */
function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, end: before.length - same, by: after.length - before.length };
}

/** Moves every place behind a change, and stretches those around it; a fix inside it no longer fits. */
function move({ start, end, by }) {
  const shift = (place) => {
    if (place.start >= end) {
      place.start += by;
      place.end += by;
    } else if (place.end > start) {
      place.start = Math.min(place.start, start);
      place.end = Math.max(place.end, end) + by;
    }
  };
  shown.facts.forEach(shift);
  for (const finding of shown.findings) finding.sites.forEach(shift);
  // Offsets of fixes are trusted only for the text that was checked.
  shown.stale = true;
}

/** Cuts the text into lines and keeps the elements of those that did not change. */
function splitLines() {
  const parts = text.split("\n");
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
  for (const fact of shown.facts) {
    const group = GROUP_OF.get(fact.kind);
    if (group && on.has(group)) all.push({ start: fact.start, end: fact.end, look: "mark " + group, note: 0 });
  }
  visibleFindings().forEach((finding, index) => {
    finding.sites.forEach((site, which) => {
      const far = text.slice(site.start, site.end).length > 60 ? " wide" : "";
      const lit = finding === active ? " lit" : "";
      const end = Math.max(site.end, site.start + 1);
      all.push({ start: site.start, end, look: "at " + finding.severity + far + lit, note: which === 0 ? index + 1 : 0 });
    });
  });
  return all.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Draws the marks into the lines whose look has changed. */
function draw() {
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
  schedule(place);
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
function elementAt(offset) {
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

// ---------------------------------------------------------------- the desk's answer

function request() {
  return {
    text,
    format: $("format").value,
    name,
    date: $("date").value || null,
    locale: $("locale").value,
  };
}

/** Asks the desk once the typing pauses. */
function ask() {
  clearTimeout(timer);
  timer = setTimeout(check, Math.max(PAUSE, 2 * lastTime));
}

async function check() {
  asking?.abort();
  asking = new AbortController();
  const asked = text;
  const started = performance.now();
  try {
    const answer = await call("api/check", request(), asking.signal);
    const found = await answer.json();
    if (asked !== text) return;
    lastTime = performance.now() - started;
    warn("");
    take(found);
    document.body.dataset.checked = String(Number(document.body.dataset.checked ?? 0) + 1);
  } catch (error) {
    if (error.name !== "AbortError") warn(error.message);
  }
}

/** A call to the desk; its refusals become errors with its own words. */
async function call(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The desk does not answer. Is “copydesk serve” still running?");
  }
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer;
}

/** What is kept for a story is kept under its name, so that two pasted stories do not share it. */
function nameByFirstLine() {
  if (text === "") name = NAMELESS;
  if (name !== NAMELESS || text.length < LONG_ENOUGH) return;
  const first = /\S.*/.exec(text)?.[0] ?? "";
  name = first.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-").slice(0, 60) ?? NAMELESS;
}

function take(found) {
  nameByFirstLine();
  const before = active?.key;
  Object.assign(shown, found, { stale: false });
  const twins = new Map();
  for (const finding of shown.findings) {
    const told = finding.rule + "\n" + finding.sites.map((site) => text.slice(site.start, site.end)).join("\n");
    const count = (twins.get(told) ?? 0) + 1;
    twins.set(told, count);
    finding.key = told + "\n" + count;
  }
  active = visibleFindings().find((finding) => finding.key === before) ?? null;
  sheetIsOld = true;
  if (!$("view-sheet").hidden) drawSheet();
  refresh();
}

/** Draws everything that depends on filters, findings and what was let stand. */
function refresh() {
  drawCards();
  draw();
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
  const said = text.trim() ? (total ? parts.join(", ") : "No findings") : "Nothing to check yet.";
  if ($("status").textContent !== said) {
    $("status").textContent = said;
    say(said);
  }
  const facts = shown.facts.filter((fact) => fact.listed).length;
  const written = text.match(/\S+/g)?.length ?? 0;
  $("counts").textContent = text.trim() ? plural(written, "word") + ", " + plural(facts, "fact") : "";
  $("example").hidden = Boolean(text.trim());
  $("margin-empty").hidden = visibleFindings().length > 0;
  $("margin-empty").textContent = text.trim() ? "No findings." : "Findings stand here, beside the text.";
  $("previous").disabled = $("next").disabled = visibleFindings().length === 0;
}

// ---------------------------------------------------------------- findings in the margin

/** Findings that were not let stand. */
function standingApart() {
  const stets = standing();
  return shown.findings.filter((finding) => !(finding.key in stets));
}

function visibleFindings() {
  const on = new Set([...$("severities").querySelectorAll("input:checked")].map((box) => box.value));
  return standingApart().filter((finding) => on.has(finding.severity) && finding.sites.length > 0);
}

function drawCards() {
  const wanted = visibleFindings();
  const next = new Map();
  for (const finding of wanted) {
    const card = cards.get(finding.key) ?? newCard();
    card.finding = finding;
    next.set(finding.key, card);
  }
  for (const [key, card] of cards) if (!next.has(key)) card.item.remove();
  cards = next;
  let before = list.firstChild;
  for (const card of cards.values()) {
    const { item, finding } = card;
    if (item === before) before = before.nextSibling;
    else list.insertBefore(item, before);
    item.className = "card " + finding.severity + (finding === active ? " lit" : "");
    card.severity.textContent = SEVERITY_NAMES[finding.severity];
    card.severity.className = "severity " + finding.severity;
    card.message.textContent = finding.message;
    card.summary.setAttribute("aria-expanded", String(finding === active));
    if (finding === active) fillDetails(card);
  }
}

function newCard() {
  const severity = make("span", { class: "severity" });
  const message = make("span", { class: "message" });
  const details = make("div", { class: "details" });
  const card = { severity, message, details, finding: null, filled: null };
  card.summary = make(
    "button",
    { type: "button", class: "summary", onclick: () => activate(card.finding === active ? null : card.finding, "card") },
    severity,
    message,
  );
  card.item = make("li", { class: "card" }, card.summary, details);
  card.item.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      returnToText(card.finding);
    }
  });
  return card;
}

/** What there is to know and to do about a finding; built when it is first looked at. */
function fillDetails(card) {
  const { finding } = card;
  if (card.filled === finding) return;
  // Somebody is writing a reason: leave the form where it is.
  if (card.filled && card.details.querySelector("form")) return;
  card.filled = finding;
  const rule = shown.rules[finding.rule];
  const parts = [];
  if (finding.help) parts.push(make("p", {}, finding.help));
  const places = finding.sites.map((site, index) =>
    make("li", {}, make("button", { type: "button", onclick: () => show(card.finding.sites[index], true) }, placeWords(site))),
  );
  if (places.length > 1) parts.push(make("h3", {}, "Places"), make("ul", { class: "places" }, ...places));
  if (finding.trail.length > 0) {
    parts.push(make("h3", {}, "How it follows"), make("ul", { class: "trail" }, ...finding.trail.map((step) => make("li", {}, step))));
  }
  if (rule) parts.push(make("h3", {}, "Why"), make("p", {}, rule.why));
  const buttons = finding.remedies.map((remedy, index) =>
    make("button", { type: "button", class: "remedy", onclick: () => apply(card.finding, index) }, remedy.title),
  );
  buttons.push(make("button", { type: "button", class: "stet", onclick: () => askReason(card) }, "Stet…"));
  parts.push(make("div", { class: "buttons" }, ...buttons));
  parts.push(make("p", { class: "rule" }, finding.rule + ", " + finding.confidence + " confidence"));
  card.details.replaceChildren(...parts);
}

function placeWords(site) {
  const quoted = text.slice(site.start, site.end).replaceAll(/\s+/g, " ");
  const short = quoted.length > 48 ? quoted.slice(0, 45) + "…" : quoted;
  const line = text.slice(0, site.start).split("\n").length;
  return "Line " + line + ": “" + short + "”" + (site.label ? ", " + site.label : "");
}

/** Lights a finding up, at all its places, or puts it out. */
function activate(finding, from) {
  active = finding;
  drawCards();
  draw();
  drawFactLine();
  if (!finding) return;
  if (from === "card") show(finding.sites[0], false);
  if (from === "step") {
    show(finding.sites[0], true);
    say(SEVERITY_NAMES[finding.severity] + ": " + finding.message);
  }
}

/** Brings a place of the text into view, and the cursor before it; a selection would hide the marks. */
function show(site, focus) {
  if (!$("view-sheet").hidden) pick($("tab-text"));
  if (focus) area.focus({ preventScroll: true });
  area.setSelectionRange(site.start, site.start);
  const element = elementAt(site.start);
  const box = element?.getBoundingClientRect();
  if (box && (box.top < 160 || box.bottom > innerHeight - 90)) element.scrollIntoView({ block: "center" });
}

function returnToText(finding) {
  if (finding?.sites[0]) show(finding.sites[0], true);
  else area.focus();
}

/** The next or previous finding, seen from the cursor or from the one that is lit. */
function step(by) {
  const all = visibleFindings();
  if (all.length === 0) return;
  let index = active ? all.indexOf(active) + by : -1;
  if (!active) {
    const at = area.selectionStart;
    index = by > 0 ? all.findIndex((finding) => finding.sites[0].start >= at) : all.findLastIndex((finding) => finding.sites[0].start < at);
    if (index < 0) index = by > 0 ? 0 : all.length - 1;
  }
  activate(all[(index + all.length) % all.length], "step");
}

/** Says something to a listener, even if it is what was said last. */
function say(words) {
  $("said").textContent = "";
  requestAnimationFrame(() => {
    $("said").textContent = words;
  });
}

/** Puts each card beside its place: as near as the ones above allow, and the lit one exactly. */
function place() {
  const all = [...cards.values()];
  if (!wide.matches || $("view-text").hidden) {
    for (const { item } of all) item.style.top = "";
    list.style.height = "";
    return;
  }
  const gap = 8;
  const wanted = all.map(({ finding }) => {
    const element = elementAt(finding.sites[0].start);
    return element ? element.offsetTop : 0;
  });
  const heights = all.map(({ item }) => item.offsetHeight);
  const tops = [];
  for (let at = 0; at < all.length; at++) {
    tops.push(Math.max(wanted[at], at === 0 ? 0 : tops[at - 1] + heights[at - 1] + gap));
  }
  const lit = all.findIndex(({ finding }) => finding === active);
  if (lit >= 0) {
    tops[lit] = wanted[lit];
    for (let at = lit - 1; at >= 0; at--) tops[at] = Math.min(tops[at], tops[at + 1] - heights[at] - gap);
    // Cards never leave the page at the top.
    const over = Math.max(0, -(tops[0] ?? 0));
    for (let at = 0; at <= lit; at++) tops[at] += over;
    for (let at = lit + 1; at < all.length; at++) tops[at] = Math.max(wanted[at], tops[at - 1] + heights[at - 1] + gap);
  }
  all.forEach(({ item }, at) => {
    item.style.top = tops[at] + "px";
  });
  const last = all.length - 1;
  list.style.height = last >= 0 ? tops[last] + heights[last] + "px" : "";
}

// ---------------------------------------------------------------- fixes and stet

/** Replaces a stretch of the text as if it had been typed, so that undo takes it back. */
function replace(start, end, words) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const short = words.length + end - start < LONGEST_EDIT;
  if (!short || !document.execCommand(...(words === "" ? ["delete"] : ["insertText", false, words]))) {
    leap(area.value.slice(0, start) + words + area.value.slice(end), start + words.length);
  }
  typed();
}

/** Steps from one whole text to another, which the browser's own undo does not know: {before, after}. */
const leaps = { undo: [], redo: [] };

function leap(after, cursor) {
  leaps.undo.push({ before: area.value, after });
  leaps.redo.length = 0;
  area.value = after;
  area.setSelectionRange(cursor, cursor);
}

/** Takes a leap back, or makes it again, if the text is as it left it; whether that was so. */
function leapBack(way) {
  const [from, to] = way === "undo" ? ["after", "before"] : ["before", "after"];
  const last = leaps[way].at(-1);
  if (!last || area.value !== last[from]) return false;
  leaps[way].pop();
  leaps[way === "undo" ? "redo" : "undo"].push(last);
  area.value = last[to];
  typed();
  return true;
}

/** Applies one candidate as one step of undo. */
function apply(finding, index) {
  if (shown.stale) return;
  const edits = finding.remedies[index].edits;
  if (edits.length === 0) return;
  const start = edits[0].start;
  const end = edits.at(-1).end;
  let words = "";
  let at = start;
  for (const edit of edits) {
    words += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  replace(start, end, words);
  say("Done: " + finding.remedies[index].title);
}

/** Asks why, then lets the finding stand: by a comment where the format has comments, else in this browser. */
function askReason(card) {
  const old = card.details.querySelector("form");
  if (old) {
    old.querySelector("input").focus();
    return;
  }
  const reason = make("input", { required: true, maxlength: 200 });
  const where = card.finding.stet === null ? "Kept in this browser." : "Written into the text as a comment.";
  const close = () => {
    form.remove();
    card.details.querySelector(".stet").focus();
    schedule(place);
  };
  const form = make(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        form.remove();
        letStand(card.finding, reason.value.trim());
      },
    },
    make("label", {}, "Why may it stand? " + where),
    reason,
    make("button", { type: "submit" }, "Let it stand"),
    make("button", { type: "button", onclick: close }, "Cancel"),
  );
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
  form.querySelector("label").append(reason);
  card.details.querySelector(".buttons").after(form);
  reason.focus();
  schedule(place);
}

function letStand(finding, reason) {
  if (finding.stet !== null) {
    if (shown.stale) return;
    // Two hyphens would end the comment.
    const words = reason.replaceAll(/-{2,}/g, "–").replaceAll(/[<>]/g, "");
    replace(finding.stet, finding.stet, " <!-- stet " + finding.rule + ": " + words + " -->");
    say("Let stand, with a comment in the text.");
    return;
  }
  stand({ ...standing(), [finding.key]: { message: finding.message, reason } });
  active = null;
  refresh();
  area.focus({ preventScroll: true });
  say("Let stand. It is in the list “Let stand” below the findings.");
}

/** What was let stand in this story, in this browser; read once for each name. */
let stets = { name: null, of: {} };
function standing() {
  if (stets.name !== name) stets = { name, of: kept.read("copydesk-stet:" + name) };
  return stets.of;
}

function stand(of) {
  stets = { name, of };
  kept.write("copydesk-stet:" + name, of);
}

function drawStanding() {
  const stets = standing();
  const here = shown.findings.filter((finding) => finding.key in stets);
  $("standing").hidden = here.length === 0;
  $("standing").querySelector(".count").textContent = here.length;
  $("standing-list").replaceChildren(
    ...here.map((finding) => {
      const takeBack = () => {
        const { [finding.key]: gone, ...rest } = standing();
        stand(rest);
        refresh();
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

// ---------------------------------------------------------------- the fact at the cursor or the pointer

/** The narrowest fact that holds an offset. */
function factAt(offset) {
  let best = null;
  for (const fact of shown.facts) {
    if (fact.start > offset) break;
    if (offset <= fact.end && GROUP_OF.has(fact.kind) && (!best || fact.end - fact.start < best.end - best.start)) best = fact;
  }
  return best;
}

function factWords(fact) {
  return [words(fact.kind) + ": " + fact.understood, fact.about, fact.source].filter(Boolean).join(" · ");
}

function drawFactLine() {
  const here = document.activeElement === area;
  const fact = here && area.selectionStart === area.selectionEnd ? factAt(area.selectionStart) : null;
  // Where the margin lies below the text, the finding itself is said here.
  const finding = here && active && !wide.matches ? SEVERITY_NAMES[active.severity] + ": " + active.message : "";
  $("fact-line").textContent = finding || (fact ? factWords(fact) : "");
}

/** The cursor has moved: light up the finding that it is in. */
function moved() {
  if (document.activeElement !== area) return;
  drawFactLine();
  const at = area.selectionStart;
  const inside = (finding) => finding.sites.some((site) => site.start <= at && at <= site.end);
  if (active && inside(active)) return;
  const found = visibleFindings().find(inside) ?? null;
  if (found !== active) activate(found, "text");
}

function hover(event) {
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

// ---------------------------------------------------------------- the sheet

const ticks = () => kept.read("copydesk-ticks:" + name);

/** The facts sentence by sentence, drawn in parts so that a long story does not stop the page. */
function drawSheet() {
  if (!sheetIsOld) return;
  sheetIsOld = false;
  const sheet = $("sheet");
  sheet.replaceChildren();
  const done = ticks();
  const which = $("show").value;
  const wanted = shown.facts.filter((fact) => {
    if (!fact.listed) return false;
    if (which === "open") return !done[fact.id];
    return which !== "doubtful" || (fact.findings ?? []).length > 0;
  });
  const groups = [];
  for (const fact of wanted) {
    const last = groups.at(-1);
    if (last && last[0].sentence[0] === fact.sentence[0]) last.push(fact);
    else groups.push([fact]);
  }
  const drawn = shown.facts;
  const part = (from) => {
    if (drawn !== shown.facts || sheetIsOld) return;
    sheet.append(...groups.slice(from, from + SECTIONS_AT_A_TIME).map((group) => sheetSection(group, done)));
    if (from + SECTIONS_AT_A_TIME < groups.length) setTimeout(part, BREATH, from + SECTIONS_AT_A_TIME);
  };
  if (groups.length === 0) {
    sheet.append(make("p", {}, text.trim() ? "Nothing to show." : "Nothing to tick yet: put a story into the text."));
  }
  part(0);
  drawProgress();
}

function sheetSection(group, done) {
  const [first] = group;
  return make(
    "section",
    {},
    make("h2", {}, "Line " + first.line + ", " + words(first.role)),
    make("blockquote", {}, text.slice(...first.sentence)),
    make("ul", {}, ...group.map((fact) => sheetItem(fact, Boolean(done[fact.id])))),
  );
}

function sheetItem(fact, ticked) {
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
      make("p", { class: "ask" }, "Ask: " + fact.ask),
      ...(fact.findings ?? []).map((index) => {
        const finding = shown.findings[index];
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
    kept.write("copydesk-ticks:" + name, done);
    item.classList.toggle("ticked", box.checked);
    drawProgress();
  });
  return item;
}

function drawProgress() {
  const done = ticks();
  const listed = shown.facts.filter((fact) => fact.listed);
  const ticked = listed.filter((fact) => done[fact.id]).length;
  $("progress-words").textContent = listed.length ? ticked + " of " + listed.length + " ticked" : "Nothing to tick yet.";
  $("progress").max = Math.max(1, listed.length);
  $("progress").value = ticked;
}

async function download(format) {
  try {
    const answer = await call("api/sheet", { ...request(), sheet: format, ticks: Object.keys(ticks()) });
    offer(await answer.blob(), name + "-sheet." + { markdown: "md", csv: "csv", html: "html", json: "json" }[format]);
    warn("");
  } catch (error) {
    warn(error.message);
  }
}

// ---------------------------------------------------------------- files

function offer(blob, file) {
  const link = make("a", { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function openFile(file) {
  const [, stem, ending = ""] = /^(.*?)(?:\.([^.]*))?$/.exec(file.name);
  try {
    const words = ending.toLowerCase() === "docx" ? await wordsOf(file) : decode(await file.arrayBuffer());
    name = stem || NAMELESS;
    $("format").value = FORMAT_OF[ending.toLowerCase()] ?? "text";
    fill(words);
    warn("");
    say("Opened " + file.name);
  } catch (error) {
    warn(error.message);
  }
}

/** Text of a Word document; the desk unpacks it. */
async function wordsOf(file) {
  let answer;
  try {
    answer = await fetch("api/open", { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
  } catch {
    throw new Error("The desk does not answer. Is “copydesk serve” still running?");
  }
  if (!answer.ok) throw new Error((await answer.text()).trim());
  return answer.text();
}

/** UTF-8, or else what Windows wrote before it. */
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Puts a whole text in place of the one there is; undo brings that back. */
function fill(words) {
  pick($("tab-text"));
  active = null;
  replace(0, area.value.length, words.replaceAll("\r\n", "\n"));
  area.setSelectionRange(0, 0);
  scrollTo(0, 0);
}

// ---------------------------------------------------------------- the frame

/** Runs a function once before the next picture, however often it was asked for. */
const waiting = new Set();
function schedule(work) {
  if (waiting.size === 0) {
    requestAnimationFrame(() => {
      const all = [...waiting];
      waiting.clear();
      all.forEach((work) => work());
    });
  }
  waiting.add(work);
}

function pick(tab) {
  for (const other of document.querySelectorAll("[role=tab]")) {
    const picked = other === tab;
    other.setAttribute("aria-selected", String(picked));
    other.tabIndex = picked ? 0 : -1;
    $(other.getAttribute("aria-controls")).hidden = !picked;
  }
  if (tab.id === "tab-sheet") drawSheet();
  else schedule(place);
}

for (const [group, title] of GROUPS) {
  const box = make("input", { type: "checkbox", value: group, onchange: draw });
  box.checked = true;
  $("legend").append(make("label", {}, box, make("span", { class: "swatch mark " + group }, title)));
}
$("severities").addEventListener("change", () => {
  if (active && !visibleFindings().includes(active)) active = null;
  refresh();
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
  if (words.length < LONGEST_EDIT) return;
  event.preventDefault();
  replace(area.selectionStart, area.selectionEnd, words.replaceAll("\r\n", "\n"));
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
  } else if (event.key === "." && (event.ctrlKey || event.metaKey) && active) {
    event.preventDefault();
    const card = cards.get(active.key);
    (card.details.querySelector(".buttons button") ?? card.summary).focus();
  }
});
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => pick(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = document.querySelector("[role=tab]:not(#" + tab.id + ")");
    pick(other);
    other.focus();
  });
}

$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (file) await openFile(file);
  $("file").value = "";
});
$("save").addEventListener("click", () => offer(new Blob([text], { type: "text/plain" }), name + "." + ENDINGS[$("format").value]));
for (const action of ["undo", "redo"]) {
  $(action).addEventListener("click", () => {
    area.focus({ preventScroll: true });
    if (!leapBack(action)) document.execCommand(action);
  });
}
$("print").addEventListener("click", () => print());
$("example").addEventListener("click", () => {
  name = "example";
  $("format").value = "text";
  fill($("example-text").content.textContent);
});
for (const id of ["format", "date", "locale"]) $(id).addEventListener("change", check);
$("show").addEventListener("change", () => {
  sheetIsOld = true;
  drawSheet();
});
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

// A reload does not lose the story; closing the tab does.
addEventListener("pagehide", () => {
  try {
    sessionStorage.setItem("copydesk-draft", JSON.stringify({ name, text, format: $("format").value, date: $("date").value }));
  } catch {
    sessionStorage.removeItem("copydesk-draft");
  }
});
const draft = JSON.parse(sessionStorage.getItem("copydesk-draft") ?? "null");
if (draft?.text) {
  name = draft.name;
  $("format").value = draft.format;
  $("date").value = draft.date;
  area.value = draft.text;
}
splitLines();
typed();
tell();
