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
        // Comparing texts with names is quick; only where they differ is it worth looking at length, and saying how.
        if (JSON.stringify(stateOf(analysis)) === JSON.stringify(stateOf(fresh))) continue;
        const [derived, scratch] = [stateOf(analysis, NO_NAMES), stateOf(fresh, NO_NAMES)];
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
function stateOf(analysis: Analysis, short?: ReadonlyMap<object, string>): Record<string, unknown> {
  const { plan, estimates } = analysis;
  const state: Record<string, unknown> = {};
  const placeOf = new Map<number, string>();
  for (const [uri, { ids }] of plan.files)
    for (const [index, id] of ids.entries()) placeOf.set(id, `${uri.split("/").at(-1)}#${index}`);
  const names = short ?? namesOf(analysis, placeOf);
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
        ...(link ? { link: told(link, names) } : {}),
        ...(replications.length > 0 ? { replications: replications.map((copy) => told(copy, names)) } : {}),
        ...(backups.length > 0 ? { backups: backups.map((backup) => told(backup, names)) } : {}),
        ...(migration ? { migration: told(migration, names) } : {}),
        users: [...(analysis.estimated.users.get(id) ?? [])].map((user) => placeOf.get(user)).sort(),
      };
    }
  }
  for (const [name, scenario] of analysis.estimated.scenarios.byName.entries()) state[name] = told(scenario, names);
  return state;
}

const NO_NAMES: ReadonlyMap<object, string> = new Map();

/**
 * As text, with a name for what stands elsewhere in the state. Only for what is the very object that the analysis holds
 * now: one that an update forgot to replace is told at length.
 */
function told(value: object, names: ReadonlyMap<object, string>): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "id" || key === "block" || key === "reads") return undefined;
    if (typeof inner !== "object" || inner === null) return inner;
    if (key === "degraded") return (inner as readonly Degradation[]).map(withFigures);
    return (inner === value ? undefined : names.get(inner)) ?? (inner instanceof Map ? [...inner] : inner);
  });
}

/** Figures of a copy that is held up are found when they are asked for. */
function withFigures({ replication, route, stopsWorkload, rpo, backlogPerDay, journalLasts }: Degradation): object {
  return { replication, route, stopsWorkload, rpo, backlogPerDay, journalLasts };
}

/** What is told by itself, by the places of the blocks. */
function namesOf({ plan, estimates }: Analysis, placeOf: ReadonlyMap<number, string>): ReadonlyMap<object, string> {
  const names = new Map<object, string>();
  for (const [id, place] of placeOf) {
    const declaration = plan.declarations.get(id);
    const link = estimates.link(declaration);
    if (link) names.set(link, `link ${place}`);
    for (const [index, copy] of estimates.replications(declaration).entries())
      names.set(copy, `copy ${place} ${index}`);
    for (const [index, backup] of estimates.backups(declaration).entries())
      names.set(backup, `backup ${place} ${index}`);
  }
  return names;
}
