import type { Estimates } from "../../estimate/estimates.ts";
import type { CapacityCheck } from "../../estimate/recovery/recovery-capacity.ts";
import type { ScenarioEstimate } from "../../estimate/recovery/workload-outcome.ts";
import { isKind } from "../../model/declaration.ts";
import { lookUp, type Plan, usersOf } from "../../model/plan.ts";
import { otherScenarios } from "../objective-words.ts";
import { defineRule } from "../rule.ts";
import { setAttributes } from "../statement-edit.ts";

interface TooMany {
  readonly check: CapacityCheck;
  readonly scenario: string;
  readonly others: number;
}

export const recoveryCapacity = defineRule<TooMany>({
  code: "recovery-capacity",
  severity: "error",
  summary: "A site of recovery must have room for what comes to it, besides what runs there.",
  why: "What has no host does not start. Machines that run at the site every day stay, those that are recovered come on top, and the density is that of an emergency, not that of a sales slide. Where a site does not say how many hosts it has, nobody has checked.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: consolidation ratio times hosts must hold the recovered load",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; hosts <|2|>; vms-per-host 20 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; vms 45 }
replicate desk to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55; hosts 3; vms-per-host 20 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; vms 45 }
replicate desk to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["site"],

  *check(declaration, { plan, estimates }) {
    const name = declaration.name ?? "";
    if (lookUp(plan, name) !== declaration) return;
    const checks: [CapacityCheck, ScenarioEstimate][] = [];
    for (const estimate of scenariosAt(plan, name, estimates)) {
      const check = estimate.capacity.find(({ place }) => place.name === name);
      if (check) checks.push([check, estimate]);
    }
    checks.sort(([a, in1], [b, in2]) => b.recovered - a.recovered || compareScenarios(in1, in2));
    const [largest] = checks;
    if (!largest) return;
    const short = checks.filter(([{ hosts }]) => hosts && hosts.needed > hosts.available);
    const [check, { scenario }] = short[0] ?? largest;
    const { spans } = declaration.document;
    const facts = { check, scenario: scenario.name, others: Math.max(0, short.length - 1) };
    if (short.length > 0) yield { at: spans.at("/hosts") ?? spans.header, facts };
    else if (!check.hosts) yield { at: spans.header, severity: "hint", facts };
  },

  message({ check: { place, resident, recovered, hosts }, scenario, others }) {
    const [machines, have, come] = recovered === 1 ? ["machine", "has", "comes"] : ["machines", "have", "come"];
    if (!hosts)
      return `Whether ${recovered} ${machines} ${have} room at '${place.name}' in '${scenario}' is not checked: it does not say 'hosts' and 'vms-per-host'.`;
    const besides = resident > 0 ? `, besides the ${resident} that ${resident === 1 ? "runs" : "run"} there` : "";
    const there = hosts.available === 1 ? "there is 1" : `there are ${hosts.available}`;
    return `${recovered} ${machines} ${come} to '${place.name}' in '${scenario}'${otherScenarios(others)}${besides}: that takes ${hosts.needed} hosts, and ${there}.`;
  },

  fixes({ check: { place, hosts } }, { declaration }) {
    if (!hosts) return [];
    const more = hosts.needed - hosts.available;
    return [
      {
        edits: setAttributes(declaration, { hosts: String(hosts.needed) }),
        preferred: true,
        title: () =>
          `Have ${hosts.needed} hosts at '${place.name}' instead of ${hosts.available} (${more} more to buy and run)`,
      },
    ];
  },
});

/** Losses before corruptions, then by name: an order that does not depend on how the plan came about. */
function compareScenarios(a: ScenarioEstimate, b: ScenarioEstimate): number {
  const corrupts = ({ outcomes }: ScenarioEstimate) => Number(outcomes.some(({ undetected }) => undetected));
  return corrupts(a) - corrupts(b) || (a.scenario.name < b.scenario.name ? -1 : 1);
}

/** The scenarios in which something may come to a site: those of all that is copied or may recover there. */
function scenariosAt(plan: Plan, site: string, { scenario, scenariosOf }: Estimates): ReadonlySet<ScenarioEstimate> {
  const names = new Set<string>();
  const estimates = new Set<ScenarioEstimate>();
  const waiting: string[] = [];
  for (const kind of ["replicate", "backup"] as const) {
    for (const id of usersOf(plan, kind, site)) {
      const user = plan.declarations.get(id);
      if (user && isKind(user, "replicate")) waiting.push(...(user.document.value.workloads ?? []));
      if (user && isKind(user, "backup")) waiting.push(...(user.document.value.of ?? []));
    }
  }
  for (const id of usersOf(plan, "scenario", site)) {
    const named = scenario(plan.declarations.get(id)?.name ?? "");
    if (named) estimates.add(named);
  }
  for (const id of usersOf(plan, "workload", site)) waiting.push(plan.declarations.get(id)?.name ?? "");
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    const named = lookUp(plan, name);
    if (named && isKind(named, "backup")) waiting.push(...(named.document.value.of ?? []));
    else for (const estimate of scenariosOf(name)) estimates.add(estimate);
  }
  return estimates;
}
