// Each report of a run with findings of every severity, two places, a suppression, a baseline and a broken file.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";

const tools = process.env.TOOLS;
const folder = mkdtempSync(join(tmpdir(), "copydesk-formats-"));
const FORMATS = ["json", "sarif", "rdjson", "junit", "checkstyle", "gitlab", "github"];
let findings;

/** Runs a program in the folder of the stories and gives its standard output. */
function run(program, args, codes = [0]) {
  const done = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  assert.ok(codes.includes(done.status), `${program} ended with ${done.status}:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

const report = (format) => readFileSync(join(folder, `report.${format}`), "utf8");

before(() => {
  writeFileSync(
    join(folder, "fog & 100% ice, part 1.md"),
    [
      "# Fog, on the quay: 12 boats <lost>",
      "On Tuesday, 4 March 2026, it rained “in\nthe harbour\", said Dana Fell.",
      "<!-- stet dates/weekday-mismatch: as the letter says -->",
      "On Monday, 4 March 2026, it snowed.",
      "Between 400,000 to 600,000 people live on Skarvøy – 日本丸.",
    ].join("\n\n"),
  );
  writeFileSync(join(folder, "old.md"), "On Friday, 4 March 2026, it rained.\n");
  writeFileSync(join(folder, "latin.md"), Buffer.from([0x63, 0xe9]));
  run(process.env.COPYDESK, ["check", "--baseline", "known.json", "--write-baseline", "old.md"]);
  const outputs = FORMATS.flatMap((format) => ["--output-format", format, "--output-file", `report.${format}`]);
  run(process.env.COPYDESK, ["check", ".", "--baseline", "known.json", ...outputs], [2]);
  findings = JSON.parse(report("json")).findings;
  assert.ok(findings.length >= 2, "the stories have findings");
});

test("SARIF: Microsoft's validator has nothing against it, by the standard and by what GitHub asks", () => {
  const validator = join(tools, "node_modules/.bin/sarif-multitool");
  for (const kind of ["Sarif", "Ghas"]) {
    run(validator, ["validate", "report.sarif", "--output", "verdict.sarif", "--log", "ForceOverwrite", "--rule-kind", kind]);
    const verdict = JSON.parse(readFileSync(join(folder, "verdict.sarif"), "utf8"));
    const remarks = verdict.runs[0].results.map((result) => `${result.ruleId} ${result.message.arguments}`);
    // The project has no public address yet that it could give.
    const homeless = (remark) => remark.startsWith("SARIF2005") && remark.includes("copydesk");
    assert.deepEqual(remarks.filter((remark) => !homeless(remark)), []);
  }
});

test("SARIF: every finding is there, and what stands or is known is suppressed", () => {
  const { results, invocations } = JSON.parse(report("sarif")).runs[0];
  const kinds = (result) => (result.suppressions ?? []).map((suppression) => suppression.kind).join();
  assert.equal(results.filter((result) => kinds(result) === "").length, findings.length);
  assert.equal(results.filter((result) => kinds(result) === "inSource").length, 1);
  assert.equal(results.filter((result) => kinds(result) === "external").length, 1);
  assert.equal(invocations[0].executionSuccessful, false, "one file could not be read");
});

test("rdjson: reviewdog's format validator takes it", () => {
  const validator = join(tools, "node_modules/.bin/rdformat-validator");
  run(validator, ["--strict", "--no-extra-fields", "report.rdjson"]);
  assert.equal(JSON.parse(report("rdjson")).diagnostics.length, findings.length);
});

test("JUnit: a reader of JUnit's XML sees as many failures and errors", () => {
  const script = `
import json, junitparser
report = junitparser.JUnitXml.fromfile("report.junit")
cases = [case for suite in report for case in suite]
count = lambda kind: sum(isinstance(result, kind) for case in cases for result in case.result)
print(json.dumps([count(junitparser.Failure), count(junitparser.Error), [case.result[0].message for case in cases if case.result]]))
`;
  const [failures, errors, messages] = JSON.parse(run(join(tools, "python/bin/python"), ["-c", script]));
  const failing = findings.filter((finding) => finding.severity !== "info");
  assert.equal(failures, failing.length);
  assert.equal(errors, 1);
  for (const finding of failing) assert.ok(messages.includes(finding.message), finding.message);
});

test("Checkstyle: an XML parser gives back every message", () => {
  const script = `
import json, xml.etree.ElementTree as tree
root = tree.parse("report.checkstyle").getroot()
print(json.dumps([[file.get("name"), error.get("line"), error.get("message")] for file in root for error in file]))
`;
  const errors = JSON.parse(run(join(tools, "python/bin/python"), ["-c", script]));
  for (const finding of findings) {
    const wanted = [finding.path, String(finding.primary.line), finding.message];
    assert.ok(errors.some((error) => JSON.stringify(error) === JSON.stringify(wanted)), JSON.stringify(wanted));
  }
});

test("GitLab: every issue has what the documentation asks, and a fingerprint of its own", () => {
  const issues = JSON.parse(report("gitlab"));
  assert.equal(issues.length, findings.length);
  assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, issues.length);
  for (const issue of issues) {
    assert.equal(typeof issue.description, "string");
    assert.ok(["info", "minor", "major", "critical", "blocker"].includes(issue.severity));
    assert.ok(!issue.location.path.startsWith("./") && issue.location.lines.begin >= 1);
  }
});

test("GitHub: commands are written as @actions/core writes them", () => {
  const { issueCommand } = createRequire(join(tools, "package.json"))("@actions/core/lib/command.js");
  const lines = report("github").split("\n").filter((line) => line);
  const commands = { error: "error", warning: "warning", info: "notice" };
  for (const finding of findings) {
    const line = lines.find((line) => line.startsWith(`::${commands[finding.severity]} `) && line.includes(`line=${finding.primary.line},`) && line.includes(`title=${finding.rule}`));
    assert.ok(line, `no command for ${finding.rule}`);
    const place = Object.fromEntries(line.match(/(line|endLine|col|endColumn)=\d+/g).map((pair) => pair.split("=")));
    const message = finding.help ? `${finding.message}\n${finding.help}` : finding.message;
    let written = "";
    const write = process.stdout.write;
    process.stdout.write = (text) => ((written += text), true);
    try {
      issueCommand(commands[finding.severity], { file: finding.path, ...place, title: finding.rule }, message);
    } finally {
      process.stdout.write = write;
    }
    assert.equal(line, written.trim());
  }
});
