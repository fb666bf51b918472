import * as vscode from "vscode";
import { equal, present } from "./assert.ts";
import { eventually } from "./support.ts";

suite("checking as a task", () => {
  test("the task checks the folder with the shipped command, and ends with 1 where there are errors", async () => {
    const task = await eventually("a task of drplan", async () =>
      (await vscode.tasks.fetchTasks({ type: "drplan" })).find(({ name }) => name === "check"),
    );
    present(task, "a task");
    equal(task.problemMatchers.join(), "$drplan");
    let code: number | undefined;
    let ended = false;
    const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      code = exitCode;
      ended = true;
    });
    await vscode.tasks.executeTask(task);
    await eventually("the end of the task", () => ended);
    listening.dispose();
    // The test workspace holds a plan with errors.
    equal(code, 1);
  });
});
