import { describe, expect, it } from "vitest";
import { emptyPlan, lookUp, type Plan, usersOf } from "../../server/src/model/plan.ts";
import { type SourceFile, spanInFile, unitsOf } from "../../server/src/model/source-file.ts";
import { updatePlan } from "../../server/src/model/update-plan.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { MAIN, sourceFile, uriOf } from "../support/analyse-text.ts";
import { FILES, randomEdit, randomPlan } from "../support/random-plan.ts";

type Files = ReadonlyMap<string, SourceFile>;

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return new Map(Object.entries(texts).map(([name, text]) => [uriOf(name), sourceFile(text, uriOf(name))]));
}

function planOf(files: Files, previous: Plan = emptyPlan(MAIN)) {
  return updatePlan(previous, (uri) => files.get(uri));
}

function edited(
  files: Files,
  uri: string,
  from: string | { readonly start: number; readonly end: number },
  to: string,
): Files {
  const file = files.get(uri);
  if (file?.form !== "drplan") throw new Error(`There is no '${uri}'.`);
  const start = typeof from === "string" ? textOf(file.syntax).indexOf(from) : from.start;
  const end = typeof from === "string" ? start + from.length : from.end;
  if (start < 0) throw new Error(`There is no '${String(from)}'.`);
  const syntax = editFile(file.syntax, { span: { start, end }, text: to }, parseOptions());
  return new Map(files).set(uri, { form: "drplan", uri, syntax });
}

/** What a plan holds, by place instead of by id. */
function told(plan: Plan): unknown {
  const placeOf = new Map<number, string>();
  for (const [uri, { ids }] of plan.files) for (const [index, id] of ids.entries()) placeOf.set(id, `${uri}#${index}`);
  const placed = (ids: Iterable<number>) => [...ids].map((id) => placeOf.get(id));
  return {
    files: [...plan.files].map(([uri, { ids, imports, source }]) => [
      uri,
      source !== undefined,
      ids.length,
      imports.map(({ id, target }) => [placeOf.get(id), target]),
    ]),
    declarations: [...plan.declarations.entries()]
      .map(([id, { document, name, references, value }]) => [
        placeOf.get(id),
        document.kind,
        name,
        references.length,
        value,
      ])
      .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    names: new Map([...plan.names.entries()].map(([name, ids]) => [name, placed(ids)])),
    users: new Map(
      [...plan.users.entries()].map(([name, kinds]) => [
        name,
        new Map([...kinds].map(([kind, ids]) => [kind, placed(ids).sort()])),
      ]),
    ),
  };
}

describe("after any edit", () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    "the plan is what a fresh one would be (random plan %i)",
    (seed) => {
      const random = seededRandom(1000 + seed);
      let files = filesOf(randomPlan(random));
      let { plan } = planOf(files);
      for (let step = 0; step < 30; step++) {
        const uri = uriOf(random.pick(FILES));
        const file = files.get(uri);
        if (file?.form !== "drplan") continue;
        const { start, end, text } = randomEdit(random, textOf(file.syntax));
        files = edited(files, uri, { start, end }, text);
        const before = plan;
        ({ plan } = planOf(files, before));
        const fresh = new Map(
          [...files].map(([at, one]) => [at, one.form === "drplan" ? sourceFile(textOf(one.syntax), at) : one]),
        );
        expect(told(plan), `step ${step}`).toEqual(told(planOf(fresh).plan));
        expectStable(before, plan);
      }
    },
  );

  /** Blocks that an edit left alone are the same declarations; no id stands twice, none is reused. */
  function expectStable(before: Plan, after: Plan): void {
    const ids = [...after.files.values()].flatMap((file) => file.ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(new Set(after.declarations.keys()));
    for (const id of ids) if (!before.declarations.has(id)) expect(id).toBeGreaterThanOrEqual(before.nextId);
    for (const [uri, file] of after.files) {
      const kept = new Set(unitsOf(before.files.get(uri)?.source));
      for (const [index, unit] of unitsOf(file.source).entries()) {
        const declaration = after.declarations.get(file.ids[index] ?? -1);
        expect(declaration?.unit).toBe(unit);
        if (declaration && before.declarations.get(declaration.id)?.unit === unit && kept.has(unit))
          expect(before.declarations.get(declaration.id)).toBe(declaration);
      }
    }
  }
});

describe("a block that is edited", () => {
  const files = filesOf({
    "main.drplan":
      'import "sites.drplan"\nlink wan york <-> hull { bandwidth 1 Gbps }\ntier gold { rpo 1 h; rto 1 h }\n',
    "sites.drplan": "site york {}\nsite hull {}\n",
  });
  const { plan } = planOf(files);
  const idOf = (of: Plan, name: string) => lookUp(of, name)?.id;

  it("keeps its id, its new name, and what uses it", () => {
    const renamed = edited(files, uriOf("sites.drplan"), "york", "leeds");
    const { plan: next, change } = planOf(renamed, plan);
    expect(idOf(next, "leeds")).toBe(idOf(plan, "york"));
    expect(lookUp(next, "york")).toBeUndefined();
    expect(change.declared).toEqual(new Set(["york", "leeds"]));
    expect([...usersOf(next, "link", "york")]).toEqual([idOf(plan, "wan")]);
  });

  it("keeps its value where only its layout changed", () => {
    const spaced = edited(files, MAIN, "bandwidth 1 Gbps", "bandwidth   1 Gbps // measured");
    const { plan: next, change } = planOf(spaced, plan);
    expect(lookUp(next, "wan")?.value).toBe(lookUp(plan, "wan")?.value);
    expect([change.declared.size, change.used.size]).toEqual([0, 0]);
  });

  it("changes nothing else", () => {
    const { plan: next, change } = planOf(edited(files, MAIN, "rpo 1 h", "rpo 2 h"), plan);
    expect([...change.replaced.keys()]).toEqual([idOf(plan, "gold")]);
    expect(next.declarations.get(idOf(plan, "wan") ?? -1)).toBe(lookUp(plan, "wan"));
  });

  it("may stand between others that are new or gone", () => {
    const added = edited(files, uriOf("sites.drplan"), { start: 13, end: 13 }, "site dublin {}\n");
    const { plan: more } = planOf(added, plan);
    expect(idOf(more, "hull")).toBe(idOf(plan, "hull"));
    const { plan: fewer, change } = planOf(edited(added, uriOf("sites.drplan"), "site york {}\n", ""), more);
    expect(idOf(fewer, "hull")).toBe(idOf(plan, "hull"));
    expect(lookUp(fewer, "york")).toBeUndefined();
    expect(change.removed.size).toBe(1);
  });
});

describe("files", () => {
  it("are followed through imports, once each, also in circles", () => {
    const files = filesOf({
      "main.drplan": 'import "a.drplan"\nimport "b.drplan"\n',
      "a.drplan": 'import "b.drplan"\nimport "main.drplan"\nsite york {}\n',
      "b.drplan": "site hull {}\n",
    });
    const { plan } = planOf(files);
    expect([...plan.files.keys()]).toEqual(["main.drplan", "a.drplan", "b.drplan"].map(uriOf));
    expect([...plan.names.keys()].sort()).toEqual(["hull", "york"]);
  });

  it("that are missing have no source, and come when they come", () => {
    const files = filesOf({ "main.drplan": 'import "a.drplan"\n' });
    const { plan } = planOf(files);
    expect(plan.files.get(uriOf("a.drplan"))).toMatchObject({ source: undefined, ids: [] });
    const { plan: next, change } = planOf(new Map([...files, ...filesOf({ "a.drplan": "site york {}\n" })]), plan);
    expect(change.imports).toBe(true);
    expect(lookUp(next, "york")).toBeDefined();
  });

  it("that nothing imports any more go with their names", () => {
    const files = filesOf({ "main.drplan": 'import "a.drplan"\nsite hull {}\n', "a.drplan": "site york {}\n" });
    const { plan } = planOf(files);
    const { plan: next } = planOf(edited(files, MAIN, 'import "a.drplan"\n', ""), plan);
    expect(lookUp(next, "york")).toBeUndefined();
    expect([...next.files.keys()]).toEqual([MAIN]);
  });

  it("give spans of their blocks as their own", () => {
    const file = sourceFile("site york {}\nsite hull {}\n");
    const text = "site york {}\nsite hull {}\n";
    const { plan } = planOf(new Map([[MAIN, file]]));
    const names = unitsOf(file).flatMap((_, index) => {
      const declaration = plan.declarations.get(plan.files.get(MAIN)?.ids[index] ?? -1);
      const at = declaration?.document.spans.at("/name");
      return at ? [spanInFile(file, index, at)] : [];
    });
    expect(names.map(({ start, end }) => text.slice(start, end))).toEqual(["york", "hull"]);
  });
});
