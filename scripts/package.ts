import { statSync } from "node:fs";
import { createVSIX } from "@vscode/vsce";
import { packagedFiles, VSIX } from "./packaged-files.ts";

/** Builds, packages the extension, and prints what is in the package. */
async function main(): Promise<void> {
  await createVSIX({ packagePath: VSIX, dependencies: false, allowMissingRepository: true });
  for (const file of await packagedFiles()) console.log(file);
  console.log(`${VSIX}: ${Math.round(statSync(VSIX).size / 1000)} kB`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
