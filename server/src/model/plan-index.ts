import { type Declaration, isKind } from "./declaration.ts";

/**
 * What is looked up over the whole plan: blocks of a kind, those that say when they changed, workloads that others look
 * up, and those whose users need a network or a step to follow them.
 */
export type PlanIndex =
  | "plan"
  | "tier"
  | "backup"
  | "migrate"
  | "runbook"
  | "drill"
  | "scenario"
  | "option"
  | "changed"
  | "identity"
  | "redirected";

const INDEXED_KINDS: ReadonlySet<string> = new Set([
  "plan",
  "tier",
  "backup",
  "migrate",
  "runbook",
  "drill",
  "scenario",
  "option",
]);

/** Kinds of workloads on which others rest to find and to know each other. */
export const IDENTITY_KINDS: ReadonlySet<string | undefined> = new Set(["directory", "name-service", "identity"]);

/** Kinds of workloads that people use directly. */
export const USER_FACING_KINDS: ReadonlySet<string | undefined> = new Set(["application", "desktop"]);

/** Under what a block is looked up. */
export function indexKeysOf(declaration: Declaration): readonly PlanIndex[] {
  const { kind, value } = declaration.document;
  const keys: PlanIndex[] = INDEXED_KINDS.has(kind) ? [kind as PlanIndex] : [];
  if (kind !== "unknown" && "changed" in value) keys.push("changed");
  if (isKind(declaration, "workload")) {
    const { kind: what, redirect } = declaration.document.value;
    if (IDENTITY_KINDS.has(what)) keys.push("identity");
    if (redirect === undefined ? USER_FACING_KINDS.has(what) : redirectMethod(redirect) === "layer2")
      keys.push("redirected");
  }
  return keys;
}

function redirectMethod(redirect: string | { readonly method: string }): string {
  return typeof redirect === "string" ? redirect : redirect.method;
}
