import type { NeverReason } from "../../estimate/kernel/duration.ts";
import type { Backup } from "../../model/backup.ts";
import { siteOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { indexed, lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { IDENTITY_KINDS } from "../../model/plan-index.ts";
import type { Site } from "../../model/site.ts";
import { otherScenarios } from "../objective-words.ts";
import { outcomesOf, type ScenarioOutcome } from "../outcomes-of.ts";
import { protectionOf } from "../protection.ts";
import { defineRule, type FixCandidate, type FixContext } from "../rule.ts";
import { addBehind } from "../statement-edit.ts";

interface Unprotected extends ScenarioOutcome {
  readonly others: number;
  readonly copies: number;
}

export const noCopy = defineRule<Unprotected>({
  code: "no-copy",
  severity: "error",
  summary: "Something must bring each workload back, whatever is lost.",
  why: "A workload with objectives and without anything to recover it from is gone with its site. Copies count only where they survive and where the workload can run from them: snapshots on the same storage go with it, and a vault without servers only holds data.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009",
    "NIST SP 800-34 Rev. 1, 3.4.2: backups are stored offsite",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; corruption-rpo 24 h; corruption-rto 24 h }
<|workload files|> { site york; tier silver; data 60 GB; change 250 kB/s }
backup nightly of files to york { every 12 h; keep 30 d; immutable yes }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h; corruption-rpo 24 h; corruption-rto 24 h }
workload files { site york; tier silver; data 60 GB; change 250 kB/s }
replicate files to leeds { mode async }
backup nightly of files to york { every 12 h; keep 30 d; immutable yes }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    if (lookUp(plan, name) !== declaration || !isKind(declaration, "workload")) return;
    const gone = outcomesOf(estimates, name).filter(isGone);
    const [first] = gone;
    const protection = protectionOf(plan, declaration);
    if (!first || !protection) return;
    // Copies without a way are told where they stand.
    if (estimates.copiesOf(name).some(({ route }) => !route)) return;
    const copies = protection.copies.length + protection.backups.length;
    const { kind } = declaration.document.value;
    if (copies === 0 && isMissedByUsers(kind, first)) return;
    if (protection.copies.length === 0 && protection.backups.every(isSnapshot) && isMovedOnly(plan, name)) return;
    if (IDENTITY_KINDS.has(kind) && gone.every((one) => isServedByAnother(plan, kind, one))) return;
    yield { at: declaration.document.spans.header, facts: { ...first, others: gone.length - 1, copies } };
  },

  message({ estimate, outcome, others, copies }) {
    const { name } = outcome.workload.workload;
    const where = `in '${estimate.scenario.name}'${otherScenarios(others)}`;
    if (copies === 0) return `Nothing brings '${name}' back ${where}: it has no copy and no backup.`;
    const told = outcome.rejected.slice(0, MOST_TOLD).map(({ what, why }) => `${what} (${why})`);
    const because = outcome.rpo.low.kind === "never" ? WHY[outcome.rpo.low.because] : undefined;
    const why = told.length > 0 ? `not ${told.join(", nor ")}` : (because ?? "no copy survives");
    return `Nothing brings '${name}' back ${where}: ${why}.`;
  },

  fixes: ({ outcome }, context) => {
    const { workload, site } = outcome.workload;
    if (workload.name === "" || !site) return [];
    return placesFor(context.plan, site).map((place): FixCandidate => {
      return {
        edits: addBehind(context.declaration, [
          `replicate ${workload.name} to ${place.name} { mode async${points(context)} }`,
        ]),
        preferred: true,
        title: () => `Replicate '${workload.name}' asynchronously to '${place.name}' (the line carries all changes)`,
      };
    });
  },
});

/** How many copies a message names. */
const MOST_TOLD = 3;

const WHY: Partial<Record<NeverReason, string>> = {
  "no-place": "its data survive, but no site that is left may run it",
  "no-route": "its data survive, but no line leads from there to where it could run",
};

/** Nothing is left though something is promised. What an attacker reaches and what is corrupted everywhere other rules tell. */
function isGone({ estimate, outcome }: ScenarioOutcome): boolean {
  return !outcome.chosen && outcome.verdict !== "none" && outcome.by !== "corruption" && !estimate.scenario.attacker;
}

function isSnapshot({ method }: Backup): boolean {
  return method === "snapshot";
}

/** Another instance of the service runs on: a domain controller elsewhere, for one. */
function isServedByAnother(plan: Plan, kind: string | undefined, { estimate }: ScenarioOutcome): boolean {
  return [...indexed(plan, "identity")].some((id) => {
    const other = plan.declarations.get(id);
    if (!other || !isKind(other, "workload") || other.document.value.kind !== kind) return false;
    return other.name !== undefined && !estimate.outcomeOf(other.name);
  });
}

/** A live migration is all that there is: that rule tells it. */
function isMovedOnly(plan: Plan, name: string): boolean {
  return [...usersOf(plan, "migrate", name)].some((id) => {
    const move = plan.declarations.get(id);
    return move !== undefined && isKind(move, "migrate") && move.document.value.method === "live";
  });
}

/** A directory that is missing where others recover: told there. */
function isMissedByUsers(kind: string | undefined, { estimate, outcome }: ScenarioOutcome): boolean {
  if (!IDENTITY_KINDS.has(kind)) return false;
  const { name } = outcome.workload.workload;
  return estimate.outcomes.some(
    ({ workload, chosen }) =>
      chosen !== undefined && chosen.place !== workload.site && reaches(estimate, workload.workload.needs, name),
  );
}

/** Whether a workload is needed, directly or through others that are hit. */
function reaches(estimate: ScenarioOutcome["estimate"], needs: readonly string[], name: string): boolean {
  const seen = new Set(needs);
  for (const need of seen) {
    if (need === name) return true;
    for (const further of estimate.outcomeOf(need)?.workload.workload.needs ?? []) seen.add(further);
  }
  return false;
}

/** Sites at the other end of a line that may run workloads. */
function placesFor(plan: Plan, site: Site): readonly Site[] {
  const names = new Set<string>();
  for (const id of usersOf(plan, "link", site.name)) {
    const link = plan.declarations.get(id);
    if (!link || !isKind(link, "link")) continue;
    for (const end of [link.document.value.from, link.document.value.to]) if (end !== undefined) names.add(end);
  }
  return [...names].flatMap((name) => {
    const place = name === site.name ? undefined : siteOf(lookUp(plan, name));
    return place && !HOLDING.has(place.role) ? [place] : [];
  });
}

const HOLDING: ReadonlySet<Site["role"]> = new Set(["bunker", "vault", "witness"]);

/** Points in time besides, where nothing else keeps an earlier state. */
function points({ plan, declaration }: FixContext): string {
  return protectionOf(plan, declaration)?.backups.length ? "" : "; history 7 d every 1 h";
}
