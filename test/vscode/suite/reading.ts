import * as vscode from "vscode";
import { equal, matches, present } from "./assert.ts";
import { eventually, findings, hoverText, openPlan, placeOf } from "./support.ts";

suite("reading a plan", () => {
  test("the file is a drplan document", async () => {
    equal((await openPlan()).languageId, "drplan");
  });

  test("a replication that physics forbids is an error on its line", async () => {
    const document = await openPlan();
    const [finding] = await findings(document, "sync-too-far");
    equal(finding?.range.start.line, placeOf(document, "replicate orders").line);
    equal(finding?.severity, vscode.DiagnosticSeverity.Error);
    matches(finding?.message ?? "", /10\.\d ms/);
  });

  test("the hover on a replication gives its round-trip time", async () => {
    const document = await openPlan();
    matches(await hoverText(document, placeOf(document, "replicate orders", 2)), /RTT|round.trip/i);
  });

  test("inlay hints show estimates", async () => {
    const document = await openPlan();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await eventually("inlay hints", () =>
      vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", document.uri, whole),
    );
    matches(hints.map(labelOf).join(" | "), /≈/);
  });

  test("a hint behind a backup tells what it may lose", async () => {
    const document = await openPlan();
    const line = placeOf(document, "backup nightly").line;
    const label = await eventually("a hint behind the backup", async () => {
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        "vscode.executeInlayHintProvider",
        document.uri,
        document.lineAt(line).range,
      );
      return hints.map(labelOf).join("");
    });
    // A day, and the two hours that one takes.
    matches(label, /loses 26.h · restore/);
  });

  test("a line above a workload tells verdict and figures, and leads to how they came about", async () => {
    const document = await openPlan();
    const line = placeOf(document, "workload orders").line;
    const lenses = await eventually("code lenses", async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        100, // resolved, so that the titles are there
      );
      return found.filter(({ range }) => range.start.line === line);
    });
    const corruption = lenses.find(({ command }) => /^corruption of orders: /.test(command?.title ?? ""));
    matches(corruption?.command?.title ?? "", /RPO .+ · RTO .+ · (met|at risk|missed)/);
    const { command, arguments: at = [] } = corruption?.command ?? { command: "" };
    equal(command, "drplan.showExplanation");
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
    await vscode.commands.executeCommand(command, ...at);
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.uri.toString(), document.uri.toString());
    equal(editor?.selection.active.line, line);
    matches(await hoverText(document, editor?.selection.active ?? new vscode.Position(0, 0)), /Recovery time \(RTO\)/);
  });

  test("the figures at the cursor are explained beside the plan, with what moves them", async () => {
    const document = await openPlan();
    const position = placeOf(document, "link wan", "link w".length);
    matches(await hoverText(document, position), /\[Full derivation.*\]\(command:drplan\.explain\?/);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(position, position) });
    await vscode.commands.executeCommand("drplan.explain");
    const tab = await eventually("the tab of the explanation", () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes("link wan")),
    );
    const uri = vscode.Uri.from({ scheme: "drplan-explanation", path: "/link wan.md" });
    matches((await vscode.workspace.openTextDocument(uri)).getText(), /what moves it[\s\S]*bandwidth of 'wan'/);
    await vscode.window.tabGroups.close(tab);
  });

  test("a name leads to its declaration", async () => {
    const document = await openPlan();
    const target = await definition(document, placeOf(document, "over wan", "over w".length));
    equal(target.range.start.line, placeOf(document, "link wan").line);
  });

  test("a name from an imported file leads there", async () => {
    const document = await openPlan("branch.drplan");
    const target = await definition(document, placeOf(document, "<-> frankfurt", "<-> f".length));
    matches(target.uri.path, /\/retail\.drplan$/);
  });

  test("names with hyphens and places select as one word", async () => {
    const document = await openPlan();
    for (const word of ["metro-ethernet", "aws:eu-west-1", "boot-concurrency"]) {
      const range = document.getWordRangeAtPosition(placeOf(document, word, word.length - 2));
      equal(range && document.getText(range), word);
    }
  });
});

function labelOf({ label }: vscode.InlayHint): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}

async function definition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location> {
  const [target] = await eventually("a definition", () =>
    vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      position,
    ),
  );
  present(target, "a definition");
  if (!("targetUri" in target)) return target;
  return new vscode.Location(target.targetUri, target.targetSelectionRange ?? target.targetRange);
}
