import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/vscode/**", "**/node_modules/**"],
    // Nothing in the suite is about time: a machine that is busy with something else must not fail it.
    testTimeout: 60_000,
  },
});
