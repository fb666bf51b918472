import * as vscode from "vscode";
import { equal, includes, matches, present } from "./assert.ts";
import { eventually, findings, noFindings, openPlan, placeOf, replace } from "./support.ts";

suite("writing a plan", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.files.revert"));

  test("a finding vanishes with its cause and returns with it", async () => {
    const document = await openPlan();
    await findings(document, "sync-too-far");
    await replace(document, "mode sync", "mode async");
    await noFindings(document, "sync-too-far");
    await replace(document, "mode async", "mode sync");
    await findings(document, "sync-too-far");
  });

  test("completion offers the modes of a replication", async () => {
    const document = await openPlan();
    await findings(document, "sync-too-far");
    const labels = await eventually("the completions sync and async", async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        placeOf(document, "mode sync", "mode ".length),
      );
      return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    });
    for (const mode of ["sync", "async", "periodic", "log-shipping"]) includes(labels, mode);
  });

  test("a quick fix makes the replication asynchronous", async () => {
    const document = await openPlan();
    const [finding] = await findings(document, "sync-too-far");
    present(finding, "a finding");
    const fix = await eventually("a quick fix to async", async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        finding.range,
        vscode.CodeActionKind.QuickFix.value,
        10, // resolved, so that the edit is there
      );
      return actions.find(({ title, edit }) => edit !== undefined && /async/i.test(title));
    });
    present(fix.edit && (await vscode.workspace.applyEdit(fix.edit)), "the fix to apply");
    matches(document.getText(), /mode\s+async/);
    await noFindings(document, "sync-too-far");
  });

  test("a rename changes the declaration and every reference", async () => {
    const document = await openPlan();
    await findings(document, "sync-too-far");
    const edit = await eventually("the edits of a rename", () =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        "vscode.executeDocumentRenameProvider",
        document.uri,
        placeOf(document, "link wan", "link w".length),
        "backbone",
      ),
    );
    present(await vscode.workspace.applyEdit(edit), "the rename to apply");
    matches(document.getText(), /link backbone frankfurt/);
    matches(document.getText(), /over backbone \{/);
    equal(/\bwan\b/.test(document.getText()), false);
  });

  test("a restarted server reads what is open", async () => {
    const document = await openPlan();
    await findings(document, "sync-too-far");
    await vscode.commands.executeCommand("drplan.restartServer");
    await replace(document, "mode sync", "mode async");
    await noFindings(document, "sync-too-far");
    await replace(document, "mode async", "mode sync");
    await findings(document, "sync-too-far");
  });
});
