// The language server under the protocol library that Visual Studio Code itself uses: diagnostics that are asked
// for, workspace diagnostics, configuration that changes, code actions by kind.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.MODULES + "/");
const protocol = require("vscode-languageserver-protocol/node");

const WRONG_DAY = "The bridge was closed on Tuesday, March 13, 2024.\n";

async function session(capabilities = {}) {
  const folder = await mkdtemp(join(tmpdir(), "copydesk-"));
  await mkdir(join(folder, "news"));
  const server = spawn(process.env.COPYDESK, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = new Promise((done) => server.on("exit", done));
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const asked = { refresh: 0, watches: [], shown: [] };
  connection.onRequest("workspace/diagnostic/refresh", () => void asked.refresh++);
  connection.onRequest("client/registerCapability", ({ registrations }) => void asked.watches.push(...registrations));
  connection.onNotification("window/showMessage", ({ message }) => asked.shown.push(message));
  const uri = pathToFileURL(folder).href;
  const { capabilities: offered } = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: "desk" }],
    initializationOptions: {},
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: {
        diagnostics: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true },
      },
      ...capabilities,
    },
  });
  await connection.sendNotification("initialized", {});
  after(async () => {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const end = async () => {
    await connection.sendRequest("shutdown");
    await connection.sendNotification("exit");
    assert.equal(await ended, 0);
  };
  return { connection, folder, uri, offered, asked, end };
}

const open = (connection, uri, languageId, text) =>
  connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
const pull = (connection, uri) => connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });

test("diagnostics are given when asked for, and follow the typing", async () => {
  const { connection, uri, offered, end } = await session();
  assert.equal(offered.diagnosticProvider.workspaceDiagnostics, true);
  const story = uri + "/story.txt";
  await open(connection, story, "plaintext", WRONG_DAY);
  const [finding] = (await pull(connection, story)).items;
  assert.equal(finding.code, "dates/weekday-mismatch");
  assert.equal(finding.source, "copydesk");
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: story, version: 2 },
    contentChanges: [{ range: { start: { line: 0, character: 25 }, end: { line: 0, character: 32 } }, text: "Wednesday" }],
  });
  assert.deepEqual((await pull(connection, story)).items, []);
  await end();
});

test("every text of the folder is reported, and unchanged ones are not sent twice", async () => {
  const { connection, folder, uri, end } = await session();
  await writeFile(join(folder, "news", "bridge.md"), WRONG_DAY);
  await writeFile(join(folder, "news", "fine.txt"), "The bridge is open.\n");
  const first = await connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
  assert.deepEqual(first.items.map((item) => [item.uri.replace(uri, ""), item.items.length]), [
    ["/news/bridge.md", 1],
    ["/news/fine.txt", 0],
  ]);
  const previousResultIds = first.items.map((item) => ({ uri: item.uri, value: item.resultId }));
  await writeFile(join(folder, "news", "fine.txt"), WRONG_DAY + WRONG_DAY.replace("bridge", "road"));
  const second = await connection.sendRequest("workspace/diagnostic", { previousResultIds });
  assert.deepEqual(second.items.map((item) => item.kind).sort(), ["full", "unchanged"]);
  await rm(join(folder, "news", "bridge.md"));
  const third = await connection.sendRequest("workspace/diagnostic", {
    previousResultIds: second.items.map((item) => ({ uri: item.uri, value: item.resultId })),
  });
  const gone = third.items.find((item) => item.uri.endsWith("bridge.md"));
  assert.deepEqual([gone.kind, gone.items], ["full", []], "a deleted text takes its findings with it");
  await end();
});

test("a changed configuration is noticed", async () => {
  const { connection, uri, asked, end } = await session();
  const story = uri + "/story.txt";
  await open(connection, story, "plaintext", "They met on Tuesday, 15 of 45 came.\n");
  const hints = () =>
    connection.sendRequest("textDocument/inlayHint", {
      textDocument: { uri: story },
      range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
    });
  assert.deepEqual(await hints(), [], "off by default");
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: { copydesk: { inlayHints: true } } });
  assert.ok((await hints()).some((hint) => hint.label === "= 33.3%"));
  assert.ok(asked.refresh >= 1, "the editor is told to ask again");
  assert.equal(asked.watches[0].method, "workspace/didChangeWatchedFiles");
  await end();
});

test("code actions come by kind, and explain answers in a message", async () => {
  const { connection, uri, asked, end } = await session();
  const story = uri + "/story.md";
  await open(connection, story, "markdown", WRONG_DAY);
  const place = { start: { line: 0, character: 30 }, end: { line: 0, character: 30 } };
  const actions = (only) =>
    connection.sendRequest("textDocument/codeAction", { textDocument: { uri: story }, range: place, context: { diagnostics: [], only } });
  const titles = (await actions()).map((action) => action.title).join("\n");
  assert.match(titles, /Wednesday/);
  assert.match(titles, /Stet/);
  assert.match(titles, /Switch off dates\/weekday-mismatch in copydesk\.toml/);
  assert.deepEqual(await actions(["refactor"]), []);
  assert.equal((await actions(["source.fixAll"])).length, 0, "a date is never changed without a person");
  const off = (await actions(["quickfix"])).find((action) => action.title.startsWith("Switch off"));
  assert.equal(off.edit.documentChanges[0].kind, "create");
  const explain = (await actions(["quickfix"])).find((action) => action.title.startsWith("Explain"));
  await connection.sendRequest("workspace/executeCommand", { command: explain.command.command, arguments: explain.command.arguments });
  assert.match(asked.shown[0], /copydesk explain dates\/weekday-mismatch/);
  await end();
});

test("a megabyte is pulled while it is typed in", async (t) => {
  const { connection, uri, end } = await session();
  const story = uri + "/long.md";
  const paragraph = "The ferry carried about 1,200 people to Öland on 4 May, said Captain Ada Holm. ".repeat(6) + "\n\n";
  await open(connection, story, "markdown", paragraph.repeat(2200));
  const started = performance.now();
  const before = (await pull(connection, story)).items.length;
  t.diagnostic(`first answer after ${(performance.now() - started).toFixed(0)} ms`);
  const place = { line: 800, character: 0 };
  for (let version = 2; version <= 30; version++) {
    const text = version === 30 ? WRONG_DAY + "\n" : "x";
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: story, version },
      contentChanges: [{ range: { start: version === 30 ? { line: 800, character: 28 } : place, end: version === 30 ? { line: 800, character: 28 } : place }, text }],
    });
  }
  const typed = performance.now();
  const { items } = await pull(connection, story);
  t.diagnostic(`answer after 29 changes: ${(performance.now() - typed).toFixed(0)} ms`);
  assert.ok(items.length > before || items.some((item) => item.code === "dates/weekday-mismatch"));
  await end();
});
