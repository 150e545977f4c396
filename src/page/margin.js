// The findings in the margin: a card for each, beside its place.

import { $, SEVERITY_NAMES, area, make, redraw, say, schedule, wide } from "./tools.js";
import { story } from "./story.js";
import { standing, stand, visibleFindings } from "./findings.js";
import { apply, draw, elementAt, replace } from "./paper.js";
import { drawFactLine } from "./facts.js";
import { pick } from "./views.js";

/** Pixels between two cards. */
const GAP = 8;

const list = $("findings");
/** By the keys of the findings. */
let cards = new Map();

/** A card for each finding that is shown, in their order. */
export function drawCards() {
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
    item.className = "card " + finding.severity + (finding === story.active ? " lit" : "");
    card.severity.textContent = SEVERITY_NAMES[finding.severity];
    card.severity.className = "severity " + finding.severity;
    card.message.textContent = finding.message;
    card.summary.setAttribute("aria-expanded", String(finding === story.active));
    if (finding === story.active) fillDetails(card);
  }
}

function newCard() {
  const severity = make("span", { class: "severity" });
  const message = make("span", { class: "message" });
  const details = make("div", { class: "details" });
  const card = { severity, message, details, finding: null, filled: null };
  card.summary = make(
    "button",
    { type: "button", class: "summary", onclick: () => activate(card.finding === story.active ? null : card.finding, "card") },
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
  const rule = story.rules[finding.rule];
  const parts = [];
  if (finding.help) parts.push(make("p", {}, finding.help));
  const places = finding.sites.map((site, index) =>
    make("li", {}, make("button", { type: "button", onclick: () => show(card.finding.sites[index], true) }, placeWords(site))),
  );
  if (places.length > 1) parts.push(make("h3", {}, "Places"), make("ul", { class: "places" }, ...places));
  const buttons = finding.remedies.map((remedy, index) =>
    make("button", { type: "button", class: "remedy", onclick: () => apply(card.finding, index) }, remedy.title),
  );
  buttons.push(make("button", { type: "button", class: "stet", onclick: () => askReason(card) }, "Stet…"));
  parts.push(make("div", { class: "buttons" }, ...buttons));
  if (rule) parts.push(make("h3", {}, "Why"), make("p", {}, rule.why));
  if (finding.trail.length > 0) {
    parts.push(make("h3", {}, "How it follows"), make("ul", { class: "trail" }, ...finding.trail.map((step) => make("li", {}, step))));
  }
  parts.push(make("p", { class: "rule" }, finding.rule + ", " + finding.confidence + " confidence"));
  card.details.replaceChildren(...parts);
}

function placeWords(site) {
  const quoted = story.text.slice(site.start, site.end).replaceAll(/\s+/g, " ");
  const short = quoted.length > 48 ? quoted.slice(0, 45) + "…" : quoted;
  const line = story.text.slice(0, site.start).split("\n").length;
  return "Line " + line + ": “" + short + "”" + (site.label ? ", " + site.label : "");
}

/** Lights a finding up, at all its places, or puts it out. */
export function activate(finding, from) {
  story.active = finding;
  drawCards();
  draw();
  schedule(place);
  drawFactLine();
  if (!finding) return;
  if (from === "card") show(finding.sites[0], false);
  if (from === "step") {
    show(finding.sites[0], true);
    const all = visibleFindings();
    say(all.indexOf(finding) + 1 + " of " + all.length + ". " + SEVERITY_NAMES[finding.severity] + ": " + finding.message);
  }
  schedule(reveal);
}

/** Brings what can be done about the finding that is lit into view, as far as its place stays in view. */
function reveal() {
  const card = cards.get(story.active?.key);
  if (!card || !wide.matches) return;
  // The card is on its way to this place.
  const top = list.getBoundingClientRect().top + parseFloat(card.item.style.top);
  const below = top + card.item.offsetHeight + GAP - innerHeight;
  const room = top - barBottom() - GAP;
  if (below > 0 && room > 0) scrollBy(0, Math.min(below, room));
}

/** Where the page begins that is not covered by the bar. */
const barBottom = () => document.querySelector("#view-text .bar").getBoundingClientRect().bottom;

/** Brings a place of the text into view, and the cursor before it; a selection would hide the marks. */
export function show(site, focus) {
  if (!$("view-sheet").hidden) pick($("tab-text"));
  if (focus) area.focus({ preventScroll: true });
  area.setSelectionRange(site.start, site.start);
  const element = elementAt(site.start);
  const box = element?.getBoundingClientRect();
  if (box && (box.top < barBottom() + GAP || box.bottom > innerHeight - 90)) element.scrollIntoView({ block: "center" });
}

function returnToText(finding) {
  if (finding?.sites[0]) show(finding.sites[0], true);
  else area.focus();
}

/** The next or previous finding, seen from the cursor or from the one that is lit. */
export function step(by) {
  const all = visibleFindings();
  if (all.length === 0) return;
  let index = story.active ? all.indexOf(story.active) + by : -1;
  if (!story.active) {
    const at = area.selectionStart;
    index = by > 0 ? all.findIndex((finding) => finding.sites[0].start >= at) : all.findLastIndex((finding) => finding.sites[0].start < at);
    if (index < 0) index = by > 0 ? 0 : all.length - 1;
  }
  activate(all[(index + all.length) % all.length], "step");
}

/** Puts each card beside its place: as near as the ones above allow, and the lit one exactly. */
export function place() {
  const all = [...cards.values()];
  if (!wide.matches || $("view-text").hidden) {
    for (const { item } of all) item.style.top = "";
    list.style.height = "";
    return;
  }
  const wanted = all.map(({ finding }) => {
    const element = elementAt(finding.sites[0].start);
    return element ? element.offsetTop : 0;
  });
  const heights = all.map(({ item }) => item.offsetHeight);
  const tops = [];
  for (let at = 0; at < all.length; at++) {
    tops.push(Math.max(wanted[at], at === 0 ? 0 : tops[at - 1] + heights[at - 1] + GAP));
  }
  const lit = all.findIndex(({ finding }) => finding === story.active);
  if (lit >= 0) {
    tops[lit] = wanted[lit];
    for (let at = lit - 1; at >= 0; at--) tops[at] = Math.min(tops[at], tops[at + 1] - heights[at] - GAP);
    // Cards never leave the page at the top.
    const over = Math.max(0, -(tops[0] ?? 0));
    for (let at = 0; at <= lit; at++) tops[at] += over;
    for (let at = lit + 1; at < all.length; at++) tops[at] = Math.max(wanted[at], tops[at - 1] + heights[at - 1] + GAP);
  }
  all.forEach(({ item }, at) => {
    item.style.top = tops[at] + "px";
  });
  const last = all.length - 1;
  list.style.height = last >= 0 ? tops[last] + heights[last] + "px" : "";
}

/** The cursor has moved: light up the finding that it is in. */
export function moved() {
  if (document.activeElement !== area) return;
  drawFactLine();
  const at = area.selectionStart;
  const inside = (finding) => finding.sites.some((site) => site.start <= at && at <= site.end);
  if (story.active && inside(story.active)) return;
  const found = visibleFindings().find(inside) ?? null;
  if (found !== story.active) activate(found, "text");
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
    if (story.stale) return;
    // Two hyphens would end the comment.
    const words = reason.replaceAll(/-{2,}/g, "–").replaceAll(/[<>]/g, "");
    replace(finding.stet, finding.stet, " <!-- stet " + finding.rule + ": " + words + " -->");
    say("Let stand, with a comment in the text.");
    return;
  }
  stand({ ...standing(), [finding.key]: { message: finding.message, reason } });
  story.active = null;
  redraw();
  area.focus({ preventScroll: true });
  say("Let stand. It is in the list “Let stand” below the findings.");
}

/** Goes to the first button of the finding that is lit. */
export function enterCard() {
  const card = cards.get(story.active?.key);
  (card?.details.querySelector(".buttons button") ?? card?.summary)?.focus();
}
