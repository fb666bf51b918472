import { isKind } from "../../model/declaration.ts";
import { defineRule } from "../rule.ts";

interface Missing {
  readonly path: string;
  readonly outside: boolean;
}

export const missingImport = defineRule<Missing>({
  code: "missing-import",
  severity: "error",
  summary: "An imported file must exist inside the workspace.",
  why: "What the file declares is missing from the plan, so names are unknown and estimates incomplete. Only relative paths are followed: a plan must mean the same wherever it is checked out.",
  examples: {
    bad: `import <|"no-such-file.drplan"|>`,
    good: `site york { location 53.96, -1.08 }`,
  },
  kinds: ["import"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "import")) return;
    const { value, spans } = declaration.document;
    const use = plan.files.get(declaration.file)?.imports.find(({ id }) => id === declaration.id);
    if (value.file === undefined || !use) return;
    const outside = use.target === undefined;
    if (!outside && plan.files.get(use.target)?.source !== undefined) return;
    yield { at: spans.at("/file") ?? spans.header, facts: { path: value.file, outside } };
  },

  message: ({ path, outside }) =>
    outside ? `"${path}" is no relative path inside the workspace.` : `There is no file "${path}" beside this one.`,
});
