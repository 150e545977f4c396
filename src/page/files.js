// Files: opened, dropped and saved; and the draft that outlives a reload.

import { $, area, make, note, say, warn } from "./tools.js";
import { NAMELESS, story } from "./story.js";
import { ask } from "./ask.js";
import { replace } from "./paper.js";
import { pick } from "./views.js";

const FORMAT_OF = { md: "markdown", markdown: "markdown", html: "html", htm: "html", txt: "text" };
const ENDINGS = { text: "txt", markdown: "md", html: "html" };

/** Hands a file to the browser to keep. */
export function offer(blob, file) {
  const link = make("a", { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Puts the words of a file into the page; the desk unpacks a Word document. */
export async function openFile(file) {
  const [, stem, ending = ""] = /^(.*?)(?:\.([^.]*))?$/.exec(file.name);
  const isDocument = ending.toLowerCase() === "docx";
  try {
    const words = isDocument ? await (await ask("open", file)).text() : decode(await file.arrayBuffer());
    story.name = stem || NAMELESS;
    $("format").value = FORMAT_OF[ending.toLowerCase()] ?? "text";
    fill(words);
    warn("");
    say("Opened " + file.name);
    // Whoever saves here and closes Word would lose the formatting.
    if (isDocument) note("These are the words of " + file.name + ". Make the corrections in the document too: Save writes plain text.");
  } catch (error) {
    warn(error.message);
  }
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
export function fill(words) {
  pick($("tab-text"));
  story.active = null;
  note("");
  replace(0, area.value.length, words.replaceAll("\r\n", "\n"));
  area.setSelectionRange(0, 0);
  scrollTo(0, 0);
}

/** Writes the text to a file. */
export function save() {
  offer(new Blob([story.text], { type: "text/plain" }), story.name + "." + ENDINGS[$("format").value]);
}

/** Puts the whole text on the clipboard, for the system that it came from. */
export async function copy() {
  try {
    await navigator.clipboard.writeText(story.text);
    say("Copied.");
  } catch {
    area.focus();
    area.select();
    warn("The browser does not let the page copy. The text is selected: press Ctrl+C.");
  }
}

const DRAFT = "copydesk-draft";
const SETTINGS = ["format", "date", "locale"];

/** Keeps the story for a reload; closing the tab loses it. */
export function keepDraft() {
  const settings = Object.fromEntries(SETTINGS.map((id) => [id, $(id).value]));
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify({ name: story.name, text: story.text, settings }));
  } catch {
    sessionStorage.removeItem(DRAFT);
  }
}

export function restoreDraft() {
  const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
  if (!draft?.text) return;
  story.name = draft.name;
  for (const id of SETTINGS) $(id).value = draft.settings[id];
  area.value = draft.text;
}
