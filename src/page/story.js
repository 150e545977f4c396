// The story as the page knows it: its text, and the answer of the desk, moved along with the typing since.
//
// The desk counts in UTF-16 code units, as strings here do, so nothing is ever searched for in the text.

import { $ } from "./tools.js";

/** A story that came without a file; it is called by its first line as soon as it has one. */
export const NAMELESS = "story";
/** Characters of a text that is more than a few words typed in to try. */
export const LONG_ENOUGH = 200;

export const story = {
  text: "",
  name: NAMELESS,
  facts: [],
  findings: [],
  rules: {},
  /** The finding that is lit. */
  active: null,
  /** Whether the text has changed since the desk was asked. */
  stale: false,
};

/** What the desk is asked with. */
export function request() {
  return {
    text: story.text,
    format: $("format").value,
    name: story.name,
    date: $("date").value || null,
    locale: $("locale").value,
  };
}

/** What is kept for a story is kept under its name, so that two pasted stories do not share it. */
function nameByFirstLine() {
  if (story.text === "") story.name = NAMELESS;
  if (story.name !== NAMELESS || story.text.length < LONG_ENOUGH) return;
  const first = /\S.*/.exec(story.text)?.[0] ?? "";
  story.name = first.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.join("-").slice(0, 60) ?? NAMELESS;
}

/** The one stretch in which two texts differ. */
export function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, end: before.length - same, by: after.length - before.length };
}

/** Moves every place behind a change, and stretches those around it; a fix inside it no longer fits. */
export function move({ start, end, by }) {
  const shift = (place) => {
    if (place.start >= end) {
      place.start += by;
      place.end += by;
    } else if (place.end > start) {
      place.start = Math.min(place.start, start);
      place.end = Math.max(place.end, end) + by;
    }
  };
  story.facts.forEach(shift);
  for (const finding of story.findings) finding.sites.forEach(shift);
  // Offsets of fixes are trusted only for the text that was checked.
  story.stale = true;
}

/** Takes the desk's answer over; the finding that was lit stays lit if it is still there. */
export function take(found) {
  nameByFirstLine();
  const before = story.active?.key;
  Object.assign(story, found, { stale: false });
  const twins = new Map();
  for (const finding of story.findings) {
    const told = finding.rule + "\n" + finding.sites.map((site) => story.text.slice(site.start, site.end)).join("\n");
    const count = (twins.get(told) ?? 0) + 1;
    twins.set(told, count);
    finding.key = told + "\n" + count;
  }
  story.active = story.findings.find((finding) => finding.key === before) ?? null;
}
