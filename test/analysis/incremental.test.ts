import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "../../server/src/analysis.ts";
import { applyEdits } from "../../server/src/base/text-edit.ts";
import type { Degradation } from "../../server/src/estimate/recovery/workload-outcome.ts";
import { relatedSpan } from "../../server/src/findings/related-span.ts";
import { type SourceFile, spanInFile } from "../../server/src/model/source-file.ts";
import { editFile } from "../../server/src/syntax/edit-file.ts";
import { textOf } from "../../server/src/syntax/position.ts";
import { parseOptions } from "../../server/src/vocabulary/vocabulary.ts";
import { seededRandom } from "../bench/seeded-random.ts";
import { MAIN, sourceFile, uriOf } from "../support/analyse-text.ts";
import { FILES, randomEdit, randomJsonEdit, randomPlan } from "../support/random-plan.ts";

/** Plans to start from, each with its own edits. */
const PLANS = 30;
const STEPS = 25;
/** Every how many steps the earlier analysis is looked at again. */
const CHECK_EARLIER = 5;

type Files = Map<string, SourceFile>;

/** Milliseconds that one plan may take on a machine that has other things to do. */
const PATIENCE = 60_000;

describe("an analysis derived from an earlier one equals one made from scratch", () => {
  test.each(Array.from({ length: PLANS }, (_, seed) => seed))(
    "after every edit of random plan %i",
    (seed) => {
      const random = seededRandom(seed);
      const texts = randomPlan(random);
      const files: Files = new Map(
        Object.entries(texts).map(([name, text]) => [uriOf(name), sourceFile(text, uriOf(name))]),
      );
      const hidden = new Map<string, SourceFile>();
      let analysis = analyse(MAIN, (uri) => files.get(uri));
      for (let step = 0; step < STEPS; step++) {
        const log: string[] = [];
        for (let edits = random.chance(0.3) ? random.whole(2, 4) : 1; edits > 0; edits--) {
          const uri = uriOf(random.pick(FILES));
          const file = files.get(uri);
          const away = hidden.get(uri);
          if (!file) {
            if (away) files.set(uri, away);
            continue;
          }
          if (uri !== MAIN && random.chance(0.03)) {
            hidden.set(uri, file);
            files.delete(uri);
            log.push(`- ${uri}`);
            continue;
          }
          const before = plainText(file);
          const { start, end, text } =
            file.form === "json" ? randomJsonEdit(random, before) : randomEdit(random, before);
          log.push(`${uri} ${JSON.stringify(before.slice(start, end))} → ${JSON.stringify(text)}`);
          const edit = { span: { start, end }, text };
          files.set(
            uri,
            file.form === "json"
              ? sourceFile(applyEdits(before, [edit]), uri)
              : { ...file, syntax: editFile(file.syntax, edit, parseOptions()) },
          );
        }
        const earlier = analysis;
        const before = step % CHECK_EARLIER === 0 ? JSON.stringify(stateOf(earlier)) : undefined;
        analysis = analyse(MAIN, (uri) => files.get(uri), earlier);
        if (before !== undefined) expect(JSON.stringify(stateOf(earlier)), "the earlier analysis stays").toBe(before);
        const fresh = freshly(files);
        const [derived, scratch] = [stateOf(analysis), stateOf(fresh)];
        // Comparing texts is quick; only where they differ is it worth saying how.
        if (JSON.stringify(derived) === JSON.stringify(scratch)) continue;
        expect(derived, `seed ${seed}, step ${step}: ${log.join("; ")}`).toEqual(scratch);
      }
    },
    PATIENCE,
  );
});

function plainText(file: SourceFile): string {
  return file.form === "json" ? file.json.text : textOf(file.syntax);
}

function freshly(files: Files): Analysis {
  const copies = new Map<string, SourceFile>();
  for (const [uri, file] of files) copies.set(uri, sourceFile(plainText(file), uri));
  return analyse(MAIN, (uri) => copies.get(uri));
}

/** What an analysis says, in places of the files instead of ids. */
function stateOf(analysis: Analysis): Record<string, unknown> {
  const { plan, estimates } = analysis;
  const state: Record<string, unknown> = {};
  const placeOf = new Map<number, string>();
  for (const [uri, { ids }] of plan.files)
    for (const [index, id] of ids.entries()) placeOf.set(id, `${uri.split("/").at(-1)}#${index}`);
  for (const [uri, { ids, source }] of plan.files) {
    for (const [index, id] of ids.entries()) {
      const declaration = plan.declarations.get(id);
      if (!declaration || !source) continue;
      const at = (span: { start: number; end: number }) => Object.values(spanInFile(source, index, span)).join("-");
      const findings = (analysis.findings.get(id) ?? []).map(({ rule, severity, message, span, related, unused }) =>
        [
          `${rule} ${severity} ${at(span)}${unused ? " unused" : ""} ${message}`,
          ...related.map(
            (place) =>
              `${placeOf.get(place.declaration)} ${place.message} ${Object.values(relatedSpan(plan, place) ?? {}).join("-")}`,
          ),
        ].join(" | "),
      );
      const link = estimates.link(declaration);
      const replications = estimates.replications(declaration);
      const backups = estimates.backups(declaration);
      const migration = estimates.migration(declaration);
      state[`${uri.split("/").at(-1)}#${index}`] = {
        findings,
        ...(link ? { link: told(link) } : {}),
        ...(replications.length > 0 ? { replications: replications.map(told) } : {}),
        ...(backups.length > 0 ? { backups: backups.map(told) } : {}),
        ...(migration ? { migration: told(migration) } : {}),
        users: [...(analysis.estimated.users.get(id) ?? [])].map((user) => placeOf.get(user)).sort(),
      };
    }
  }
  for (const [name, scenario] of analysis.estimated.scenarios.byName.entries()) state[name] = toldBriefly(scenario);
  return state;
}

/** Without what stands elsewhere in the state: copies, backups, links. */
function toldBriefly(value: object): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "reads" || key === "id") return undefined;
    if (key === "degraded") return (inner as readonly Degradation[]).map(withFigures);
    if (key === "replication" || key === "backup" || key === "route" || key === "workload") return nameIn(inner);
    return inner;
  });
}

/** Figures of a copy that is held up are found when they are asked for. */
function withFigures({ replication, route, stopsWorkload, rpo, backlogPerDay, journalLasts }: Degradation): object {
  return { replication, route, stopsWorkload, rpo, backlogPerDay, journalLasts };
}

function nameIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("key" in value) return value.key;
  if ("flow" in value) return nameIn(value.flow);
  if ("hops" in value && Array.isArray(value.hops)) return value.hops.length;
  return Object.keys(value).join();
}

function told(value: object): string {
  return JSON.stringify(value, (key, inner: unknown) =>
    key === "id" || key === "block" || key === "reads" ? undefined : inner instanceof Map ? [...inner] : inner,
  );
}
