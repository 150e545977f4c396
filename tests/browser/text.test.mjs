// The text view: marks, margin, fixes, stet, filters, files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { andChecked, cards, isStatic, open, paste, reload, textOf } from "./desk.mjs";

// The mayor's name is spelt in two ways, and the weekday does not fit the date.
const STORY = `Mayor wants new bridge at Ostwick

Mayor Emmanuel Lindqvist said on Tuesday, March 13, 2024, that 15 of 45 towns had a bridge.

Emanuel Lindqvist said more than 200 people had come to the meeting.
`;

const card = (page, words) => cards(page).filter({ hasText: words });

test("facts are underlined by kind and findings stand beside their places", async () => {
  const page = await open();
  await paste(page, STORY);
  const marked = await page.locator("#backdrop .times").allTextContents();
  assert.equal(marked.join(""), "Tuesday, March 13, 2024");
  assert.equal((await page.locator("#backdrop .people").first().textContent()).includes("Lindqvist"), true);
  const weekday = card(page, "Wednesday");
  const place = page.locator("#backdrop .at.error").first();
  const [above, beside] = [await place.boundingBox(), await weekday.boundingBox()];
  assert.ok(Math.abs(above.y - beside.y) < 40, `${above.y} and ${beside.y}`);
  assert.ok(beside.x > above.x + above.width);
  assert.match(await page.textContent("#status"), /1 error/);
  assert.match(await page.textContent("#counts"), /^\d+ words, \d+ facts$/);
  assert.deepEqual(page.errors, []);
});

test("both places of a pair light up together, from the margin and from the text", async () => {
  const page = await open();
  await paste(page, STORY);
  await card(page, "Emmanuel").locator(".summary").click();
  const lit = () => page.locator("#backdrop .lit").allTextContents();
  const words = (await lit()).join("|");
  assert.ok(words.includes("Emmanuel") && words.includes("Emanuel"), words);
  assert.equal(await card(page, "Emmanuel").locator(".summary").getAttribute("aria-expanded"), "true");
  // A click on the other finding's place lights that one.
  const box = await page.locator("#backdrop .at.error").first().evaluate((span) => span.getClientRects()[0].toJSON());
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForFunction(() => document.querySelector(".card.lit")?.textContent.includes("Wednesday"));
  assert.ok(!(await lit()).join("|").includes("Emanuel"));
  assert.deepEqual(page.errors, []);
});

test("a fix is one click, one step of undo, and the finding comes back with the undo", async () => {
  const page = await open();
  await paste(page, STORY);
  const weekday = card(page, "Wednesday");
  await weekday.locator(".summary").click();
  await andChecked(page, () => weekday.locator(".remedy", { hasText: "Wednesday" }).click());
  assert.ok((await textOf(page)).includes("Wednesday, March 13, 2024"));
  assert.equal(await card(page, "is a Wednesday, not a Tuesday").count(), 0);
  await andChecked(page, () => page.keyboard.press("Control+z"));
  assert.equal(await textOf(page), STORY);
  assert.equal(await card(page, "Wednesday").count(), 1);
  await andChecked(page, () => page.click("#redo"));
  assert.ok((await textOf(page)).includes("Wednesday, March 13, 2024"));
  await andChecked(page, () => page.click("#undo"));
  assert.equal(await textOf(page), STORY);
  assert.deepEqual(page.errors, []);
});

test("a pasted story is shown from its beginning, and copied back when it is corrected", async () => {
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  const story = STORY + "\n" + "More was said about the bridge, and nothing of it was new.\n\n".repeat(40);
  await page.evaluate((story) => navigator.clipboard.writeText(story), story);
  await page.focus("#text");
  await andChecked(page, () => page.keyboard.press("Control+v"));
  assert.equal(await textOf(page), story);
  assert.deepEqual(await page.evaluate(() => [scrollY, document.getElementById("text").selectionStart]), [0, 0]);
  await page.keyboard.press("F8");
  await andChecked(page, () => page.locator(".card.lit .remedy").first().click());
  await page.click("#copy");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await textOf(page));
  assert.notEqual(copied, story);
});

test("what can be done about the finding that is lit is in view", async () => {
  const page = await open({ viewport: { width: 1280, height: 720 } });
  const filler = "More was said about the bridge, and nothing of it was new.\n\n";
  await paste(page, filler.repeat(8) + STORY + filler.repeat(8));
  for (let finding = 0; finding < (await cards(page).count()); finding++) {
    await page.keyboard.press("F8");
    await page.waitForTimeout(300);
    const [button, place] = [await page.locator(".card.lit .stet").boundingBox(), await page.locator("#backdrop .lit").last().boundingBox()];
    assert.ok(button.y + button.height <= 720, `the button ends at ${button.y + button.height}`);
    assert.ok(place.y >= 0 && place.y <= 720, `the place is at ${place.y}`);
  }
});

test("marks move with the typing before the desk has answered", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.route("**/api/check", () => {});
  await page.evaluate(() => document.getElementById("text").setSelectionRange(0, 0));
  await page.keyboard.type("New: 日本 𝟛 ");
  await page.keyboard.press("Enter");
  assert.equal((await page.locator("#backdrop .times").allTextContents()).join(""), "Tuesday, March 13, 2024");
  assert.ok((await page.locator("#backdrop .figures").allTextContents()).join("|").includes("15 of 45"));
});

test("the backdrop wraps as the text area does", async () => {
  const page = await open();
  const awkward =
    "A long line of prose with   runs of blanks, tabs\tand\tmore, hyphen-ated words, an/endless/path/of/words, " +
    "and-averyveryveryveryveryveryveryveryveryveryveryverylongwordthatmustbreaksomewhere 日本語の長い文もある。 ";
  await paste(page, (awkward.repeat(3) + "\n\n").repeat(4) + "   \n40 boats \n\n");
  for (const width of [1280, 1000, 700, 523, 400, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const heights = await page.evaluate(() => {
      const area = document.getElementById("text");
      const paper = document.getElementById("paper");
      paper.style.minHeight = "0";
      area.style.height = "0";
      const needed = area.scrollHeight;
      area.style.height = "";
      return [needed, document.getElementById("backdrop").scrollHeight];
    });
    assert.equal(heights[0], heights[1], `at ${width} px`);
  }
});

test("stet in plain text needs a reason, is kept over a reload and can be taken back", async () => {
  const page = await open();
  await paste(page, STORY);
  const weekday = card(page, "Wednesday");
  await weekday.locator(".summary").click();
  await weekday.locator(".stet").click();
  await page.keyboard.press("Enter");
  assert.equal(await weekday.count(), 1, "without a reason it stays");
  await page.keyboard.type("as in the source");
  await page.keyboard.press("Enter");
  assert.equal(await weekday.count(), 0);
  assert.equal(await textOf(page), STORY, "plain text has no comments");
  assert.match(await page.textContent("#standing summary"), /Let stand 1/);
  await reload(page);
  assert.equal(await textOf(page), STORY, "a reload keeps the story");
  assert.equal(await weekday.count(), 0);
  await page.click("#standing summary");
  assert.ok((await page.textContent("#standing-list")).includes("as in the source"));
  await page.click("#standing-list button");
  assert.equal(await weekday.count(), 1);
  assert.deepEqual(page.errors, []);
});

test("what was let stand in one pasted story says nothing about the next", async () => {
  const page = await open();
  await paste(page, STORY);
  const weekday = card(page, "Wednesday");
  await weekday.locator(".summary").click();
  await weekday.locator(".stet").click();
  await page.keyboard.type("so in the minutes");
  await page.keyboard.press("Enter");
  assert.equal(await weekday.count(), 0);
  await page.focus("#text");
  await page.keyboard.press("Control+a");
  await andChecked(page, () => page.keyboard.press("Delete"));
  await paste(page, "Another story altogether\n\n" + STORY);
  assert.equal(await weekday.count(), 1);
});

test("stet in Markdown is a comment in the text, which undo takes out", async () => {
  const page = await open();
  await page.selectOption("#format", "markdown");
  await paste(page, STORY);
  const weekday = card(page, "Wednesday");
  await weekday.locator(".summary").click();
  await weekday.locator(".stet").click();
  await page.keyboard.type("quoted -- so --> it stands");
  await andChecked(page, () => page.keyboard.press("Enter"));
  assert.equal(await weekday.count(), 0, "the comment is honoured");
  const text = await textOf(page);
  assert.match(text, /had a bridge\. <!-- stet dates\/weekday-mismatch: quoted – so – it stands -->\n/);
  await andChecked(page, () => page.keyboard.press("Control+z"));
  assert.equal(await textOf(page), STORY);
});

test("everything goes by keyboard", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("F8");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text", "the cursor stays in the text");
  assert.equal(await page.locator(".card.lit").count(), 1);
  const first = await page.locator(".card.lit .message").textContent();
  await page.waitForFunction((words) => document.getElementById("said").textContent.includes(words), first);
  await page.keyboard.press("F8");
  assert.notEqual(await page.locator(".card.lit .message").textContent(), first);
  await page.keyboard.press("Shift+F8");
  assert.equal(await page.locator(".card.lit .message").textContent(), first);
  await page.keyboard.press("Control+.");
  assert.equal(await page.evaluate(() => document.activeElement.closest(".card")?.className.includes("lit")), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text");
  // From the top of the page every control is reached by Tab, and none is a trap.
  await page.evaluate(() => document.activeElement.blur());
  const reached = new Set();
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.className));
  }
  for (const wanted of ["tab-text", "open", "save", "undo", "print", "format", "date", "next", "text", "summary", "remedy"]) {
    assert.ok(reached.has(wanted), `${wanted} among ${[...reached].join(", ")}`);
  }
});

test("filters by severity and by kind", async () => {
  const page = await open();
  await paste(page, STORY);
  assert.ok((await page.locator("#backdrop .at.error").count()) > 0);
  await page.click("#severities input[value=error]");
  assert.equal(await page.locator("#backdrop .at.error").count(), 0);
  assert.equal(await page.locator(".card.error").count(), 0);
  await page.click("#severities input[value=error]");
  assert.equal(await page.locator(".card.error").count(), 1);
  await page.click("#legend input[value=times]");
  assert.equal(await page.locator("#backdrop .times").count(), 0);
  assert.ok((await page.locator("#backdrop .figures").count()) > 0);
});

test("the fact under the pointer and at the cursor is told", async () => {
  const page = await open();
  await paste(page, STORY);
  // Its first piece: a fact may run over the end of a line.
  const box = await page.locator("#backdrop .figures").first().evaluate((span) => span.getClientRects()[0].toJSON());
  await page.mouse.move(box.x + 4, box.y + box.height / 2);
  await page.waitForSelector("#tip:not([hidden])");
  assert.match(await page.textContent("#tip"), /33\.3%/);
  await page.mouse.click(box.x + 4, box.y + box.height / 2);
  await page.waitForFunction(() => document.getElementById("fact-line").textContent.includes("33.3%"));
});

test("files are opened, dropped and saved", async () => {
  const page = await open();
  await andChecked(page, () =>
    page.setInputFiles("#file", { name: "mill.md", mimeType: "text/markdown", buffer: Buffer.from("# Mill\r\n\r\n40 looms.\r\n") }),
  );
  assert.equal(await textOf(page), "# Mill\n\n40 looms.\n");
  assert.equal(await page.inputValue("#format"), "markdown");
  // Written by an old Windows program.
  await andChecked(page, () =>
    page.setInputFiles("#file", { name: "alt.txt", mimeType: "text/plain", buffer: Buffer.from([0x93, 0xdc, 0x62, 0x65, 0x72, 0x94]) }),
  );
  assert.equal(await textOf(page), "“Über”");
  assert.equal(await page.inputValue("#format"), "text");
  await andChecked(page, () => page.keyboard.press("Control+z"));
  assert.equal(await textOf(page), "# Mill\n\n40 looms.\n", "undo brings the file before back");
  const data = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["<p>Twelve boats sank on May 4.</p>"], "boats.html", { type: "text/html" }));
    return data;
  });
  await andChecked(page, () => page.dispatchEvent("body", "drop", { dataTransfer: data }));
  assert.equal(await page.inputValue("#format"), "html");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
  assert.equal(download.suggestedFilename(), "boats.html");
  assert.deepEqual(page.errors, []);
});

test("a Word document is unpacked by the desk, and what is none is refused in words", { skip: isStatic }, async () => {
  const page = await open();
  const document = "<w:document><w:body><w:p><w:r><w:t>The bridge closed on Tuesday, March 13, 2024.</w:t></w:r></w:p></w:body></w:document>";
  await andChecked(page, () =>
    page.setInputFiles("#file", { name: "Bridge.DOCX", mimeType: "", buffer: packed("word/document.xml", Buffer.from(document)) }),
  );
  assert.equal(await textOf(page), "The bridge closed on Tuesday, March 13, 2024.");
  assert.equal(await cards(page).count(), 1);
  assert.match(await page.textContent("#note"), /words of Bridge\.DOCX/);
  await page.setInputFiles("#file", { name: "bad.docx", mimeType: "", buffer: Buffer.from("no such thing") });
  await page.waitForSelector("#alert:not([hidden])");
  assert.match(await page.textContent("#alert"), /cannot be read/);
});

test("the page without a server says that it takes no Word documents", { skip: !isStatic }, async () => {
  const page = await open();
  await page.setInputFiles("#file", { name: "story.docx", mimeType: "", buffer: Buffer.from("anything") });
  await page.waitForSelector("#alert:not([hidden])");
  assert.match(await page.textContent("#alert"), /without \.docx/);
});

/** A packed file with one part, not compressed. */
function packed(name, content) {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt32LE(crc32(content), 10);
  head.writeUInt32LE(content.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), content]);
  const entry = Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), head, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, entry, Buffer.from("PK\x05\x06"), end]);
}

test("a narrow window has the findings below the text and says the lit one at once", async () => {
  const page = await open({ viewport: { width: 400, height: 800 } });
  await paste(page, STORY);
  await page.keyboard.press("F8");
  await page.waitForFunction(() => document.getElementById("fact-line").textContent.length > 0);
  const [paper, margin] = [await page.locator("#paper").boundingBox(), await page.locator("#findings").boundingBox()];
  assert.ok(margin.y >= paper.y + paper.height);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out");
});

test("on paper the text stands with its marks and numbered notes", async () => {
  const page = await open();
  await paste(page, STORY);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible("#text"), false);
  assert.equal(await page.isVisible("header"), false);
  const note = await page.evaluate(() => getComputedStyle(document.querySelector("[data-note='1']"), "::after").content);
  assert.match(note, /1/);
  assert.equal(await page.isVisible(".card .message"), true);
});

test("when the desk is gone, the page says so and goes on when it is back", { skip: isStatic }, async () => {
  const page = await open();
  await paste(page, STORY);
  await page.route("**/api/check", (route) => route.abort());
  await page.keyboard.type("x");
  await page.waitForSelector("#alert:not([hidden])");
  assert.match(await page.textContent("#alert"), /does not answer/);
  await page.unroute("**/api/check");
  await andChecked(page, () => page.keyboard.type("y"));
  assert.equal(await page.isVisible("#alert"), false);
});
