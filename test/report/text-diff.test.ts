import fc from "fast-check";
import { expect, test } from "vitest";
import { paintWith } from "../../server/src/report/paint.ts";
import { textDiff } from "../../server/src/report/text-diff.ts";

const diff = (before: string, after: string) => textDiff("a.drplan", before, after, paintWith(false));

test("shows what goes and comes, with three lines around it", () => {
  const before = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((line) => `${line}\n`).join("");
  expect(diff(before, before.replace("5\n", "five\n"))).toBe(
    "--- a.drplan\n+++ a.drplan\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
  );
});

test("says nothing of equal texts", () => {
  expect(diff("a\n", "a\n")).toBe("");
});

test("tells that a last line has no break", () => {
  expect(diff("a", "a\n")).toBe("--- a.drplan\n+++ a.drplan\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
});

test("begins an insertion into nothing at line zero", () => {
  expect(diff("", "a\nb\n")).toBe("--- a.drplan\n+++ a.drplan\n@@ -0,0 +1,2 @@\n+a\n+b\n");
});

/** Applies a difference as the tool `patch` does: by the line numbers of its hunks. */
function patched(before: string, difference: string): string {
  const old = before.split("\n").slice(0, -1);
  const made: string[] = [];
  let at = 0;
  for (const line of difference.split("\n").slice(2, -1)) {
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (hunk) {
      const start = Number(hunk[1]) - (hunk[2] === "0" ? 0 : 1);
      while (at < start) made.push(old[at++] as string);
    } else if (line.startsWith("+")) made.push(line.slice(1));
    else {
      expect(old[at]).toBe(line.slice(1));
      if (line.startsWith(" ")) made.push(line.slice(1));
      at++;
    }
  }
  return [...made, ...old.slice(at)].map((line) => `${line}\n`).join("");
}

test("applied to the first text gives the second, and never takes more lines than replacing all", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "dd"), { maxLength: 30 });
  const text = lines.map((all) => all.map((line) => `${line}\n`).join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const difference = diff(before, after);
      expect(difference === "" ? before : patched(before, difference)).toBe(after);
      const changes = difference
        .split("\n")
        .slice(2)
        .filter((line) => /^[-+]/.test(line)).length;
      expect(changes).toBeLessThanOrEqual(before.split("\n").length + after.split("\n").length - 2);
    }),
    { seed: 7, numRuns: 300 },
  );
});
