// The fact-check sheet as the second view.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { andChecked, open, paste, reload } from "./desk.mjs";

const STORY = `The mill had 40 looms in 1998, said Ada Holm.

About 300 people worked there on Tuesday, March 13, 2024.
`;

test("facts are ticked, and ticks outlive an edit of the story and a reload", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.click("#tab-sheet");
  assert.equal(await page.isVisible("#view-text"), false);
  const item = page.locator("#sheet li", { hasText: "40" }).first();
  assert.match(await item.textContent(), /looms/);
  assert.match(await item.textContent(), /Ask: Ada Holm/);
  await item.locator("input").check();
  assert.match(await page.textContent("#progress-words"), /^1 of \d+ ticked$/);
  await page.click("#tab-text");
  await page.focus("#text");
  await page.keyboard.press("Control+Home");
  await andChecked(page, () => page.keyboard.type("A new first paragraph with 7 boats.\n\n"));
  await page.click("#tab-sheet");
  assert.equal(await item.locator("input").isChecked(), true);
  assert.match(await page.textContent("#progress-words"), /^1 of \d+ ticked$/);
  await reload(page);
  await page.click("#tab-sheet");
  assert.equal(await item.locator("input").isChecked(), true);
  // A changed figure is another claim, which nobody has checked.
  await page.click("#tab-text");
  await andChecked(page, () => page.evaluate(() => {
    const area = document.getElementById("text");
    area.focus();
    const at = area.value.indexOf("40");
    area.setSelectionRange(at, at + 2);
    document.execCommand("insertText", false, "41");
  }));
  await page.click("#tab-sheet");
  assert.equal(await page.locator("#sheet li", { hasText: "41" }).first().locator("input").isChecked(), false);
  assert.deepEqual(page.errors, []);
});

test("the list is narrowed to what is open or doubtful, and leads back to the text", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.click("#tab-sheet");
  const all = await page.locator("#sheet li").count();
  await page.locator("#sheet li input").first().check();
  await page.selectOption("#show", "open");
  assert.equal(await page.locator("#sheet li").count(), all - 1);
  await page.selectOption("#show", "doubtful");
  const doubtful = page.locator("#sheet li");
  assert.equal(await doubtful.count(), 1);
  assert.match(await doubtful.textContent(), /Error: .*Wednesday/);
  await doubtful.locator("button").click();
  assert.equal(await page.isVisible("#view-text"), true);
  const cursor = await page.evaluate(() => document.getElementById("text").selectionStart);
  assert.equal(cursor, STORY.indexOf("Tuesday"));
});

test("the sheet is ordered by whom to ask", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.click("#tab-sheet");
  const inOrderOfStory = await page.locator("#sheet li .fact").allTextContents();
  await page.selectOption("#order", "ask");
  const headings = await page.locator("#sheet h2").allTextContents();
  assert.equal(new Set(headings).size, headings.length, "everybody is called once");
  assert.ok(headings.every((heading) => heading.startsWith("Ask: ")));
  assert.deepEqual((await page.locator("#sheet li .fact").allTextContents()).sort(), inOrderOfStory.sort());
  assert.ok((await page.locator("#sheet li blockquote").count()) > 0, "each with its sentence");
});

test("the sheet is downloaded with its ticks", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.click("#tab-sheet");
  await page.locator("#sheet li", { hasText: "40" }).first().locator("input").check();
  for (const [format, ticked] of [
    ["markdown", /- \[x\] \*\*40\*\*/],
    ["csv", /^x,/m],
    ["html", /checked/],
    ["json", /"checked": true/],
  ]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-sheet=${format}]`)]);
    assert.match(await readFile(await download.path(), "utf8"), ticked, format);
  }
  assert.deepEqual(page.errors, []);
});

test("tabs are changed with the arrow keys", async () => {
  const page = await open();
  await page.focus("#tab-text");
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.getAttribute("#tab-sheet", "aria-selected"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-sheet");
});
