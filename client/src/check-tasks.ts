import { type Disposable, ProcessExecution, Task, type TaskDefinition, TaskScope, tasks, Uri, workspace } from "vscode";

/** A task as `tasks.json` defines it. */
interface CheckDefinition extends TaskDefinition {
  /** Files, folders and patterns; all of the folder if left out. */
  readonly paths?: readonly string[];
  /** Further options of `drplan check`. */
  readonly options?: readonly string[];
}

const TYPE = "drplan";

/** Offers `drplan: check` for each workspace folder, and completes tasks that are defined by hand: they run the shipped command. */
export function registerCheckTasks(extension: Uri): Disposable {
  const command = Uri.joinPath(extension, "server/dist/cli.js").fsPath;
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () => (workspace.workspaceFolders ?? []).map((folder) => checkTask({ type: TYPE }, folder, command)),
    resolveTask: ({ definition, scope }) =>
      checkTask(definition as CheckDefinition, scope ?? TaskScope.Workspace, command),
  });
}

function checkTask(definition: CheckDefinition, scope: Task["scope"], command: string): Task {
  const { paths = ["."], options = [] } = definition;
  const execution = new ProcessExecution(process.execPath, [command, "check", ...options, ...paths], {
    // The editor's own process is a Node.js where it is told to be.
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
  return new Task(definition, scope ?? TaskScope.Workspace, "check", "drplan", execution, "$drplan");
}
