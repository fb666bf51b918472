import { bindMigration, workloadOf } from "../../model/bind.ts";
import { type Declaration, isKind } from "../../model/declaration.ts";
import type { Plan } from "../../model/plan.ts";
import { joinedByLayerTwo, linksBetween } from "../layer-two.ts";
import { protectionOf, recoverySites } from "../protection.ts";
import { defineRule, type FixCandidate } from "../rule.ts";
import { addStatement, replaceValue } from "../statement-edit.ts";

interface CannotMove {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly by: "migration" | "redirect";
  /** Whether there is another place to which the addresses can move. */
  readonly another: boolean;
}

export const addressCannotMove = defineRule<CannotMove>({
  code: "address-cannot-move",
  severity: "error",
  summary: "A workload that keeps its addresses needs its subnet at both sites.",
  why: "A machine that moves keeps its address. Where the subnet ends at the old site, no packet finds it at the new one. Either a link joins both sites on layer 2, or the plan says how users follow: by names, routes or a load balancer.",
  sources: [
    "VMworld and long-distance vMotion, 2009: the moved machine keeps its address, so the subnet must exist at both ends",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre }
tier silver { rpo 0 s; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; redirect <|layer2|> }
replicate desk to leeds { mode sync; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 10 Gbps; medium dark-fibre; layer2 yes }
tier silver { rpo 0 s; rto 4 h }
workload desk { site york; tier silver; data 60 GB; change 250 kB/s; redirect layer2 }
replicate desk to leeds { mode sync; history 7 d every 1 h }`,
  },
  kinds: ["workload", "migrate"],

  *check(declaration, { plan }) {
    const { spans, kind } = declaration.document;
    const found = kind === "migrate" ? movedTo(plan, declaration) : redirectedTo(plan, declaration);
    if (!found || joinedByLayerTwo(plan, found.from, found.to)) return;
    const at = spans.at(kind === "migrate" ? "/method" : "/redirect") ?? spans.header;
    yield { at, severity: found.another ? "warning" : "error", facts: found };
  },

  message: ({ name, from, to, by }) =>
    by === "migration"
      ? `'${name}' keeps its addresses when it moves, but no link of layer 2 joins '${from}' and '${to}', and it has no 'redirect'.`
      : `The addresses of '${name}' are to move over layer 2, but no such link joins '${from}' and '${to}'.`,

  fixes({ name, from, to, by }, { plan, declaration }) {
    const [link] = linksBetween(plan, from, to);
    const stretch: readonly FixCandidate[] =
      link && isKind(link, "link")
        ? [
            {
              edits: link.document.spans.at("/layer2")
                ? replaceValue(link, "/layer2", "yes")
                : addStatement(link, "layer2 yes"),
              title: () =>
                `Stretch the network of '${from}' to '${to}' over '${link.name ?? ""}' (a fault on it then reaches both sites)`,
            },
          ]
        : [];
    const edits =
      by === "redirect"
        ? replaceValue(declaration, "/redirect", "dns 5 min")
        : addStatement(workloadBlock(plan, declaration), "redirect dns 5 min");
    return [
      { edits, preferred: true, title: () => `Point the names of '${name}' to '${to}' instead (5 min)` },
      ...stretch,
    ];
  },
});

/** Of a migration that takes the machine along: where it moves. */
function movedTo(plan: Plan, declaration: Declaration): CannotMove | undefined {
  const bound = bindMigration(plan, declaration);
  if (!bound || bound.from === bound.to) return undefined;
  const { migration, workload, from, to } = bound;
  if ((migration.method !== "live" && migration.method !== "cold") || workload.workload.redirect) return undefined;
  return { name: workload.workload.name, from: from.name, to: to.name, by: "migration", another: false };
}

/** Of a workload whose addresses move: the first place to which they cannot. */
function redirectedTo(plan: Plan, declaration: Declaration): CannotMove | undefined {
  const workload = workloadOf(declaration);
  if (workload?.redirect?.method !== "layer2") return undefined;
  const bound = protectionOf(plan, declaration)?.bound;
  const from = bound?.site?.name;
  if (!bound || from === undefined) return undefined;
  const places = recoverySites(plan, bound);
  const apart = places.filter(({ name }) => !joinedByLayerTwo(plan, from, name));
  const another = apart.length < places.length;
  return apart[0] && { name: workload.name, from, to: apart[0].name, by: "redirect", another };
}

function workloadBlock(plan: Plan, migrate: Declaration): Declaration | undefined {
  const bound = bindMigration(plan, migrate);
  return bound && plan.declarations.get(bound.workload.workload.id);
}
