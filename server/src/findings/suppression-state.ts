import { IdMap } from "../base/id-map.ts";
import type { Declaration } from "../model/declaration.ts";
import type { Plan } from "../model/plan.ts";
import type { Unit } from "../model/source-file.ts";
import type { Finding } from "./finding.ts";
import type { JudgedSuppression, SuppressedFinding } from "./judged-suppression.ts";
import { judged, type Suppressed, type SuppressibleRules, suppress } from "./suppress.ts";
import { type Suppression, suppressionsIn } from "./suppression.ts";

/** What the rules found, what of it is held back, and what the suppressions of whole files met. */
export interface SuppressionState {
  /** All that the rules found, by the id of the declaration. */
  readonly found: IdMap<readonly Finding[]>;
  readonly held: IdMap<readonly SuppressedFinding[]>;
  /** Files that hold `drplan-ignore-file`. */
  readonly files: ReadonlyMap<string, FileSuppressions>;
}

interface FileSuppressions {
  readonly suppressions: readonly Suppression[];
  /** The declarations in whose blocks they stand. */
  readonly holders: ReadonlySet<number>;
  /** How many declarations they meet, by code; those of `lasting` findings apart. */
  readonly uses: ReadonlyMap<string, Readonly<Record<"used" | "lasting", number>>>;
}

export const NO_SUPPRESSIONS: SuppressionState = {
  found: IdMap.empty(),
  held: IdMap.empty(),
  files: new Map(),
};

/** What differs from the state before: what was found anew (nothing for what is gone), and which blocks were replaced or removed. */
export interface FindingsChange {
  readonly found: readonly (readonly [number, readonly Finding[] | undefined])[];
  readonly replaced: ReadonlyMap<number, Declaration | undefined>;
  readonly removed: ReadonlyMap<number, Declaration>;
}

/**
 * The next state, and what is reported of the declarations that may differ (without what is wrong with suppressions). Costs
 * time by what changed; a change of a `drplan-ignore-file` costs time by its file.
 */
export function updateSuppressions(
  before: SuppressionState,
  plan: Plan,
  change: FindingsChange,
  today: string | undefined,
): { readonly state: SuppressionState; readonly active: ReadonlyMap<number, readonly Finding[]> } {
  const found = before.found.with(change.found);
  const files = new Map(before.files);
  const rescanned = new Set<string>();
  for (const uri of touchedFiles(plan, change)) {
    const now = fileSuppressions(plan, uri);
    rescanned.add(uri);
    if (now) files.set(uri, now);
    else files.delete(uri);
  }
  const ids = new Set(change.found.map(([id]) => id));
  for (const uri of rescanned) for (const id of plan.files.get(uri)?.ids ?? []) ids.add(id);

  const active = new Map<number, readonly Finding[]>();
  const held: [number, readonly SuppressedFinding[] | undefined][] = [];
  const counted = new Map<string, Map<string, { used: number; lasting: number }>>();
  const count = (uri: string, met: Suppressed["met"], by: number) => {
    const file = files.get(uri);
    if (!file) return;
    const uses = counted.get(uri) ?? new Map([...file.uses].map(([code, use]) => [code, { ...use }]));
    counted.set(uri, uses);
    for (const [code, state] of metByFile(file, met)) {
      const use = uses.get(code) ?? { used: 0, lasting: 0 };
      use[state] += by;
      uses.set(code, use);
    }
  };
  for (const id of ids) {
    const declaration = plan.declarations.get(id);
    const old = change.removed.get(id) ?? change.replaced.get(id) ?? declaration;
    if (old && !rescanned.has(old.file) && files.has(old.file)) {
      count(old.file, outcome(before.found.get(id), old, files, today).met, -1);
    }
    const now = declaration ? outcome(found.get(id), declaration, files, today) : undefined;
    if (declaration && now) count(declaration.file, now.met, 1);
    active.set(id, now?.active ?? []);
    held.push([id, now && now.held.length > 0 ? now.held : undefined]);
  }
  for (const [uri, uses] of counted) {
    const file = files.get(uri);
    if (!file) continue;
    files.set(uri, { ...file, uses });
    // Whether a file's suppression is used is reported where it stands.
    for (const id of file.holders) {
      const declaration = plan.declarations.get(id);
      if (declaration && !active.has(id)) active.set(id, outcome(found.get(id), declaration, files, today).active);
    }
  }
  return { state: { found, held: before.held.with(held), files }, active };
}

/** How the suppressions in a declaration's block did. */
export function judgedSuppressions(
  { found, files }: SuppressionState,
  declaration: Declaration,
  rules: SuppressibleRules,
  today: string | undefined,
): readonly JudgedSuppression[] {
  const own = suppressionsOf(declaration.unit);
  if (own.length === 0) return NO_JUDGEMENTS;
  const { met } = outcome(found.get(declaration.id), declaration, files, today);
  const uses = files.get(declaration.file)?.uses;
  return own.map((suppression) => {
    const metBy = (code: string) => {
      if (suppression.scope === "statement") return met.get(suppression)?.get(code);
      const use = uses?.get(code);
      return use && use.used > 0 ? "used" : use && use.lasting > 0 ? "lasting" : undefined;
    };
    return judged(suppression, metBy, rules, today);
  });
}

const NOTHING: readonly Finding[] = [];
const NO_JUDGEMENTS: readonly JudgedSuppression[] = [];

function outcome(
  found: readonly Finding[] | undefined,
  { unit, file }: Declaration,
  files: SuppressionState["files"],
  today: string | undefined,
): Suppressed {
  const own = suppressionsOf(unit).filter(({ scope }) => scope === "statement");
  return suppress(found ?? NOTHING, own, files.get(file)?.suppressions ?? [], today);
}

function suppressionsOf(unit: Unit): readonly Suppression[] {
  return "lineBreaks" in unit ? suppressionsIn(unit) : [];
}

/** What the suppressions of a file met in one declaration, by code. */
function metByFile(
  { suppressions }: FileSuppressions,
  met: Suppressed["met"],
): ReadonlyMap<string, "used" | "lasting"> {
  const codes = new Map<string, "used" | "lasting">();
  for (const suppression of suppressions) {
    for (const [code, state] of met.get(suppression) ?? []) if (codes.get(code) !== "used") codes.set(code, state);
  }
  return codes;
}

/** Files in which a block with a `drplan-ignore-file` came, went or was edited. */
function touchedFiles(plan: Plan, { replaced, removed }: FindingsChange): ReadonlySet<string> {
  const files = new Set<string>();
  const add = (declaration: Declaration | undefined) => {
    if (declaration && suppressionsOf(declaration.unit).some(({ scope }) => scope === "file"))
      files.add(declaration.file);
  };
  for (const [id, before] of replaced) {
    add(before);
    add(plan.declarations.get(id));
  }
  for (const before of removed.values()) add(before);
  return files;
}

function fileSuppressions(plan: Plan, uri: string): FileSuppressions | undefined {
  const suppressions: Suppression[] = [];
  const holders = new Set<number>();
  for (const id of plan.files.get(uri)?.ids ?? []) {
    const unit = plan.declarations.get(id)?.unit;
    const ofFile = unit ? suppressionsOf(unit).filter(({ scope }) => scope === "file") : [];
    if (ofFile.length > 0) holders.add(id);
    suppressions.push(...ofFile);
  }
  return suppressions.length === 0 ? undefined : { suppressions, holders, uses: new Map() };
}
