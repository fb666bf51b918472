import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveImport } from "../../server/src/model/resolve-import.ts";

const FROM = "file:///disk/plans/main.drplan";

describe("the file that an import means", () => {
  it.each<[string, string, string | undefined]>([
    [FROM, "sites.drplan", "file:///disk/plans/sites.drplan"],
    [FROM, "./sites.drplan", "file:///disk/plans/sites.drplan"],
    [FROM, "parts/sites.drplan", "file:///disk/plans/parts/sites.drplan"],
    [FROM, "parts\\sites.drplan", "file:///disk/plans/parts/sites.drplan"],
    [FROM, "parts//./sites.drplan", "file:///disk/plans/parts/sites.drplan"],
    [FROM, "parts/../sites.drplan", "file:///disk/plans/sites.drplan"],
    [FROM, "../sites.drplan", "file:///disk/sites.drplan"],
    [FROM, "../../../sites.drplan", undefined],
    [FROM, "parts/../../../../sites.drplan", undefined],
    [FROM, "büro nord.drplan", "file:///disk/plans/b%C3%BCro%20nord.drplan"],
    [FROM, "100%.drplan", "file:///disk/plans/100%25.drplan"],
    [FROM, "a#b?.drplan", "file:///disk/plans/a%23b%3F.drplan"],
    ["file:///c%3A/plans/main.drplan", "sites.drplan", "file:///c%3A/plans/sites.drplan"],
    ["vscode-vfs://github/owner/plans/main.drplan", "sites.drplan", "vscode-vfs://github/owner/plans/sites.drplan"],
    ["vscode-vfs://github/main.drplan", "../sites.drplan", undefined],
    ["plans/main.drplan", "sites.drplan", "plans/sites.drplan"],
    // Only what lies beside a plan is ever opened.
    [FROM, "", undefined],
    [FROM, "/etc/passwd", undefined],
    [FROM, "\\\\server\\share\\x.drplan", undefined],
    [FROM, "C:\\plans\\x.drplan", undefined],
    [FROM, "file:///etc/passwd", undefined],
    [FROM, "https://example.com/x.drplan", undefined],
  ])("from %s, %j is %s", (from, path, target) => {
    expect(resolveImport(from, path)).toBe(target);
  });

  it("never has another origin, steps upwards or leaves its root, whatever is written", () => {
    const piece = fc.constantFrom(
      "..",
      ".",
      "a",
      "%2e%2e",
      "..%2f",
      "\\",
      "/",
      "c:",
      "~",
      "é",
      " ",
      "%00",
      "?",
      "#",
      "%",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), fc.constantFrom("/", "\\", ""), (pieces, separator) => {
        const target = resolveImport(FROM, pieces.join(separator));
        if (target === undefined) return;
        const { protocol, pathname, search, hash } = new URL(target);
        expect(`${protocol}//${pathname}`, "a URL's own steps change nothing").toBe(target);
        expect(search + hash).toBe("");
        expect(target.split("/")).not.toContain("..");
      }),
      { seed: 8, numRuns: 1000 },
    );
  });

  it("climbs no further than there are folders", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (deep, up) => {
        const from = `file:///${"f/".repeat(deep)}main.drplan`;
        const target = resolveImport(from, `${"../".repeat(up)}x.drplan`);
        expect(target).toBe(up <= deep ? `file:///${"f/".repeat(deep - up)}x.drplan` : undefined);
      }),
      { seed: 9 },
    );
  });
});
