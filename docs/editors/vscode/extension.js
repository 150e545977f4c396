"use strict";

// All that Visual Studio Code needs to know: which program to start and for which texts.

const { commands, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function start() {
  const settings = workspace.getConfiguration("copydesk");
  client = new LanguageClient(
    "copydesk",
    "copydesk",
    { command: settings.get("path"), args: ["lsp"] },
    {
      documentSelector: [
        { language: "plaintext" },
        { language: "markdown" },
        { language: "html" },
      ],
      initializationOptions: settings,
      synchronize: { configurationSection: "copydesk" },
    },
  );
  return client.start();
}

exports.activate = async function (context) {
  context.subscriptions.push(
    commands.registerCommand("copydesk.restart", async () => {
      await client.stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = () => client?.stop();
