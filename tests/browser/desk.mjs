// Starts the desk and a browser for a test file, and ends both with it.

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { after, afterEach } from "node:test";

const require = createRequire(process.env.MODULES + "/");
const { chromium } = require("playwright-core");
export const axeSource = require.resolve("axe-core/axe.min.js");

const FLAGS = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Starts `copydesk serve` on a free port; gives its address. */
async function startDesk() {
  const desk = spawn(process.env.COPYDESK, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  // However the file ends, even by a fault of its own, the desk goes with it.
  process.on("exit", () => desk.kill());
  after(() => desk.kill());
  let said = "";
  for await (const chunk of desk.stdout) {
    said += chunk;
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
    if (address) return address;
  }
  throw new Error("the desk did not start: " + said);
}

/** Shows the folder of a page without a server, as any web server would; gives its address. */
async function startFolder(folder) {
  const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
  const server = createServer(async (request, response) => {
    const name = request.url === "/" ? "/index.html" : request.url;
    try {
      const content = await readFile(join(folder, name));
      response.setHeader("Content-Type", types[extname(name)] ?? "application/octet-stream");
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Whether the page without a server is tested. */
export const isStatic = Boolean(process.env.PAGE);
export const address = isStatic ? await startFolder(process.env.PAGE) : await startDesk();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  // Chromium has no sandbox for root.
  args: process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS,
});
after(() => browser.close());

let contexts = [];
// A page that stays open holds its connections to the desk.
afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

/** A fresh page with nothing kept from others; every error on it fails the test. */
export async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  contexts.push(context);
  const page = await context.newPage();
  page.errors = [];
  page.asked = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  page.on("request", (request) => page.asked.push(request.url()));
  await page.goto(address);
  return page;
}

/** A loaded machine and a debug build may take their time; a fast one is not held up. */
const PATIENCE = { timeout: 120_000 };

/** Does something that changes the text, and waits for the desk's answer to it. */
export async function andChecked(page, work) {
  const before = await page.evaluate(() => document.body.dataset.checked ?? "0");
  await work();
  await page.waitForFunction((before) => Number(document.body.dataset.checked ?? 0) > Number(before), before, PATIENCE);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Puts a text into an empty page, as pasting does. */
export async function paste(page, text) {
  await page.focus("#text");
  await andChecked(page, () => page.keyboard.insertText(text));
}

/** Loads the page anew and waits until the story that it kept is checked. */
export async function reload(page) {
  await page.reload();
  await page.waitForFunction(() => Number(document.body.dataset.checked ?? 0) > 0, undefined, PATIENCE);
}

export const textOf = (page) => page.inputValue("#text");
export const cards = (page) => page.locator("#findings > .card");
