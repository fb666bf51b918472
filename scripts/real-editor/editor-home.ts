import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EditorFolders } from "./editor-server.ts";

/** Settings of an editor that shows a plan and nothing that asks for attention beside it. */
const QUIET = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  // In a browser it is on.
  "files.autoSave": "off",
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export interface EditorHome {
  readonly folders: EditorFolders;
  remove(): void;
}

/** Folders of an editor that nobody has used yet, with these user settings. */
export function createEditorHome(settings: Readonly<Record<string, unknown>> = {}): EditorHome {
  const home = mkdtempSync(join(tmpdir(), "drplan-editor-"));
  const folders = {
    userData: join(home, "user"),
    extensions: join(home, "extensions"),
    serverData: join(home, "server"),
  };
  mkdirSync(join(folders.userData, "User"), { recursive: true });
  mkdirSync(folders.extensions);
  writeFileSync(join(folders.userData, "User/settings.json"), JSON.stringify({ ...QUIET, ...settings }));
  return { folders, remove: () => rmSync(home, { recursive: true, force: true }) };
}
