// Takes the screens of the guide: tests/browser/run --screens writes them to docs/guide/screens/.

import { join } from "node:path";
import { andChecked, open } from "./desk.mjs";

const folder = "docs/guide/screens";

async function take(name, options, work) {
  const page = await open({ viewport: { width: 1280, height: 860 }, ...options });
  await andChecked(page, () => page.click("#example"));
  await work(page);
  // Cards glide to their places.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, name + ".png") });
}

const lightUp = async (page, words) => page.locator(".card", { hasText: words }).locator(".summary").click();

await take("text", {}, (page) => lightUp(page, "Holmgreen"));
await take("stet", {}, async (page) => {
  await page.selectOption("#format", "markdown");
  await lightUp(page, "Wednesday");
  await page.locator(".card.lit .stet").click();
  await page.locator(".card.lit form input").fill("so in the minutes of the harbour office");
});
await take("sheet", {}, async (page) => {
  await page.click("#tab-sheet");
  for (const box of [0, 1]) await page.locator("#sheet input").nth(box).check();
});
await take("narrow-dark", { viewport: { width: 400, height: 800 }, colorScheme: "dark" }, (page) => page.keyboard.press("F8"));
// No test runner ends the desk and the browser here.
process.exit();
