import type { Backup } from "../model/backup.ts";
import { backupOf, runbookOf, tierOf, workloadOf } from "../model/bind.ts";
import { type DeclarationOf, isKind } from "../model/declaration.ts";
import { indexed, lookUp, type Plan, usersOf } from "../model/plan.ts";
import { inPlanOrder } from "../model/plan-order.ts";
import { readDuration } from "../model/read-quantity.ts";
import type { StepKind } from "../model/runbook.ts";
import type { Tier } from "../model/tier.ts";
import type { BlockValues } from "../vocabulary/plan-types.ts";
import { YEARLY } from "./dates.ts";
import { addSteps, DECISION_STEPS, defaultStep } from "./default-steps.ts";
import { defineRule, type FixCandidate, type FixContext, type Rule } from "./rule.ts";
import { addBehind, addStatement, replaceValue } from "./statement-edit.ts";

/** Something that a standard wants to find in a plan. */
export interface StandardElement {
  /** Where the standard asks for it. */
  readonly clause: string;
  /** What it asks for, as in "asks for …". */
  readonly asks: string;
  /** What the plan lacks, as a sentence without its full stop; nothing when it has it. */
  readonly lack: (facts: PlanFacts) => string | undefined;
  readonly fix?: (facts: PlanFacts, context: FixContext) => readonly FixCandidate[];
}

/** What a plan has of the things that standards ask for. */
export interface PlanFacts {
  readonly value: BlockValues["plan"];
  readonly plan: Plan;
  readonly runbooks: readonly number[];
  /** Kinds of steps in any runbook. */
  readonly steps: ReadonlySet<StepKind | undefined>;
  readonly drills: number;
  readonly backups: readonly Backup[];
  /** Tiers that workloads use. */
  readonly tiers: readonly Tier[];
}

interface Lacking {
  readonly element: StandardElement;
  readonly lack: string;
  readonly facts: PlanFacts;
}

interface Standard {
  /** As a plan names it. */
  readonly id: NonNullable<BlockValues["plan"]["standard"]>[number];
  readonly title: string;
  readonly elements: readonly StandardElement[];
}

/** The rule of a standard: one finding for each element that a plan which names the standard lacks. */
export function standardRule({
  id,
  title,
  elements,
  ...page
}: Standard & Pick<Rule, "code" | "summary" | "why" | "sources" | "examples">): Rule {
  return defineRule<Lacking>({
    ...page,
    severity: "warning",
    kinds: ["plan"],

    *check(declaration, { plan, plans }) {
      if (!isKind(declaration, "plan") || plans[0] !== declaration.id) return;
      const index = (declaration.document.value.standard ?? []).indexOf(id);
      if (index < 0) return;
      const { spans } = declaration.document;
      const facts = factsOf(plan, declaration);
      for (const element of elements) {
        const lack = element.lack(facts);
        if (lack === undefined) continue;
        yield { at: spans.at(`/standard/${index}`) ?? spans.header, facts: { element, lack, facts } };
      }
    },

    message: ({ element, lack }) => `${title}, ${element.clause}, asks for ${element.asks}: ${lack}.`,

    fixes: ({ element, facts }, context) => element.fix?.(facts, context) ?? [],
  });
}

function factsOf(plan: Plan, declaration: DeclarationOf<"plan">): PlanFacts {
  const runbooks = inPlanOrder(plan, indexed(plan, "runbook"));
  const steps = runbooks.flatMap((id) => runbookOf(plan.declarations.get(id))?.steps ?? []);
  return {
    value: declaration.document.value,
    plan,
    runbooks,
    steps: new Set(steps.map(({ kind }) => kind)),
    drills: indexed(plan, "drill").size,
    backups: [...indexed(plan, "backup")].flatMap((id) => backupOf(plan.declarations.get(id)) ?? []),
    tiers: inPlanOrder(plan, indexed(plan, "tier")).flatMap((id) => {
      const tier = tierOf(plan.declarations.get(id));
      return tier && usersOf(plan, "workload", tier.name).size > 0 ? [tier] : [];
    }),
  };
}

const NAMES = { title: "title", owner: "'owner'", reviewed: "'reviewed' date" } as const;

/** An element that is an attribute of the plan block. */
export function attributeElement(
  attribute: "title" | "owner" | "reviewed",
  clause: string,
  asks: string,
): StandardElement {
  return {
    clause,
    asks,
    lack: ({ value }) => (value[attribute] === undefined ? `the plan has no ${NAMES[attribute]}` : undefined),
  };
}

/** An element that is a step of a runbook. Where there is no runbook at all, that is said once, by `runbookElement`. */
export function stepElement(kind: StepKind, clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ runbooks, steps }) =>
      runbooks.length > 0 && !steps.has(kind) ? `no runbook has a step of kind '${kind}'` : undefined,
    fix: ({ runbooks, plan }) => {
      const runbook = plan.declarations.get(runbooks[0] ?? -1);
      return [
        {
          edits: addSteps(runbook, [kind]),
          title: () => `Add a step of kind '${kind}' with a usual duration`,
        },
      ];
    },
  };
}

/** The steps of a runbook that starts from nothing. */
const WHOLE: readonly StepKind[] = [...DECISION_STEPS, "recover", "verify", "failback"];

export function runbookElement(clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ runbooks }) => (runbooks.length === 0 ? "the plan has no runbook" : undefined),
    fix: (_facts, { declaration }) => {
      const steps = WHOLE.map((kind, index) => `  ${defaultStep(kind, kind, WHOLE[index - 1])}`);
      return [
        {
          edits: addBehind(declaration, [`\nrunbook {\n${steps.join("\n")}\n}`]),
          title: () => "Add a runbook with the usual steps and durations, to be filled in",
        },
      ];
    },
  };
}

export function drillElement(clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ drills }) => (drills === 0 ? "the plan records no drill" : undefined),
  };
}

/** An interval of the plan block that may be no longer than a year. */
export function yearlyElement(attribute: "review-every" | "test-every", clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ value }) =>
      (readDuration(value[attribute])?.high ?? 0) > YEARLY
        ? `the plan says '${attribute} ${value[attribute]}'`
        : undefined,
    fix: (_facts, { declaration }) => [
      {
        edits: replaceValue(declaration, `/${attribute}`, "12 month"),
        title: () => `Write '${attribute} 12 month'`,
      },
    ],
  };
}

export function backupElement(clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ backups }) => (backups.length === 0 ? "the plan has no backup" : undefined),
  };
}

/** A backup that what strikes the source cannot reach: at another site, offline, or unchangeable. */
export function apartElement(clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ backups, plan }) =>
      backups.length > 0 && !backups.some((backup) => isApart(plan, backup))
        ? "every backup lies with its source and can be changed there"
        : undefined,
    fix: ({ backups, plan }) => {
      const [backup] = inPlanOrder(
        plan,
        backups.filter(({ method }) => method !== "snapshot").map(({ id }) => id),
      ).flatMap((id) => backupOf(plan.declarations.get(id)) ?? []);
      const block = backup && plan.declarations.get(backup.id);
      if (!block || block.document.spans.keyAt("/immutable")) return [];
      return [
        {
          edits: addStatement(block, "immutable yes"),
          title: () => `Let nobody change or delete the backups of '${backup.name}' before their time`,
        },
      ];
    },
  };
}

function isApart(plan: Plan, { method, of, to, offline, immutable }: Backup): boolean {
  if (offline || immutable) return true;
  return method !== "snapshot" && of.some((name) => workloadOf(lookUp(plan, name))?.site !== to);
}

/** The longest outage that each tier in use can bear. */
export function mtdElement(clause: string, asks: string): StandardElement {
  return {
    clause,
    asks,
    lack: ({ tiers }) => {
      const without = tiers.filter(({ mtd }) => mtd === undefined).map(({ name }) => `'${name}'`);
      if (without.length === 0) return undefined;
      return `${without.length === 1 ? "tier" : "tiers"} ${without.join(", ")} ${without.length === 1 ? "sets" : "set"} no 'mtd'`;
    },
  };
}
