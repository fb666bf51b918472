import { describe, expect, test } from "vitest";
import { editPlanFile, readPlanFile } from "../../server/src/workspace/plan-file.ts";
import { Workspace, type WorkspaceHost } from "../../server/src/workspace.ts";

/** A workspace over files in memory; reads take a turn of the event loop. */
function workspaceWith(files: Record<string, string>, folders: readonly string[] = ["file:///w"]) {
  const read: string[] = [];
  const configs: string[] = [];
  const errors: unknown[] = [];
  let loads = 0;
  const host: Required<WorkspaceHost> = {
    async read(uri) {
      (uri.endsWith("/drplan.config.json") ? configs : read).push(uri);
      await new Promise((resolve) => setImmediate(resolve));
      if (files[uri] === "unreadable") throw new Error("no permission");
      return files[uri];
    },
    list: async () => Object.keys(files),
  };
  const workspace = new Workspace(host, { onLoaded: () => loads++, onError: (error) => errors.push(error) });
  workspace.folders = folders;
  const open = (uri: string, text: string) => workspace.put(readPlanFile(uri, text));
  const rootOf = async (uri: string) => {
    await workspace.loading(uri);
    return workspace.analysisOf(uri).plan.root;
  };
  const rulesAt = async (uri: string) => {
    await workspace.loading(uri);
    const { plan, findings } = workspace.analysisOf(uri);
    return (plan.files.get(uri)?.ids ?? []).flatMap((id) => (findings.get(id) ?? []).map(({ rule }) => rule));
  };
  return { workspace, files, read, configs, errors, open, rootOf, rulesAt, loads: () => loads };
}

const MAIN = "file:///w/main.drplan";
const PART = "file:///w/part.drplan";
const PLAN = 'plan "P" {}\nimport "part.drplan"\nworkload orders { site paris; data 1 TB }\n';
const SITE = "site paris { location 48.85, 2.35 }\n";

describe("plans", () => {
  test("are analysed without stored files at first, and with them once they are read", async () => {
    const { workspace, open, rulesAt, loads } = workspaceWith({ [PART]: SITE });
    open(MAIN, PLAN);
    expect(workspace.loading(MAIN)).toBeInstanceOf(Promise);
    expect(await rulesAt(MAIN)).not.toContain("unknown-name");
    expect(workspace.loading(MAIN)).toBeUndefined();
    expect(loads()).toBeGreaterThan(0);
  });

  test("see what is open, not what is stored, until it is closed", async () => {
    const { workspace, open, rulesAt } = workspaceWith({ [PART]: SITE });
    open(MAIN, PLAN);
    open(PART, "site lyon { location 45.76, 4.84 }\n");
    expect(await rulesAt(MAIN)).toContain("unknown-name");
    workspace.close(PART);
    expect(await rulesAt(MAIN)).not.toContain("unknown-name");
  });

  test("follow stored files that change, go and come back", async () => {
    const { workspace, files, open, rulesAt } = workspaceWith({ [PART]: SITE });
    open(MAIN, PLAN);
    expect(await rulesAt(MAIN)).not.toContain("unknown-name");
    files[PART] = SITE.replace("paris", "lyon");
    workspace.changed([PART]);
    expect(await rulesAt(MAIN)).toContain("unknown-name");
    delete files[PART];
    workspace.changed([PART]);
    expect(await rulesAt(MAIN)).toContain("missing-import");
    files[PART] = SITE;
    workspace.changed([PART]);
    const back = await rulesAt(MAIN);
    expect(back).not.toContain("missing-import");
    expect(back).not.toContain("unknown-name");
  });

  test("take the last of several reads of a file", async () => {
    const { workspace, files, open, rulesAt } = workspaceWith({ [PART]: SITE });
    open(MAIN, PLAN);
    workspace.analysisOf(MAIN);
    files[PART] = SITE.replace("paris", "lyon");
    workspace.changed([PART]);
    files[PART] = SITE;
    workspace.changed([PART]);
    expect(await rulesAt(MAIN)).not.toContain("unknown-name");
  });

  test("stay as they are when another plan is edited", async () => {
    const { workspace, open } = workspaceWith({});
    open("file:///w/a.drplan", 'plan "A" {}\n');
    open("file:///w/b.drplan", 'plan "B" {}\n');
    const before = workspace.analysisOf("file:///w/a.drplan");
    open("file:///w/b.drplan", 'plan "C" {}\n');
    expect(workspace.analysisOf("file:///w/a.drplan")).toBe(before);
  });

  test("keep the blocks that an edit leaves alone", () => {
    const { workspace, open } = workspaceWith({});
    open(MAIN, `${SITE}${SITE.replace("paris", "lyon")}`);
    const idsBefore = workspace.analysisOf(MAIN).plan.files.get(MAIN)?.ids;
    const file = workspace.openFile(MAIN);
    if (!file) throw new Error("The file is not open.");
    workspace.put(editPlanFile(file, { span: { start: 0, end: 0 }, text: "region west {}\n" }));
    expect(workspace.analysisOf(MAIN).plan.files.get(MAIN)?.ids).toEqual(
      expect.arrayContaining([...(idsBefore ?? [])]),
    );
  });

  test("a file that cannot be read counts as missing, and says so", async () => {
    const { open, rulesAt, errors } = workspaceWith({ [PART]: "unreadable" });
    open(MAIN, PLAN);
    expect(await rulesAt(MAIN)).toContain("missing-import");
    expect(errors).toMatchObject([{ message: "no permission" }]);
  });
});

describe("what is read", () => {
  test.each([
    ["outside of the folders", "../other/part.drplan"],
    ["beside a folder whose name it starts with", "../w2/part.drplan"],
    ["that is no plan", "secrets.txt"],
    ["by its absolute path", "/etc/part.drplan"],
    ["of another scheme", "https://example.org/part.drplan"],
  ])("is never a file %s", async (_, path) => {
    const { open, rulesAt, read } = workspaceWith({});
    open(MAIN, `plan "P" {}\nimport "${path}"\n`);
    await rulesAt(MAIN);
    expect(read).toEqual([]);
  });

  test("are configurations from the plan's folder up to the workspace folder, and none above", async () => {
    const { open, rulesAt, configs } = workspaceWith({});
    open("file:///w/a/b/main.drplan", SITE);
    await rulesAt("file:///w/a/b/main.drplan");
    expect(configs).toEqual([
      "file:///w/a/b/drplan.config.json",
      "file:///w/a/drplan.config.json",
      "file:///w/drplan.config.json",
    ]);
  });

  test("is the configuration beside an open file that is in no folder", async () => {
    const { open, rulesAt, configs } = workspaceWith(
      { "file:///x/y/drplan.config.json": '{ "rules": { "unused-name": "off" } }' },
      [],
    );
    open("file:///x/y/main.drplan", SITE);
    expect(await rulesAt("file:///x/y/main.drplan")).toEqual([]);
    expect(configs).toEqual(["file:///x/y/drplan.config.json"]);
  });

  test("may lie beside an open file that is in no folder", async () => {
    const { open, rulesAt } = workspaceWith({ [PART]: SITE }, []);
    open(MAIN, PLAN);
    expect(await rulesAt(MAIN)).not.toContain("missing-import");
  });

  test("are not the other files of the workspace while a plan is open", async () => {
    const { open, rulesAt, read } = workspaceWith({ "file:///w/other.drplan": PLAN, [PART]: SITE });
    open(MAIN, PLAN);
    await rulesAt(MAIN);
    expect(read).toEqual([PART]);
  });
});

describe("the root of a part", () => {
  test.each<[string, Record<string, string>, string]>([
    ["the stored plan that imports it", { [MAIN]: PLAN }, MAIN],
    [
      "the plan above the part that imports it",
      { [MAIN]: 'plan "P" {}\nimport "middle.drplan"', "file:///w/middle.drplan": 'import "part.drplan"' },
      MAIN,
    ],
    [
      "the first by name of several plans",
      { "file:///w/b.drplan": PLAN, "file:///w/a.drplan": PLAN },
      "file:///w/a.drplan",
    ],
    ["the nearest plan, not a lone importer", { "file:///w/a.drplan": 'import "part.drplan"', [MAIN]: PLAN }, MAIN],
    ["a lone importer where there is no plan", { "file:///w/a.drplan": 'import "part.drplan"' }, "file:///w/a.drplan"],
    ["itself when nobody imports it", { "file:///w/a.drplan": 'plan "P" {}' }, PART],
    ["itself when only its name is imported elsewhere", { "file:///w/sub/a.drplan": PLAN }, PART],
  ])("is %s", async (_, files, root) => {
    const { open, rootOf } = workspaceWith(files);
    open(PART, SITE);
    expect(await rootOf(PART)).toBe(root);
  });

  test("is one and the same for files that import only each other", async () => {
    const { open, rootOf } = workspaceWith({});
    open("file:///w/a.drplan", 'import "b.drplan"');
    open("file:///w/b.drplan", 'import "a.drplan"');
    expect([await rootOf("file:///w/a.drplan"), await rootOf("file:///w/b.drplan")]).toEqual([
      "file:///w/a.drplan",
      "file:///w/a.drplan",
    ]);
  });

  test("changes with the importer, open or stored", async () => {
    const { workspace, files, open, rootOf } = workspaceWith({ [MAIN]: PLAN });
    open(PART, SITE);
    expect(await rootOf(PART)).toBe(MAIN);
    files[MAIN] = 'plan "P" {}';
    workspace.changed([MAIN]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rootOf(PART)).toBe(PART);
    open(MAIN, PLAN);
    expect(await rootOf(PART)).toBe(MAIN);
    open(PART, `plan "Own" {}\n${SITE}`);
    expect(await rootOf(PART)).toBe(PART);
  });

  const CONFIG = "file:///w/drplan.config.json";
  const OLD = "file:///w/old%20plans/main.drplan";

  test("is no importer that the configuration leaves out, with its folder or by name", async () => {
    const importing = 'plan "P" {}\nimport "../part.drplan"';
    for (const pattern of ["old plans", "old plans/**", "/old plans/main.drplan", "main.drplan"]) {
      const files = { [CONFIG]: JSON.stringify({ exclude: [pattern] }), [OLD]: importing };
      const { open, rootOf, read } = workspaceWith(files);
      open(PART, SITE);
      expect(await rootOf(PART), pattern).toBe(PART);
      expect(read, pattern).toEqual([]);
    }
    const { open, rootOf } = workspaceWith({ [CONFIG]: '{ "exclude": ["main.draft.drplan"] }', [OLD]: importing });
    open(PART, SITE);
    expect(await rootOf(PART)).toBe(OLD);
  });

  test("follows the configuration, open or stored", async () => {
    const { workspace, files, open, rootOf } = workspaceWith({
      [CONFIG]: "{}",
      [OLD]: 'plan "P" {}\nimport "../part.drplan"',
    });
    open(PART, SITE);
    expect(await rootOf(PART)).toBe(OLD);
    workspace.putConfig(CONFIG, '{ "exclude": ["old plans"] }');
    expect(await rootOf(PART)).toBe(PART);
    workspace.closeConfig(CONFIG);
    expect(await rootOf(PART)).toBe(OLD);
    files[CONFIG] = '{ "exclude": ["old plans"] }';
    workspace.changed([CONFIG]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rootOf(PART)).toBe(PART);
    workspace.changed([OLD]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rootOf(PART)).toBe(PART);
  });

  test("is what is left out all the same where it is open, or a plan needs it", async () => {
    const middle = "file:///w/old%20plans/middle.drplan";
    const { open, rootOf } = workspaceWith({
      [CONFIG]: '{ "exclude": ["old plans"] }',
      [MAIN]: 'plan "P" {}\nimport "old plans/middle.drplan"',
      [middle]: 'import "../part.drplan"',
    });
    open(MAIN, 'plan "P" {}\nimport "old plans/middle.drplan"');
    open(PART, SITE);
    expect(await rootOf(MAIN)).toBe(MAIN);
    expect(await rootOf(PART)).toBe(MAIN);
  });

  test("is noticed when an importer is created", async () => {
    const { workspace, files, open, rootOf } = workspaceWith({});
    open(PART, SITE);
    expect(await rootOf(PART)).toBe(PART);
    files[MAIN] = PLAN;
    workspace.changed([MAIN]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await rootOf(PART)).toBe(MAIN);
  });
});
