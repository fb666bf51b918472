import { runbookOf } from "../../model/bind.ts";
import { isKind } from "../../model/declaration.ts";
import { indexed, type Plan } from "../../model/plan.ts";
import { USER_FACING_KINDS } from "../../model/plan-index.ts";
import { joinedByLayerTwo } from "../layer-two.ts";
import { protectionOf, recoverySites } from "../protection.ts";
import { defineRule } from "../rule.ts";
import { addStatement } from "../statement-edit.ts";

interface NoRedirect {
  readonly name: string;
  readonly kind: string;
  readonly place: string;
}

export const redirectMissing = defineRule<NoRedirect>({
  code: "redirect-missing",
  severity: "warning",
  summary: "What people use needs a way for them to reach it at the other site.",
  why: "An application that runs at the recovery site helps nobody whose name service, routes or desktops still point to the old one. Names, addresses, load balancers or people's settings must follow, and that takes time which counts towards the RTO.",
  sources: [
    "P. Dorion: Virtualizing disaster recovery infrastructure, TechTarget 2009: user access belongs into the plan",
  ],
  examples: {
    bad: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload shop { site york; tier silver; kind <|application|>; data 60 GB; change 250 kB/s }
replicate shop to leeds { mode async; history 7 d every 1 h }`,
    good: `site york { location 53.96, -1.08 }
site leeds { location 53.80, -1.55 }
link wan york <-> leeds { bandwidth 1 Gbps; medium dark-fibre }
tier silver { rpo 15 min; rto 4 h }
workload shop { site york; tier silver; kind application; data 60 GB; change 250 kB/s; redirect dns }
replicate shop to leeds { mode async; history 7 d every 1 h }`,
  },
  kinds: ["workload"],

  *check(declaration, { plan }) {
    if (!isKind(declaration, "workload")) return;
    const { kind, redirect } = declaration.document.value;
    if (redirect !== undefined || kind === undefined || !USER_FACING_KINDS.has(kind)) return;
    const protection = protectionOf(plan, declaration);
    const { site, workload } = protection?.bound ?? {};
    if (!protection || !site || !workload) return;
    // A far side that serves already is reached already.
    const active = protection.copies.filter(({ replication }) => replication.failover === "active");
    const place = recoverySites(plan, protection.bound).find(
      (other) => !active.some(({ to }) => to === other) && !joinedByLayerTwo(plan, site.name, other.name),
    );
    if (!place || isRedirectedByHand(plan, workload.name)) return;
    const { spans } = declaration.document;
    yield { at: spans.at("/kind") ?? spans.header, facts: { name: workload.name, kind, place: place.name } };
  },

  message: ({ name, kind, place }) =>
    `People use '${name}' (${kind}), but nothing leads them to '${place}' when it is recovered there.`,

  fixes: ({ name, place }, { declaration }) => [
    {
      edits: addStatement(declaration, "redirect dns 5 min"),
      preferred: true,
      title: () => `Point the names of '${name}' to '${place}' (adds 5 min to its RTO)`,
    },
  ],
});

/** Whether a runbook has a step that leads users of a workload, or of all, to the new place. */
function isRedirectedByHand(plan: Plan, workload: string): boolean {
  return [...indexed(plan, "runbook")].some((id) =>
    runbookOf(plan.declarations.get(id))?.steps.some(
      ({ kind, recovers }) => kind === "redirect" && (recovers.length === 0 || recovers.includes(workload)),
    ),
  );
}
